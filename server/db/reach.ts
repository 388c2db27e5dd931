// Whether an outside database answers at all, asked before anything else is done with it; what is wrong is said without its password.
import { Client } from 'pg'

const SECONDS = 10

export async function reachDatabase(url: string): Promise<void> {
  const address = addressOf(url)
  const client = new Client({ connectionString: url, connectionTimeoutMillis: SECONDS * 1000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
  } catch (error) {
    throw new Error(`The setting DATABASE_URL is wrong, or its database is down: no database answers at ${address} (${whyOf(error)}).`)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function addressOf(url: string): string {
  if (!URL.canParse(url)) throw new Error('The setting DATABASE_URL is wrong: it must be an address like postgres://name:password@host:5432/huying')
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}

/** Where a name leads to several addresses, the failure of each is inside and the message of all is empty. */
function whyOf(error: unknown): string {
  if (error instanceof AggregateError) return whyOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
