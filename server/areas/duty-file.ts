// Reads a duty list from CSV or Excel: each row an item, or what is wrong with it in words.
import type { Label } from '../../core/label.ts'
import { readTable } from '../matters/table-file.ts'
import type { DutyItem, DutyLevel } from './demo-duties.ts'

export type DutyFault = { readonly row: number; readonly say: Label }
export type DutyFile = { readonly items: readonly DutyItem[]; readonly faults: readonly DutyFault[] }
type Columns = Readonly<Record<'code' | 'nameZh' | 'nameEn' | 'level' | 'list' | 'category' | 'unit', number>>

/** Throws nothing: a broken file is one fault. */
export async function readDutyFile(file: Buffer): Promise<DutyFile> {
  const rows = await readTable(file)
  return 'zh' in rows ? { items: [], faults: [{ row: 0, say: rows }] } : itemsIn(rows)
}

const headings: Readonly<Record<keyof Columns, readonly string[]>> = {
  code: ['编码', '编号', 'code'],
  nameZh: ['事项', '事项名称', '名称', 'name', 'name_zh'],
  nameEn: ['英文', '英文名称', 'name_en'],
  level: ['层级', 'level'],
  list: ['清单', '清单类别', 'list'],
  category: ['类别', '对应类别', 'category'],
  unit: ['单位', '责任单位', 'unit'],
}
const levels: Readonly<Record<string, DutyLevel>> = { 网格: 'grid', grid: 'grid', 社区: 'community', 村: 'community', '村（社区）': 'community', community: 'community', 镇街: 'township', township: 'township', 区: 'district', 区级: 'district', district: 'district' } // prettier-ignore
const lists: Readonly<Record<string, DutyItem['list']>> = { 基本履职: 'basic', 基本: 'basic', basic: 'basic', 配合履职: 'cooperative', 配合: 'cooperative', cooperative: 'cooperative', 上级收回: 'withdrawn', 收回: 'withdrawn', withdrawn: 'withdrawn' } // prettier-ignore

function itemsIn([head = [], ...body]: readonly (readonly string[])[]): DutyFile {
  const find = (name: keyof Columns) => head.findIndex((cell) => headings[name].includes(cell.trim().toLowerCase()))
  const at: Columns = { code: find('code'), nameZh: find('nameZh'), nameEn: find('nameEn'), level: find('level'), list: find('list'), category: find('category'), unit: find('unit') } // prettier-ignore
  if ([at.code, at.nameZh, at.level, at.list].some((column) => column < 0))
    return { items: [], faults: [{ row: 1, say: { zh: '第一行要有：编码、事项、层级、清单（类别、单位、英文可以没有）', en: 'The first row needs: code, name, level, list (category, unit and name_en may be missing)' } }] } // prettier-ignore
  const items = new Map<string, DutyItem>()
  const faults: DutyFault[] = []
  body.slice(0, 5000).forEach((row, n) => {
    const read = itemIn(row, at)
    if ('zh' in read) faults.push({ row: n + 2, say: read })
    else if (items.has(read.code)) faults.push({ row: n + 2, say: { zh: `编码 ${read.code} 出现了两次`, en: `The code ${read.code} stands twice` } })
    else items.set(read.code, read)
  })
  if (body.length > 5000)
    faults.push({ row: 5002, say: { zh: '一次最多 5000 行，后面的没有读', en: 'At most 5000 rows at once; the rest was not read' } })
  return { items: [...items.values()], faults }
}

function itemIn(row: readonly string[], at: Columns): DutyItem | Label {
  const cell = (column: number, max: number) => (column < 0 ? '' : (row[column] ?? '').trim().slice(0, max))
  const [code, nameZh] = [cell(at.code, 40), cell(at.nameZh, 200)]
  const level = levels[cell(at.level, 20)]
  const list = lists[cell(at.list, 20)]
  if (code === '' || nameZh === '') return { zh: '编码和事项不能空着', en: 'Code and name must be there' }
  if (!level) return { zh: '层级写：网格、社区、镇街或区', en: 'Level is grid, community, township or district' }
  if (!list) return { zh: '清单写：基本履职、配合履职或上级收回', en: 'List is basic, cooperative or withdrawn' }
  return { code, nameZh, nameEn: cell(at.nameEn, 200) || nameZh, level, list, category: cell(at.category, 60) || null, unit: cell(at.unit, 100) }
}
