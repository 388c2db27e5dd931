// Sends what is due to departments' systems: signed, with growing rests after failures, and given up with a word that is seen.
import { createHmac } from 'node:crypto'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { z } from 'zod'
import { OutsideNumber } from '../../core/source-shapes.ts'
import { makeBeat, type Beat } from '../matters/beat.ts'
import type { Ground, House } from '../matters/house.ts'
import { faultOf, guardedLookup, type Reach } from './address.ts'

export type Sender = Beat & { runOnce(): Promise<number> }

/** Rests of 10 seconds, 40, almost 3 minutes … up to six hours: given up after about ten hours. */
const mostTries = 8
const restSeconds = (tries: number): number => Math.min(6 * 3600, 10 * 4 ** tries)
const atOnce = 10
const timeoutMs = 5000
const keptDays = 30

/** The signature a receiver computes again: HMAC-SHA256 over the seconds of the timestamp, a dot, and the body as it came. */
export const signatureOf = (secret: string, sent: { readonly timestamp: string; readonly body: string }): string =>
  `v1=${createHmac('sha256', secret).update(`${sent.timestamp}.${sent.body}`).digest('hex')}`

const Due = z.object({
  id: z.string(),
  connector: z.string(),
  matter: z.string(),
  up: z.boolean(),
  body: z.string(),
  tries: z.number(),
  url: z.string(),
  cipher: z.instanceof(Buffer),
})
type Due = z.output<typeof Due>
/** `outside` is the number that whoever is above gave to what they were told. */
type Ended = { readonly answered: number | null; readonly fault: string | null; readonly outside?: string }

export function makeSender(house: House, reach: Reach): Sender {
  const runDistrict = async (ground: Ground): Promise<number> => {
    const district = ground.district.id
    const due = await house.db.withDistrict({ district, role: 'act' }, async (tx) => {
      const now = new Date(house.now())
      const rows = await tx.rows(Due, dueSql, [district, now, atOnce])
      // taken first: whoever crashes while sending has only waited
      if (rows.length > 0)
        await tx.run(
          'update deliveries d set tries = d.tries + 1, due_at = r.due from jsonb_to_recordset($2::jsonb) as r(id uuid, due timestamptz) where d.district_id = $1 and d.id = r.id',
          [district, JSON.stringify(rows.map(({ id, tries }) => ({ id, due: new Date(now.getTime() + restSeconds(tries) * 1000).toISOString() })))],
        )
      return rows
    })
    await Promise.all(due.map(async (row) => settle(house, district, { row, ended: await send(house, row, reach) })))
    return due.length
  }
  const runOnce = async (): Promise<number> => {
    let sent = 0
    for (const ground of await house.grounds.all()) sent += await runDistrict(ground)
    return sent
  }
  return { runOnce, ...makeBeat({ name: 'connectors', everyMs: 1000, run: runOnce }) }
}

const dueSql = `select d.id, c.id as connector, d.matter_id as matter, d.body ->> 'kind' = 'up' as up, d.body::text as body, d.tries, c.hook_url as url, c.hook_cipher as cipher from connectors c
  cross join lateral (select id, matter_id, body, tries from deliveries where district_id = $1 and connector_id = c.id and state = 'waiting' and due_at <= $2 order by due_at, id limit $3 for update skip locked) d
  where c.district_id = $1 and c.revoked_at is null and c.hook_url is not null order by d.id limit 200`

async function settle(house: House, district: number, { row, ended }: { readonly row: Due; readonly ended: Ended }): Promise<void> {
  const now = new Date(house.now())
  const state = ended.fault === null ? 'delivered' : row.tries + 1 >= mostTries ? 'dead' : 'waiting'
  await house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const values = [district, row.id, state, ended.answered, ended.fault, state === 'waiting' ? null : now]
    await tx.run('update deliveries set state = $3, answered = $4, fault = $5, ended_at = $6 where district_id = $1 and id = $2', values)
    if (ended.outside !== undefined)
      await tx.run(`insert into handed (district_id, connector_id, outside, matter_id, direction, at) values ($1, $2, $3, $4, 'up', $5) on conflict do nothing`, [district, row.connector, ended.outside, row.matter, now]) // prettier-ignore
    if (state === 'delivered')
      await tx.run(`delete from deliveries where district_id = $1 and state <> 'waiting' and ended_at < $2`, [
        district,
        new Date(now.getTime() - keptDays * 86_400_000),
      ])
  })
}

/** A redirection is no answer: it would lead where nobody has looked. Of what is answered only the status is read, and of what goes up the number it gets there. */
function send(house: House, row: Due, reach: Reach): Promise<Ended> {
  const wrong = faultOf(row.url, reach)
  if (wrong !== null) return Promise.resolve({ answered: null, fault: wrong })
  const timestamp = String(Math.floor(house.now() / 1000))
  const url = new URL(row.url)
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(row.body),
    'user-agent': 'Huying',
    'x-huying-delivery': row.id,
    'x-huying-timestamp': timestamp,
    'x-huying-signature': signatureOf(house.keys.unseal(row.cipher), { timestamp, body: row.body }),
  }
  return new Promise((done) => {
    const ask = url.protocol === 'https:' ? httpsRequest : httpRequest
    const asked = ask(
      url,
      { method: 'POST', headers, lookup: guardedLookup(reach), agent: false, signal: AbortSignal.timeout(timeoutMs) },
      (answer) => {
        const status = answer.statusCode ?? 0
        const isTaken = status >= 200 && status < 300
        if (isTaken && row.up) return void numberIn(answer).then((outside) => done({ answered: status, fault: null, ...outside }))
        answer.destroy()
        done({ answered: status, fault: isTaken ? null : `HTTP ${status}` })
      },
    )
    asked.on('error', (error) => done({ answered: null, fault: wordOf(error) }))
    asked.end(row.body)
  })
}

const mostAnswered = 4096
const Numbered = z.object({ outside: OutsideNumber })
/** `{"outside":"…"}`, if it is that; whatever else was answered, the message was taken. */
async function numberIn(answer: IncomingMessage): Promise<{ outside?: string }> {
  let text = ''
  try {
    for await (const part of answer.setEncoding('utf8')) {
      text += String(part)
      if (text.length > mostAnswered) return {}
    }
    return Numbered.safeParse(JSON.parse(text)).data ?? {}
  } catch {
    return {}
  } finally {
    answer.destroy()
  }
}

/** The name of a failure, never its text: that may hold addresses. */
const wordOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string'
    ? error.name === 'AbortError' || error.name === 'TimeoutError'
      ? 'timeout'
      : error.code
    : error.name
