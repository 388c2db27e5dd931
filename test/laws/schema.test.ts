// The laws of the database: every tenant table is in the list of policies, forced, district first; upgrading twice changes nothing.
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { migrate } from '../../server/db/migrate.ts'
import { TEST_APP_PASSWORD } from '../support/district.ts'
import { plans, roles } from '../../server/db/policies.ts'

const name = `law_${process.pid}_${Math.floor(performance.now())}`
const url = new URL(inject('databaseUrl'))
const admin = new Client({ connectionString: url.toString() })
url.pathname = `/${name}`
const client = new Client({ connectionString: url.toString() })
const schemaDir = join(import.meta.dirname, '../../server/db/schema')
const globalTables = ['districts', 'calendars', 'migrations']

const rows = async <Row extends z.ZodType>(row: Row, sql: string): Promise<z.output<Row>[]> => z.array(row).parse((await client.query(sql)).rows)
const snapshot = () =>
  rows(
    z.object({ line: z.string() }),
    `select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as line from information_schema.columns where table_schema = 'public' union all select tablename || ' ' || policyname || ' ' || coalesce(qual, '') from pg_policies union all select indexdef from pg_indexes where schemaname = 'public' order by 1`,
  )

beforeAll(async () => {
  await admin.connect()
  await admin.query(`create database ${name}`)
  await client.connect()
  await migrate(url.toString(), { schemaDir, appPassword: TEST_APP_PASSWORD })
})
afterAll(async () => {
  await client.end()
  await admin.query(`drop database ${name} with (force)`)
  await admin.end()
})

describe('the database', () => {
  it('has few global tables and a policy plan for every other one', async () => {
    const tables = (await rows(z.object({ tablename: z.string() }), `select tablename from pg_tables where schemaname = 'public'`)).map(
      (row) => row.tablename,
    )
    expect(tables.filter((table) => !globalTables.includes(table)).sort()).toEqual(Object.keys(plans).sort())
  })

  it('forces row security on every tenant table', async () => {
    const open = await rows(
      z.object({ relname: z.string() }),
      `select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and relkind = 'r' and not (relrowsecurity and relforcerowsecurity) and relname not in ('districts', 'calendars', 'migrations')`,
    )
    expect(open).toEqual([])
  })

  it('puts the district first in every primary, unique and foreign key', async () => {
    const keys = await rows(
      z.object({ conrelid: z.string(), conname: z.string(), first: z.string() }),
      `select conrelid::regclass::text as conrelid, conname, (select attname from pg_attribute a where a.attrelid = conrelid and a.attnum = conkey[1]) as first from pg_constraint where contype in ('p', 'u', 'f') and connamespace = 'public'::regnamespace`,
    )
    const indexes = await rows(
      z.object({ indexrelid: z.string(), first: z.string() }),
      `select indexrelid::regclass::text as indexrelid, (select attname from pg_attribute a where a.attrelid = indrelid and a.attnum = indkey[0]) as first from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = 'public'::regnamespace and indisunique`,
    )
    const isGlobal = (text: string) => globalTables.some((table) => text.startsWith(table))
    expect([
      ...keys.filter((key) => key.first !== 'district_id' && !isGlobal(key.conrelid)),
      ...indexes.filter((index) => index.first !== 'district_id' && !isGlobal(index.indexrelid)),
    ]).toEqual([])
  })

  it('says what each table is', async () => {
    expect(
      await rows(
        z.object({ relname: z.string() }),
        `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and obj_description(oid) is null and relname not in ('districts', 'calendars', 'migrations')`,
      ),
    ).toEqual([])
  })

  it('gives no application role the right to change or delete an event', async () => {
    expect(
      await rows(
        z.object({ grantee: z.string(), privilege_type: z.string() }),
        `select grantee, privilege_type from information_schema.role_table_grants where table_name = 'events' and grantee like 'huying%' and grantee <> 'huying' and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')`,
      ),
    ).toEqual([])
  })

  it('lets the application log in as a role that owns nothing and inherits nothing', async () => {
    expect(
      await rows(
        z.object({ rolinherit: z.boolean(), rolsuper: z.boolean(), rolbypassrls: z.boolean() }),
        `select rolinherit, rolsuper, rolbypassrls from pg_roles where rolname = 'huying_app'`,
      ),
    ).toEqual([{ rolinherit: false, rolsuper: false, rolbypassrls: false }])
    expect(
      await rows(
        z.object({ relname: z.string() }),
        `select relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'huying_app'`,
      ),
    ).toEqual([])
  })

  it('has one view, owned by a role that may read the texts of search and nothing else', async () => {
    expect(
      await rows(
        z.object({ view: z.string(), says: z.string() }),
        `select viewname || ' of ' || viewowner as view, coalesce(obj_description(to_regclass(viewname)), '') as says from pg_views where schemaname = 'public'`,
      ),
    ).toEqual([{ view: 'words_wide of huying_search', says: expect.stringContaining('Fixed SQL only') }])
    expect(
      await rows(
        z.object({ rolcanlogin: z.boolean(), rolsuper: z.boolean(), rolbypassrls: z.boolean() }),
        `select rolcanlogin, rolsuper, rolbypassrls from pg_roles where rolname = 'huying_search'`,
      ),
    ).toEqual([{ rolcanlogin: false, rolsuper: false, rolbypassrls: true }])
    expect(
      await rows(
        z.object({ may: z.string() }),
        `select table_name || ' ' || privilege_type as may from information_schema.role_table_grants where grantee = 'huying_search' and table_name <> 'words_wide'`,
      ),
    ).toEqual([{ may: 'words SELECT' }])
  })

  it('gives the view the very conditions of the policy', async () => {
    const [policy] = await rows(
      z.object({ qual: z.string() }),
      `select qual from pg_policies where tablename = 'words' and policyname = 'words_huying_see'`,
    )
    const [view] = await rows(z.object({ definition: z.string() }), `select definition from pg_views where viewname = 'words_wide'`)
    const plain = (text: string) => text.replace(/[\s()]/g, '')
    expect(plain(view?.definition ?? '')).toContain(`WHERE${plain(policy?.qual ?? '-')};`)
  })

  it('goes without the view where its owner may not make a role above row security', async () => {
    const poor = `${name}_poor`
    const migrating = ['huying_app', ...roles].join(', ')
    await admin.query(`create role ${poor} login createrole password 'poor'`)
    await admin.query(`grant ${migrating} to ${poor} with admin option`)
    await admin.query(`create database ${poor} owner ${poor}`)
    try {
      const ofPoor = new URL(inject('databaseUrl'))
      ofPoor.username = poor
      ofPoor.password = 'poor'
      ofPoor.pathname = `/${poor}`
      await migrate(ofPoor.toString(), { schemaDir, appPassword: TEST_APP_PASSWORD })
      const look = new Client({ connectionString: ofPoor.toString() })
      await look.connect()
      expect((await look.query(`select to_regclass('words_wide') is null as without, to_regclass('words') is not null as whole`)).rows).toEqual([
        { without: true, whole: true },
      ])
      await look.end()
    } finally {
      await admin.query(`drop database ${poor} with (force)`)
      await admin.query(`revoke ${migrating} from ${poor} cascade`)
      await admin.query(`drop role ${poor}`)
    }
  })
})

describe('a further start', () => {
  it('leaves the schema as it is', async () => {
    const before = await snapshot()
    expect((await migrate(url.toString(), { schemaDir, appPassword: TEST_APP_PASSWORD })).applied).toEqual([])
    expect(await snapshot()).toEqual(before)
  })

  it('locks nothing, and closes what somebody loosened meanwhile', async () => {
    const idle = new Client({ connectionString: url.toString() })
    await idle.connect()
    await idle.query('begin; lock table matters, people, credentials in row exclusive mode')
    await migrate(url.toString(), { schemaDir, appPassword: TEST_APP_PASSWORD })
    await idle.query('rollback')
    const before = await snapshot()
    await idle.query(
      'alter table matters no force row level security; drop policy matters_huying_see on matters; grant select on credentials to huying_see',
    )
    await idle.end()
    expect(await snapshot()).not.toEqual(before)
    await migrate(url.toString(), { schemaDir, appPassword: TEST_APP_PASSWORD })
    expect(await snapshot()).toEqual(before)
    const open = z.object({ isForced: z.boolean(), mayRead: z.boolean() })
    expect(await rows(open, `select relforcerowsecurity as "isForced", has_table_privilege('huying_see', 'credentials', 'select') as "mayRead" from pg_class where relname = 'matters'`)).toEqual([{ isForced: true, mayRead: false }]) // prettier-ignore
  })
})
