// A whole district for one test file: a database of its own, copied from a template that is migrated and installed once.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { inject } from 'vitest'
import type { Post } from '../../core/posts.ts'
import { DISTRICT_SLUGS, type DistrictSlug } from '../../server/areas/district-file.ts'
import { districtId, installDistrict } from '../../server/areas/install.ts'
import { makeLocator } from '../../server/areas/locate.ts'
import { openDatabase, type Database } from '../../server/db/gate.ts'
import { openKeys } from '../../server/db/keys.ts'
import { migrate } from '../../server/db/migrate.ts'
import type { Caller } from '../../server/matters/endpoint.ts'
import { openGrounds } from '../../server/matters/ground.ts'
import type { Ground, House, Live, Wake } from '../../server/matters/house.ts'

/** A Tuesday, ten in the morning in China. */
export const TUESDAY = Date.parse('2026-11-24T10:00:00+08:00')
/** One password for the application's role in all test databases: roles belong to the server, not to a database. */
export const TEST_APP_PASSWORD = 'huying-tests'

/** The township in which an area lies. */
export const townshipOf = (ground: Ground, area: number) =>
  [...ground.areas.values()].find(({ id, level }) => level === 1 && ground.roster.covers(id, area))

export type Somebody = {
  readonly person: string
  readonly name: string
  readonly caller: Caller
  readonly area: number | null
  readonly organisation: number | null
}
export type TestDistrict = {
  readonly house: House
  readonly ground: Ground
  readonly db: Database
  readonly ownerUrl: string
  readonly wakes: readonly Wake[]
  /** the ground as it is now, after changes to the registry */
  fresh(): Promise<Ground>
  setNow(ms: number): void
  advance(ms: number): void
  /** the first person of a post, at the named area or one below it, or in the named organisation */
  who(post: Post, place?: string): Somebody
  /** a visitor without any sign-in; each name is a device of its own */
  visitor(name?: string): Caller
  areaNamed(name: string): number
  close(): Promise<void>
}
export type DistrictOptions = { readonly slug?: DistrictSlug; readonly people?: boolean; readonly mode?: House['mode']; readonly now?: number }

export async function freshDistrict(options: DistrictOptions = {}): Promise<TestDistrict> {
  const slug = options.slug ?? 'dazu'
  const ownerUrl = await copyTemplate(slug, options.people ?? true)
  const db = openDatabase(asApp(ownerUrl), { size: 6 })
  const filesDir = await mkdtemp(join(tmpdir(), 'huying-files-'))
  let now = options.now ?? TUESDAY
  const wakes: Wake[] = []
  const clock = () => now
  const house: House = {
    db,
    grounds: openGrounds(db, { now: clock, makeLocator }),
    keys: await openKeys(filesDir),
    live: liveIn(wakes),
    mode: options.mode ?? 'demo',
    filesDir,
    now: clock,
  }
  const fresh = async () => {
    const ground = await house.grounds.byId(districtId(slug))
    if (ground === null) throw new Error(`The district ${slug} was not installed.`)
    return ground
  }
  let ground = await fresh()
  const postings = await postingsOf(ownerUrl, ground.district.id)
  return {
    house, ground, db, ownerUrl, wakes,
    fresh: async () => {
      await house.grounds.refresh(districtId(slug))
      return (ground = await fresh())
    },
    setNow: (ms) => void (now = ms),
    advance: (ms) => void (now += ms),
    who: (post, place) => somebody(ground, postings, { post, place, now }),
    visitor: (name = 'visitor') => ({ person: null, session: null, strong: false, device: hex(`device ${name}`), network: hex(`network ${name}`), postings: [] }),
    areaNamed: (name) => areaNamed(ground, name),
    close: async () => {
      await db.end()
      await rm(filesDir, { recursive: true, force: true })
      await asOwner(inject('databaseUrl'), (client) => client.query(`drop database if exists ${databaseOf(ownerUrl)} with (force)`))
    },
  } // prettier-ignore
}

type HeldRow = { readonly person_id: string; readonly post: string; readonly area_id: number | null; readonly organisation_id: number | null }

function somebody(ground: Ground, postings: readonly HeldRow[], wish: { post: Post; place: string | undefined; now: number }): Somebody {
  const organisation = [...ground.organisations.values()].find(({ name }) => name.zh === wish.place)?.id
  const area = organisation === undefined && wish.place !== undefined ? areaNamed(ground, wish.place) : null
  const fits = (row: HeldRow) =>
    row.post === wish.post &&
    (organisation === undefined || row.organisation_id === organisation) &&
    (area === null || (row.area_id !== null && ground.roster.covers(area, row.area_id)))
  const found = postings.find(fits)
  if (found === undefined) throw new Error(`Nobody holds ${wish.post} ${wish.place ?? ''} in ${ground.district.slug}.`)
  const person = found.person_id
  const caller: Caller = {
    person,
    session: hex(`session ${person}`),
    strong: true,
    device: hex(`device ${person}`),
    network: hex('network office'),
    postings: ground.postingsOf(person, wish.now),
  }
  return { person, name: ground.people.get(person)?.name ?? '', caller, area: found.area_id, organisation: found.organisation_id }
}

function areaNamed(ground: Ground, name: string): number {
  const area = [...ground.areas.values()].find((each) => each.name.zh === name)
  if (area === undefined) throw new Error(`No area is called ${name} in ${ground.district.slug}.`)
  return area.id
}

function liveIn(wakes: Wake[]): Live {
  const listeners = new Set<(wakes: readonly Wake[]) => void>()
  return {
    tell: (told) => {
      wakes.push(...told)
      for (const hear of listeners) hear(told)
    },
    listen: (hear) => {
      listeners.add(hear)
      return () => void listeners.delete(hear)
    },
  }
}

const hex = (text: string): string => createHash('sha256').update(text).digest('hex')
const databaseOf = (url: string): string => new URL(url).pathname.slice(1)

function withDatabase(url: string, name: string): string {
  const to = new URL(url)
  to.pathname = `/${name}`
  return to.toString()
}

function asApp(ownerUrl: string): string {
  const url = new URL(ownerUrl)
  url.username = 'huying_app'
  url.password = TEST_APP_PASSWORD
  return url.toString()
}

async function asOwner<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function postingsOf(ownerUrl: string, district: number): Promise<readonly HeldRow[]> {
  const columns = 'p.person_id, p.post, p.area_id, p.organisation_id'
  return asOwner(
    ownerUrl,
    async (client) =>
      (
        await client.query<HeldRow>(
          `select ${columns} from postings p left join areas a on a.district_id = p.district_id and a.id = p.area_id where p.district_id = $1 order by a.key nulls last, p.organisation_id, p.id limit 100000`,
          [district],
        )
      ).rows,
  )
}

/** One file at a time makes the template, under a lock of the server; all later files copy it in well under a second. */
async function copyTemplate(slug: DistrictSlug, people: boolean): Promise<string> {
  const url = inject('databaseUrl')
  const template = `huying_${slug}_${people ? 'people' : 'bare'}_${sourceHash()}`
  const name = `huying_test_${randomUUID().replaceAll('-', '').slice(0, 20)}`
  return asOwner(url, async (client) => {
    await client.query('select pg_advisory_lock(4186002)')
    const there = await client.query('select 1 from pg_database where datname = $1', [template])
    if (there.rowCount === 0) {
      // made under another name first, so that a run killed half-way leaves no half template
      const draft = `${template}_${randomBytes(4).toString('hex')}`
      await client.query(`create database ${draft}`)
      const draftUrl = withDatabase(url, draft)
      await migrate(draftUrl, { schemaDir: join(root, 'server/db/schema'), appPassword: TEST_APP_PASSWORD })
      const db = openDatabase(asApp(draftUrl), { size: 2 })
      await installDistrict(db, { slug, now: TUESDAY - 30 * 86_400_000, demo: people })
      await db.end()
      await asOwner(draftUrl, (owner) => owner.query('vacuum analyze'))
      await client.query(`alter database ${draft} rename to ${template}`)
    }
    await client.query(`create database ${name} template ${template}`)
    return withDatabase(url, name)
  })
}

const root = join(import.meta.dirname, '../..')

/** What the template is made of; another source makes another template. */
function sourceHash(): string {
  const hash = createHash('sha256')
  for (const folder of ['server/db/schema', 'server/areas', 'processes', 'core', 'data', 'data/districts']) {
    for (const file of readdirSync(join(root, folder)).sort()) {
      const path = join(root, folder, file)
      if (statSync(path).isFile()) hash.update(file).update(readFileSync(path))
    }
  }
  hash.update(readFileSync(join(root, 'server/db/policies.ts'))).update(DISTRICT_SLUGS.join())
  return hash.digest('hex').slice(0, 12)
}
