// Which of our categories a class of the other side is: data of each connection, kept by the system administrator, with what came in and stands in no row.
import { z } from 'zod'
import type { Label } from '../../core/label.ts'
import { mostClasses, type ClassesPage, type ClassRow } from '../../core/upper-shapes.ts'
import type { Tx } from '../db/gate.ts'
import { isRefused, refused, type Answer, type Call, type Refused } from '../matters/endpoint.ts'
import type { Ground } from '../matters/house.ts'
import { record } from '../matters/record.ts'
import { readTable } from '../matters/table-file.ts'
import { turnDown } from './refusals.ts'

type At = { readonly district: number; readonly id: string }

export async function outsideClasses({ house, ground, params }: Call<'outsideClasses'>): Promise<Answer<'outsideClasses'> | Refused> {
  const at = { district: ground.district.id, id: params.id }
  return house.db.withDistrict({ district: at.district, role: 'act' }, async (tx) => ((await isUpper(tx, at)) ? pageOf(tx, at) : turnDown('no-such-class'))) // prettier-ignore
}

/** The whole table as it is from now on. */
export async function setOutsideClasses(call: Call<'setOutsideClasses'>, by: string): Promise<Answer<'setOutsideClasses'> | Refused> {
  const { ground, body } = call
  const twice = body.rows.find((row, n) => body.rows.findIndex(({ code }) => code === row.code) !== n)
  if (twice) return wrongRow(body.rows.lastIndexOf(twice), { zh: `代码 ${twice.code} 出现了两次`, en: `the code ${twice.code} stands twice` })
  const lost = body.rows.findIndex(({ category }) => !ground.categories.has(category))
  if (lost >= 0) return wrongRow(lost, noCategory(body.rows[lost]?.category ?? ''))
  const kept = await keep(call, { by, rows: body.rows, isWhole: true })
  return isRefused(kept) ? kept : kept.page
}

/** Good rows come in even if others are wrong; what stands there already and is not in the file stays. */
export async function importOutsideClasses(call: Call<'importOutsideClasses'>, by: string): Promise<Answer<'importOutsideClasses'> | Refused> {
  const read = await readTable(Buffer.from(call.body.file, 'base64'))
  const { rows, faults } = 'zh' in read ? { rows: [], faults: [{ row: 0, say: read }] } : rowsIn(call.ground, read)
  const kept = await keep(call, { by, rows, isWhole: false })
  return isRefused(kept) ? kept : { ...kept.page, added: kept.added, changed: kept.changed, faults }
}

type Keeping = { readonly by: string; readonly rows: readonly ClassRow[]; readonly isWhole: boolean }
type Kept = { readonly page: ClassesPage; readonly added: number; readonly changed: number }
async function keep({ house, ground, params }: Pick<Call<'setOutsideClasses'>, 'house' | 'ground' | 'params'>, { by, rows, isWhole }: Keeping): Promise<Kept | Refused> {
  const at = { district: ground.district.id, id: params.id }
  return house.db.withDistrict({ district: at.district, role: 'act' }, async (tx): Promise<Kept | Refused> => {
    if (!(await isUpper(tx, at))) return turnDown('no-such-class')
    const values = [at.district, at.id, JSON.stringify(rows)]
    const gone = isWhole ? await tx.run(`delete from outside_classes where district_id = $1 and connector_id = $2 and code not in (select r.code from jsonb_to_recordset($3::jsonb) as r(code text))`, values) : 0
    const told = await tx.rows(z.object({ is_new: z.boolean() }), keepSql, values)
    const added = told.filter((row) => row.is_new).length
    const changed = told.length - added + gone
    if (added + changed > 0)
      await record(tx, { district: at.district, now: house.now() }, { kind: 'connector', subject: at.id, action: 'connectorClassesSet', by, answers: { added, changed } })
    return { page: await pageOf(tx, at), added, changed }
  })
} // prettier-ignore

const keepSql = `insert into outside_classes as c (district_id, connector_id, code, name, category) select $1, $2, r.code, r.name, r.category from jsonb_to_recordset($3::jsonb) as r(code text, name text, category text)
  on conflict (district_id, connector_id, code) do update set name = excluded.name, category = excluded.category where (c.name, c.category) is distinct from (excluded.name, excluded.category) returning (xmax = 0) as is_new`

const isUpper = async (tx: Tx, { district, id }: At): Promise<boolean> =>
  (await tx.count(`select count(*)::int as n from connectors where district_id = $1 and id = $2 and kind = 'upper'`, [district, id])) > 0

const Kept = z.object({ code: z.string(), name: z.string(), category: z.string() })
const Unmapped = z.object({ code: z.string(), name: z.string(), n: z.number(), matter: z.string(), number: z.string() })
/** Those nobody has mapped, the most frequent first. */
const unmappedSql = `select h.class_code as code, coalesce(max(h.class_name), '') as name, count(*)::int as n, (array_agg(h.matter_id order by h.at desc))[1] as matter, (array_agg(m.number order by h.at desc))[1] as number
  from handed h join matters m on m.district_id = $1 and m.id = h.matter_id
  where h.district_id = $1 and h.connector_id = $2 and h.class_code is not null and not exists (select 1 from outside_classes c where c.district_id = $1 and c.connector_id = $2 and c.code = h.class_code)
  group by h.class_code order by n desc, code limit 200`

async function pageOf(tx: Tx, { district, id }: At): Promise<ClassesPage> {
  const rows = await tx.rows(Kept, `select code, name, category from outside_classes where district_id = $1 and connector_id = $2 order by code limit ${mostClasses}`, [district, id]) // prettier-ignore
  const unmapped = await tx.rows(Unmapped, unmappedSql, [district, id])
  return { rows, unmapped: unmapped.map(({ code, name, n, matter, number }) => ({ code, name, n, newest: { matter, number } })) }
}

const headings = {
  code: ['代码', '编码', '分类代码', 'code'],
  name: ['名称', '分类名称', 'name'],
  category: ['类别', '对应类别', 'category'],
} as const

function rowsIn(ground: Ground, [head = [], ...body]: readonly (readonly string[])[]): { rows: ClassRow[]; faults: { row: number; say: Label }[] } {
  const find = (names: readonly string[]) => head.findIndex((cell) => names.includes(cell.trim().toLowerCase()))
  const at = { code: find(headings.code), name: find(headings.name), category: find(headings.category) }
  if (at.code < 0 || at.category < 0)
    return { rows: [], faults: [{ row: 1, say: { zh: '第一行要有：代码、类别（名称可以没有）', en: 'The first row needs: code, category (name may be missing)' } }] } // prettier-ignore
  const rows = new Map<string, ClassRow>()
  const faults: { row: number; say: Label }[] = []
  body.slice(0, mostClasses).forEach((cells, n) => {
    const cell = (column: number, most: number) => (column < 0 ? '' : (cells[column] ?? '').trim().slice(0, most))
    const [code, named] = [cell(at.code, 40), cell(at.category, 60)]
    const category = [...ground.categories.values()].find((each) => each.code === named || each.label.zh === named || each.label.en === named)
    if (code === '') faults.push({ row: n + 2, say: { zh: '代码不能空着', en: 'The code must be there' } })
    else if (!category) faults.push({ row: n + 2, say: noCategory(named) })
    else rows.set(code, { code, name: cell(at.name, 60), category: category.code })
  })
  if (body.length > mostClasses)
    faults.push({ row: mostClasses + 2, say: { zh: `一次最多 ${mostClasses} 行，后面的没有读`, en: `At most ${mostClasses} rows at once; the rest was not read` } }) // prettier-ignore
  return { rows: [...rows.values()], faults }
}

const noCategory = (named: string): Label => ({ zh: `没有“${named}”这个类别`, en: `there is no category “${named}”` })
const wrongRow = (n: number, { zh, en }: Label): Refused =>
  refused({ code: 'answer-wrong', label: { zh: `第 ${n + 1} 行：${zh}`, en: `Row ${n + 1}: ${en}` }, field: `rows ${n}` })
