// Builds the pages (dist/web) and the server (dist/server/main.mjs), each only when something it is made of has changed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensure, root } from './ensure.mjs'

const shared = ['core', 'processes', 'package-lock.json', 'tsconfig.json', 'scripts/build.mjs']

export async function build() {
  const stamp = join(root, 'dist', '.stamp')
  const before = existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')) : {}
  const parts = [
    { name: 'web', of: ['web', 'data', ...shared], makes: 'dist/web/.', make: buildWeb },
    { name: 'server', of: ['server', ...shared], makes: 'dist/server/main.mjs', make: buildServer },
  ].map((part) => ({ ...part, hash: hashOf(part.of) }))
  const stale = parts.filter((part) => before[part.name] !== part.hash || !existsSync(join(root, part.makes)))
  if (stale.length === 0) return
  console.log(`Building ${stale.map((part) => part.name).join(' and ')} …`)
  // Without a stamp an interrupted build is never taken for a finished one.
  rmSync(stamp, { force: true })
  await Promise.all(stale.map((part) => part.make()))
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stamp, JSON.stringify(Object.fromEntries(parts.map((part) => [part.name, part.hash]))))
}

async function buildWeb() {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const child = spawn(process.execPath, [vite, 'build', '--config', join('web', 'vite.config.ts'), '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve))
  if (code !== 0) throw new Error('The pages could not be built; the messages above say why.')
}

async function buildServer() {
  const { build: bundle } = await import('esbuild')
  await bundle({
    absWorkingDir: root,
    entryPoints: ['server/main.ts'],
    outfile: 'dist/server/main.mjs',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  })
  // The code asks for './schema' next to itself: next to server/db/*.ts when developing, next to the bundle here.
  rmSync(join(root, 'dist/server/schema'), { recursive: true, force: true })
  cpSync(join(root, 'server/db/schema'), join(root, 'dist/server/schema'), { recursive: true })
}

function hashOf(places) {
  const hash = createHash('sha256').update(process.version.split('.')[0])
  const add = (path) => {
    const full = join(root, path)
    if (!existsSync(full)) return
    if (statSync(full).isDirectory()) for (const name of readdirSync(full).sort()) add(`${path}/${name}`)
    else hash.update(`${path}\0`).update(readFileSync(full))
  }
  for (const place of places) add(place)
  return hash.digest('hex')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensure()
  await build().catch((error) => {
    console.error(error.message)
    process.exit(1)
  })
}
