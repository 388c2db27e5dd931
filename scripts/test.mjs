// npm test: installs, builds, checks types and style, then runs every test; extra arguments go to vitest.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from './build.mjs'
import { ensure, root } from './ensure.mjs'

const bin = (path) => join(root, 'node_modules', path)
const node = (args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', () => resolve(1)).once('exit', (code) => resolve(code ?? 1))
  })

await step('install', async () => ensure())
await step('build', build)
await step('types', () =>
  all(['.', 'server', 'web', 'web/worker', 'test', 'scripts/extract'].map((project) => [bin('typescript/bin/tsc'), '-p', project])),
)
await step('style', () =>
  all([
    [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'],
    [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  ]),
)
await runTests(process.argv.slice(2))

async function all(commands) {
  const codes = await Promise.all(commands.map(node))
  if (codes.some((code) => code !== 0)) throw new Error('the messages above say what to change')
}

async function step(name, work) {
  const from = Date.now()
  try {
    await work()
  } catch (error) {
    console.error(`✗ ${name} (${seconds(from)}): ${error.message}`)
    process.exit(1)
  }
  console.log(`✓ ${name} (${seconds(from)})`)
}

async function runTests(extra) {
  const from = Date.now()
  const folder = mkdtempSync(join(tmpdir(), 'huying-report-'))
  const file = join(folder, 'report.json')
  const code = await node([bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...extra])
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
