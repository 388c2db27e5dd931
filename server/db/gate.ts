// The gates to the database: one transaction in one district as one scoped role, and one read over all districts.
import { Pool, types, type PoolClient } from 'pg'
import { z } from 'zod'

// bigint keys and counts come as numbers: they stay below 2^53 by construction of the area key
types.setTypeParser(types.builtins.INT8, (text) => Number(text))

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
export type Tx = { readonly rows: Query; readonly run: (sql: string, values?: readonly unknown[]) => Promise<number>; readonly client: PoolClient }
export type Database = {
  readonly pool: Pool
  withDistrict<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>
  acrossDistricts<T>(reason: string, work: (tx: Tx) => Promise<T>): Promise<T>
  end(): Promise<void>
}

export function openDatabase(appUrl: string, options: { size?: number } = {}): Database {
  const pool = new Pool({ connectionString: appUrl, max: options.size ?? 12, allowExitOnIdle: true })
  pool.on('error', () => undefined) // a broken idle connection is replaced by the next query, which reports its own failure
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

/** The statements that bind a transaction to one district, one role and one viewer; all values are checked numbers, uuids or hex. */
export function scopeSql(scope: Scope): string {
  const settings: [string, string][] = [
    ['app.district', String(z.number().int().parse(scope.district))],
    ['app.from', scope.from === undefined ? '' : BigInt(scope.from).toString()],
    ['app.upto', scope.upto === undefined ? '' : BigInt(scope.upto).toString()],
    ['app.organisation', scope.organisation === undefined ? '' : String(z.number().int().parse(scope.organisation))],
    ['app.person', scope.person === undefined ? '' : z.uuid().parse(scope.person)],
    [
      'app.receipt',
      scope.receipt === undefined
        ? ''
        : z
            .string()
            .regex(/^[0-9a-f]*$/)
            .parse(scope.receipt),
    ],
  ]
  return `set local role huying_${scope.role}; select ${settings.map(([name, value]) => `set_config('${name}', '${value}', true)`).join(', ')}`
}

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

export function txOf(client: PoolClient): Tx {
  return {
    client,
    rows: async (row, sql, values = []) => z.array(row).parse((await client.query(sql, [...values])).rows),
    run: async (sql, values = []) => (await client.query(sql, [...values])).rowCount ?? 0,
  }
}
