// Makes sure that what package-lock.json names is installed, and installs it when not. Imported by the other commands.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

export function ensure() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20)
    stop(`Huying needs Node 20 or newer; this is Node ${process.versions.node}. Install a newer one from nodejs.org and run the same command again.`)
  const lock = readFileSync(join(root, 'package-lock.json'))
  const stamp = join(root, 'node_modules', '.huying-installed')
  const wanted = `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}\n`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  if (!installed(JSON.parse(lock.toString()))) install()
  writeFileSync(stamp, wanted)
}

// Someone may have run npm by hand: then its own record agrees with the lock, and nothing needs to be done again.
function installed(lock) {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const there = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && (!entry.optional || fits(entry)))
    .every(([path, entry]) => there[path]?.version === entry.version && existsSync(join(root, path)))
}

// An optional package that names this platform is one this platform needs (the database, the bundler).
function fits(entry) {
  if (entry.os === undefined || entry.cpu === undefined) return false
  const musl = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime
  const libc = entry.libc === undefined || entry.libc.includes(musl ? 'musl' : 'glibc')
  return libc && entry.os.includes(process.platform) && entry.cpu.includes(process.arch)
}

function install() {
  console.log('Installing what Huying needs (npm ci) …')
  const done = npm(['ci', '--include=dev', '--no-audit', '--no-fund'], 'inherit')
  if (done.status === 0) return
  if (done.error !== undefined)
    stop(`npm could not be started (${done.error.message}). It comes with Node; install it and run the same command again.`)
  const reached = npm(['ping', '--fetch-retries=0', '--fetch-timeout=15000'], 'ignore').status === 0
  stop(
    reached
      ? 'npm ci failed; its messages above say why. Nothing has been started.'
      : 'The package registry cannot be reached. Connect to the network (or set npm’s registry or proxy) and run the same command again.',
  )
}

// Started through `npm start` we know which npm that was; otherwise the one on the PATH.
function npm(args, stdio) {
  const own = process.env.npm_execpath ?? ''
  const options = { cwd: root, stdio: ['ignore', stdio, stdio] }
  if (own.endsWith('npm-cli.js')) return spawnSync(process.execPath, [own, ...args], options)
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
}

function stop(message) {
  console.error(`\n${message}`)
  process.exit(1)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensure()
