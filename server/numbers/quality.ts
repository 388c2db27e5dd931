// The page of data quality: how many of how many lack what, in the viewer's own ground, and exactly those rows; kept by nobody, counted when asked.
import { z } from 'zod'
import { qualityNames, qualityPlans, type QualityName, type QualityPage, type QualityRow } from '../../core/quality.ts'
import { Post, posts } from '../../core/posts.ts'
import type { Label } from '../../core/label.ts'
import { refuse } from '../../core/refusals.ts'
import { isRefused, refused, type Answer, type Call, type Refused } from '../matters/endpoint.ts'
import type { AreaNode, Ground, House } from '../matters/house.ts'
import { districtArea } from '../matters/places.ts'
import { staffOnly } from '../matters/see/asking.ts'
import { placeLabel } from '../matters/see/names.ts'
import { readsMatters, scopesOf } from '../matters/see/scopes.ts'
import type { Tx } from '../db/gate.ts'
import { checks, countSql, families, familyNames, rowsSql } from './quality-sql.ts'

type Around = Pick<Call<'dataQuality'>, 'house' | 'ground' | 'caller'>
type Part = { readonly from: number; readonly upto: number; readonly isWhole: boolean; readonly area: number }
type Asked = { readonly house: House; readonly ground: Ground; readonly area: AreaNode; readonly parts: readonly Part[] }

/** The parts of the asked area that the viewer looks after at a community or above; the page is of places, never of who works there. */
function askedOf({ house, ground, caller }: Around, id: number | undefined): Asked | Refused {
  if (scopesOf(ground, caller).length === 0) return staffOnly()
  const keeping = caller.postings.filter(({ post }) => readsMatters(post) && post !== 'cleaner' && (posts[post].level ?? 9) <= 2)
  const own = [...new Set(keeping.map(({ area }) => area))].flatMap((each) => (each === null ? [] : (ground.areas.get(each) ?? [])))
  const wide = own.filter((each) => !own.some((other) => other !== each && other.key <= each.key && other.keyLast >= each.keyLast))
  const [first] = wide
  if (!first)
    return refused(refuse('not-yours', { who: '社区、镇街和区里的工作人员', whoEn: 'staff of a community, a township or the district' }), 403)
  const area = id === undefined ? (wide.length === 1 ? first : districtArea(ground)) : ground.areas.get(id)
  if (!area) return refused(refuse('not-found'), 404)
  const parts = wide.flatMap((each): Part[] => {
    const inner = each.key <= area.key && each.keyLast >= area.keyLast ? area : area.key <= each.key && area.keyLast >= each.keyLast ? each : null
    return inner ? [{ from: inner.key, upto: inner.keyLast, isWhole: inner.level === 0, area: inner.id }] : []
  })
  const [part] = parts
  if (!part) return refused(refuse('not-found'), 404)
  // asked for more than one's own, one gets one's own, under its own name
  const told = parts.length === 1 ? (ground.areas.get(part.area) ?? area) : area
  return { house, ground, area: told, parts: parts.sort((one, other) => one.from - other.from) }
}

/** What has a sound meaning here: some only for the whole district. */
const namesFor = (asked: Asked): readonly QualityName[] =>
  qualityNames.filter((name) => !qualityPlans[name].wide || asked.parts.some((part) => part.isWhole))

const within = <T>(asked: Asked, { family, part }: { family: keyof typeof families; part: Part }, work: (tx: Tx, values: readonly unknown[]) => Promise<T>): Promise<T> => {
  const { house, ground } = asked
  const district = ground.district.id
  const unsure = [...ground.categories.values()].filter(({ classCode }) => classCode === 'other').map(({ code }) => code)
  const reports = [...new Set(ground.processes.filter(({ process }) => (process.kind ?? 'appeal') === 'appeal').map(({ process }) => process.name))]
  const scope = families[family].role === 'see' ? ({ role: 'see', district, area: part.area, from: part.from, upto: part.upto } as const) : ({ role: 'act', district } as const)
  return house.db.withDistrict(scope, (tx) => work(tx, [district, part.from, part.upto, new Date(house.now()), part.isWhole, unsure, reports]))
} // prettier-ignore

const Counts = z.object({ counts: z.array(z.number().int()) })
async function countsOf(asked: Asked, wanted: readonly QualityName[]): Promise<QualityPage['rows']> {
  const sums = new Map<QualityName, { n: number; of: number }>(wanted.map((name) => [name, { n: 0, of: 0 }]))
  for (const family of familyNames) {
    const names = wanted.filter((name) => checks[name].family === family)
    if (names.length === 0) continue
    for (const part of asked.parts) {
      const [row] = await within(asked, { family, part }, (tx, values) => tx.rows(Counts, countSql(family, names), values))
      for (const [at, name] of names.entries()) {
        const sum = sums.get(name) ?? { n: 0, of: 0 }
        sums.set(name, { n: sum.n + (row?.counts[at * 2] ?? 0), of: sum.of + (row?.counts[at * 2 + 1] ?? 0) })
      }
    }
  }
  return wanted.map((id) => {
    const { group, name, over, why, isFault } = qualityPlans[id]
    return { id, group, name, over, why, isFault, ...(sums.get(id) ?? { n: 0, of: 0 }) }
  })
}

export async function dataQuality({ house, ground, caller, query }: Call<'dataQuality'>): Promise<Answer<'dataQuality'> | Refused> {
  const asked = askedOf({ house, ground, caller }, query.area)
  if (isRefused(asked)) return asked
  return { area: { id: asked.area.id, name: asked.area.name }, at: house.now(), rows: await countsOf(asked, namesFor(asked)) }
}

const Found = z.object({ k: z.number(), id: z.string(), zh: z.string(), en: z.string(), area: z.number().nullable(), organisation: z.number().nullable(), post: z.string().nullable(), note: z.string().nullable(), matter: z.string().nullable(), thing: z.string().nullable() }) // prettier-ignore
type Found = z.output<typeof Found>
const start = '-1|'

/** In the order of the places; the same condition as the number. */
export async function dataQualityRows({
  house,
  ground,
  caller,
  params,
  query,
}: Call<'dataQualityRows'>): Promise<Answer<'dataQualityRows'> | Refused> {
  const asked = askedOf({ house, ground, caller }, query.area)
  if (isRefused(asked)) return asked
  const name = params.check
  if (!namesFor(asked).includes(name)) return refused(refuse('not-found'), 404)
  const [check] = await countsOf(asked, [name])
  const [, k = '-1', id = ''] = /^(-?\d{1,15})\|(.*)$/s.exec(query.after ?? start) ?? []
  const found: Found[] = []
  for (const part of asked.parts)
    found.push(...(await within(asked, { family: checks[name].family, part }, (tx, values) => tx.rows(Found, rowsSql(name), [...values, Number(k), id, query.limit + 1])))) // prettier-ignore
  // the parts come in the order of their keys and never overlap
  const page = found.slice(0, query.limit)
  const last = page.at(-1)
  if (!check) return refused(refuse('not-found'), 404)
  return { area: { id: asked.area.id, name: asked.area.name }, check, rows: page.map((row) => shapeOf(ground, name, row)), next: found.length > query.limit && last ? `${last.k}|${last.id}` : null } // prettier-ignore
}

function shapeOf(ground: Ground, check: QualityName, row: Found): QualityRow {
  const post = Post.safeParse(row.post).data
  const own: Label = { zh: row.zh, en: row.en }
  const label = post === undefined ? null : posts[post].label
  const name = label === null ? own : row.zh === '' ? label : { zh: `${label.zh} ${row.zh}`, en: `${label.en} ${row.en}` }
  const place = row.organisation === null ? placeLabel(ground, row.area) : (ground.organisations.get(row.organisation)?.name ?? ground.district.name)
  return { key: `${row.k}|${row.id}`, name, place, note: noteOf(check, row.note), matter: row.matter, thing: row.thing }
}

function noteOf(check: QualityName, note: string | null): Label | null {
  if (note === null) return null
  if (check === 'post-empty') return { zh: `${note} 到期`, en: `ended ${note}` }
  if (check === 'grid-size' || check === 'yard-size') return { zh: `${note} 户`, en: `${note} households` }
  return ['thing-handler', 'thing-point', 'unmapped-duty'].includes(check) ? { zh: note, en: note } : null
}
