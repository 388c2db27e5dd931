// Signed-in devices: a random token in the person's hands, its hash in ours, and a life that is lengthened by use.
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Reply } from '../matters/endpoint.ts'
import type { Ground, House } from '../matters/house.ts'

const STAFF_SECONDS = 12 * 3600
const RESIDENT_SECONDS = 30 * 86_400
/** Writing on every call would cost a write for every read. */
const SEEN_EVERY = 5 * 60_000

export type Opening = { readonly person: string; /** a second factor was given */ readonly strong: boolean; readonly reply: Reply }
export type OpenSession = { readonly id: string; readonly person: string; readonly strong: boolean }

export const sessionId = (token: string): Buffer => createHash('sha256').update(token).digest()

export async function openSession(house: House, ground: Ground, { person, strong, reply }: Opening): Promise<void> {
  const token = randomBytes(32).toString('base64url')
  const now = house.now()
  const seconds = secondsOf(strong)
  const district = ground.district.id
  const old = reply.sessionToken
  const before = await house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    // a new sign-in on the same device ends the one before, and what ran out long ago goes with it
    const values = [district, old === null ? Buffer.alloc(0) : sessionId(old), person, new Date(now)]
    const sql = 'delete from sessions where district_id = $1 and (id = $2 or (person_id = $3 and expires_at < $4)) returning person_id'
    const gone = await tx.rows(Gone, sql, values)
    await tx.run('insert into sessions (district_id, id, person_id, device, created_at, seen_at, expires_at, strong) values ($1, $2, $3, $4, $5, $5, $6, $7)', [
      district, sessionId(token), person, deviceName(reply.userAgent), new Date(now), new Date(now + seconds * 1000), strong,
    ]) // prettier-ignore
    return gone
  })
  forgetSessions(house)
  for (const each of new Set(before.map((row) => row.person_id))) tellEnded(house, { district, person: each })
  reply.setSession(token, seconds)
}

/** A person acts and reads several times within a second; asking the database each time cost more than the act. Dropped devices are forgotten at once here, within two seconds in other processes. */
const rememberedMs = 2000
const remembered = new WeakMap<House, Map<string, { readonly at: number; readonly session: OpenSession }>>()
export const forgetSessions = (house: House): void => void remembered.delete(house)

/** Somebody's device was signed out, or a post of theirs ended: what is open for them must be looked at again. */
export type Ended = {
  readonly district: number
  readonly person: string
  /** told by another process of this server */ readonly isFromAfar?: boolean
}
const hearers = new WeakMap<House, Set<(ended: Ended) => void>>()
export function onEnded(house: House, hear: (ended: Ended) => void): () => void {
  const all = hearers.get(house) ?? new Set()
  hearers.set(house, all)
  all.add(hear)
  return () => void all.delete(hear)
}
export function tellEnded(house: House, ended: Ended): void {
  forgetSessions(house)
  for (const hear of hearers.get(house) ?? []) hear(ended)
}

/** Whether a session is still there. Looking is no use of it: an open page that nobody touches keeps nobody signed in. */
export async function lasts(house: House, district: number, session: string): Promise<boolean> {
  const values = [district, Buffer.from(session, 'hex'), new Date(house.now())]
  const sql = 'select person_id from sessions where district_id = $1 and id = $2 and expires_at > $3'
  return (await house.db.withDistrict({ district, role: 'act' }, (tx) => tx.rows(Gone, sql, values))).length > 0
}

/** The session of a token while it lasts; use lengthens it. */
export async function findSession(house: House, ground: Ground, token: string): Promise<OpenSession | null> {
  const known = remembered.get(house) ?? new Map<string, { at: number; session: OpenSession }>()
  remembered.set(house, known)
  const key = `${ground.district.id}|${token}`
  const now = house.now()
  const kept = known.get(key)
  if (kept && now >= kept.at && now - kept.at < rememberedMs) return kept.session
  const session = await readSession(house, ground, token)
  if (known.size > 20_000) known.clear()
  // a device dropped while this was read must not come back
  if (session && remembered.get(house) === known) known.set(key, { at: now, session })
  return session
}

async function readSession(house: House, ground: Ground, token: string): Promise<OpenSession | null> {
  const district = ground.district.id
  const now = house.now()
  const id = sessionId(token)
  return house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const [row] = await tx.rows(Row, 'select person_id, strong, seen_at from sessions where district_id = $1 and id = $2 and expires_at > $3', [
      district,
      id,
      new Date(now),
    ])
    if (row === undefined) return null
    if (now - row.seen_at.getTime() >= SEEN_EVERY)
      await tx.run('update sessions set seen_at = $3, expires_at = $4 where district_id = $1 and id = $2', [
        district,
        id,
        new Date(now),
        new Date(now + secondsOf(row.strong) * 1000),
      ])
    return { id: id.toString('hex'), person: row.person_id, strong: row.strong }
  })
}

const Gone = z.object({ person_id: z.string() })
const Row = z.object({ person_id: z.string(), strong: z.boolean(), seen_at: z.date() })
const secondsOf = (strong: boolean): number => (strong ? STAFF_SECONDS : RESIDENT_SECONDS)

/** Enough to know one's own devices apart, and no more than that is kept. */
function deviceName(userAgent: string): string {
  // the more telling word first: Android says it is Linux, and nearly all say Safari
  const system = ['HarmonyOS', 'Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'].find((word) => userAgent.includes(word)) ?? '?'
  const program = ['MicroMessenger', 'Edg', 'Firefox', 'Chrome', 'Safari'].find((word) => userAgent.includes(word)) ?? '?'
  return `${system} · ${program === 'MicroMessenger' ? 'WeChat' : program === 'Edg' ? 'Edge' : program}`
}
