// Starts a TypeScript file of this folder as a child process, built as the server is built, and a small HTTP client with kept connections.
import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'esbuild'
import { Pool } from 'undici'
import type { z } from 'zod'

export type Child = { readonly process: ChildProcess; hear<Shape extends z.ZodType>(shape: Shape): Promise<z.output<Shape>>; end(): Promise<void> }

export async function startChild(file: string, args: readonly string[], options: { profile?: string } = {}): Promise<Child> {
  const built = await bundled(file)
  const flags = options.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', options.profile]
  const child = fork(built, [...args], {
    execArgv: ['--enable-source-maps', ...flags],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    process: child,
    hear: (shape) => new Promise((resolve, reject) => {
      const over = (): void => reject(new Error(`${file} ended before it answered`))
      child.once('exit', over)
      child.once('message', (message) => {
        child.off('exit', over)
        resolve(shape.parse(message))
      })
    }),
    end: async () => {
      child.kill('SIGTERM')
      await ended
    },
  } // prettier-ignore
}

/** What runs a server runs its built form; the loader that development uses wraps each small function and costs a twentieth of the time. */
async function bundled(file: string): Promise<string> {
  const root = join(import.meta.dirname, '..')
  const outfile = join(root, 'dist', 'bench', file.replace(/ts$/, 'mjs'))
  await build({ absWorkingDir: root, entryPoints: [join('bench', file)], outfile, bundle: true, platform: 'node', target: 'node20', format: 'esm', packages: 'external', sourcemap: true, logLevel: 'warning' }) // prettier-ignore
  return outfile
}

export type Answered = { readonly status: number; readonly body: unknown; readonly cookies: readonly string[] }
export type Web = { ask(wish: { method: 'GET' | 'POST'; path: string; cookie?: string; body?: unknown }): Promise<Answered>; close(): void }

/** Only small answers are read; pages are counted by their status, so that the load generator takes little of the machine. */
const readUpTo = 2000

export function webOf(port: number, sockets: number): Web {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: sockets })
  return {
    close: () => void pool.destroy(),
    ask: async ({ method, path, cookie, body }) => {
      const headers = { ...(cookie === undefined ? {} : { cookie }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
      const answer = await pool.request({ method, path, headers, body: body === undefined ? null : JSON.stringify(body) })
      const isSmall = Number(answer.headers['content-length'] ?? Infinity) < readUpTo
      const text = isSmall ? await answer.body.text() : (await answer.body.dump(), '')
      return {
        status: answer.statusCode,
        body: text === '' ? null : JSON.parse(text),
        cookies: [answer.headers['set-cookie'] ?? []].flat().map((each) => each.split(';')[0] ?? ''),
      }
    },
  }
}
