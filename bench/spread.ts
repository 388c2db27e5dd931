// A task list sent down to every grid of a district: how fast the processes of a running server open its 82,710 parts, beside the same rows inserted plainly, and what reading its progress costs.
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import type { Place } from './place.ts'

export type SpreadOut = {
  readonly parts: number
  readonly seconds: number
  readonly perSecond: number
  /** the same rows through the driver, as many in one transaction as the door takes */ readonly plainPerSecond: number
  readonly ratio: number
  /** live progress by township, read after all are there */ readonly progressMs: number
}

const batch = 48
const rest = (): Promise<void> => new Promise((wake) => setTimeout(wake, 100))

export async function spreadOut(place: Place, plan: { readonly items: number }): Promise<SpreadOut> {
  const { ground, parts, district } = place
  const root = [...ground.areas.values()].find((area) => area.level === 0)?.id ?? 0
  const person = ground.roster.present({ post: 'districtLeader', area: root })[0] ?? ''
  const now = Date.now()
  const id = uuidv7()
  const items = Array.from({ length: plan.items }, (_, at) => `第 ${at + 1} 项：上门看一看`)
  const sent = await parts.door.act({
    kind: 'birth', district, id, act: uuidv7(), process: 'task-list', action: 'send', answers: { what: '全区走访', due: new Date(now + 20 * 86_400_000).toISOString().slice(0, 10), each: { post: 'gridOfficer', area: root, items } },
    asker: { kind: 'person', person, postings: ground.postingsOf(person, now), device: '00'.repeat(32) }, area: root, thing: null, parent: null, part: null, source: 'other', headline: '全区走访', words: '全区走访', lon: null, lat: null, marks: {},
  }) // prettier-ignore
  if (!sent.ok) throw new Error(`The task list was refused: ${sent.refusal.label.en}`)
  const wished = sent.matter.counts['spread'] ?? 0
  const began = performance.now()
  const count = async (sql: string, ...values: readonly unknown[]) =>
    Number((await place.asOwner(`select count(*)::int as n from ${sql}`, [district, ...values]))[0]?.['n'] ?? 0)
  const pages = () => count(`outbox where district_id = $1 and topic = 'spread-page'`)
  const opened = () => count('matters where district_id = $1 and parent_id = $2', id)
  const left = () => count('outbox where district_id = $1 and due_at <= now()')
  // those that are open are counted only when no page is left: counting 80,000 over and over would take a tenth of the machine
  while ((await pages()) > 0 || (await opened()) < wished) await rest()
  const seconds = (performance.now() - began) / 1000
  // the figures follow a moment after the last of them
  while ((await left()) > 0) await rest()
  const plainPerSecond = await plainly(place, { parent: id, rows: Math.min(wished, 4800) })
  const townships = [root, ...[...ground.areas.values()].filter((area) => area.level === 1).map((area) => area.id)]
  const asked = performance.now()
  await place.asOwner(`select area_id, measure, amount from rollups where district_id = $1 and area_id = any($2::int[]) and day = '1970-01-01' and measure = any($3::text[])`, [district, townships, ['waiting', 'working', 'done', 'dropped'].map((phase) => `part:${id}:${phase}`)]) // prettier-ignore
  const progressMs = performance.now() - asked
  const perSecond = wished / seconds
  return { parts: wished, seconds, perSecond, plainPerSecond, ratio: perSecond / plainPerSecond, progressMs }
}

/** Copies of one part's own rows (matter, event, leaves, desk, words), each a statement of its own, in transactions of the door's size, rolled back. */
async function plainly(place: Place, plan: { readonly parent: string; readonly rows: number }): Promise<number> {
  const client = new pg.Client({ connectionString: place.ownerUrl })
  await client.connect()
  try {
    const d = place.district
    const [one] = await place.asOwner('select id from matters where district_id = $1 and parent_id = $2 limit 1', [d, plan.parent])
    const from = String(one?.['id'] ?? '')
    const statements: { name: string; text: string }[] = []
    for (const table of ['matters', 'events', 'leaves', 'desk', 'words']) statements.push(await copyOf(place, table, from))
    const began = performance.now()
    for (let at = 0; at < plan.rows; at += batch) {
      await client.query('begin')
      for (let n = 0; n < batch; n++) {
        const fresh = uuidv7()
        for (const statement of statements) await client.query({ ...statement, values: [d, from, fresh] })
      }
      await client.query('rollback')
    }
    return plan.rows / ((performance.now() - began) / 1000)
  } finally {
    await client.end()
  }
}

/** A statement that writes the row of one matter again under another id. */
async function copyOf(place: Place, table: string, from: string): Promise<{ name: string; text: string }> {
  const key = table === 'matters' ? 'id' : table === 'events' || table === 'leaves' ? 'subject_id' : 'matter_id'
  const columns = (await place.asOwner('select column_name from information_schema.columns where table_name = $1 and table_schema = $2 order by ordinal_position', [table, 'public'])).map((row) => String(row['column_name'])) // prettier-ignore
  const fresh = new Map([[key, '$3::uuid'], ...(table === 'matters' ? [['number', `'plain-' || $3::text`] as const] : []), ...(table === 'events' ? [['id', '$3::uuid'] as const] : [])]) // prettier-ignore
  const values = columns.map((column) => fresh.get(column) ?? column)
  if (from === '') throw new Error('There is no part to copy')
  return {
    name: `plain-${table}`,
    text: `insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from ${table} where district_id = $1 and ${key} = $2`,
  }
}
