// Fetches one published npm package into a temporary directory and unpacks only the files asked for.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Downloads `name@version`, unpacks `files` (paths inside the package) and hands their directory to `use`; removes everything afterwards. */
export function withPackage<T>(nameAtVersion: string, files: readonly string[], use: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'huying-extract-'))
  try {
    const printed = execFileSync('npm', ['pack', nameAtVersion, '--silent'], { cwd: directory, encoding: 'utf8' })
    const archive = printed.trim().split('\n').at(-1) ?? ''
    execFileSync('tar', ['xzf', archive, ...files.map((file) => `package/${file}`)], { cwd: directory })
    return use(join(directory, 'package'))
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}
