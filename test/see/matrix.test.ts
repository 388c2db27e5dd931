// Who may read what: every database role against its own and other ground, table by table, and every post through every reader.
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { postNames, type Post } from '../../core/posts.ts'
import type { Scope } from '../../server/db/gate.ts'
import { plans } from '../../server/db/policies.ts'
import { scopesOf } from '../../server/matters/see/scopes.ts'
import { freshDistrict, type Somebody, type TestDistrict } from '../support/district.ts'
import { townOf, type Reported, type Town } from '../support/seed-matters.ts'

/** Everything each reading role may select from. A table that is missing here fails the law below until somebody decides about it. */
const registry = ['areas', 'organisations', 'categories', 'processes']
const ofMatters = {
  matters: 'id',
  desk: 'matter_id',
  events: 'subject_id',
  leaves: 'subject_id',
  words: 'matter_id',
  letters: 'matter_id',
  attachments: 'matter_id',
} as const
const readable: Readonly<Record<string, readonly string[]>> = {
  // prettier-ignore
  huying_see: [...registry, 'bulletin_approvals', 'bulletin_words', 'bulletins', 'calendars', 'checkpoint_heads', 'checkpoints', 'districts', 'draws', 'rollups', 'scans', 'things', 'words_wide', ...Object.keys(ofMatters)],
  huying_search: ['words'],
  huying_unit: [...registry, 'calendars', 'checkpoint_heads', 'checkpoints', 'districts', 'draws', 'involved', 'things', ...Object.keys(ofMatters)],
  // prettier-ignore
  huying_own: [...registry, 'calendars', 'checkpoint_heads', 'checkpoints', 'districts', 'draws', 'notices', 'reporters', 'reveals', 'things', ...Object.keys(ofMatters).filter((table) => table !== 'words')],
}

/** No reader of matters touches who reported, who claimed, who looked, who works here, or what departments' systems come with. */
const closed = ['reporters', 'claims', 'reveals', 'notices', 'people', 'postings', 'credentials', 'sessions', 'codes_sent', 'volunteers', 'civic_posts', 'civic_holdings', 'outbox', 'connectors', 'deliveries', 'handed', 'outside_classes', 'erasures', 'policies', 'figure_rules', 'resources', 'bookings'] // prettier-ignore

let there: TestDistrict
let town: Town
let owner: Client
let here: Reported
let far: Reported
let sent: Reported
let officer: Somebody
let unit: Somebody

const Count = z.object({ n: z.number() })
const count = async (scope: Scope, sql: string, values: readonly unknown[] = []) =>
  (await there.db.withDistrict(scope, (tx) => tx.rows(Count, `select count(*)::int as n from ${sql}`, values)))[0]?.n
const names = async (sql: string) =>
  z
    .array(z.object({ name: z.string() }))
    .parse((await owner.query(sql)).rows)
    .map((row) => row.name)

beforeAll(async () => {
  there = await freshDistrict()
  town = townOf(there)
  owner = new Client({ connectionString: there.ownerUrl })
  await owner.connect()
  officer = there.who('gridOfficer')
  unit = there.who('departmentOfficer')
  const grid = officer.area ?? 0
  const ground = there.ground
  const community = there.who('communityStaff', ground.areas.get(ground.areas.get(grid)?.parent ?? 0)?.name.zh)
  const otherTown = [...ground.areas.values()].find((area) => area.level === 1 && !ground.roster.covers(area.id, grid))
  const otherGrid = [...ground.areas.values()].find(
    (area) => area.level === 3 && otherTown !== undefined && ground.roster.covers(otherTown.id, area.id),
  )
  const category = [...ground.categories.keys()][0] ?? ''
  here = await town.report({ category, what: '这里的事', area: grid, phone: '13800002222' })
  far = await town.report({ category, what: '那边的事', area: otherGrid?.id ?? 0, phone: '13800003333' })
  sent = await town.report({ category, what: '给部门的事', area: otherGrid?.id ?? 0 })
  const otherStaff = await town
    .act(there.who('gridOfficer', otherTown?.name.zh).caller, sent.id, { action: 'triageMajor', answers: { why: '部门的事' } })
    .catch(() => null)
  if (!otherStaff) await lift(sent.id)
  await dispatch(sent.id, otherTown?.name.zh)
  await town.act(community.caller, here.id, { action: 'note', answers: { words: '内部记一笔' } })
  const top = [...ground.areas.values()].find(({ level }) => level === 0)
  const others = [unit.organisation, there.who('departmentHead').organisation]
  const lender = [...ground.organisations.keys()].find((id) => !others.includes(id))
  const hall = randomUUID()
  await there.db.withDistrict(
    { role: 'act', district: ground.district.id },
    (tx) =>
    tx.run(`insert into resources (district_id, id, kind, name_zh, name_en, place, area_id, area_key, organisation_id, quantity, unit, hours, terms, open_to, open_from, open_upto, keeper_post, keeper_organisation, demo, offered_at) values ($1, $2, 'tool', '帐篷', 'Tents', '', $3, $4, $5, 9, '顶', '', '', 'district', $4, $6, 'departmentOfficer', $5, false, now())`, [ground.district.id, hall, top?.id, top?.key, lender, top?.keyLast]), // prettier-ignore
  )
  for (const report of [here, far, sent]) {
    await there.db.withDistrict({ role: 'act', district: ground.district.id }, async (tx) => {
      await tx.run(
        `insert into letters (district_id, id, matter_id, area_key, from_reporter, words, at) select district_id, $3, id, area_key, true, '信', opened_at from matters where district_id = $1 and id = $2`,
        [ground.district.id, report.id, randomUUID()],
      )
      await tx.run(
        `insert into attachments (district_id, id, kind, sha256, type, bytes, matter_id, area_key, uploader, at) select district_id, $3, 'photo', 'x', 'image/webp', 1, id, area_key, '\\x00', opened_at from matters where district_id = $1 and id = $2`,
        [ground.district.id, report.id, randomUUID()],
      )
      await tx.run(`insert into bookings (district_id, matter_id, resource_id, area_id, amount, from_at, until_at) select district_id, id, $3, area_id, 1, opened_at, opened_at + interval '9 days' from matters where district_id = $1 and id = $2`, [ground.district.id, report.id, hall]) // prettier-ignore
    })
  }
  await town.settle()
})
afterAll(async () => {
  await owner.end()
  await there.close()
})

/** Where nobody holds the grid, whoever answers above triages. */
async function lift(id: string) {
  const supervisor = there.who('supervisor')
  const page = await town.see('matter', supervisor.caller, { params: { id } })
  await town.act(
    there.who(
      page.matter.owner?.post ?? 'supervisor',
      page.matter.owner?.place.zh === there.ground.district.name.zh ? undefined : page.matter.owner?.place.zh,
    ).caller,
    id,
    { action: 'triageMajor', answers: { why: '部门的事' } },
  )
}
async function dispatch(id: string, town_: string | undefined) {
  const page = await town.see('matter', there.who('supervisor').caller, { params: { id } })
  const place = page.matter.owner?.post === 'dispatcher' ? town_ : undefined
  await town.act(there.who(page.matter.owner?.post ?? 'dispatcher', place).caller, id, {
    action: 'dispatch',
    answers: { holder: { post: 'departmentOfficer', organisation: unit.organisation } },
  })
}

describe('the law of tenant tables', () => {
  it('every table with a district stands in the plans, with forced row security', async () => {
    const tenant = await names(
      `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'district_id' and table_name <> 'words_wide' order by 1`,
    )
    expect(tenant).toEqual(Object.keys(plans).sort())
    const unforced = await names(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname in (select table_name from information_schema.columns where table_schema = 'public' and column_name = 'district_id') and not (relrowsecurity and relforcerowsecurity)`,
    )
    expect(unforced).toEqual([])
  })

  it('every key of a tenant table starts with its district, and no reference crosses districts', async () => {
    const second =
      await names(`select c.relname || '.' || i.relname as name from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
      where c.relnamespace = 'public'::regnamespace and x.indisunique and a.attname <> 'district_id' and exists (select 1 from pg_attribute d where d.attrelid = c.oid and d.attname = 'district_id')`)
    expect(second).toEqual([])
    const crossing = await names(
      `select conrelid::regclass || '.' || conname as name from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1] where k.contype = 'f' and k.connamespace = 'public'::regnamespace and a.attname <> 'district_id'`,
    )
    expect(crossing).toEqual([])
  })

  it('the reading roles may select from the listed tables, write to none, and nothing else is readable', async () => {
    // an owner's rights on what it owns are no grants
    const ownView = ` and not (grantee = 'huying_search' and table_name = 'words_wide')`
    for (const [role, tables] of Object.entries(readable)) {
      expect(
        await names(
          `select distinct table_name as name from information_schema.role_table_grants where grantee = '${role}' and privilege_type = 'SELECT'${ownView} order by 1`,
        ),
        role,
      ).toEqual([...tables].sort())
      expect(
        await names(
          `select distinct table_name as name from information_schema.role_table_grants where grantee = '${role}' and privilege_type <> 'SELECT'${ownView} order by 1`,
        ),
        role,
      ).toEqual([])
      expect(
        await names(
          `select distinct table_name as name from information_schema.role_table_grants where grantee in ('huying_app', 'PUBLIC') and table_schema = 'public' order by 1`,
        ),
      ).toEqual([])
    }
    expect(
      await names(
        `select rolname as name from pg_roles where rolname like 'huying\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
      ),
      'only the owner of the wide search is above row security',
    ).toEqual(['huying_search'])
  })
})

describe('the view of the wide search', () => {
  const wide = (scope: Scope, id: string) => count(scope, 'words_wide where matter_id = $1', [id])

  it('shows a range of areas what lies in it: an officer finds nothing of another street', async () => {
    const district = there.ground.district.id
    const grid = there.ground.areas.get(officer.area ?? 0)
    const own: Scope = { role: 'see', district, from: grid?.key ?? -1, upto: grid?.keyLast ?? -1 }
    const pattern = []
    for (const { id } of [here, far, sent]) pattern.push([await wide(own, id), await wide({ role: 'see', district, from: 0, upto: 2 ** 48 }, id)])
    expect(pattern).toEqual([
      [1, 1],
      [0, 1],
      [0, 1],
    ])
    expect(await count(own, `words_wide where grams @@ '''那边'''::tsquery`)).toBe(0)
    expect(await count(own, 'words_wide')).toBe(await count(own, 'words'))
  })

  it('shows nothing to another district or to a scope without values', async () => {
    expect(await count({ role: 'see', district: there.ground.district.id + 1, from: 0, upto: 2 ** 48 }, 'words_wide')).toBe(0)
    expect(await count({ role: 'see', district: there.ground.district.id }, 'words_wide')).toBe(0)
  })

  it('is closed to every other role', async () => {
    for (const role of ['act', 'unit', 'own', 'erase'] as const)
      await expect(
        count({ role, district: there.ground.district.id, from: 0, upto: 2 ** 48, organisation: unit.organisation ?? 0 }, 'words_wide'),
        role,
      ).rejects.toThrow(/permission denied/)
  })

  it('belongs to a role that cannot log in, that nobody is in, and that the application cannot become', async () => {
    expect(
      await names(
        `select viewowner || ' ' || rolcanlogin || ' ' || rolsuper || ' ' || rolinherit as name from pg_views join pg_roles on rolname = viewowner where viewname = 'words_wide'`,
      ),
    ).toEqual(['huying_search false false false'])
    expect(
      await names(
        `select coalesce(m.member::regrole::text, '') as name from pg_auth_members m where m.roleid = 'huying_search'::regrole or m.member = 'huying_search'::regrole`,
      ),
    ).toEqual([])
    expect(await names(`select relname as name from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'huying_search'`)).toEqual([
      'words_wide',
    ])
    await expect(
      there.db.withDistrict({ role: 'see', district: there.ground.district.id }, (tx) => tx.run('set local role huying_search')),
    ).rejects.toThrow(/permission denied/)
  })
})

describe('every table of matters', () => {
  const seen = async (scope: Scope) => {
    const rows: Record<string, (number | undefined)[]> = {}
    for (const [table, column] of Object.entries(ofMatters)) {
      if (scope.role === 'own' && table === 'words') continue
      rows[table] = []
      for (const { id } of [here, far, sent]) rows[table].push(Math.min(1, (await count(scope, `${table} where ${column} = $1`, [id])) ?? -1))
    }
    return rows
  }
  const all = (pattern: readonly number[], without: readonly string[] = []) =>
    Object.fromEntries(
      Object.keys(ofMatters)
        .filter((table) => !without.includes(table))
        .map((table) => [table, pattern]),
    )

  it('opens to a range of areas exactly what lies in it', async () => {
    for (const post of ['gridOfficer', 'communityStaff', 'dispatcher', 'supervisor', 'districtLeader'] as const) {
      const home = there.ground.areas.get(officer.area ?? 0)
      const above = [...there.ground.areas.values()].filter((area) => home !== undefined && area.key <= home.key && area.keyLast >= home.keyLast)
      const place = above.find((area) => there.ground.roster.isHeld({ post, area: area.id }))
      const scope: Scope = { role: 'see', district: there.ground.district.id, from: place?.key ?? -1, upto: place?.keyLast ?? -1 }
      expect([post, await seen(scope)]).toEqual([post, all(place?.level === 0 ? [1, 1, 1] : [1, 0, 0])])
    }
  })

  it('opens to a department what it was ever given, and no more', async () => {
    expect(await seen({ role: 'unit', district: there.ground.district.id, organisation: unit.organisation ?? 0 })).toEqual(all([0, 0, 1]))
    const other = [...there.ground.organisations.keys()].find((id) => id !== unit.organisation) ?? 0
    expect(await seen({ role: 'unit', district: there.ground.district.id, organisation: other })).toEqual(all([0, 0, 0]))
  })

  it('opens to a receipt its own matter, and no other', async () => {
    const receipt = there.house.keys.blind('receipt', here.receipt.replaceAll('-', ''))
    const scope: Scope = { role: 'own', district: there.ground.district.id, receipt }
    expect(await seen(scope)).toEqual(all([1, 0, 0], ['words']))
    expect(await count(scope, `reporters`)).toBe(1)
    expect(await count({ ...scope, receipt: `${'0'.repeat(receipt.length)}` }, `matters`)).toBe(0)
  })

  it('opens nothing to another district, and nothing to a scope without values', async () => {
    const stranger = there.ground.district.id + 1
    for (const scope of [
      { role: 'see', district: stranger, from: 0, upto: 2 ** 48 },
      { role: 'unit', district: stranger, organisation: unit.organisation ?? 0 },
      { role: 'act', district: stranger },
      { role: 'see', district: there.ground.district.id },
      { role: 'unit', district: there.ground.district.id },
      { role: 'own', district: there.ground.district.id },
    ] as const)
      expect(await count(scope, 'matters'), JSON.stringify(scope)).toBe(0)
  })

  it('keeps leaves for the right eyes: the reporter’s from staff, notes of staff from the reporter', async () => {
    const district = there.ground.district.id
    const audience = (name: string) => `leaves where audience = '${name}'`
    for (const scope of [
      { role: 'see', district, from: 0, upto: 2 ** 48 },
      { role: 'unit', district, organisation: unit.organisation ?? 0 },
    ] as const)
      expect(await count(scope, audience('reporter'))).toBe(0)
    expect(await count({ role: 'see', district, from: 0, upto: 2 ** 48 }, audience('staff'))).toBeGreaterThan(0)
    const own: Scope = { role: 'own', district, receipt: there.house.keys.blind('receipt', here.receipt.replaceAll('-', '')) }
    expect(await count(own, audience('staff'))).toBe(0)
    expect(await count(own, audience('reporter'))).toBeGreaterThan(0)
  })

  it('opens the scans of a code to the range its thing lies in, and to no department or resident', async () => {
    const district = there.ground.district.id
    const thing = await there.db.withDistrict({ role: 'act', district }, async (tx) => {
      await tx.run(`insert into scans (district_id, thing_id, area_key, day, n) select district_id, id, area_key, '2026-11-24', 3 from things where district_id = $1 order by code limit 1`, [district]) // prettier-ignore
      return (await tx.rows(z.object({ key: z.number() }), 'select area_key as key from scans where district_id = $1', [district]))[0]
    })
    const key = thing?.key ?? -1
    expect(await count({ role: 'see', district, from: key, upto: key }, 'scans')).toBe(1)
    expect(await count({ role: 'see', district, from: key + 1, upto: 2 ** 48 }, 'scans')).toBe(0)
    expect(await count({ role: 'see', district: district + 1, from: 0, upto: 2 ** 48 }, 'scans')).toBe(0)
    for (const role of ['unit', 'own', 'erase'] as const)
      await expect(count({ role, district, organisation: unit.organisation ?? 0 }, 'scans'), role).rejects.toThrow(/permission denied/)
  })

  it('lets no reader touch who reported, who claimed or who looked', async () => {
    for (const role of ['see', 'unit'] as const)
      for (const table of closed)
        await expect(
          count({ role, district: there.ground.district.id, from: 0, upto: 2 ** 48, organisation: unit.organisation ?? 0 }, table),
          `${role} ${table}`,
        ).rejects.toThrow(/permission denied/)
  })
})

describe('every post through every reader', () => {
  const blind: readonly Post[] = ['volunteer', 'squadMember', 'systemAdmin', 'securityAdmin', 'auditAdmin']
  it('reads what lies in its ground and is told of nothing else', async () => {
    for (const post of postNames) {
      const somebody = holderOf(post)
      if (!somebody) continue
      const { caller } = somebody
      const readers = [
        await town.ask('inbox', caller, { query: { list: 'area', limit: 100 } }),
        await town.ask('matters', caller, { query: { limit: 100 } }),
        await town.ask('matters', caller, { query: { q: '的事', limit: 100 } }),
        await town.ask('centre', caller),
        await town.ask('together', caller, { query: {} }),
        await town.ask('mayBeOne', caller),
        await town.lackingPlace(caller),
        await town.lent(caller),
      ]
      const scopes = scopesOf(there.ground, caller)
      if (blind.includes(post) && caller.postings.every((posting) => blind.includes(posting.post))) {
        expect([post, scopes, readers]).toEqual([post, [], readers.map(() => '403 not-yours')])
        continue
      }
      for (const report of [here, far, sent]) {
        const row = there.ground.areas.get(report === here ? (officer.area ?? 0) : farArea())
        const isMine = scopes.some((scope) =>
          scope.role === 'see'
            ? row !== undefined && row.key >= Number(scope.from) && row.key <= Number(scope.upto)
            : report === sent && scope.organisation === unit.organisation,
        )
        const page = await town.ask('matter', caller, { params: { id: report.id } })
        expect([post, typeof page === 'string' ? page : 'page']).toEqual([post, isMine ? 'page' : '404 not-found'])
        for (const [at, reader] of readers.slice(0, 3).entries())
          expect([post, at, report.number, JSON.stringify(reader).includes(report.id)]).toEqual([post, at, report.number, isMine])
        if (!isMine) expect([post, JSON.stringify(readers.slice(3)).includes(report.id)]).toEqual([post, false])
      }
    }
  })

  const farArea = () => Number(farKey.area)
  const farKey = { area: 0 }
  beforeAll(async () => {
    const [row] = await there.db.withDistrict({ role: 'act', district: there.ground.district.id }, (tx) =>
      tx.rows(z.object({ area_id: z.number() }), 'select area_id from matters where district_id = $1 and id = $2', [
        there.ground.district.id,
        far.id,
      ]),
    )
    farKey.area = row?.area_id ?? 0
  })

  function holderOf(post: Post): Somebody | null {
    try {
      return there.who(post)
    } catch {
      return null
    }
  }
})
