// The gates to the database: one transaction in one district as one scoped role, and one read over all districts.
import { Pool, types, type ClientBase, type PoolClient } from 'pg'
import { z } from 'zod'

// bigint keys and counts come as numbers: they stay below 2^53 by construction of the area key
types.setTypeParser(types.builtins.INT8, (text) => Number(text))

/** A time as the database gives it, alone or within json: ms since 1970. */
export const Instant = z.union([z.date(), z.string()]).transform((time) => (typeof time === 'string' ? Date.parse(time) : time.getTime()))

export type Role = 'act' | 'see' | 'unit' | 'own' | 'erase'
export type Scope = {
  readonly district: number
  readonly role: Role
  /** the viewer's subtree, for `see`, and the area it is */ readonly area?: number
  readonly from?: number | bigint
  readonly upto?: number | bigint
  readonly organisation?: number
  readonly person?: string
  readonly receipt?: string
}
export type Query = <Row extends z.ZodType>(row: Row, sql: string, values?: readonly unknown[]) => Promise<z.output<Row>[]>
export type Tx = {
  readonly rows: Query
  /** what a statement counts, in a column called n */ readonly count: (sql: string, values?: readonly unknown[]) => Promise<number>
  /** how many rows it touched */ readonly run: (sql: string, values?: readonly unknown[]) => Promise<number>
  readonly client: PoolClient
}
export type Database = {
  readonly pool: Pool
  withDistrict<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>
  acrossDistricts<T>(reason: string, work: (tx: Tx) => Promise<T>): Promise<T>
  end(): Promise<void>
}

/** Json stands in statements as it is; an external server may be set otherwise. */
const plainStrings = (client: ClientBase): Promise<unknown> => client.query('set standard_conforming_strings = on')

export function openDatabase(appUrl: string, options: { size?: number } = {}): Database {
  const pool = new Pool({ connectionString: appUrl, max: options.size ?? 12, allowExitOnIdle: true, onConnect: plainStrings })
  // a broken connection is replaced by the next query, which reports its own failure; that of one in use would end the process
  pool.on('error', () => undefined)
  pool.on('connect', (client) => void client.on('error', () => undefined))
  return {
    pool,
    withDistrict: (scope, work) => inTransaction(pool, `begin; ${scopeSql(scope)}`, work),
    acrossDistricts: (reason, work) =>
      inTransaction(
        pool,
        `begin read only; set local role huying_act; set local application_name = '${reason.replace(/[^\w ]/g, '').slice(0, 50)}'`,
        work,
      ),
    end: () => pool.end(),
  }
}

/** Planned statements look up by id: their plan is the same for every viewer, and making it anew costs more than the look-up. */
const onePlan = { plan_cache_mode: 'force_generic_plan' }

/** The statements that bind a transaction to one district, one role and one viewer; all values are checked numbers, uuids or hex. `after` is the scope that the transaction had before: what it set and this one does not is emptied. */
export function scopeSql(scope: Scope, more: { readonly planned?: true; readonly after?: Scope | undefined } = {}): string {
  const own = settingsOf(scope)
  const left = more.after ? Object.keys(settingsOf(more.after)).filter((name) => !(name in own)) : []
  const settings = { ...own, ...Object.fromEntries(left.map((name) => [name, ''])), ...(more.planned ? onePlan : {}) }
  return [
    `set local role huying_${scope.role}`,
    ...Object.entries(settings).map(([name, value]) => `set local ${quotedName(name)} = '${value}'`),
  ].join('; ')
}

/** `from` is a word of SQL. */
const quotedName = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part}"`)
    .join('.')

/** Only what the scope names: a setting ends with its transaction, and row security reads a missing one as none. */
const settingsOf = (scope: Scope): Readonly<Record<string, string>> => ({
  'app.district': String(Whole.parse(scope.district)),
  ...(scope.from === undefined ? {} : { 'app.from': BigInt(scope.from).toString() }),
  ...(scope.upto === undefined ? {} : { 'app.upto': BigInt(scope.upto).toString() }),
  ...(scope.organisation === undefined ? {} : { 'app.organisation': String(Whole.parse(scope.organisation)) }),
  ...(scope.person === undefined ? {} : { 'app.person': Uuid.parse(scope.person) }),
  ...(scope.receipt === undefined ? {} : { 'app.receipt': Hex.parse(scope.receipt) }),
})
const Whole = z.number().int()
const Uuid = z.uuid()
const Hex = z.string().regex(/^[0-9a-f]*$/)

async function inTransaction<T>(pool: Pool, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(begin)
    const result = await work(txOf(client))
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure))
    })
    throw error
  } finally {
    client.release(broken)
  }
}

const Count = z.array(z.object({ n: z.number() }))
export function txOf(client: PoolClient): Tx {
  return {
    client,
    rows: async (row, sql, values = []) => z.array(row).parse((await client.query(sql, [...values])).rows),
    count: async (sql, values = []) => Count.parse((await client.query(sql, [...values])).rows)[0]?.n ?? 0,
    run: async (sql, values = []) => (await client.query(sql, [...values])).rowCount ?? 0,
  }
}
