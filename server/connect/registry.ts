// The register of connections: made, given a new key, told where to send, ended; each change with its entry in the trail.
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Post } from '../../core/posts.ts'
import type { Connector } from '../../core/connect-shapes.ts'
import type { RegistryAction } from '../../core/registry.ts'
import { upperSources } from '../../core/sources.ts'
import { Instant, type Tx } from '../db/gate.ts'
import { isRefused, type Answer, type Call, type Caller, type Handlers, type Refused } from '../matters/endpoint.ts'
import type { Ground, House } from '../matters/house.ts'
import { record } from '../matters/record.ts'
import { faultOf, type Reach } from './address.ts'
import { hashOfKey, newKey, tailOfKey } from './key.ts'
import { turnDown } from './refusals.ts'
import { importOutsideClasses, outsideClasses, setOutsideClasses } from './classes.ts'
import { deliveries, redeliver } from './sent.ts'

type Names =
  | 'outsideClasses'
  | 'setOutsideClasses'
  | 'importOutsideClasses'
  | 'connectors'
  | 'addConnector'
  | 'turnKey'
  | 'setHook'
  | 'revokeConnector'
  | 'deliveries'
  | 'redeliver'
const most = 100
const dayMs = 86_400_000

export const connectorHandlers = (inside: readonly string[]): Handlers<Names> => ({
  connectors: async ({ house, ground, caller }) => {
    const may = looks(caller)
    if (may !== null) return may
    const rows = await house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) => tx.rows(Row, `${readSql} order by c.revoked_at is not null, c.made_at desc, c.id limit 200`, [ground.district.id])) // prettier-ignore
    const organisations = [...ground.organisations.values()].map(({ id, name }) => ({ id, name }))
    return { rows: rows.map((row) => shapeOf(ground, row)), mayChange: isAdmin(caller), organisations: isAdmin(caller) ? organisations : [] }
  },

  addConnector,

  turnKey: async (call) => {
    const { body } = call
    const key = newKey()
    const now = call.house.now()
    const values = [hashOfKey(key), tailOfKey(key), new Date(now), new Date(now + body.days * dayMs)]
    const connector = await change(call, { set: 'key_hash = $3, key_tail = $4, key_at = $5, expires_at = $6', values, action: 'connectorKeyChanged', said: { ends: now + body.days * dayMs } }) // prettier-ignore
    return isRefused(connector) ? connector : { connector, key }
  },

  setHook: async (call) => {
    const { house, body } = call
    const by = changes(call.caller)
    if (typeof by !== 'string') return by
    const url = body.url?.trim() ?? ''
    const reach: Reach = { mode: house.mode, inside }
    const wrong = url === '' ? null : faultOf(url, reach)
    if (wrong !== null) return turnDown(wrong)
    const secret = url === '' ? null : `hys_${randomBytes(32).toString('base64url')}`
    const values = [url === '' ? null : new URL(url).href, secret === null ? null : house.keys.seal(secret), new Date(house.now())]
    const said = { place: url === '' ? '—' : new URL(url).host }
    const connector = await change(call, { set: 'hook_url = $3, hook_cipher = $4, hook_at = $5', values, action: 'connectorHookSet', said })
    return isRefused(connector) ? connector : { connector, secret }
  },

  revokeConnector: async (call) => {
    const now = new Date(call.house.now())
    const connector = await change(call, { set: 'revoked_at = $3', values: [now], action: 'connectorRevoked', said: { reason: call.body.reason } })
    return isRefused(connector) ? connector : { connector }
  },

  outsideClasses: async (call) => looks(call.caller) ?? outsideClasses(call),
  setOutsideClasses: async (call) => {
    const by = changes(call.caller)
    return typeof by === 'string' ? setOutsideClasses(call, by) : by
  },
  importOutsideClasses: async (call) => {
    const by = changes(call.caller)
    return typeof by === 'string' ? importOutsideClasses(call, by) : by
  },

  deliveries: async (call) => looks(call.caller) ?? deliveries(call),
  redeliver: async (call) => {
    const by = changes(call.caller)
    return typeof by === 'string' ? redeliver(call) : by
  },
})

/** Made twice with the same id, it was made once: the key of the first time is not shown again. */
async function addConnector({ house, ground, caller, body }: Call<'addConnector'>): Promise<Answer<'addConnector'> | Refused> {
  const by = changes(caller)
  if (typeof by !== 'string') return by
  const whose = whoseOf(ground, body)
  if (isRefused(whose)) return whose
  const key = newKey()
  const now = new Date(house.now())
  const district = ground.district.id
  return house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const known = await oneOf(tx, { district, id: body.id })
    if (known) return { connector: shapeOf(ground, known), key: null }
    const open = await tx.count('select count(*)::int as n from connectors where district_id = $1 and revoked_at is null', [district])
    if (open >= most) return turnDown('too-many-connectors')
    const made = await tx.run(
      'insert into connectors (district_id, id, organisation_id, name, made_by, made_at, key_hash, key_tail, key_at, expires_at, kind, source) values ($1, $2, $3, $4, $5, $6, $7, $8, $6, $9, $10, $11) on conflict do nothing',
      [
        district,
        body.id,
        whose.organisation,
        body.name.trim() || '—',
        by,
        now,
        hashOfKey(key),
        tailOfKey(key),
        new Date(now.getTime() + body.days * dayMs),
        body.kind,
        whose.source,
      ],
    )
    if (made === 0) {
      // the other of two at the same instant
      const other = await oneOf(tx, { district, id: body.id })
      return other ? { connector: shapeOf(ground, other), key: null } : turnDown('no-such-connector')
    }
    const said = { name: body.name.trim(), organisation: whose.organisation, ends: now.getTime() + body.days * dayMs }
    const connector = await changed(tx, { house, ground }, { id: body.id, by, action: 'connectorMade', said })
    return connector ? { connector, key } : turnDown('no-such-connector')
  })
}

/** A department's system acts for one organisation; whoever is above the district for none, and says what its matters are called. */
function whoseOf(ground: Ground, { kind, organisation, source }: Call<'addConnector'>['body']) {
  if (kind === 'upper') return source === undefined ? turnDown('which-source') : { organisation: null, source }
  if (organisation === undefined) return turnDown('which-organisation')
  return ground.organisations.has(organisation) ? { organisation, source: null } : turnDown('no-such-organisation')
}

type Change = {
  readonly set: string
  readonly values: readonly unknown[]
  readonly action: RegistryAction
  readonly said: Readonly<Record<string, string | number | null>>
}
/** One change of one connection that has not ended, with its entry; what still waited for a place that is no more is given up. */
async function change(call: Pick<Call<'turnKey'>, 'house' | 'ground' | 'caller' | 'params'>, wish: Change): Promise<Connector | Refused> {
  const { house, ground, caller, params } = call
  const by = changes(caller)
  if (typeof by !== 'string') return by
  const district = ground.district.id
  return house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const known = await oneOf(tx, { district, id: params.id })
    if (!known) return turnDown('no-such-connector')
    const touched = await tx.run(`update connectors set ${wish.set} where district_id = $1 and id = $2 and revoked_at is null`, [district, params.id, ...wish.values]) // prettier-ignore
    if (touched === 0) return turnDown('ended-already')
    await tx.run(
      `update deliveries d set state = 'dead', fault = 'stopped', ended_at = $3 from connectors c where d.district_id = $1 and d.connector_id = $2 and d.state = 'waiting' and c.district_id = $1 and c.id = $2 and (c.revoked_at is not null or c.hook_url is null)`,
      [district, params.id, new Date(house.now())],
    )
    return (await changed(tx, { house, ground }, { id: params.id, by, action: wish.action, said: { ...wish.said, organisation: known.organisation_id } })) ?? turnDown('no-such-connector') // prettier-ignore
  })
}

type Said = { readonly id: string; readonly by: string; readonly action: RegistryAction; readonly said: Change['said'] }
async function changed(
  tx: Tx,
  { house, ground }: { readonly house: House; readonly ground: Ground },
  { id, by, action, said }: Said,
): Promise<Connector | null> {
  const district = ground.district.id
  await record(tx, { district, now: house.now() }, { kind: 'connector', subject: id, action, by, answers: said })
  const row = await oneOf(tx, { district, id })
  return row ? shapeOf(ground, row) : null
}

const isAdmin = ({ postings }: Caller): boolean => postings.some(({ post }) => post === 'systemAdmin')
const lookers: readonly Post[] = ['systemAdmin', 'supervisor', 'districtLeader']
const looks = ({ person, postings }: Caller): Refused | null =>
  postings.some(({ post }) => lookers.includes(post)) ? null : turnDown(person === null ? 'sign-in-first' : 'not-for-you')
const changes = (caller: Caller): string | Refused =>
  caller.person !== null && isAdmin(caller) ? caller.person : turnDown(caller.person === null ? 'sign-in-first' : 'admin-only')

const Row = z.object({
  id: z.string(), kind: z.enum(['department', 'upper']), source: z.enum(upperSources).nullable(), organisation_id: z.number().nullable(), down: z.number(), up: z.number(), unmapped: z.number(), name: z.string(), made_at: Instant, key_tail: z.string(), key_at: Instant, expires_at: Instant, revoked_at: Instant.nullable(), used_at: Instant.nullable(), acts: z.number(),
  hook_url: z.string().nullable(), hook_at: Instant.nullable(), waiting: z.number(), delivered: z.number(), dead: z.number(), last_at: Instant.nullable(), fault: z.string().nullable(), fault_at: Instant.nullable(),
}) // prettier-ignore
type Row = z.output<typeof Row>
const readSql = `select c.id, c.kind, c.source, h.down, h.up, h.unmapped, c.organisation_id, c.name, c.made_at, c.key_tail, c.key_at, c.expires_at, c.revoked_at, c.used_at, c.acts, c.hook_url, c.hook_at, s.waiting, s.delivered, s.dead, s.last_at, f.fault, f.made_at as fault_at from connectors c
  cross join lateral (select count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'delivered')::int as delivered, count(*) filter (where state = 'dead')::int as dead, max(ended_at) filter (where state = 'delivered') as last_at from deliveries d where d.district_id = $1 and d.connector_id = c.id) s
  left join lateral (select d.fault, d.made_at from deliveries d where d.district_id = $1 and d.connector_id = c.id and d.fault is not null order by d.made_at desc, d.id limit 1) f on true
  cross join lateral (select count(*) filter (where h.direction = 'down')::int as down, count(*) filter (where h.direction = 'up')::int as up, count(distinct h.class_code) filter (where not exists (select 1 from outside_classes o where o.district_id = $1 and o.connector_id = c.id and o.code = h.class_code))::int as unmapped from handed h where h.district_id = $1 and h.connector_id = c.id) h
  where c.district_id = $1`

const oneOf = async (tx: Tx, { district, id }: { readonly district: number; readonly id: string }): Promise<Row | undefined> =>
  (await tx.rows(Row, `${readSql} and c.id = $2`, [district, id]))[0]

function shapeOf(ground: Ground, row: Row): Connector {
  return {
    id: row.id,
    kind: row.kind,
    source: row.source,
    handed: { down: row.down, up: row.up, unmapped: row.unmapped },
    organisation:
      row.organisation_id === null
        ? null
        : { id: row.organisation_id, name: ground.organisations.get(row.organisation_id)?.name ?? ground.district.name },
    name: row.name,
    madeAt: row.made_at,
    keyTail: row.key_tail,
    keyAt: row.key_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    usedAt: row.used_at,
    acts: row.acts,
    hook: row.hook_url === null || row.hook_at === null ? null : { url: row.hook_url, setAt: row.hook_at },
    sent: { waiting: row.waiting, delivered: row.delivered, dead: row.dead, lastAt: row.last_at },
    lastFault: row.fault === null || row.fault_at === null ? null : { at: row.fault_at, say: row.fault },
  }
}
