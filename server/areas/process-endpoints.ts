// The processes of a district: the list, one with its printed page, and a new version once it is sound.
import { z } from 'zod'
import { faultsOf } from '../../core/faults.ts'
import { Post, posts } from '../../core/posts.ts'
import { printProcess } from '../../core/print.ts'
import { Process } from '../../core/process.ts'
import { shapeFaults } from '../../core/shape-words.ts'
import type { Database } from '../db/gate.ts'
import type { Answer, Call, Caller, Refused } from '../matters/endpoint.ts'
import type { Ground } from '../matters/house.ts'
import { record } from '../matters/record.ts'
import { inScopes, scopesOf } from '../matters/see/scopes.ts'
import { turnDown } from './refusals.ts'

export async function processes({ house, ground, caller }: Call<'processes'>): Promise<Answer<'processes'>> {
  const answers = await inScopes(house, scopesOf(ground, caller), ({ tx, apart }) =>
    tx.rows(
      Open,
      `select d.process, count(*) as open from desk d where d.district_id = $1${apart({ key: 'd.area_key', id: 'd.matter_id' })} group by d.process limit 2000`,
      [ground.district.id],
    ),
  )
  const openOf = (name: string) => answers.flat().reduce((sum, row) => sum + (row.process === name ? row.open : 0), 0)
  // the desk does not say under which version a matter was opened, so all open ones stand beside the version in force
  return {
    rows: ground.processes.map(({ process, active }) => ({
      name: process.name,
      version: process.version,
      title: process.title,
      active,
      open: ground.process(process.name)?.version === process.version ? openOf(process.name) : 0,
    })),
  }
}

export async function process({ ground, params }: Call<'process'>): Promise<Answer<'process'> | Refused> {
  const found = ground.process(params.name) ?? ground.processes.find((each) => each.process.name === params.name)?.process
  return found === undefined ? turnDown('no-such-process') : { body: found, page: printProcess(found) }
}

export async function addProcess({ house, ground, caller, body }: Call<'addProcess'>): Promise<Answer<'addProcess'> | Refused> {
  if (!isSystemAdmin(caller)) return turnDown('admin-only')
  const faults = faultsIn(ground, body.body)
  const parsed = Process.safeParse(body.body)
  if (faults.length > 0 || !parsed.success)
    return turnDown('not-sound', { faults: faults.map(({ code, where, say }) => ({ code, where, say: { ...say } })) })
  const saved = await saveProcess(house.db, ground, { process: parsed.data, by: caller.person, now: house.now() })
  if (saved === null) return turnDown('version-taken')
  await house.grounds.refresh(ground.district.id)
  return { name: parsed.data.name, version: saved }
}

/** Moves the open matters of a process to the version in force, page by page through the outbox; those that do not fit into it stay where they are. */
export async function adoptProcess({ house, ground, caller, params }: Call<'adoptProcess'>): Promise<Answer<'adoptProcess'> | Refused> {
  if (!isSystemAdmin(caller)) return turnDown('admin-only')
  const newest = ground.process(params.name)
  if (!newest) return turnDown('no-such-process')
  const district = ground.district.id
  const open = await house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const older = await tx.count(
      `select count(*)::int as n from desk d join matters m on m.district_id = d.district_id and m.id = d.matter_id where d.district_id = $1 and d.process = $2 and m.version < $3`,
      [district, newest.name, newest.version],
    )
    await tx.run(`insert into outbox (district_id, id, topic, body, due_at) values ($1, gen_random_uuid(), 'adopt', $2, $3)`, [
      district,
      JSON.stringify({ process: newest.name, version: newest.version }),
      new Date(house.now()),
    ])
    const answers = { process: newest.title.zh, name: newest.name, version: newest.version }
    await record(tx, { district, now: house.now() }, { kind: 'process', subject: newest.name, action: 'processAdopted', by: caller.person, answers })
    return older
  })
  return { version: newest.version, open }
}

export const isSystemAdmin = (caller: Pick<Caller, 'postings'>): boolean => caller.postings.some(({ post }) => post === 'systemAdmin')

/** What is wrong with a process as this district would run it. Its own older versions are not its neighbours. */
export function faultsIn(ground: Ground, body: unknown): ReturnType<typeof faultsOf> {
  const others = ground.processes.filter(({ active }) => active).map((each) => each.process)
  const parsed = Process.safeParse(body, { reportInput: true })
  if (parsed.success)
    return faultsOf(
      { ...parsed.data, version: nextVersion(ground, parsed.data.name) },
      others.filter(({ name }) => name !== parsed.data.name),
      { posts: heldPosts(ground) },
    )
  return shapeFaults(parsed.error)
    .slice(0, 50)
    .map(({ where, say }) => ({ code: 'shape', where, say }))
}

/** The version it was saved as, always the next one; null when somebody saved the same name at the same moment. */
export async function saveProcess(
  db: Database,
  ground: Ground,
  { process: made, by, now }: { process: Process; by: string | null; now: number },
): Promise<number | null> {
  const district = ground.district.id
  const version = nextVersion(ground, made.name)
  const added = await db.withDistrict({ district, role: 'act' }, async (tx) => {
    const rows = await tx.run(
      'insert into processes (district_id, name, version, body, active, added_at, added_by) values ($1, $2, $3, $4, true, $5, $6) on conflict do nothing',
      [district, made.name, version, JSON.stringify({ ...made, version }), new Date(now), by],
    )
    const answers = { process: made.title.zh, name: made.name, version }
    if (rows > 0) await record(tx, { district, now }, { kind: 'process', subject: made.name, action: 'processSaved', by, answers })
    return rows
  })
  return added === 0 ? null : version
}

const Open = z.object({ process: z.string(), open: z.number() })
const nextVersion = (ground: Ground, name: string): number =>
  1 + ground.processes.reduce((top, { process: each }) => (each.name === name ? Math.max(top, each.version) : top), 0)

/** Posts somebody holds somewhere in the district. */
function heldPosts(ground: Ground): readonly Post[] {
  return Post.options.filter((post) => {
    const places =
      posts[post].level === null
        ? [...ground.organisations.keys()].map((organisation) => ({ post, organisation }))
        : [...ground.areas.keys()].map((area) => ({ post, area }))
    return places.some((holder) => ground.roster.isHeld(holder))
  })
}
