// One process at a time looks after the database of a data folder: a lock file that a dead owner cannot hold.
import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { birthmark } from './running.ts'

/** Takes the lock or says who has it; the answer releases it. */
export const takeLock = (dataDir: string): (() => void) => {
  const file = join(dataDir, 'database.lock')
  const mine = JSON.stringify({ pid: process.pid, born: birthmark(process.pid), token: randomBytes(8).toString('hex') })
  const own = `${file}.${randomBytes(6).toString('hex')}`
  // Written first and then linked into place: nobody ever sees a lock without its owner.
  writeFileSync(own, mine, { mode: 0o600 })
  try {
    for (let tries = 0; tries < 5; tries++) {
      if (link(own, file)) return () => void (content(file) === mine && rmSync(file, { force: true }))
      const seen = content(file)
      const pid = livingOwner(seen)
      if (pid !== null) throw new Error(inUse(dataDir, pid))
      setAside(file, seen)
    }
    throw new Error(inUse(dataDir, livingOwner(content(file))))
  } finally {
    rmSync(own, { force: true })
  }
}

/** Whether a living process holds the lock of this data folder. */
export const isLocked = (dataDir: string): boolean => livingOwner(content(join(dataDir, 'database.lock'))) !== null

const inUse = (dataDir: string, pid: number | null): string =>
  `The data in ${dataDir} is already in use by ${pid === process.pid ? 'this process' : `process ${pid ?? '(starting)'}`}. Stop that one first, or choose another folder with DATA_DIR.`

const content = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

const livingOwner = (text: string | null): number | null => {
  try {
    const owner = z.object({ pid: z.number(), born: z.string().nullable() }).parse(JSON.parse(text ?? ''))
    const now = birthmark(owner.pid)
    return now !== null && now === owner.born ? owner.pid : null
  } catch {
    return null
  }
}

const link = (from: string, to: string): boolean => {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

// Two starters may find the same dead lock: the slower one must not remove the lock the quicker one has just taken.
const setAside = (file: string, dead: string | null): void => {
  const aside = `${file}.${randomBytes(6).toString('hex')}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (content(aside) !== dead) link(aside, file)
  rmSync(aside, { force: true })
}
