// Installs a district: its real areas, default organisations and categories, the shipped processes, the calendar, and in a demonstration people and things.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { gridFunctionNames } from '../../core/grid-functions.ts'
import type { Database, Tx } from '../db/gate.ts'
import { record } from '../matters/record.ts'
import { plannedCategories, plannedClasses } from './categories.ts'
import { installPeople } from './demo-people.ts'
import { installThings } from './demo-things.ts'
import { DISTRICT_SLUGS, readDistrictFile, type DistrictFile, type DistrictSlug } from './district-file.ts'
import { fill } from './fill.ts'
import { dutyRows } from './demo-duties.ts'
import { planDistrict, type PlannedArea } from './plan.ts'
import { plannedOrganisations } from './registry.ts'
import { installShipped } from './shipped.ts'

export type Installing = { readonly slug: DistrictSlug; readonly now: number; readonly demo: boolean }
/** How many rows were new; a second run adds none. */
export type Installed = {
  readonly district: number
  readonly areas: number
  readonly categories: number
  readonly processes: number
  readonly people: number
  readonly things: number
}

/** One transaction: a district is there whole or not at all. Nothing that is there already is changed. */
export async function installDistrict(db: Database, { slug, now, demo }: Installing): Promise<Installed> {
  const file = await readDistrictFile(slug)
  const calendar = await readCalendar()
  const district = districtId(slug)
  const areas = planDistrict(file)
  return db.withDistrict({ district, role: 'act' }, async (tx) => {
    await tx.run(
      'insert into districts (id, slug, name_zh, name_en, code, demo, settings) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing',
      [district, slug, file.nameZh, file.nameEn, file.code, demo, JSON.stringify(settingsOf(file))],
    )
    const [kept] = await tx.rows(z.object({ slug: z.string() }), 'select slug from districts where id = $1 for update', [district])
    if (kept?.slug !== slug) throw new Error(`The id ${district} already belongs to the district ${kept?.slug ?? '?'}.`)
    const fresh = {
      areas: await fill(tx, district, areaRows(areas, file)),
      organisations: await fill(tx, district, organisationRows()),
      categories: await fill(tx, district, categoryRows()),
      processes: await installShipped(tx, { district, now }),
    }
    await addCalendar(tx, calendar, now)
    if (demo) await fill(tx, district, dutyRows(now))
    const shown = demo
      ? { people: await installPeople(tx, district, { areas, now }), things: await installThings(tx, district, { areas, slug, now }) }
      : { people: 0, things: 0 }
    const { areas: places, processes } = fresh
    const answers = { name: file.nameZh, areas: places, processes, people: shown.people }
    // what a repetition finds in place it neither changes nor says again
    if ([...Object.values(fresh), ...Object.values(shown)].some((rows) => rows > 0))
      await record(tx, { district, now }, { kind: 'district', subject: slug, action: 'districtInstalled', by: null, answers })
    return { district, areas: fresh.areas, categories: fresh.categories, processes: fresh.processes, ...shown }
  })
}

/** The order of the slugs is the order of the ids, from 1; the id never changes afterwards. */
export const districtId = (slug: DistrictSlug): number => DISTRICT_SLUGS.indexOf(slug) + 1

const Calendar = z.object({ version: z.string(), coveredUntil: z.string(), daysOff: z.array(z.string()), makeUpDays: z.array(z.string()) })

async function readCalendar(): Promise<z.output<typeof Calendar>> {
  return Calendar.parse(JSON.parse(await readFile(join(import.meta.dirname, '../../data/calendar.json'), 'utf8')))
}

async function addCalendar(tx: Tx, calendar: z.output<typeof Calendar>, now: number): Promise<void> {
  await tx.run('insert into calendars (version, covered_until, days_off, make_up_days, imported_at) values ($1, $2, $3, $4, $5) on conflict do nothing', [
    calendar.version, calendar.coveredUntil, JSON.stringify(calendar.daysOff), JSON.stringify(calendar.makeUpDays), new Date(now),
  ]) // prettier-ignore
}

/** The filing number of the server's settings is shown as the district's own; without one, what is kept stays. */
export async function keepFiling(db: Database, { district, filing }: { readonly district: number; readonly filing: string | null }): Promise<void> {
  if (filing === null) return
  await db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.run(`update districts set settings = jsonb_set(settings, '{filing}', to_jsonb($2::text)) where id = $1 and settings ->> 'filing' is distinct from $2`, [district, filing]),
  ) // prettier-ignore
}

const settingsOf = (file: DistrictFile) => ({ classes: plannedClasses, filing: null, hotline: '12345', officeHours: [{ from: 540, to: 720 }, { from: 840, to: 1080 }], source: file.source, dataYear: file.dataYear }) // prettier-ignore

function areaRows(areas: readonly PlannedArea[], file: DistrictFile) {
  const tiles = new Map(file.townships.map(({ code, tile }) => [code.padEnd(12, '0'), tile]))
  return {
    table: 'areas',
    columns: {
      id: 'int',
      parent_id: 'int',
      level: 'smallint',
      kind: 'text',
      name_zh: 'text',
      name_en: 'text',
      code: 'text',
      code_scheme: 'text',
      key: 'bigint',
      key_last: 'bigint',
      households: 'int',
      synthetic: 'boolean',
      lon: 'float8',
      lat: 'float8',
      outline: 'jsonb',
      tile: 'jsonb',
      functions: 'jsonb',
    },
    rows: areas.map((area) => ({
      id: area.id, parent_id: area.parentId, level: area.level, kind: area.kind, name_zh: area.nameZh, name_en: area.nameEn, code: area.code, code_scheme: area.codeScheme, key: area.key.toString(), key_last: area.keyLast.toString(),
      households: area.households, synthetic: area.synthetic, lon: area.lon, lat: area.lat, outline: area.outline, tile: area.level === 1 ? (tiles.get(area.code ?? '') ?? null) : null, functions: area.synthetic && area.kind === 'grid' ? gridFunctionNames : [],
    })), // prettier-ignore
  }
}

const organisationRows = () => ({
  table: 'organisations',
  columns: { id: 'int', parent_id: 'int', kind: 'text', name_zh: 'text', name_en: 'text', area_id: 'int', duties: 'jsonb' },
  rows: plannedOrganisations.map(({ id, parent, kind, zh, en }) => ({
    id,
    parent_id: parent,
    kind,
    name_zh: zh,
    name_en: en,
    area_id: 1,
    duties: plannedCategories.filter((category) => category.routeOrganisation === id).map(({ code }) => code),
  })),
})

const categoryRows = () => ({
  table: 'categories',
  columns: {
    code: 'text',
    class_code: 'text',
    label_zh: 'text',
    label_en: 'text',
    quoted: 'boolean',
    sort: 'int',
    handle_amount: 'int',
    handle_unit: 'text',
    route_post: 'text',
    route_organisation: 'int',
    needs_photo: 'boolean',
    closing_zh: 'text',
    closing_en: 'text',
    thing_kind: 'text',
    emergency: 'boolean',
    duty_list: 'text',
  },
  rows: plannedCategories.map((category, sort) => ({
    code: category.code, class_code: category.classCode, label_zh: category.label.zh, label_en: category.label.en, quoted: false, sort, handle_amount: category.handle.amount, handle_unit: category.handle.unit, route_post: category.routePost,
    route_organisation: category.routeOrganisation, needs_photo: category.needsPhoto, closing_zh: category.closing.zh, closing_en: category.closing.en, thing_kind: category.thingKind, emergency: category.emergency, duty_list: category.duty,
  })), // prettier-ignore
})
