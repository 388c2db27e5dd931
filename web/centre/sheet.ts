// All figures of the page at one moment as a sheet: name, number, denominator, formula and where the rows are.
import type { Label } from '../../core/label.ts'
import type { CentrePage } from '../../core/shapes.ts'
import { nameOfMeasure } from '../kit/measure-names.ts'

export type FrozenRow = { readonly name: Label; readonly n: number; readonly of: number | null; readonly formula: Label; readonly measure: string }

const counted = (measure: string): Label => ({ zh: `计数：${nameOfMeasure(measure).zh}`, en: `count of: ${nameOfMeasure(measure).en}` })
const single = (measure: string, n: number, of: number | null = null): FrozenRow => ({
  name: nameOfMeasure(measure),
  n,
  of,
  formula: counted(measure),
  measure,
})

export function frozenRows(page: CentrePage): readonly FrozenRow[] {
  const { today, rates, triage, levels } = page
  const settled = levels.reduce((sum, each) => sum + each.n, 0)
  const rate = (name: Label, share: { n: number; of: number }, formula: Label) => ({ name, n: share.n, of: share.of, formula })
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
    ...page.townships.flatMap((each) => [
      {
        name: { zh: `${each.area.name.zh}：在办`, en: `${each.area.name.en}: open` },
        n: each.open,
        of: page.open,
        formula: counted('open'),
        measure: 'open',
      },
      {
        name: { zh: `${each.area.name.zh}：超时`, en: `${each.area.name.en}: overdue` },
        n: each.overdue,
        of: each.open,
        formula: counted('overdue'),
        measure: 'overdue',
      },
    ]),
    ...page.hours.flatMap((each) => [
      single(`called:${String(each.hour).padStart(2, '0')}`, each.called, today.called),
      single(`answered:${String(each.hour).padStart(2, '0')}`, each.answered, each.called),
    ]),
  ]
}

const cell = (value: string | number | null): string => {
  const text = String(value ?? '')
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** With the mark that makes spreadsheet programs read Chinese rightly. */
export function frozenCsv(page: CentrePage): string {
  const head = ['指标', 'measure in English', 'n', 'of', '公式', 'formula', 'measure', '时刻']
  const rows = frozenRows(page).map((row) => [
    row.name.zh,
    row.name.en,
    row.n,
    row.of,
    row.formula.zh,
    row.formula.en,
    row.measure,
    new Date(page.at).toISOString(),
  ])
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

export const frozenJson = (page: CentrePage): string =>
  JSON.stringify(
    { format: 'huying-centre-1', at: new Date(page.at).toISOString(), district: page.district, demo: page.demo, rows: frozenRows(page) },
    null,
    2,
  )
