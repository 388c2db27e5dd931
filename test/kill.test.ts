// Killed at any instant, server or database or both: nothing acknowledged is lost, nothing is half done, and the clocks go on striking.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { findBinaries } from '../server/db/launch/binaries.ts'
import { clusterOf, ownerRole } from '../server/db/launch/cluster.ts'
import { existingHome } from '../server/db/launch/home.ts'
import { removeDatabase } from '../server/db/launch/start.ts'
import { clientAt, newAct, type Client } from './support/app.ts'
import { asOwner } from './support/proof.ts'

const root = join(import.meta.dirname, '..')
const dataDir = mkdtempSync(join(tmpdir(), 'huying-kill-'))
const rounds = Number(process.env['KILL_ROUNDS'] ?? 20)
const built = join(root, 'dist/server/main.mjs')
const program = existsSync(built) ? [built] : ['--import', 'tsx', join(root, 'server/main.ts')]
const env = { ...process.env, DATA_DIR: dataDir, PORT: '0', HUYING_MODE: 'production', HUYING_TRUST_PROXY: '1', DATABASE_URL: '' }
let server: { child: ChildProcess; url: string }
const said: string[] = []

beforeAll(async () => {
  chmodSync(dataDir, 0o711)
  server = await start()
})
afterAll(async () => {
  await kill('server')
  await removeDatabase(dataDir)
})

/** Waits for the line that says where it listens. */
function start(): Promise<typeof server> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, program, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const hear = (part: Buffer) => {
      said.push(part.toString())
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(part.toString())?.[0]
      if (url) resolve({ child, url })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => reject(new Error(`The server ended (${code}) before it listened: ${said.slice(-5).join('')}`)))
  })
}

const postmaster = (): readonly string[] => {
  const file = join(clusterOf(existingHome(dataDir, findBinaries().major)?.home ?? ''), 'postmaster.pid')
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
}

/** SIGKILL, as when the power goes; a server without its database ends by itself. */
async function kill(what: 'server' | 'database' | 'both'): Promise<void> {
  const { child } = server
  const gone = child.exitCode === null && child.signalCode === null ? new Promise((resolve) => child.once('exit', resolve)) : Promise.resolve()
  const database = Number(postmaster()[0])
  if (what !== 'server' && database > 1) process.kill(database, 'SIGKILL')
  if (what !== 'database') child.kill('SIGKILL')
  await gone
}

const ownerUrl = (): string => {
  const home = existingHome(dataDir, findBinaries().major)?.home ?? ''
  return `postgresql://${ownerRole}:${readFileSync(join(home, 'password'), 'utf8').trim()}@127.0.0.1:${postmaster()[3]}/${ownerRole}`
}

const acknowledged = { acts: new Array<string>(), receipts: new Set<string>() }
let enoughIs = { many: Infinity, wake: (): void => undefined }
const note = (act: string): void => {
  acknowledged.acts.push(act)
  if (acknowledged.acts.length >= enoughIs.many) enoughIs.wake()
}

/** Residents report, add details and remind, as fast as they are answered, until nobody answers any more. */
async function resident(client: Client): Promise<void> {
  for (;;) {
    const act = newAct()
    const sent = await client.request('report', { body: { act, id: newAct(), category: 'lamp-out', what: '断电那一刻报的' } })
    if (!sent.ok) throw new Error(sent.refusal.code)
    note(act)
    acknowledged.receipts.add(sent.answer.receipt)
    for (let n = 0; n < 8; n++) {
      const step = newAct()
      const reply = await client.request('followAct', {
        params: { receipt: sent.answer.receipt },
        body: { act: step, action: 'addDetail', answers: { words: `第${n}句` } },
      })
      if (!reply.ok) throw new Error(reply.refusal.code)
      note(step)
    }
  }
}

it(`keeps every acknowledged act exactly once over ${rounds} kills`, { timeout: 900_000 }, async () => {
  for (let round = 0; round < rounds; round++) {
    const before = acknowledged.acts.length
    const load = Array.from({ length: 12 }, (_, at) =>
      resident(clientAt({ url: server.url, slug: 'dazu', network: `10.1.${round}.${at + 1}`, somebody: null })).catch(() => undefined),
    )
    const enough = 20 + Math.floor(Math.random() * 150)
    await Promise.race([Promise.all(load), new Promise((resolve) => (enoughIs = { many: before + enough, wake: () => resolve(null) }))])
    await kill(round % 3 === 0 ? 'server' : round % 3 === 1 ? 'database' : 'both')
    await Promise.all(load)
    server = await start()
    const kept = await asOwner(ownerUrl(), 'select id from events where id = any($1::uuid[])', [acknowledged.acts.slice(before)])
    expect(kept.length, `acknowledged before kill ${round + 1}`).toBe(acknowledged.acts.length - before)
  }
  const all = await asOwner(ownerUrl(), 'select count(*)::int as n, count(distinct id)::int as ids from events where id = any($1::uuid[])', [
    acknowledged.acts,
  ])
  expect(all).toEqual([{ n: acknowledged.acts.length, ids: acknowledged.acts.length }])
  expect(acknowledged.acts.length).toBeGreaterThan(rounds * 20)
})

it('still strikes the clocks that fell due, and proves everything while it runs', { timeout: 180_000 }, async () => {
  const proof = () =>
    z
      .object({
        ok: z.boolean(),
        districts: z.array(z.object({ checked: z.object({ matters: z.number(), events: z.number() }), faults: z.array(z.unknown()) })),
      })
      .parse(
        JSON.parse(
          execFileSync(process.execPath, ['--import', 'tsx', join(root, 'server/prove/main.ts'), '--json'], { cwd: root, env, encoding: 'utf8' }),
        ),
      )
  const found = proof()
  expect(found.districts.flatMap((district) => district.faults)).toEqual([])
  expect(found.ok).toBe(true)
  expect(found.districts[0]?.checked.matters).toBeGreaterThanOrEqual(acknowledged.receipts.size)
  // only now: a deadline is moved into the past by hand, which no proof would accept
  const [row] = await asOwner(ownerUrl(), `select matter_id, clock, late from desk where late = 'overdue' order by matter_id limit 1`)
  const past = Date.now() - 60_000
  await asOwner(ownerUrl(), 'update matters set clocks = jsonb_set(clocks, array[$2, $3], to_jsonb($4::bigint)) where id = $1', [
    row?.['matter_id'],
    row?.['clock'],
    'due',
    past,
  ])
  await asOwner(ownerUrl(), 'update desk set due_at = $2 where matter_id = $1', [row?.['matter_id'], new Date(past)])
  const struck = () => asOwner(ownerUrl(), `select action from events where subject_id = $1 and action = 'overdue'`, [row?.['matter_id']])
  while ((await struck()).length === 0) await new Promise((resolve) => setImmediate(resolve))
  expect(await struck()).toEqual([{ action: 'overdue' }])
})
