// Keeps files below one directory, each under the fingerprint (SHA-256) of its contents.
import { createHash, randomUUID } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

export type Kept = { sha256: string; bytes: number }

/** A fingerprint that is not 64 small hex digits is simply not there: `has` says no, `read` null, `remove` nothing. */
export type FileStore = {
  put(bytes: Buffer): Promise<Kept>
  /** Keeps a copy of a finished file without reading it into memory; the original stays. */
  putFile(path: string): Promise<Kept>
  /** `bytes` is the whole size, also when only a part is read; `first` and `last` count from 0, both included. */
  read(sha256: string, part?: { first: number; last: number }): Promise<{ stream: Readable; bytes: number } | null>
  has(sha256: string): Promise<boolean>
  remove(sha256: string): Promise<void>
}

export const makeFileStore = (dir: string): FileStore => ({
  put: (bytes) =>
    keep(dir, async (draft) => {
      const file = await open(draft, 'wx')
      try {
        await file.writeFile(bytes)
      } finally {
        await file.close()
      }
      return createHash('sha256').update(bytes).digest('hex')
    }),
  putFile: (path) =>
    keep(dir, async (draft) => {
      await copyFile(path, draft, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
      return fingerprintOf(draft)
    }),
  read: async (sha256, part) => {
    const path = pathOf(dir, sha256)
    const bytes = path ? await sizeOf(path) : null
    if (path === null || bytes === null) return null
    return { stream: createReadStream(path, part ? { start: part.first, end: part.last } : {}), bytes }
  },
  has: async (sha256) => {
    const path = pathOf(dir, sha256)
    return path !== null && (await sizeOf(path)) !== null
  },
  remove: async (sha256) => {
    const path = pathOf(dir, sha256)
    if (path) await rm(path, { force: true })
  },
})

const pathOf = (dir: string, sha256: string): string | null =>
  /^[0-9a-f]{64}$/.test(sha256) ? join(dir, sha256.slice(0, 2), sha256.slice(2, 4), sha256) : null

// Written aside, made durable, then given its name: a power cut leaves either the whole file or none.
const keep = async (dir: string, write: (draft: string) => Promise<string>): Promise<Kept> => {
  const drafts = join(dir, 'drafts')
  await mkdir(drafts, { recursive: true, mode: 0o700 })
  const draft = join(drafts, randomUUID())
  try {
    const sha256 = await write(draft)
    const bytes = await settle(draft)
    const path = pathOf(dir, sha256)
    if (path === null) throw new Error('A fingerprint has 64 hex digits')
    if ((await sizeOf(path)) !== bytes) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await rename(draft, path)
      await settle(dirname(path))
    }
    return { sha256, bytes }
  } finally {
    await rm(draft, { force: true })
  }
}

const settle = async (path: string): Promise<number> => {
  const file = await open(path, 'r')
  try {
    await file.sync()
    return (await file.stat()).size
  } finally {
    await file.close()
  }
}

const sizeOf = async (path: string): Promise<number | null> => {
  try {
    const found = await stat(path)
    return found.isFile() ? found.size : null
  } catch {
    return null
  }
}

const fingerprintOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece)
  return hash.digest('hex')
}
