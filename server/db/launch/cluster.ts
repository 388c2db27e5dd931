// Makes the cluster (the files of one PostgreSQL server) and keeps the random password of its owner.
import { spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { asAccount, type Account } from './account.ts'

export type Setting = { home: string; native: string; account: Account }

/** The role that owns everything; migrations run as it. */
export const ownerRole = 'huying'

export const clusterOf = (home: string): string => join(home, 'cluster')

/** What both programs get to see: no PG* variables of the caller, English messages, UTC. */
export const environment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/** Makes the cluster when there is none, and answers its owner's password. */
export const makeCluster = (setting: Setting): string => {
  const cluster = clusterOf(setting.home)
  const file = join(setting.home, 'password')
  if (existsSync(join(cluster, 'PG_VERSION'))) return existsSync(file) ? readFileSync(file, 'utf8').trim() : renewPassword(setting, file)
  // Made aside and renamed: a first start that was interrupted leaves nothing half-made behind.
  const aside = join(setting.home, 'cluster.new')
  rmSync(aside, { recursive: true, force: true })
  const password = writePassword(file, setting.account)
  const args = ['-D', aside, '-U', ownerRole, `--pwfile=${file}`, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C', '--no-instructions']
  const made = run(setting, 'initdb', ['', ...args, ...tuning.flatMap((value) => ['--set', value])])
  if (made.status !== 0) throw new Error(`The database could not be created in ${setting.home}: ${(made.error?.message ?? made.stderr).trim()}`)
  renameSync(aside, cluster)
  return password
}

const megabyte = 1_048_576
/** A quarter of what the machine, or the container, has: with less, a district of a million matters writes its changed pages out over and over. */
const buffers = (): string => {
  const whole = Math.min(totalmem(), process.constrainedMemory() || Infinity)
  return `${Math.round(Math.min(Math.max(whole / 4 / megabyte, 128), 4096))}MB`
}

// Written into postgresql.conf, where whoever runs a large district may change them.
const tuning = [
  `shared_buffers=${buffers()}`,
  'max_connections=100',
  'jit=off',
  'fsync=on',
  'synchronous_commit=on',
  'wal_compression=on',
  'max_wal_size=2GB',
  'checkpoint_timeout=10min',
  'random_page_cost=1.1',
  // what a busy hour changes is swept and counted within seconds: plans made while tables were small do not outlive it
  'autovacuum_naptime=10s',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_min_duration_statement=2s',
  // People's particulars must not reach the log: no parameters, no failing statements, no "Key (phone)=(…) already exists".
  'log_parameter_max_length=0',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
]

const writePassword = (file: string, account: Account): string => {
  const password = randomBytes(24).toString('hex')
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  chmodSync(file, 0o600)
  if (account !== null) chownSync(file, account.uid, account.gid)
  return password
}

// The files are there but the password is lost: whoever may write the files may set a new one.
const renewPassword = (setting: Setting, file: string): string => {
  const password = writePassword(file, setting.account)
  const done = run(setting, 'postgres', [`alter role ${ownerRole} password '${password}'\n`, '--single', '-D', clusterOf(setting.home), 'postgres'])
  if (done.status === 0) return password
  rmSync(file)
  throw new Error(`The password of the database in ${setting.home} is lost and could not be set anew: ${done.stderr.trim()}`)
}

const run = (setting: Setting, program: 'initdb' | 'postgres', [input, ...args]: [input: string, ...args: string[]]): SpawnSyncReturns<string> =>
  spawnSync(join(setting.native, 'bin', program), args, {
    ...asAccount(setting.account),
    cwd: setting.home,
    env: environment,
    input,
    encoding: 'utf8',
  })
