// The duty lists of a demonstration district: invented old items of three levels, most of them mapped to a category of today.
import type { DutyList } from '../../core/matter.ts'
import { plannedCategories } from './categories.ts'
import type { Filling } from './fill.ts'

export type DutyLevel = 'grid' | 'community' | 'township' | 'district'
export type DutyItem = {
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
  readonly level: DutyLevel
  readonly list: DutyList
  readonly category: string | null
  readonly unit: string
}

type Facet = readonly [zh: string, en: string, level: DutyLevel, list: DutyList, unit: string]
/** What the old lists used to say of every subject, from the round of the grid to the decision of a department. */
const facets: readonly Facet[] = [
  ['巡查发现', 'found on the round', 'grid', 'basic', '网格'],
  ['信息上报', 'reported upwards', 'grid', 'basic', '网格'],
  ['入户告知', 'residents told', 'grid', 'basic', '网格'],
  ['先期处置', 'first steps on the spot', 'community', 'basic', '村（社区）'],
  ['协商调解', 'talked over', 'community', 'basic', '村（社区）'],
  ['日常维护', 'day-to-day upkeep', 'community', 'cooperative', '村（社区）'],
  ['组织协调', 'brought together', 'township', 'basic', '镇街'],
  ['现场配合', 'helped on the spot', 'township', 'cooperative', '镇街'],
  ['专业修复', 'mended by specialists', 'district', 'cooperative', '区级部门'],
  ['审批与执法', 'permits and enforcement', 'district', 'withdrawn', '区级部门'],
]

/** Old items nobody could place at once: somebody has to map them by hand. */
const loose: readonly (readonly [zh: string, en: string, level: DutyLevel, list: DutyList])[] = [
  ['流浪动物收容', 'Stray animals taken in', 'township', 'cooperative'],
  ['殡葬活动劝导', 'Advice at funerals', 'community', 'basic'],
  ['村级档案整理', 'Village archives kept', 'community', 'basic'],
  ['宗教活动场所巡查', 'Places of worship visited', 'township', 'cooperative'],
  ['候鸟栖息地看护', 'Resting places of birds watched', 'township', 'cooperative'],
  ['古树名木看护', 'Old trees looked after', 'community', 'cooperative'],
  ['红白事车辆疏导', 'Cars guided at weddings and funerals', 'grid', 'basic'],
  ['农机年检通知', 'Yearly check of farm machines announced', 'community', 'basic'],
  ['快递网点登记', 'Parcel shops listed', 'grid', 'basic'],
  ['旧衣箱管理', 'Boxes for old clothes', 'community', 'basic'],
  ['广告牌安全检测', 'Billboards tested', 'district', 'withdrawn'],
  ['小型客运码头巡查', 'Small landings visited', 'township', 'cooperative'],
  ['校园周边秩序协同', 'Order around schools', 'township', 'cooperative'],
  ['食品摊贩备案', 'Food stalls registered', 'district', 'withdrawn'],
  ['集体聚餐备案', 'Large dinners registered', 'community', 'basic'],
  ['房屋安全鉴定申请', 'Buildings assessed on request', 'district', 'withdrawn'],
  ['地名牌维护', 'Name plates kept', 'township', 'cooperative'],
  ['老旧电杆排查', 'Old poles listed', 'grid', 'basic'],
  ['无人认领车辆清理', 'Abandoned cars removed', 'township', 'cooperative'],
  ['体育场地开放登记', 'Sports grounds opened', 'community', 'basic'],
  ['夜市外摆审批', 'Night stalls permitted', 'district', 'withdrawn'],
  ['人防设施看护', 'Shelters looked after', 'township', 'cooperative'],
]

export const demoDuties: readonly DutyItem[] = [
  ...plannedCategories.flatMap((category, at) =>
    facets.map(([zh, en, level, list, unit], n) => ({ code: `SYN-${String(at + 1).padStart(2, '0')}${String(n + 1).padStart(2, '0')}`, nameZh: `${category.label.zh}：${zh}`, nameEn: `${category.label.en}: ${en}`, level, list, category: category.code, unit })),
  ),
  ...loose.map(([nameZh, nameEn, level, list], n) => ({ code: `SYN-99${String(n + 1).padStart(2, '0')}`, nameZh, nameEn, level, list, category: null, unit: '' })),
] // prettier-ignore

export const dutyColumns = { code: 'text', name_zh: 'text', name_en: 'text', level: 'text', list: 'text', category: 'text', unit: 'text', synthetic: 'boolean', changed_at: 'timestamptz' } // prettier-ignore
export const rowOfDuty = (item: DutyItem, more: { readonly synthetic: boolean; readonly now: number }) => ({
  code: item.code, name_zh: item.nameZh, name_en: item.nameEn, level: item.level, list: item.list, category: item.category, unit: item.unit, synthetic: more.synthetic, changed_at: new Date(more.now).toISOString(),
}) // prettier-ignore
export const dutyRows = (now: number): Filling => ({
  table: 'catalogue_items',
  columns: dutyColumns,
  rows: demoDuties.map((item) => rowOfDuty(item, { synthetic: true, now })),
})
