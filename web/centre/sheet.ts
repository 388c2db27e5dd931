// All figures of the page at one moment as a sheet: name, number, denominator, formula and where the rows are.
import type { Label } from '../../core/label.ts'
import { nameOfMeasure } from '../kit/measure-names.ts'
import { least } from './layers.ts'
import type { Wall } from './source.ts'

/** `isRate` for shares that say something about quality; the others are parts of a sum. */
export type FrozenRow = {
  readonly name: Label
  readonly n: number
  readonly of: number | null
  readonly formula: Label
  readonly measure: string
  readonly isRate?: boolean
}

const counted = (measure: string): Label => ({ zh: `计数：${nameOfMeasure(measure).zh}`, en: `count of: ${nameOfMeasure(measure).en}` })
const single = (measure: string, n: number, of: number | null = null): FrozenRow => ({
  name: nameOfMeasure(measure),
  n,
  of,
  formula: counted(measure),
  measure,
})

export function frozenRows(wall: Wall): readonly FrozenRow[] {
  return [...figureRows(wall), ...listRows(wall), ...forceRows(wall), ...placeRows(wall), ...hourRows(wall)]
}

function figureRows({ page }: Wall): readonly FrozenRow[] {
  const { today, rates, triage, levels } = page
  const settled = levels.reduce((sum, each) => sum + each.n, 0)
  const rate = (name: Label, share: { n: number; of: number }, formula: Label) => ({ name, n: share.n, of: share.of, formula, isRate: true })
  return [
    single('called', today.called),
    single('answered', today.answered, today.called),
    single('inTime', today.inTime, today.called),
    single('lateUnanswered', today.lateUnanswered, today.called),
    ...page.sources.map((each) => ({
      ...single(`source:${each.source}`, each.n, today.called),
      name: { zh: `来源：${each.label.zh}`, en: `Source: ${each.label.en}` },
      formula: { zh: `计数：今天的呼，来源是${each.label.zh}`, en: `count of: calls today, source ${each.label.en}` },
    })),
    single('triage:private', triage.private, triage.total),
    single('triage:small', triage.small, triage.total),
    single('triage:major', triage.major, triage.total),
    single('open', page.open),
    single('overdue', page.overdue, page.open),
    single('closed', page.closedToday),
    ...levels.map((each) => ({
      ...single(`level:${each.level}`, each.n, settled),
      name: { zh: `30 天，在哪一级办好：${each.label.zh}`, en: `30 days, settled: ${each.label.en}` },
    })),
    {
      ...rate({ zh: '30 天，说办好了', en: '30 days, say it is solved' }, rates.solved, {
        zh: '居民答“办好了” ÷ 居民答了办没办好',
        en: 'said solved ÷ judged',
      }),
      measure: 'solved:yes',
    },
    {
      ...rate({ zh: '30 天，满意', en: '30 days, satisfied' }, rates.satisfied, {
        zh: '（非常满意＋满意）÷ 评了的；没评的不算',
        en: '(very satisfied + satisfied) ÷ rated; silence not counted',
      }),
      measure: 'satisfied',
    },
    { ...rate({ zh: '30 天，评了的', en: '30 days, rated' }, rates.rated, { zh: '评了的 ÷ 办结的', en: 'rated ÷ closed' }), measure: 'rated' },
    {
      ...rate({ zh: '30 天，时限内应了', en: '30 days, answered in time' }, rates.response, {
        zh: '时限内应了 ÷（应了＋过时没应）',
        en: 'in time ÷ (answered + late)',
      }),
      measure: 'inTime',
    },
    {
      ...rate({ zh: '30 天，办的人说好、居民说没好', en: '30 days, said done but not solved' }, rates.truth, {
        zh: '居民答“没办好” ÷ 两边都说了的',
        en: 'said not solved ÷ both spoke',
      }),
      measure: 'truth',
    },
    {
      ...rate({ zh: '看居民身份', en: 'Identity views' }, page.lines.reveals, { zh: '今天看身份的次数 ÷ 今天的呼', en: 'views today ÷ calls today' }),
      measure: '',
    },
    {
      ...rate({ zh: '夜里打扰', en: 'Night notices' }, page.lines.nightNotices, {
        zh: '20:00–8:00 送到的非急事通知 ÷ 今天的通知',
        en: 'non-emergency notices 20:00–8:00 ÷ notices today',
      }),
      measure: '',
    },
    {
      ...rate({ zh: '记录校验', en: 'Records checked' }, page.lines.chain, {
        zh: '核对无误的链头 ÷ 全部链头',
        en: 'chain heads that hold ÷ all heads',
      }),
      measure: '',
    },
  ]
}

const part = (name: Label, share: { n: number; of: number | null }, formula: Label): FrozenRow => ({ name, ...share, formula, measure: '' })
const openFormula: Label = { zh: '计数：这类事里现在没办完的', en: 'count of: unfinished matters of this kind' }
const lateFormula: Label = { zh: '计数：现在没办完的里已过时限的', en: 'count of: unfinished ones past a time' }

function listRows({ lists }: Wall): readonly FrozenRow[] {
  const kept = [lists.listed, lists.standing].flatMap((list) => (list ? [{ title: list.title, open: list.total, late: list.late }] : []))
  return [
    { ...single('emergency', lists.urgent.total) },
    ...[...kept, ...lists.ladder].flatMap((each) => [
      part({ zh: `${each.title.zh}：在办`, en: `${each.title.en}: open` }, { n: each.open, of: null }, openFormula),
      part({ zh: `${each.title.zh}：超时`, en: `${each.title.en}: overdue` }, { n: each.late, of: each.open }, lateFormula),
    ]),
    part({ zh: '应急状态', en: 'Emergency modes' }, { n: lists.modes.length, of: null }, { zh: '计数：现在开着的应急状态', en: 'count of: emergency modes open now' }),
  ]
} // prettier-ignore

function forceRows({ forces }: Wall): readonly FrozenRow[] {
  const there: Label = { zh: '在岗 ÷ 任这个岗的人', en: 'present ÷ holding this post' }
  return [
    part({ zh: '现在在岗', en: 'On duty now' }, { n: forces.present, of: forces.held }, there),
    part({ zh: '请假有人顶岗', en: 'Away with a substitute' }, { n: forces.substitutes, of: forces.absent }, { zh: '有人顶岗 ÷ 请假', en: 'with a substitute ÷ away' }),
    ...forces.posts.map((each) => part({ zh: `在岗：${each.label.zh}`, en: `On duty: ${each.label.en}` }, { n: each.present, of: each.held }, there)),
  ]
} // prettier-ignore

function placeRows({ places }: Wall): readonly FrozenRow[] {
  const [whole, ...parts] = places
  return parts.flatMap((each) => [
    { ...single('open', each.open, whole?.open ?? null), name: { zh: `${each.name.zh}：在办`, en: `${each.name.en}: open` } },
    { ...single('overdue', each.overdue, each.open), name: { zh: `${each.name.zh}：超时`, en: `${each.name.en}: overdue` } },
    { ...single('emergency', each.emergency, each.open), name: { zh: `${each.name.zh}：紧急`, en: `${each.name.en}: emergencies` } },
  ])
}

const hourRows = ({ page }: Wall): readonly FrozenRow[] =>
  page.hours.flatMap((each) => {
    const hour = String(each.hour).padStart(2, '0')
    return [single(`called:${hour}`, each.called, page.today.called), single(`answered:${hour}`, each.answered, each.called)]
  })

/** The percentage of a rate, or that there are too few to have one; nothing for plain counts. */
export function rateOf(row: FrozenRow): Label {
  if (!row.isRate || row.of === null) return { zh: '', en: '' }
  if (row.of < least) return { zh: ` 样本不足 ${least}`, en: ` fewer than ${least}` }
  const percent = ` ${((row.n / row.of) * 100).toFixed(1)}%`
  return { zh: percent, en: percent }
}

/** Spreadsheet programs run what begins like a formula; a leading apostrophe makes it text. */
const cell = (value: string | number | null): string => {
  const raw = String(value ?? '')
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(raw) ? `'${raw}` : raw
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** With the mark that makes spreadsheet programs read Chinese rightly. */
export function frozenCsv(wall: Wall): string {
  const head = ['指标', 'measure in English', 'n', 'of', '率', '公式', 'formula', 'measure', '时刻']
  const at = new Date(wall.page.at).toISOString()
  const rows = frozenRows(wall).map((row) => [row.name.zh, row.name.en, row.n, row.of, rateOf(row).zh.trim(), row.formula.zh, row.formula.en, row.measure, at])
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
} // prettier-ignore

export const frozenJson = (wall: Wall): string =>
  JSON.stringify(
    {
      format: 'huying-centre-2',
      at: new Date(wall.page.at).toISOString(),
      district: wall.page.district,
      ground: wall.places[0]?.name ?? wall.page.district,
      demo: wall.page.demo,
      rows: frozenRows(wall).map((row) => ({ ...row, rate: rateOf(row).en.trim() || null })),
    },
    null,
    2,
  )
