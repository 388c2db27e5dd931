// The frozen figures to take away: a workbook with a sheet for each panel, CSV and JSON; all three say what the screen says.
import { dayOf } from '../../core/calendar.ts'
import { placeAndPost } from '../../core/holder-words.ts'
import type { Label } from '../../core/label.ts'
import type { MatterRow } from '../../core/shapes.ts'
import { rateIndicators } from '../../core/wall.ts'
import { csvOf, workbookFiles, type Cell, type Table } from '../../core/workbook.ts'
import { notWell } from './not-well.ts'
import { frozenRows, panelNames, rateOf, type FrozenRow, type PanelName, type Span } from './sheet.ts'
import type { Wall } from './source.ts'

export const panelTitles: Readonly<Record<PanelName, Label>> = {
  volume: { zh: '呼和应', en: 'Calls and answers' },
  rates: { zh: '居民说了算', en: 'Residents decide' },
  levels: { zh: '在哪一级办好', en: 'Settled at' },
  late: { zh: '紧急和超时', en: 'Urgent and late' },
  listed: { zh: '挂牌督办', en: 'Listed supervision' },
  standing: { zh: '末尾议题', en: 'Standing last item' },
  forces: { zh: '在册人手', en: 'Post holders' },
  places: { zh: '分地方', en: 'By area' },
  hours: { zh: '每小时', en: 'Hourly' },
  lines: { zh: '守得住的底线', en: 'Lines not crossed' },
}

const minuteOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
/** To the second, in the district's own time. */
export const instantOf = (at: number): string => `${minuteOf(at)}:${String(Math.floor(at / 1000) % 60).padStart(2, '0')}`

export function periodOf(span: Span, at: number): Label {
  const now = minuteOf(at)
  if (span === 'now') return { zh: `${now} 这一刻`, en: `at ${now}` }
  if (span === 'today') return { zh: `${now.slice(0, 10)} 0:00 至 ${now.slice(11)}`, en: `${now.slice(0, 10)} 0:00 to ${now.slice(11)}` }
  if (span === 'yesterday') {
    const day = dayOf(at - 86_400_000)
    return { zh: `${day} 0:00 至 24:00，昨天`, en: `${day} 0:00 to 24:00, yesterday` }
  }
  const first = dayOf(at - 29 * 86_400_000)
  return { zh: `${first} 至 ${now.slice(0, 10)}，30 天`, en: `${first} to ${now.slice(0, 10)}, 30 days` }
}
/** Rates leave the excluded out, as the catalogue does, and say what they would change; sums take nothing out. */
export const exclusionWords: Label = { zh: '率不含剔除的事项，计数含', en: 'rates without the excluded, counts with them' }
const sideOf = ({ whole }: FrozenRow): Label =>
  whole === undefined
    ? { zh: '含剔除的事项', en: 'with the excluded' }
    : { zh: `不含剔除；含剔除 ${whole.n}/${whole.of}`, en: `without the excluded; with them ${whole.n}/${whole.of}` }
export const groundOf = (wall: Wall): Label => wall.lists.home.name

const head = ['指标', 'n', 'N', '率', '公式', '时段', '地方', '剔除', '截至', 'measure', 'formula'] as const
const cellsOf = (wall: Wall, row: FrozenRow): readonly Cell[] => [
  row.name.zh,
  row.n,
  row.of,
  rateOf(row).zh.trim(),
  row.formula.zh,
  periodOf(row.span, wall.page.at).zh,
  (row.area ?? groundOf(wall)).zh,
  sideOf(row).zh,
  instantOf(wall.page.at),
  row.rate === undefined ? row.measure : `indicator:${rateIndicators[row.rate]}`,
  row.formula.en,
]

const listHead = ['编号', '事项', '地方', '在谁手里', '到哪一步', '期限', '截至']
const listCells = (at: number, row: MatterRow): readonly Cell[] => [
  row.number,
  row.category?.label.zh ?? (row.headline || row.title.zh),
  row.area.name.zh,
  row.owner ? placeAndPost(row.owner).zh : '',
  row.stateLabel.zh,
  row.due === null ? '' : minuteOf(row.due),
  instantOf(at),
]

/** A sheet of figures for each panel, and the rows that the three lists of the wall hold. */
export function wallTables(wall: Wall): readonly Table[] {
  const rows = frozenRows(wall)
  const { page, lists } = wall
  const listed = (name: string, matters: readonly MatterRow[]): readonly Table[] =>
    matters.length === 0 ? [] : [{ name: `${name}·清单`, head: listHead, rows: matters.map((row) => listCells(page.at, row)) }]
  return [
    ...panelNames.flatMap((panel) => {
      const mine = rows.filter((row) => row.panel === panel)
      return mine.length === 0 ? [] : [{ name: panelTitles[panel].zh, head, rows: mine.map((row) => cellsOf(wall, row)) }]
    }),
    ...listed(panelTitles.late.zh, notWell(page, lists).map(({ row }) => row)),
    ...listed(panelTitles.listed.zh, lists.listed?.rows ?? []),
    ...listed(panelTitles.standing.zh, lists.standing?.rows ?? []),
  ]
} // prettier-ignore

export const frozenCsv = (wall: Wall): string =>
  csvOf({ name: '', head: ['面板', ...head, 'measure in English'], rows: frozenRows(wall).map((row) => [panelTitles[row.panel].zh, ...cellsOf(wall, row), row.name.en]) }) // prettier-ignore

/** The zipping comes when it is asked for: nobody waits for it who only looks. */
export async function frozenBook(wall: Wall): Promise<Uint8Array> {
  const { strToU8, zipSync } = await import('fflate')
  return zipSync(Object.fromEntries(Object.entries(workbookFiles(wallTables(wall))).map(([name, text]) => [name, strToU8(text)])))
}

export const frozenJson = (wall: Wall): string =>
  JSON.stringify(
    {
      format: 'huying-centre-3',
      at: new Date(wall.page.at).toISOString(),
      district: wall.page.district,
      ground: groundOf(wall),
      demo: wall.page.demo,
      exclusions: exclusionWords.en,
      rows: frozenRows(wall).map((row) => ({ ...row, rate: rateOf(row).en.trim() || null, period: periodOf(row.span, wall.page.at), area: row.area ?? groundOf(wall), exclusions: row.whole === undefined ? 'with' : 'without' })),
    },
    null,
    2,
  ) // prettier-ignore
