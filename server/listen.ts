// Whether the address and the port are to be had, asked before a database is made, and the words for it when they are not.
import { createServer } from 'node:net'

type At = { readonly host: string; readonly port: number }

/** Takes the port for a moment and gives it back. */
export async function tryPort(at: At): Promise<void> {
  const server = createServer()
  try {
    await new Promise<void>((taken, fail) => server.once('error', fail).listen(at.port, at.host, taken))
  } catch (error) {
    throw portWords(error, at)
  }
  await new Promise<void>((closed) => server.close(() => closed()))
}

/** What helps when listening fails, or the error itself when it is none of those. */
export function portWords(error: unknown, { host, port }: At): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE') return new Error(`Port ${port} is taken on ${host}. Stop what runs there, or choose another: PORT=3001 npm start`)
  if (code === 'EACCES')
    return new Error(`The setting PORT is wrong: this account may not listen on port ${port}. Choose one above 1023: PORT=3001 npm start`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EINVAL')
    return new Error(
      `The setting HOST is wrong: this machine has no address ${host}. Use 127.0.0.1 for this machine only, 0.0.0.0 for everybody who reaches it.`,
    )
  return error
}
