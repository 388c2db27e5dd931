// npm test: installs, builds while it checks types and style, then runs every test; extra arguments go to vitest.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from './build.mjs'
import { ensure, root } from './ensure.mjs'

const bin = (path) => join(root, 'node_modules', path)
const start = (args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', () => resolve(1)).once('exit', (code) => resolve(code ?? 1))
  })
const node = inTurn(start, availableParallelism())
const types = ['test', 'web', 'server', '.', 'web/worker', 'scripts/extract'].map((project) => [bin('typescript/bin/tsc'), '-p', project])
const style = [
  [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'],
  [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
]

if (!(await step('install', async () => ensure()))) process.exit(1)
// None of the three needs another; the longest command begins first.
const good = await Promise.all([step('style', () => all(style)), step('types', () => all(types)), step('build', build)])
if (good.includes(false)) process.exit(1)
await runTests(process.argv.slice(2))

async function all(commands) {
  const codes = await Promise.all(commands.map(node))
  if (codes.some((code) => code !== 0)) throw new Error('the messages above say what to change')
}

/** As many at a time as there are cores; the others wait their turn. */
function inTurn(work, many) {
  const waiting = []
  let running = 0
  const next = () => {
    if (running >= many || waiting.length === 0) return
    running += 1
    const { args, resolve } = waiting.shift()
    void work(args).then((code) => {
      running -= 1
      resolve(code)
      next()
    })
  }
  return (args) =>
    new Promise((resolve) => {
      waiting.push({ args, resolve })
      next()
    })
}

async function step(name, work) {
  const from = Date.now()
  try {
    await work()
  } catch (error) {
    console.error(`✗ ${name} (${seconds(from)}): ${error.message}`)
    return false
  }
  console.log(`✓ ${name} (${seconds(from)})`)
  return true
}

async function runTests(extra) {
  const from = Date.now()
  const folder = mkdtempSync(join(tmpdir(), 'huying-report-'))
  const file = join(folder, 'report.json')
  const code = await start([bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...extra])
  const { passed, failed } = count(file, code)
  rmSync(folder, { recursive: true, force: true })
  const good = code === 0 && failed === 0
  console.log(`${good ? '✓' : '✗'} tests (${seconds(from)})`)
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(good ? 0 : 1)
}

// A file that cannot even be loaded holds no failed test, and a crash leaves no report: both still count as a failure.
function count(file, code) {
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { numPassedTests: 0, numFailedTests: 0, testResults: [] }
  const unloaded = report.testResults.filter(
    (one) => one.status === 'failed' && !one.assertionResults.some((test) => test.status === 'failed'),
  ).length
  const failed = report.numFailedTests + unloaded
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
}

function seconds(from) {
  return `${((Date.now() - from) / 1000).toFixed(1)} s`
}
