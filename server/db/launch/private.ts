// Folders outside the project that only this account can write: for what PostgreSQL cannot reach inside it.
import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { isRoot } from './account.ts'

/** Best first. /var/lib before /var/tmp, because the latter may be swept. */
export const privateBases = (): string[] => {
  const bases = isRoot()
    ? ['/var/lib/huying', '/var/tmp/huying']
    : [join(homedir(), '.local', 'share', 'huying'), `/var/tmp/huying-${process.getuid?.()}`]
  return bases.filter(isPrivate)
}

// In a folder anyone can write, somebody else may have made ours first: then it is not used.
const isPrivate = (base: string): boolean => {
  try {
    if (mkdirSync(base, { recursive: true }) !== undefined) chmodSync(base, 0o711)
    const seen = lstatSync(base)
    return seen.isDirectory() && seen.uid === process.geteuid?.() && (seen.mode & 0o022) === 0
  } catch {
    return false
  }
}
