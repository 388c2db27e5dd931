// Under which account PostgreSQL runs: it refuses to run as root, so root lends it an unprivileged account that already exists.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'

/** `null` means: as whoever runs this process. */
export type Account = { uid: number; gid: number } | null

export const isRoot = (): boolean => process.geteuid?.() === 0

/** Root uses the owner of a cluster that is already there, else `nobody`, else any other account of the machine; never a new one. */
export const chooseAccount = (owner: { uid: number; gid: number } | null): Account => {
  if (!isRoot()) {
    requireName()
    return null
  }
  if (owner !== null && owner.uid !== 0) return owner
  const entries = passwdEntries()
  const chosen = entries.find((entry) => entry.name === 'nobody') ?? entries.find((entry) => entry.name === 'daemon') ?? entries[0]
  if (chosen === undefined) {
    throw new Error('PostgreSQL does not run as root, and this machine has no other account. Start Huying as an ordinary user, or set DATABASE_URL.')
  }
  return { uid: chosen.uid, gid: chosen.gid }
}

/** What to add to the options of a child process so that it runs under the account. */
export const asAccount = (account: Account): { uid?: number; gid?: number } => (account === null ? {} : { uid: account.uid, gid: account.gid })

/** Tried rather than computed from permission bits: the answer also covers access lists and read-only mounts. */
export const canWrite = (account: Account, dir: string): boolean =>
  spawnSync('/bin/sh', ['-c', 'test -r "$1" && test -w "$1" && test -x "$1"', 'sh', dir], { ...asAccount(account), cwd: '/', stdio: 'ignore' })
    .status === 0

const passwdEntries = (): { name: string; uid: number; gid: number }[] =>
  (existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8') : '')
    .split('\n')
    .map((line) => line.split(':'))
    .map((fields) => ({ name: fields[0] ?? '', uid: Number(fields[2]), gid: Number(fields[3]) }))
    .filter((entry) => Number.isInteger(entry.uid) && entry.uid > 0 && Number.isInteger(entry.gid))

// `initdb` looks its own account up by number and gives up when the machine has no name for it (containers with a random uid).
const requireName = (): void => {
  try {
    userInfo()
  } catch {
    throw new Error('This account has a number but no name in /etc/passwd, and PostgreSQL needs one. Give it an entry there, or set DATABASE_URL.')
  }
}
