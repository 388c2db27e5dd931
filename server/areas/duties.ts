// The duty lists: read by staff, imported and mapped to categories by the system administrator, every change in the registry's trail.
import { z } from 'zod'
import type { Database } from '../db/gate.ts'
import type { Answer, Call, Refused } from '../matters/endpoint.ts'
import type { Ground } from '../matters/house.ts'
import { record } from '../matters/record.ts'
import { staffOnly } from '../matters/see/asking.ts'
import { dutyColumns, rowOfDuty, type DutyItem } from './demo-duties.ts'
import { readDutyFile } from './duty-file.ts'
import { isSystemAdmin } from './process-endpoints.ts'
import { turnDown } from './refusals.ts'

const DutyRow = z.object({ code: z.string(), name_zh: z.string(), name_en: z.string(), level: z.enum(['grid', 'community', 'township', 'district']), list: z.enum(['basic', 'cooperative', 'withdrawn']), category: z.string().nullable(), unit: z.string(), synthetic: z.boolean() }) // prettier-ignore
const Counts = z.object({ total: z.number(), found: z.number(), unmapped: z.number() })

export async function dutyItems({ house, ground, caller, query }: Call<'dutyItems'>): Promise<Answer<'dutyItems'> | Refused> {
  if (caller.postings.length === 0) return staffOnly()
  const district = ground.district.id
  const values = [district, query.q ? `%${query.q.replace(/[\\%_]/g, '\\$&')}%` : null, query.level ?? null, query.list ?? null, query.unmapped === '1', query.category ?? null] // prettier-ignore
  const where = `district_id = $1 and ($2::text is null or name_zh like $2 or name_en ilike $2 or code ilike $2) and ($3::text is null or level = $3) and ($4::text is null or list = $4) and (not $5 or category is null) and ($6::text is null or category = $6)`
  return house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const rows = await tx.rows(DutyRow, `select code, name_zh, name_en, level, list, category, unit, synthetic from catalogue_items where ${where} and code > $7 order by code limit $8`, [...values, query.after ?? '', query.limit + 1]) // prettier-ignore
    const [counts] = await tx.rows(Counts, `select count(*)::int as total, count(*) filter (where ${where})::int as found, count(*) filter (where category is null)::int as unmapped from catalogue_items where district_id = $1`, values) // prettier-ignore
    const page = rows.slice(0, query.limit)
    return {
      rows: page.map(({ code, name_zh, name_en, level, list, category, unit, synthetic }) => ({ code, name: { zh: name_zh, en: name_en }, level, list, category, unit, synthetic })), // prettier-ignore
      next: rows.length > query.limit ? (page.at(-1)?.code ?? null) : null,
      ...(counts ?? { total: 0, found: 0, unmapped: 0 }),
    }
  })
}

export async function importDuties({ house, ground, caller, body }: Call<'importDuties'>): Promise<Answer<'importDuties'> | Refused> {
  if (!isSystemAdmin(caller)) return turnDown('admin-only')
  return bringDuties(house.db, ground, { file: Buffer.from(body.file, 'base64'), name: body.name, by: caller.person, now: house.now() })
}

/** Good rows come in even if others are wrong; what was mapped by hand stays mapped when the file says nothing. */
export async function bringDuties(
  db: Database,
  ground: Ground,
  sent: { readonly file: Buffer; readonly name: string; readonly by: string | null; readonly now: number },
): Promise<{ added: number; changed: number; same: number; unmapped: number; faults: { row: number; say: { zh: string; en: string } }[] }> {
  const read = await readDutyFile(sent.file)
  const district = ground.district.id
  const items = read.items.map((item): DutyItem => ({ ...item, category: categoryNamed(ground, item.category) }))
  return db.withDistrict({ district, role: 'act' }, async (tx) => {
    const names = Object.keys(dutyColumns)
    const shape = Object.entries(dutyColumns).map(([name, type]) => `${name} ${type}`).join(', ') // prettier-ignore
    const told = await tx.rows(
      z.object({ is_new: z.boolean() }),
      `insert into catalogue_items as c (district_id, ${names.join(', ')}) select $1, ${names.map((name) => `r.${name}`).join(', ')} from jsonb_to_recordset($2::jsonb) as r(${shape})
       on conflict (district_id, code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, level = excluded.level, list = excluded.list, category = coalesce(excluded.category, c.category), unit = excluded.unit, synthetic = false, changed_at = excluded.changed_at
       where (c.name_zh, c.name_en, c.level, c.list, c.unit) is distinct from (excluded.name_zh, excluded.name_en, excluded.level, excluded.list, excluded.unit) or (excluded.category is not null and c.category is distinct from excluded.category)
       returning (xmax = 0) as is_new`,
      [district, JSON.stringify(items.map((item) => rowOfDuty(item, { synthetic: false, now: sent.now })))],
    )
    const left = await tx.count('select count(*)::int as n from catalogue_items where district_id = $1 and category is null', [district]) // prettier-ignore
    const added = told.filter((row) => row.is_new).length
    const answers = { name: sent.name, added, changed: told.length - added, unmapped: left, faults: read.faults.length }
    if (told.length > 0)
      await record(tx, { district, now: sent.now }, { kind: 'duty', subject: 'list', action: 'dutyItemsImported', by: sent.by, answers })
    return { added, changed: told.length - added, same: items.length - told.length, unmapped: left, faults: read.faults.slice(0, 200).map(({ row, say }) => ({ row, say: { ...say } })) } // prettier-ignore
  })
}

/** A file names a category by its code or by its words. */
function categoryNamed(ground: Ground, name: string | null): string | null {
  if (name === null) return null
  if (ground.categories.has(name)) return name
  return [...ground.categories.values()].find(({ label }) => label.zh === name || label.en === name)?.code ?? null
}

export async function mapDuty({ house, ground, caller, params, body }: Call<'mapDuty'>): Promise<Answer<'mapDuty'> | Refused> {
  if (!isSystemAdmin(caller)) return turnDown('admin-only')
  if (body.category !== null && !ground.categories.has(body.category)) return turnDown('no-such-category')
  const at = { district: ground.district.id, now: house.now() }
  const done = await house.db.withDistrict({ district: at.district, role: 'act' }, async (tx) => {
    const rows = await tx.rows(z.object({ name_zh: z.string() }), 'update catalogue_items set category = $3, changed_at = $4 where district_id = $1 and code = $2 returning name_zh', [at.district, params.code, body.category, new Date(at.now)]) // prettier-ignore
    const answers = { name: rows[0]?.name_zh, category: body.category === null ? null : ground.categories.get(body.category)?.label.zh }
    if (rows.length > 0) await record(tx, at, { kind: 'duty', subject: params.code, action: 'dutyItemMapped', by: caller.person, answers })
    return rows.length
  })
  return done === 0 ? turnDown('no-such-duty') : { mapped: true }
}

export async function setDuty({ house, ground, caller, params, body }: Call<'setDuty'>): Promise<Answer<'setDuty'> | Refused> {
  if (!isSystemAdmin(caller)) return turnDown('admin-only')
  const category = ground.categories.get(params.code)
  if (!category) return turnDown('no-such-category')
  const at = { district: ground.district.id, now: house.now() }
  await house.db.withDistrict({ district: at.district, role: 'act' }, async (tx) => {
    await tx.run('update categories set duty_list = $3 where district_id = $1 and code = $2', [at.district, params.code, body.list])
    const answers = { category: category.label.zh, before: category.duty ?? 'basic', after: body.list }
    await record(tx, at, { kind: 'duty', subject: params.code, action: 'dutyListChanged', by: caller.person, answers })
  })
  await house.grounds.refresh(at.district)
  return { list: body.list }
}
