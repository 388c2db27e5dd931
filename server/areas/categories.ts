// The ten classes and the categories a district starts with; only two classes are quoted from an article, all else are editable defaults.
import type { CallClass } from '../../core/boards.ts'
import type { Span } from '../../core/calendar.ts'
import type { Label } from '../../core/label.ts'
import type { DutyList } from '../../core/matter.ts'
import { isPost } from '../../core/owner.ts'
import type { Post } from '../../core/posts.ts'
import { idOf, organisationNames, type OrganisationName } from './registry.ts'

export type PlannedCategory = {
  readonly code: string; readonly classCode: string; readonly label: Label; readonly handle: Span; readonly routePost: Post | null; readonly routeOrganisation: number | null;
  readonly closing: Label; readonly needsPhoto: boolean; readonly thingKind: string | null; readonly emergency: boolean; /** an editable default */ readonly duty: DutyList
} // prettier-ignore

export const plannedClasses: readonly Omit<CallClass, 'board'>[] = [
  { code: 'urban', label: { zh: '城市管理', en: 'Urban management' }, quoted: true },
  { code: 'order', label: { zh: '综治维稳', en: 'Public order' }, quoted: true },
  { code: 'clean', label: { zh: '环境卫生', en: 'Cleanliness' }, quoted: false },
  { code: 'supply', label: { zh: '水电气讯', en: 'Water, power and gas' }, quoted: false },
  { code: 'housing', label: { zh: '住房物业', en: 'Housing and property' }, quoted: false },
  { code: 'traffic', label: { zh: '道路交通', en: 'Roads and traffic' }, quoted: false },
  { code: 'safety', label: { zh: '安全隐患', en: 'Hazards' }, quoted: false },
  { code: 'nature', label: { zh: '生态环境', en: 'Environment' }, quoted: false },
  { code: 'care', label: { zh: '民生服务', en: 'Care and welfare' }, quoted: false },
  { code: 'other', label: { zh: '其他事项', en: 'Other' }, quoted: false },
]

const ordinary: Span = { amount: 5, unit: 'workday' } // seven days
const complex: Span = { amount: 15, unit: 'workday' }
const utility: Span = { amount: 24, unit: 'clockHour' }
const urgent: Span = { amount: 2, unit: 'clockHour' }
const oneDay: Span = { amount: 1, unit: 'workday' }
const fiveHours: Span = { amount: 5, unit: 'workHour' }

type Route = Post | `to:${OrganisationName}`
type More = { readonly thing?: string; readonly photo?: true; readonly emergency?: true }
type Entry = readonly [code: string, zh: string, en: string, span: Span, route: Route, closingZh: string, closingEn: string, more?: More]
const entries: Readonly<Record<string, readonly Entry[]>> = {
  urban: [
    ['lamp-out', '灯不亮', 'The lamp is out', utility, 'to:lighting', '灯亮了', 'The lamp is lit', { thing: 'lamp' }],
    ['lamp-flicker', '灯一闪一闪', 'The lamp flickers', utility, 'to:lighting', '灯稳定亮着', 'The lamp burns steadily', { thing: 'lamp' }],
    [
      'lamp-pole',
      '灯杆歪了',
      'The lamp post leans',
      utility,
      'to:lighting',
      '灯杆扶正、牢固',
      'The post stands straight and firm',
      { thing: 'lamp', photo: true },
    ],
    [
      'bench-broken',
      '椅子坏了',
      'The bench is broken',
      ordinary,
      'to:urban',
      '椅子能安全坐',
      'The bench is safe to sit on',
      { thing: 'bench', photo: true },
    ],
    [
      'equipment-broken',
      '健身器材坏了',
      'Exercise equipment is broken',
      ordinary,
      'communityStaff',
      '器材能安全使用或已撤走',
      'Safe to use, or taken away',
      { thing: 'equipment', photo: true },
    ],
    ['stall', '占道摆摊', 'Stall in the way', fiveHours, 'to:urban', '通道让出来了', 'The way is free'],
    ['tree', '树枝挡路、树要倒', 'Branches or a falling tree', utility, 'to:greenery', '路通了，树不再危险', 'The way is free and the tree is safe'],
    [
      'illegal-building',
      '违法搭建',
      'Illegal building',
      complex,
      'to:urban',
      '已认定并依法处理',
      'Judged and dealt with under the law',
      { photo: true },
    ],
  ],
  clean: [
    [
      'bin-full',
      '垃圾满了',
      'The bin is full',
      fiveHours,
      'cleaner',
      '垃圾桶空了，周围干净',
      'The bin is empty and its surroundings clean',
      { thing: 'bin' },
    ],
    ['bin-broken', '垃圾箱坏了', 'The bin is broken', ordinary, 'communityStaff', '垃圾箱能用', 'The bin can be used', { thing: 'bin' }],
    ['rubbish', '暴露垃圾', 'Rubbish lying about', oneDay, 'cleaner', '垃圾清走，地面干净', 'Removed and the ground clean', { photo: true }],
    ['road-dirty', '道路不洁', 'The road is dirty', fiveHours, 'cleaner', '路面干净', 'The road is clean', { photo: true }],
    ['rubble', '积存渣土', 'Heap of rubble', { amount: 4, unit: 'workday' }, 'to:urban', '渣土清走', 'The rubble is gone', { photo: true }],
  ],
  supply: [
    ['water-out', '停水、水压小', 'No water or weak pressure', utility, 'to:waterSupply', '水来了', 'The water is back'],
    [
      'pipe-burst',
      '水管爆了',
      'A burst pipe',
      urgent,
      'to:waterSupply',
      '止住漏水，恢复供水',
      'The leak is stopped, water is back',
      { emergency: true },
    ],
    ['power-out', '停电', 'No power', utility, 'to:powerSupply', '电来了', 'Power is back'],
    ['gas-smell', '有燃气味', 'Smell of gas', urgent, 'to:gas', '现场查过，没有泄漏', 'Checked on site; no leak', { emergency: true }],
    ['drain-blocked', '下水道堵了', 'A blocked drain', utility, 'to:drainage', '水能流走', 'The water runs off'],
  ],
  housing: [
    ['lift', '电梯坏了', 'The lift is broken', utility, 'to:market', '电梯检验后能用', 'The lift is checked and works'],
    ['gate-broken', '门禁坏了', 'The gate is broken', utility, 'communityStaff', '门能开能关', 'The gate opens and shuts', { thing: 'gate' }],
    ['leak', '房屋漏水', 'A leaking house', complex, 'to:housing', '查清原因，修好或说明怎么修', 'Cause found; mended, or told how'],
    ['property', '物业服务', 'Property service', ordinary, 'communityStaff', '物业作了答复并兑现', 'The property firm answered and did so'],
  ],
  traffic: [
    ['road-hole', '路面坑洼', 'A hole in the road', ordinary, 'to:transport', '坑补平', 'The hole is filled', { photo: true }],
    ['signal', '红绿灯坏了', 'A broken traffic light', urgent, 'to:police', '灯正常', 'The light works', { emergency: true }],
    ['parking', '乱停车', 'Cars parked badly', fiveHours, 'to:police', '车开走，通道空出', 'The cars are gone'],
  ],
  safety: [
    [
      'manhole',
      '井盖坏了、不见了',
      'Manhole cover broken or gone',
      urgent,
      'to:drainage',
      '井盖盖好，能走人走车',
      'Covered and safe to cross',
      { emergency: true, photo: true },
    ],
    [
      'wire-down',
      '电线掉下来了',
      'A wire has come down',
      urgent,
      'to:powerSupply',
      '断电处理，线收好',
      'Cut off and tidied away',
      { emergency: true },
    ],
    ['fire-lane', '消防通道堵了', 'A blocked fire lane', urgent, 'to:fire', '通道畅通', 'The lane is clear', { emergency: true }],
    [
      'hydrant-broken',
      '消火栓漏水、坏了',
      'The hydrant leaks or is broken',
      utility,
      'to:fire',
      '消火栓能出水、不漏',
      'It gives water and does not leak',
      { thing: 'hydrant' },
    ],
  ],
  order: [
    ['noise', '噪声扰民', 'Noise', oneDay, 'to:police', '现场处理，并告诉报的人', 'Dealt with on site'],
    ['dispute', '邻里纠纷', 'A quarrel between neighbours', ordinary, 'gridOfficer', '双方都谈过，有结果', 'Both sides were heard, with a result'],
    ['security', '治安隐患', 'A worry about safety', utility, 'safetyBoard', '查看过，有措施', 'Looked at, with measures taken'],
  ],
  nature: [
    ['river', '河水脏', 'Dirty river', ordinary, 'to:environment', '找到来源并处理', 'Source found and dealt with', { photo: true }],
    ['smoke', '油烟、焚烧', 'Fumes or burning', oneDay, 'to:environment', '停止排放或焚烧', 'It has stopped'],
    ['dust', '工地扬尘', 'Dust from a building site', oneDay, 'to:housing', '有降尘措施', 'Measures against dust in place'],
  ],
  care: [
    ['elder', '老人需要帮助', 'An elderly person needs help', utility, 'gridOfficer', '上门看过，安排好了', 'Visited and arranged'],
    ['benefit', '低保、救助', 'Benefits and relief', ordinary, 'to:civil', '说清条件，办理或转办', 'Conditions explained; done or passed on'],
    ['wages', '拖欠工资', 'Unpaid wages', complex, 'to:labour', '依法受理并答复', 'Taken up under the law and answered'],
    ['farm-water', '农田用水、水渠', 'Field water and ditches', ordinary, 'to:water', '水能到田', 'Water reaches the field'],
  ],
  other: [['other', '其他、说不清', 'Something else, hard to say', ordinary, 'gridOfficer', '报的人得到了答复', 'The person got an answer']],
}

/** Work that a district usually takes back from its townships, as a default to be edited. */
const withdrawn: ReadonlySet<string> = new Set(['illegal-building', 'lift', 'wages'])

export const plannedCategories: readonly PlannedCategory[] = Object.entries(entries).flatMap(
  ([classCode, list]) =>
  list.map(([code, zh, en, handle, route, closingZh, closingEn, more]) => ({
    code, classCode, label: { zh, en }, handle, ...routeOf(route), closing: { zh: closingZh, en: closingEn }, needsPhoto: more?.photo ?? false, thingKind: more?.thing ?? null, emergency: more?.emergency ?? false, duty: withdrawn.has(code) ? 'withdrawn' as const : route.startsWith('to:') ? 'cooperative' as const : 'basic' as const,
  })), // prettier-ignore
)

/** Either a post near the place or an organisation of the district, never both. */
function routeOf(route: Route): { routePost: Post | null; routeOrganisation: number | null } {
  const organisation = organisationNames.find((name) => route === `to:${name}`)
  return { routePost: isPost(route) ? route : null, routeOrganisation: organisation === undefined ? null : idOf(organisation) }
}
