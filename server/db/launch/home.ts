// Where the cluster of a data folder lives: inside it, or in a private folder elsewhere when PostgreSQL's account cannot get there.
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { canWrite, type Account } from './account.ts'
import { privateBases } from './private.ts'

/** The folder already in use for this data, with its owner; `null` when there is none yet. */
export const existingHome = (dataDir: string, major: string): { home: string; owner: { uid: number; gid: number } } | null => {
  refuseOtherVersions(dataDir, major)
  const inside = join(dataDir, `postgres-${major}`)
  const home = existsSync(inside) ? inside : notedHome(dataDir, major)
  if (home === null) return null
  const { uid, gid } = statSync(home)
  return { home, owner: { uid, gid } }
}

/** Makes the folder, owned by the account and closed to everyone else. */
export const makeHome = (at: { dataDir: string; major: string }, account: Account, log: (line: string) => void): string => {
  const inside = join(at.dataDir, `postgres-${at.major}`)
  mkdirSync(inside)
  if (belongs(inside, account)) return inside
  rmSync(inside, { recursive: true })
  for (const base of privateBases()) {
    const home = mkdtempSync(join(base, `${keyOf(at.dataDir)}-`))
    if (belongs(home, account)) {
      const why = `The database of this data folder lives there, because PostgreSQL's account cannot reach ${at.dataDir}.`
      writeFileSync(
        noteOf(at.dataDir, at.major),
        `${home}\n${why}\nBack it up with this folder. Delete this note only to begin with an empty database.\n`,
      )
      log(`${why} Folder: ${home}`)
      return home
    }
    rmSync(home, { recursive: true })
  }
  throw new Error(
    `The data folder ${at.dataDir} cannot hold a private folder for PostgreSQL's account. Choose another with DATA_DIR, or set DATABASE_URL.`,
  )
}

/** Makes sure that the account owns the folder (a restored copy may belong to root) and can get there. */
export const openHome = (home: string, account: Account): void => {
  if (account !== null && statSync(home).uid !== account.uid) giveTo(home, account)
  if (belongs(home, account)) return
  const who = account === null ? 'this account' : `the account with number ${account.uid}`
  throw new Error(
    `The database in ${home} cannot be reached by ${who}. Start as its owner, or let that account pass the folders above it (chmod o+x).`,
  )
}

/** Folders elsewhere that once belonged to this data folder: their note is gone, their server may still run. */
export const forgottenHomes = (dataDir: string, current: string): string[] =>
  privateBases()
    .flatMap((base) => readdirSync(base).map((name) => join(base, name)))
    .filter((path) => path !== current && path.includes(`/${keyOf(dataDir)}-`))

const keyOf = (dataDir: string): string => createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
const noteOf = (dataDir: string, major: string): string => join(dataDir, `postgres-${major}.place`)

const notedHome = (dataDir: string, major: string): string | null => {
  const note = noteOf(dataDir, major)
  if (!existsSync(note)) return null
  const home = readFileSync(note, 'utf8').split('\n')[0] ?? ''
  if (existsSync(home)) return home
  throw new Error(`The database of ${dataDir} was kept in ${home}, which is gone. Bring it back, or delete ${note} to begin with an empty database.`)
}

// A newer PostgreSQL cannot read an older one's files; beginning empty next to them would look like lost data.
const refuseOtherVersions = (dataDir: string, major: string): void => {
  const versions = readdirSync(dataDir).flatMap((name) => /^postgres-(\d+)(\.place)?$/.exec(name)?.[1] ?? [])
  if (versions.length === 0 || versions.includes(major)) return
  throw new Error(
    `The data in ${dataDir} was written by PostgreSQL ${versions[0]}; this Huying brings ${major}. Back up with the older Huying and restore here.`,
  )
}

const belongs = (home: string, account: Account): boolean => {
  try {
    if (account !== null) chownSync(home, account.uid, account.gid)
    chmodSync(home, 0o700)
    // Some shared folders accept both calls and ignore them.
    const seen = statSync(home)
    return (seen.mode & 0o777) === 0o700 && (account === null || seen.uid === account.uid) && canWrite(account, home)
  } catch {
    return false
  }
}

const giveTo = (path: string, account: { uid: number; gid: number }): void => {
  lchownSync(path, account.uid, account.gid)
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveTo(join(path, name), account)
}
