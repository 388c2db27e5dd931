// The real program as a person starts it: in a process of its own, on a folder of its own, until it says where it listens or has ended.
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeDatabase } from '../../server/db/launch/start.ts'

const root = join(import.meta.dirname, '../..')
const built = join(root, 'dist/server/main.mjs')
const program = existsSync(built) ? [built] : ['--import', 'tsx', join(root, 'server/main.ts')]

export type Started = { readonly child: ChildProcess; readonly url: string | null; readonly code: number | null; said(): string }

/** A folder, and a way to start the program on it as often as one likes. */
export function programOn() {
  const dataDir = mkdtempSync(join(tmpdir(), 'huying-start-'))
  chmodSync(dataDir, 0o711)
  const children: ChildProcess[] = []
  const start = (more: Readonly<Record<string, string>> = {}): Promise<Started> =>
    new Promise((done) => {
      const env = { ...process.env, DATA_DIR: dataDir, PORT: '0', HUYING_MODE: 'production', DATABASE_URL: '', SMS_URL: '', ...more }
      const child = spawn(process.execPath, program, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
      children.push(child)
      const parts: string[] = []
      const said = () => parts.join('')
      const hear = (part: Buffer) => {
        parts.push(part.toString())
        const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said())?.[0]
        if (url !== undefined && said().includes('Ctrl-C')) done({ child, url, code: null, said })
      }
      child.stdout.on('data', hear)
      child.stderr.on('data', hear)
      child.once('close', (code) => done({ child, url: null, code, said }))
    })
  return {
    dataDir,
    start,
    remove: async () => {
      for (const child of children) child.kill('SIGKILL')
      await Promise.all(children.map(gone))
      await removeDatabase(dataDir)
    },
  }
}

export const gone = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((done) => child.once('exit', (code) => done(code)))
