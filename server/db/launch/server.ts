// Starts the PostgreSQL server of a cluster on a socket of its own folder and a free loopback port, stops it, and clears away one that a killed parent left behind.
import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { asAccount } from './account.ts'
import { clusterOf, environment, type Setting } from './cluster.ts'
import { servesCluster, signal, until } from './running.ts'

export type Server = { pid: number; port: number; ended: Promise<string>; stop: () => Promise<void> }

/** Starts the server and waits until it accepts connections, however long recovery after a crash takes. */
export const startServer = async (setting: Setting, log: (line: string) => void): Promise<Server> => {
  const patience = Date.now() + 60_000
  for (;;) {
    const port = await freePort()
    const tried = await attempt(setting, port, log)
    if ('pid' in tried) return tried
    // Another program took the port in between, or the last workers of a killed server are still leaving: both pass.
    const passes = /Address already in use|could not bind|could not create any TCP|pre-existing shared memory block|lock file .* already exists/.test(
      tried.failed,
    )
    if (!passes || Date.now() > patience) throw new Error(`PostgreSQL did not start: ${tried.failed}. Its log: ${logOf(setting.home)}`)
  }
}

/** Stops a server that still runs on this cluster though nobody looks after it; removes the pid file of one that does not. */
export const clearLeftServer = async (home: string, log: (line: string) => void): Promise<void> => {
  const file = join(clusterOf(home), 'postmaster.pid')
  const pid = Number(pidLines(home)[0])
  if (!existsSync(file)) return
  if (Number.isInteger(pid) && pid > 1 && servesCluster(pid, clusterOf(home))) {
    log(`A database server left behind by a killed process (${pid}) is stopped first`)
    await stopProcess(pid, () => !servesCluster(pid, clusterOf(home)))
  }
  // After a reboot the number may belong to somebody else, and PostgreSQL would wait for that one forever.
  rmSync(file, { force: true })
  for (const name of readdirSync(home)) if (name.startsWith('.s.PGSQL.')) rmSync(join(home, name), { force: true })
}

/** How to reach the server of a folder: by its socket, which costs less than the loopback and which only the folder's owner can open, where the system has one and the path is short enough for it. */
export const urlOf = (
  at: { readonly home: string; readonly port: number },
  login: { readonly role: string; readonly password: string; readonly name: string },
): string =>
  `postgresql://${login.role}:${login.password}@127.0.0.1:${at.port}/${login.name}${hasSocket(at.home) ? `?host=${encodeURIComponent(at.home)}` : ''}`

const longestSocket = 103
const hasSocket = (home: string): boolean => process.platform !== 'win32' && Buffer.byteLength(join(home, '.s.PGSQL.32000')) <= longestSocket

const logOf = (home: string): string => join(home, 'server.log')

const attempt = async (setting: Setting, port: number, log: (line: string) => void): Promise<Server | { failed: string }> => {
  const { home } = setting
  const from = rotateLog(home)
  const child = launch(setting, port)
  const state = { over: '', asked: false }
  const ended = new Promise<string>((resolve) => {
    const finish = (how: string): void => resolve((state.over = how))
    child.once('error', (error) => finish(error.message))
    child.once('exit', (code, by) => finish(by === null ? `exit code ${code}` : `signal ${by}`))
  })
  const pid = child.pid ?? 0
  const ready = (): boolean => state.over !== '' || (Number(pidLines(home)[0]) === pid && pidLines(home)[7]?.trim() === 'ready')
  while (!(await until(ready, 5_000))) log('The database is still starting (it may be recovering after a crash)')
  if (state.over !== '') return { failed: reasonIn(readFileSync(logOf(home), 'utf8').slice(from)) || state.over }
  // A parent that ends without stopping its server still asks it to stop.
  const last = (): void => signal(pid, 'SIGINT')
  process.once('exit', last)
  void ended.then((how) => {
    process.removeListener('exit', last)
    if (!state.asked) log(`The database server ended by itself (${how}); its log: ${logOf(home)}`)
  })
  const stop = async (): Promise<void> => {
    state.asked = true
    if (state.over === '') await stopProcess(pid, () => state.over !== '')
    await ended
  }
  return { pid, port, ended, stop }
}

/** The setting is a list, so a name with a blank or a comma in it stands in quotation marks. */
const quoted = (folder: string): string => `"${folder.replaceAll('"', '""')}"`

// Detached: the Ctrl+C of a terminal reaches the whole group, and the server must outlive whoever still writes its last rows.
const launch = (setting: Setting, port: number): ChildProcess => {
  const cluster = clusterOf(setting.home)
  const fixed = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${hasSocket(setting.home) ? quoted(setting.home) : ''}`,
    'unix_socket_permissions=0700',
    'logging_collector=off',
    'log_destination=stderr',
  ]
  const out = openSync(logOf(setting.home), 'a', 0o600)
  try {
    const child = spawn(join(setting.native, 'bin', 'postgres'), ['-D', cluster, ...fixed.flatMap((value) => ['-c', value])], {
      ...asAccount(setting.account),
      cwd: setting.home,
      env: environment,
      detached: true,
      stdio: ['ignore', out, out],
    })
    child.unref()
    return child
  } finally {
    closeSync(out)
  }
}

// Fast (ends sessions), then immediate (recovers at the next start), then by force: nothing acknowledged is lost in any of them.
const stopProcess = async (pid: number, isOver: () => boolean): Promise<void> => {
  const steps = [
    { name: 'SIGINT', limit: 60_000 },
    { name: 'SIGQUIT', limit: 10_000 },
    { name: 'SIGKILL', limit: 10_000 },
  ] as const
  for (const step of steps) {
    signal(pid, step.name)
    if (await until(isOver, step.limit)) return
  }
  throw new Error(`The database server (process ${pid}) does not stop. Stop it by hand and start again.`)
}

const pidLines = (home: string): string[] => {
  try {
    return readFileSync(join(clusterOf(home), 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

const reasonIn = (text: string): string =>
  text
    .split('\n')
    .filter((line) => /FATAL|PANIC|could not bind|error while loading/.test(line))
    .slice(-2)
    .join('; ')

const rotateLog = (home: string): number => {
  const file = logOf(home)
  if (!existsSync(file)) return 0
  const { size } = statSync(file)
  if (size < 10_000_000) return size
  renameSync(file, `${file}.1`)
  return 0
}

// Below the ephemeral range (32768–60999), so that no outgoing connection of the machine can sit on the port.
const freePort = async (): Promise<number> => {
  for (let tries = 0; tries < 200; tries++) {
    const port = randomInt(20_000, 32_000)
    if (await isFree(port)) return port
  }
  throw new Error('No free port between 20000 and 32000 was found for the database. Close some programs and start again.')
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)))
  })
