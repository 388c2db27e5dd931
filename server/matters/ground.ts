// Loads each district's registry into memory and keeps it there until told to forget it.
import { z } from 'zod'
import { calendarFrom, DEFAULT_OFFICE_HOURS, type Calendar } from '../../core/calendar.ts'
import { RuleParts } from '../../core/figure-rules.ts'
import { Post } from '../../core/posts.ts'
import { Process } from '../../core/process.ts'
import type { Database, Query } from '../db/gate.ts'
import { makeRoster, type Absence, type HeldPosting } from './roster.ts'
import type { AreaNode, Category, Ground, Grounds, Organisation } from './house.ts'

export type Outlined = { readonly id: number; readonly level: number; readonly outline: readonly (readonly [number, number])[] | null }
/** The locator is handed in, because it belongs to the areas and not to the matters. */
export type GroundOptions = {
  readonly now: () => number
  readonly makeLocator: (areas: readonly Outlined[]) => (lon: number, lat: number) => number | null
}

export function openGrounds(db: Database, options: GroundOptions): Grounds {
  const loaded = new Map<number, Promise<Ground | null>>()
  const bySlug = new Map<string, number>()
  const load = (district: number): Promise<Ground | null> => {
    const ground = loadGround(db, district, options)
    loaded.set(district, ground)
    // a failed or empty load is not kept: the next call tries again
    const forget = () => void (loaded.get(district) === ground && loaded.delete(district))
    ground.then((found) => (found === null ? forget() : undefined), forget)
    return ground
  }
  const byId = (district: number) => loaded.get(district) ?? load(district)
  return {
    byId,
    bySlug: async (slug) => {
      const known = bySlug.get(slug)
      if (known !== undefined) return byId(known)
      const [row] = await db.acrossDistricts('find a district', (tx) => tx.rows(IdRow, 'select id, slug from districts where slug = $1', [slug]))
      if (row === undefined) return null
      bySlug.set(slug, row.id)
      return byId(row.id)
    },
    all: async () => {
      const rows = await db.acrossDistricts('list districts', (tx) => tx.rows(IdRow, 'select id, slug from districts order by id limit 5000'))
      const grounds = await Promise.all(rows.map((row) => byId(row.id)))
      return grounds.filter((ground) => ground !== null)
    },
    refresh: async (district) => void (await load(district)),
  }
}

const IdRow = z.object({ id: z.number(), slug: z.string() })
const DistrictRow = IdRow.extend({ name_zh: z.string(), name_en: z.string(), demo: z.boolean(), settings: z.record(z.string(), z.unknown()) })
const Level = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
const Point = z.tuple([z.number(), z.number()])
const AreaRow = z.object({
  id: z.number(), parent_id: z.number().nullable(), level: Level, kind: z.string(), name_zh: z.string(), name_en: z.string(), key: z.number(), key_last: z.number(),
  lon: z.number().nullable(), lat: z.number().nullable(), tile: z.object({ col: z.number(), row: z.number() }).nullable(), outline: z.array(Point).nullable(),
}) // prettier-ignore
const OrganisationRow = z.object({
  id: z.number(),
  kind: z.string(),
  name_zh: z.string(),
  name_en: z.string(),
  area_id: z.number().nullable(),
  skills: z.array(z.string()),
  ended: z.boolean(),
})
const CategoryRow = z.object({
  code: z.string(), class_code: z.string(), label_zh: z.string(), label_en: z.string(), quoted: z.boolean(), handle_amount: z.number(), handle_unit: z.enum(['minute', 'clockHour', 'day', 'workHour', 'workday']),
  route_post: z.string().nullable(), route_organisation: z.number().nullable(), needs_photo: z.boolean(), closing_zh: z.string(), closing_en: z.string(), thing_kind: z.string().nullable(), emergency: z.boolean(), duty_list: z.enum(['basic', 'cooperative', 'withdrawn']),
}) // prettier-ignore
const PersonRow = z.object({ id: z.string(), name: z.string(), publishes_name: z.boolean() })
const PostingRow = z.object({
  person_id: z.string(),
  post: Post,
  area_id: z.number().nullable(),
  organisation_id: z.number().nullable(),
  since: z.date(),
  until: z.date().nullable(),
})
const AbsenceRow = z.object({ person_id: z.string(), substitute_id: z.string().nullable(), from_at: z.date(), until_at: z.date() })
const ProcessRow = z.object({ body: Process, active: z.boolean() })
const Days = z.array(z.string())
const CalendarRow = z.object({ version: z.string(), covered_until: z.string(), days_off: Days, make_up_days: Days })
const OfficeHours = z.array(z.object({ from: z.number().int().min(0).max(1440), to: z.number().int().min(0).max(1440) })).min(1)

async function loadGround(db: Database, id: number, options: GroundOptions): Promise<Ground | null> {
  return db.withDistrict({ district: id, role: 'act' }, async ({ rows }) => {
    const [district] = await rows(DistrictRow, 'select id, slug, name_zh, name_en, demo, settings from districts where id = $1', [id])
    if (district === undefined) return null
    const areaRows = await rows(
      AreaRow,
      'select id, parent_id, level, kind, name_zh, name_en, key, key_last, lon, lat, tile, outline from areas where district_id = $1 order by id limit 200000',
      [id],
    )
    const areas = new Map(areaRows.map((row): [number, AreaNode] => [row.id, areaOf(row)]))
    const { postings, absences, people } = await loadPeople(rows, id, options.now())
    const { roster, postingsOf } = makeRoster({ areas, postings, absences }, options.now)
    const processes = (
      await rows(ProcessRow, 'select body, active from processes where district_id = $1 order by name, version desc limit 2000', [id])
    ).map(({ body, active }) => ({ process: body, active }))
    return {
      district: { id, slug: district.slug, name: { zh: district.name_zh, en: district.name_en }, demo: district.demo, settings: district.settings },
      areas,
      ...(await loadOrganisations(rows, id)),
      categories: await loadCategories(rows, id),
      people,
      roster,
      postingsOf,
      process: (name, version) =>
        processes.find(({ process, active }) => process.name === name && (version === undefined ? active : process.version === version))?.process,
      processes,
      calendar: await loadCalendar(rows, district.settings),
      figureRules: await loadFigureRules(rows, id),
      emergencies: await loadEmergencies(rows, id, processes),
      locate: options.makeLocator(areaRows),
    }
  })
}

const areaOf = (row: z.output<typeof AreaRow>): AreaNode => ({
  id: row.id,
  parent: row.parent_id,
  level: row.level,
  kind: row.kind,
  name: { zh: row.name_zh, en: row.name_en },
  key: row.key,
  keyLast: row.key_last,
  tile: row.tile,
  lon: row.lon,
  lat: row.lat,
})

/** Squads of volunteers are organisations too, but nothing is handed to them as to a department. */
async function loadOrganisations(rows: Query, id: number): Promise<Pick<Ground, 'organisations' | 'squads'>> {
  const found = await rows(
    OrganisationRow,
    'select id, kind, name_zh, name_en, area_id, skills, ended_at is not null as ended from organisations where district_id = $1 order by id limit 20000',
    [id],
  )
  const squads = found.filter(({ kind }) => kind === 'squad')
  const nameOf = (row: z.output<typeof OrganisationRow>) => ({ zh: row.name_zh, en: row.name_en })
  return {
    organisations: new Map(
      found
        .filter(({ kind }) => kind !== 'squad')
        .map((row): [number, Organisation] => [row.id, { id: row.id, kind: row.kind, name: nameOf(row), area: row.area_id }]),
    ),
    squads: {
      standing: squads.flatMap((row) => (row.ended || row.area_id === null ? [] : [{ organisation: row.id, area: row.area_id, skills: row.skills }])),
      names: new Map(squads.map((row) => [row.id, nameOf(row)])),
    },
  }
}

async function loadCategories(rows: Query, id: number): Promise<ReadonlyMap<string, Category>> {
  const columns =
    'code, class_code, label_zh, label_en, quoted, handle_amount, handle_unit, route_post, route_organisation, needs_photo, closing_zh, closing_en, thing_kind, emergency, duty_list'
  const found = await rows(CategoryRow, `select ${columns} from categories where district_id = $1 order by sort, code limit 2000`, [id])
  return new Map(
    found.map((row) => [
      row.code,
      {
        code: row.code, classCode: row.class_code, label: { zh: row.label_zh, en: row.label_en }, quoted: row.quoted, handle: { amount: row.handle_amount, unit: row.handle_unit },
        routePost: row.route_post, routeOrganisation: row.route_organisation, needsPhoto: row.needs_photo, closing: { zh: row.closing_zh, en: row.closing_en }, thingKind: row.thing_kind, emergency: row.emergency, duty: row.duty_list,
      }, // prettier-ignore
    ]),
  )
}

/** Only people with a posting: residents are many, and no rule needs their names. */
async function loadPeople(rows: Query, id: number, now: number): Promise<{ postings: HeldPosting[]; absences: Absence[]; people: Ground['people'] }> {
  const at = new Date(now)
  const postings = await rows(
    PostingRow,
    'select person_id, post, area_id, organisation_id, since, until from postings where district_id = $1 and (until is null or until > $2) order by since, id limit 200000',
    [id, at],
  )
  const absences = await rows(
    AbsenceRow,
    'select person_id, substitute_id, from_at, until_at from absences where district_id = $1 and until_at > $2 order by from_at desc, id limit 50000',
    [id, at],
  )
  const people = await rows(
    PersonRow,
    'select id, name, publishes_name from people where district_id = $1 and id in (select person_id from postings where district_id = $1) limit 200000',
    [id],
  )
  return {
    postings: postings.map((row) => ({
      person: row.person_id,
      post: row.post,
      area: row.area_id,
      organisation: row.organisation_id,
      since: row.since.getTime(),
      until: row.until?.getTime() ?? null,
    })),
    absences: absences.map((row) => ({
      person: row.person_id,
      substitute: row.substitute_id,
      from: row.from_at.getTime(),
      until: row.until_at.getTime(),
    })),
    people: new Map(people.map((row) => [row.id, { name: row.name, publishesName: row.publishes_name }])),
  }
}

/** Areas with an unfinished matter that stands in a state of emergency mode. */
async function loadEmergencies(rows: Query, id: number, processes: Ground['processes']): Promise<Ground['emergencies']> {
  const states = processes.flatMap(({ process }) =>
    Object.entries(process.states).flatMap(([name, state]) => (state.mode === 'emergency' ? [`${process.name}|${name}`] : [])),
  )
  if (states.length === 0) return []
  const found = await rows(z.object({ area_id: z.number(), since: z.date() }), `select area_id, min(opened_at) as since from desk where district_id = $1 and process || '|' || state = any($2::text[]) group by area_id limit 5000`, [id, [...new Set(states)]]) // prettier-ignore
  return found.map((row) => ({ area: row.area_id, since: row.since.getTime() }))
}

const RulesRow = z.object({ rules: RuleParts, version: z.number(), from: z.string() })
async function loadFigureRules(rows: Query, id: number): Promise<Ground['figureRules']> {
  const found = await rows(RulesRow, `select jsonb_build_object('kind', kind, 'parts', parts) as rules, version, to_char(valid_from, 'YYYY-MM-DD') as from from figure_rules where district_id = $1 and outcome = 'confirmed' order by version limit 1000`, [id]) // prettier-ignore
  return found.map(({ rules, version, from }) => ({ ...rules, version, from }))
}

async function loadCalendar(rows: Query, settings: Readonly<Record<string, unknown>>): Promise<Calendar> {
  const [row] = await rows(
    CalendarRow,
    `select version, to_char(covered_until, 'YYYY-MM-DD') as covered_until, days_off, make_up_days from calendars order by imported_at desc, version desc limit 1`,
  )
  const hours = OfficeHours.safeParse(settings['officeHours'])
  const file = row ?? { version: 'plain-week', covered_until: '1970-01-01', days_off: [], make_up_days: [] }
  return calendarFrom(
    { version: file.version, coveredFrom: '', coveredUntil: file.covered_until, source: '', daysOff: file.days_off, makeUpDays: file.make_up_days },
    hours.success ? hours.data : DEFAULT_OFFICE_HOURS,
  )
}
