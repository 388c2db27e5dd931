// All figures of the wall at one moment, panel by panel: name, number, denominator, formula, period, and the measure of their rows.
import type { Label } from '../../core/label.ts'
import { indicatorNamed } from '../../core/indicators.ts'
import { rateIndicators, type RateName } from '../../core/wall.ts'
import { nameOfMeasure } from '../kit/measure-names.ts'
import { dayShown } from './day-shown.ts'
import { kindsOnDuty } from './duty-kinds.ts'
import { least } from './layers.ts'
import type { Wall } from './source.ts'

/** The panels of the wall, in their order; each is a sheet of the workbook. */
export const panelNames = ['volume', 'rates', 'levels', 'late', 'listed', 'standing', 'forces', 'places', 'hours', 'lines'] as const
export type PanelName = (typeof panelNames)[number]
/** A figure counts what stands at this moment, since midnight, on the whole day before, or in thirty days. */
export type Span = 'now' | 'today' | 'yesterday' | 'month'

/** `isRate` for shares that say something about quality; the others are parts of a sum. `area` where it is not the whole of what the wall shows. */
export type FrozenRow = {
  readonly name: Label
  readonly n: number
  readonly of: number | null
  readonly formula: Label
  readonly measure: string
  readonly isRate?: boolean
  readonly panel: PanelName
  readonly span: Span
  readonly area?: Label
  /** a rate of the catalogue: without the excluded, with them as `whole`; the others take nothing out */ readonly rate?: RateName
  readonly whole?: { readonly n: number; readonly of: number }
}

type Standing = { readonly panel: PanelName; readonly span: Span }
const counted = (measure: string): Label => ({ zh: `计数：${nameOfMeasure(measure).zh}`, en: `count of: ${nameOfMeasure(measure).en}` })
const single = (at: Standing, measure: string, share: { n: number; of?: number | null }): FrozenRow => ({
  name: nameOfMeasure(measure),
  n: share.n,
  of: share.of ?? null,
  formula: counted(measure),
  measure,
  ...at,
})

export function frozenRows(wall: Wall): readonly FrozenRow[] {
  const rows = [...volumeRows(wall), ...rateRows(wall), ...levelRows(wall), ...listRows(wall), ...forceRows(wall), ...placeRows(wall), ...hourRows(wall), ...lineRows(wall)]
  return panelNames.flatMap((panel) => rows.filter((row) => row.panel === panel))
} // prettier-ignore

/** The wall's own day: until the first call of today it is the day before, and each line says so. */
const dayOfWall = (page: Wall['page']): { readonly span: Span; readonly isToday: boolean; readonly words: Label } =>
  dayShown(page).isToday ? { span: 'today', isToday: true, words: { zh: '今天', en: 'today' } } : { span: 'yesterday', isToday: false, words: { zh: '昨天', en: 'yesterday' } } // prettier-ignore

function volumeRows({ page }: Wall): readonly FrozenRow[] {
  const { called, answered, lateUnanswered, triage, sources } = dayShown(page)
  const { span, isToday, words } = dayOfWall(page)
  const volume: Standing = { panel: 'volume', span }
  const of = called
  const waiting = Math.max(0, called - answered - lateUnanswered)
  const all = single(volume, 'called', { n: called })
  return [
    isToday ? all : { ...all, name: { zh: '昨天的呼：当天第一次上报的事', en: 'Calls yesterday: matters first reported that day' } },
    single(volume, 'answered', { n: answered, of }),
    ...(isToday ? [single(volume, 'inTime', { n: page.today.inTime, of })] : []),
    { ...volume, measure: '', n: waiting, of, name: { zh: '还在时限内', en: 'Still in time' }, formula: { zh: '呼 − 应了 − 过时没应', en: 'calls − answered − late' } },
    single(volume, 'lateUnanswered', { n: lateUnanswered, of }),
    ...sources.map((each) => ({
      ...single(volume, `source:${each.source}`, { n: each.n, of }),
      name: { zh: `来源：${each.label.zh}`, en: `Source: ${each.label.en}` },
      formula: { zh: `计数：${words.zh}的呼，来源是${each.label.zh}`, en: `count of: calls ${words.en}, source ${each.label.en}` },
    })),
    single(volume, 'triage:private', { n: triage.private, of: triage.total }),
    single(volume, 'triage:small', { n: triage.small, of: triage.total }),
    single(volume, 'triage:major', { n: triage.major, of: triage.total }),
    single({ ...volume, span: 'now' }, 'open', { n: page.open }),
    single({ ...volume, span: 'today' }, 'closed', { n: page.closedToday }),
  ]
} // prettier-ignore

function rateRows({ page: { rates, whole } }: Wall): readonly FrozenRow[] {
  const rate = (name: RateName, label: Label): FrozenRow => {
    const formula = indicatorNamed(rateIndicators[name])?.formula ?? label
    return { name: { zh: `30 天，${label.zh}`, en: `30 days, ${label.en}` }, formula, ...rates[name], whole: whole[name], rate: name, measure: '', isRate: true, panel: 'rates', span: 'month' }
  }
  return [
    rate('solved', { zh: '说办好了', en: 'say it is solved' }),
    rate('solvedAtOnce', { zh: '首次答就说办好', en: 'said solved at the first answer' }),
    rate('satisfied', { zh: '满意', en: 'satisfied' }),
    rate('response', { zh: '时限内应了', en: 'answered in time' }),
    rate('rated', { zh: '评了的', en: 'rated' }),
    rate('truth', { zh: '办的人说好、居民说没好', en: 'said done but not solved' }),
  ]
} // prettier-ignore

const openFormula: Label = { zh: '计数：这类事里现在没办完的', en: 'count of: unfinished matters of this kind' }
const lateFormula: Label = { zh: '计数：现在没办完的里已过时限的', en: 'count of: unfinished ones past a time' }
const part = (at: Standing, name: Label, told: { n: number; of: number | null; formula: Label }): FrozenRow => ({ ...at, name, ...told, measure: '' })
const openAndLate = (panel: PanelName, each: { title: Label; open: number; late: number }): readonly FrozenRow[] => [
  part({ panel, span: 'now' }, { zh: `${each.title.zh}：在办`, en: `${each.title.en}: open` }, { n: each.open, of: null, formula: openFormula }),
  part(
    { panel, span: 'now' },
    { zh: `${each.title.zh}：超时`, en: `${each.title.en}: overdue` },
    { n: each.late, of: each.open, formula: lateFormula },
  ),
]

function levelRows({ page: { levels }, lists }: Wall): readonly FrozenRow[] {
  const of = levels.reduce((sum, each) => sum + each.n, 0)
  return [
    ...levels.map((each) => ({
      ...single({ panel: 'levels', span: 'month' }, `level:${each.level}`, { n: each.n, of }),
      name: { zh: `30 天，在哪一级办好：${each.label.zh}`, en: `30 days, settled: ${each.label.en}` },
    })),
    ...lists.ladder.flatMap((each) => openAndLate('levels', each)),
  ]
}

function listRows({ page, lists }: Wall): readonly FrozenRow[] {
  const late: Standing = { panel: 'late', span: 'now' }
  const modes = { n: lists.modes.length, of: null, formula: { zh: '计数：现在开着的应急状态', en: 'count of: emergency modes open now' } }
  return [
    single(late, 'emergency', { n: lists.urgent.total }),
    single(late, 'overdue', { n: page.overdue, of: page.open }),
    part(late, { zh: '应急状态', en: 'Emergency modes' }, modes),
    ...(lists.listed ? openAndLate('listed', { title: lists.listed.title, open: lists.listed.total, late: lists.listed.late }) : []),
    ...(lists.standing ? openAndLate('standing', { title: lists.standing.title, open: lists.standing.total, late: lists.standing.late }) : []),
  ]
}

const forcesNow: Standing = { panel: 'forces', span: 'now' }
function forceRows({ forces }: Wall): readonly FrozenRow[] {
  const there: Label = { zh: '没请假的 ÷ 在册（任这个岗）的人；没有排班数据，不说谁在岗', en: 'not on leave ÷ holding this post; no roster of shifts is known' }
  const manned = (name: Label, each: { present: number; held: number }) => part(forcesNow, name, { n: each.present, of: each.held, formula: there })
  return [
    manned({ zh: '没请假的/在册', en: 'Not on leave, of those on the books' }, forces),
    part(forcesNow, { zh: '请假有人顶岗', en: 'Away with a substitute' }, { n: forces.substitutes, of: forces.absent, formula: { zh: '有人顶岗 ÷ 请假', en: 'with a substitute ÷ away' } }),
    ...kindsOnDuty(forces).map((each) => manned({ zh: `没请假的/在册：${each.label.zh}（合计）`, en: `Not on leave: ${each.label.en} (all)` }, each)),
    ...forces.posts.map((each) => manned({ zh: `没请假的/在册：${each.label.zh}`, en: `Not on leave: ${each.label.en}` }, each)),
  ]
} // prettier-ignore

const placesNow: Standing = { panel: 'places', span: 'now' }
function placeRows({ places }: Wall): readonly FrozenRow[] {
  const [whole, ...parts] = places
  return parts.flatMap((each) => [
    { ...single(placesNow, 'open', { n: each.open, of: whole?.open ?? null }), name: { zh: `${each.name.zh}：在办`, en: `${each.name.en}: open` }, area: each.name },
    { ...single(placesNow, 'overdue', { n: each.overdue, of: each.open }), name: { zh: `${each.name.zh}：超时`, en: `${each.name.en}: overdue` }, area: each.name },
    { ...single(placesNow, 'emergency', { n: each.emergency, of: each.open }), name: { zh: `${each.name.zh}：紧急`, en: `${each.name.en}: emergencies` }, area: each.name },
  ])
} // prettier-ignore

const hourRows = ({ page }: Wall): readonly FrozenRow[] => {
  const hourly: Standing = { panel: 'hours', span: dayOfWall(page).span }
  const { called, hours } = dayShown(page)
  return hours.flatMap((each) => {
    const hour = String(each.hour).padStart(2, '0')
    const weekAgo: Label = { zh: `七天前那天 ${hour} 时的呼`, en: `Calls in hour ${hour}, a week before` }
    return [
      single(hourly, `called:${hour}`, { n: each.called, of: called }),
      single(hourly, `answered:${hour}`, { n: each.answered, of: each.called }),
      part(hourly, weekAgo, { n: each.lastWeek, of: null, formula: { zh: `计数：七天前那天 ${hour} 时的呼`, en: `count of: calls in hour ${hour} seven days before` } }),
    ]
  })
} // prettier-ignore

function lineRows({ page: { lines } }: Wall): readonly FrozenRow[] {
  const line = (name: Label, share: { n: number; of: number }, formula: Label): FrozenRow => ({ ...part({ panel: 'lines', span: 'today' }, name, { ...share, formula }), isRate: true })
  return [
    line({ zh: '看居民身份', en: 'Identity views' }, lines.reveals, { zh: '今天看身份的次数 ÷ 今天的呼', en: 'views today ÷ calls today' }),
    line({ zh: '夜里打扰', en: 'Night notices' }, lines.nightNotices, { zh: '20:00–8:00 送到的非急事通知 ÷ 今天的通知', en: 'non-emergency notices 20:00–8:00 ÷ notices today' }),
    { ...line({ zh: '记录校验', en: 'Records checked' }, lines.chain, { zh: '核对无误的链头 ÷ 全部链头', en: 'chain heads that hold ÷ all heads' }), span: 'now' },
  ]
} // prettier-ignore

/** The percentage of a rate, or that there are too few to have one; nothing for plain counts. */
export function rateOf(row: FrozenRow): Label {
  if (!row.isRate || row.of === null) return { zh: '', en: '' }
  if (row.of === 0) return { zh: ' 没有数据', en: ' no data' }
  if (row.of < least) return { zh: ` 样本不足 ${least}`, en: ` fewer than ${least}` }
  const percent = ` ${((row.n / row.of) * 100).toFixed(1)}%`
  return { zh: percent, en: percent }
}
