// The sentences of a bulletin, from templates and figures; nobody types a figure and no sentence is invented.
import type { BulletinKind, BulletinBody, FrozenFigure, Section, Sentence } from '../../core/figures.ts'
import type { Label } from '../../core/label.ts'
import type { z } from 'zod'

type Frozen = z.infer<typeof FrozenFigure>
type Said = z.infer<typeof Sentence>
export const kindNames: Readonly<Record<BulletinKind, { readonly name: Label; readonly time: Label }>> = {
  daily: { name: { zh: '日通报', en: 'Daily bulletin' }, time: { zh: '当天', en: 'That day' } },
  weekly: { name: { zh: '周小结', en: 'Weekly brief' }, time: { zh: '这一周', en: 'That week' } },
  monthly: { name: { zh: '月总结', en: 'Monthly summary' }, time: { zh: '这个月', en: 'That month' } },
  noon: { name: { zh: '午间日报', en: 'Noon bulletin' }, time: { zh: '前一天中午到当天中午', en: 'Noon to noon' } },
  '19th': { name: { zh: '月报（19 日起）', en: 'Month from the 19th' }, time: { zh: '上月 19 日到这个月 18 日', en: 'From the 19th to the 18th' } },
}

type Edges = { readonly from: string; readonly upto: string }
export type Material = {
  readonly kind: BulletinKind
  readonly figures: readonly Frozen[]
  readonly calledBefore: number
  readonly late: BulletinBody['late']
  readonly lateCount: number
  readonly dueNext: number
  /** the days that it tells of, and the one after */ readonly span: Edges
  readonly next: Edges
}

export function sectionsOf(material: Material): z.infer<typeof Section>[] {
  const { kind, figures, calledBefore, late, lateCount, dueNext, span } = material
  const time = kindNames[kind].time
  const at = (id: string) => figures.find((figure) => figure.id === id)
  const told = (id: string, say: (share: string) => Label): Said[] => {
    const figure = at(id)
    if (!figure || figure.without.state === 'notMeasured') return []
    const { n, of } = figure.without
    // nothing of nothing is no figure
    if (of === 0) return []
    return [{ say: say(of === null ? String(n) : `${round(n)}/${of}`), figure: { indicator: id, n, of } }]
  }
  const count = (id: string) => at(id)?.without.n ?? 0
  const unjudged = count('closed') - (at('solved')?.without.of ?? 0)
  const change = count('called') - calledBefore
  const later = count('solved') - count('solved-at-once')
  const afterNo = later > 0 ? { zh: `，其中 ${later} 件先说过没办好`, en: `, ${later} of them after first saying it was not` } : { zh: '', en: '' }
  const sections = [
    { title: { zh: '一、总的情况', en: '1. Overview' }, sentences: [
      ...told('called', (n) => ({ zh: `${time.zh}上报 ${n} 件，${compare(change)}。`, en: `${time.en}: ${n} calls, ${compareEn(change)}.` })),
      ...told('answered', (share) => ({ zh: `应了 ${share}。`, en: `Answered ${share}.` })),
      ...told('response', (share) => ({ zh: `时限内应了 ${share}。`, en: `Answered in time ${share}.` })),
      ...told('closed', (n) => ({ zh: `办结 ${n} 件。`, en: `${n} closed.` })),
      ...told('in-time', (share) => ({ zh: `到期的事，按期办好 ${share}。`, en: `Of those due, handled in time ${share}.` })),
      ...(count('excluded') > 0 ? [...told('excluded', (share) => ({ zh: `剔除 ${share}；`, en: `Excluded ${share};` })), withExcluded(at('in-time'), span)].flat() : []),
    ] },
    { title: { zh: '二、居民怎么说', en: '2. What residents say' }, sentences: [
      ...told('solved', (share) => ({ zh: `居民答“办好了” ${share}${afterNo.zh}；另有 ${Math.max(0, unjudged)} 件居民没答，不算进去。`, en: `Residents said solved ${share}${afterNo.en}; ${Math.max(0, unjudged)} gave no answer and are not counted.` })),
      ...(count('closed') > 0 && (at('solved')?.without.of ?? 0) === 0 ? [{ say: { zh: `办结的 ${count('closed')} 件，居民还没有答办没办好，不算进去。`, en: `Of ${count('closed')} closed no resident has answered yet; none is counted.` }, figure: { indicator: 'closed', n: count('closed'), of: null } }] : []),
      ...told('satisfied', (share) => ({ zh: `满意 ${share}（基本满意按 0.9 计）。`, en: `Satisfied ${share} (fairly satisfied counted 0.9).` })),
      ...told('truth-gap', (share) => ({ zh: `办的人说好、居民说没好 ${share}。`, en: `Handler said done, resident said not: ${share}.` })),
    ] },
    { title: { zh: `三、写的时候超期的 ${lateCount} 件`, en: `3. Overdue when written: ${lateCount}` }, ...(lateCount > 0 ? { rows: { indicator: 'late-now', part: 'n', ...span, exclusions: 'with' } } : {}), sentences: late.length === 0 ? [{ say: { zh: '写这一期时没有超期的事。', en: 'Nothing was overdue when this was written.' }, figure: null }] : late.map((row) => ({ say: { zh: `${row.number} ${row.place.zh} ${row.category.zh}，${row.state.zh}，${row.days < 1 ? '晚了不到 1 天' : `晚了 ${row.days} 天`}。`, en: `${row.number} ${row.place.en}, ${row.category.en}: ${row.state.en}, ${row.days < 1 ? 'less than a day late' : `${row.days} days late`}.` }, figure: null })) },
    { title: { zh: '四、督办和接下来要盯的', en: '4. Supervision and what comes' }, sentences: [
      ...told('circulars', (n) => ({ zh: `通报 ${n} 次。`, en: `${n} circulars.` })), ...told('replays', (n) => ({ zh: `复盘总结会 ${n} 次。`, en: `${n} replay meetings.` })), ...told('stays', (n) => ({ zh: `下沉蹲点 ${n} 次。`, en: `${n} on-site stays.` })),
      { say: { zh: `下一天到期、还没结的 ${dueNext} 件。`, en: `${dueNext} due the next day and still open.` }, figure: null, ...(dueNext > 0 ? { rows: { measure: 'dueAhead', ...material.next, exclusions: 'without' } } : {}) },
    ] },
  ] // prettier-ignore
  // a heading with nothing below it would look as if something had been left out
  return sections.map((section) => (section.sentences.length > 0 ? section : { ...section, sentences: [nothing] }))
}

const nothing: Said = { say: { zh: '这段时间没有数据。', en: 'No data in this period.' }, figure: null }

const withExcluded = (figure: Frozen | undefined, span: Edges): Said[] =>
  figure ? [{ say: { zh: `含剔除的按期办好 ${round(figure.with.n)}/${figure.with.of ?? 0}。`, en: `With the excluded, in time ${round(figure.with.n)}/${figure.with.of ?? 0}.` }, figure: null, ...(figure.with.n > 0 ? { rows: { indicator: figure.id, part: 'n', ...span, exclusions: 'with' } } : {}) }] : [] // prettier-ignore
export const round = (n: number): number => Math.round(n * 10) / 10
const compare = (change: number): string => (change === 0 ? '和上一期一样' : `比上一期${change > 0 ? '多' : '少'} ${Math.abs(change)} 件`)
const compareEn = (change: number): string => (change === 0 ? 'as many as the period before' : `${Math.abs(change)} ${change > 0 ? 'more' : 'fewer'} than the period before`) // prettier-ignore
