// Brings a database to the present schema as its owner; the application's own roles can never do this.
import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { Client } from 'pg'
import { z } from 'zod'
import { applyPolicies, roles } from './policies.ts'

export type Migrated = { readonly appUrl: string; readonly applied: readonly string[] }

/** Applies what is missing, one transaction a file, and gives the URL of the application's login role. */
export async function migrate(ownerUrl: string, options: { schemaDir: string; appPassword: string }): Promise<Migrated> {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(4186001)')
    await makeRoles(client, options.appPassword)
    await client.query('create table if not exists migrations (name text primary key, sha256 text not null, at timestamptz not null default now())')
    const known = new Map(
      z
        .array(z.object({ name: z.string(), sha256: z.string() }))
        .parse((await client.query('select name, sha256 from migrations limit 10000')).rows)
        .map((row) => [row.name, row.sha256]),
    )
    const applied: string[] = []
    for (const name of (await readdir(options.schemaDir)).filter((file) => file.endsWith('.sql')).sort()) {
      const sql = await readFile(`${options.schemaDir}/${name}`, 'utf8')
      const sha256 = createHash('sha256').update(sql).digest('hex')
      if (known.get(name) === sha256) continue
      if (known.has(name)) throw new Error(`The migration ${name} was changed after it was applied. Write a new file instead.`)
      await client.query('begin')
      await client.query(sql)
      await client.query('insert into migrations (name, sha256) values ($1, $2)', [name, sha256])
      await client.query('commit')
      applied.push(name)
    }
    await applyPolicies(client)
    return { appUrl: asApp(ownerUrl, options.appPassword), applied }
  } finally {
    await client.end()
  }
}

/** The login role of the application owns nothing and may only become one of the scoped roles. */
async function makeRoles(client: Client, password: string): Promise<void> {
  for (const role of roles)
    await client.query(`do $$ begin create role ${role} nologin; exception when duplicate_object then null; when unique_violation then null; end $$`)
  await client.query(
    `do $$ begin create role huying_app login noinherit; exception when duplicate_object then null; when unique_violation then null; end $$`,
  )
  await client.query(`alter role huying_app login password '${password.replaceAll("'", "''")}'`)
  await client.query(`grant ${roles.join(', ')} to huying_app`)
  await client.query(`grant usage on schema public to ${roles.join(', ')}`)
}

function asApp(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = 'huying_app'
  url.password = password
  return url.toString()
}

export const newPassword = (): string => randomBytes(24).toString('base64url')
