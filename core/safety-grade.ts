// The quarterly safety report: a grade of a place from its figures of a quarter, by thresholds that are published, versioned and a preset only.
import type { Figure } from './indicator.ts'
import type { Label } from './label.ts'
import { dayOf } from './calendar.ts'
import { midnightOf, monthsOn, type Window } from './windows.ts'

export const grades = ['A', 'B', 'C'] as const
export type Grade = (typeof grades)[number]

/** `a` and `b` are what the rate must reach, or for `less` stay within; what is not `needed` counts only where there are enough. */
export type GradePart = {
  readonly indicator: string
  readonly good: 'more' | 'less'
  readonly a: number
  readonly b: number
  readonly needed: boolean
}
export type GradePreset = {
  readonly id: string
  readonly version: number
  /** the first day of the periods it measures; null for the shipped one */ readonly from: string | null
  readonly name: Label
  readonly words: Label
  readonly parts: readonly GradePart[]
}

/** The thresholds as shipped; a district's own versions lie in its database. */
export const gradePreset: GradePreset = {
  id: 'safety-report', version: 1, from: null, name: { zh: '平安报表', en: 'Quarterly safety report' },
  words: {
    zh: '每项按门槛定档，取最低的一档。响应、按期办结、解决三项缺一项数据就不定档；其余两项满 20 件才算进去。门槛可改，要两个人；改了就换版本号，以前的季度仍按当时的。',
    en: 'Each part is graded by its threshold and the lowest counts. Without data on response, handling in time or solving there is no grade; the other two count from 20 matters on. Thresholds may be changed by two people with a new version; past quarters keep that of their time.',
  },
  parts: [
    { indicator: 'response', good: 'more', a: 0.95, b: 0.85, needed: true },
    { indicator: 'in-time', good: 'more', a: 0.9, b: 0.8, needed: true },
    { indicator: 'solved', good: 'more', a: 0.9, b: 0.8, needed: true },
    { indicator: 'disputes', good: 'more', a: 0.9, b: 0.8, needed: false },
    { indicator: 'truth-gap', good: 'less', a: 0.05, b: 0.15, needed: false },
  ],
} // prettier-ignore

export function gradeOfPart(part: GradePart, figure: Figure): Grade | null {
  const { value } = figure
  if (figure.state !== 'ok' || value === null) return null
  const reaches = (edge: number) => (part.good === 'more' ? value >= edge - 1e-9 : value <= edge + 1e-9)
  return reaches(part.a) ? 'A' : reaches(part.b) ? 'B' : 'C'
}

export type Graded = {
  readonly grade: Grade | null
  readonly state: Figure['state']
  readonly parts: readonly { readonly id: string; readonly figure: Figure; readonly grade: Grade | null }[]
}

/** The lowest of its parts; none where a needed part has no data or too few. */
export function gradeFrom(preset: GradePreset, figureOf: (indicator: string) => Figure): Graded {
  const parts = preset.parts.map((part) => {
    const figure = figureOf(part.indicator)
    return { id: part.indicator, figure, grade: gradeOfPart(part, figure), needed: part.needed }
  })
  const states = parts.filter((part) => part.needed && part.grade === null).map((part) => part.figure.state)
  const state = states.includes('noData') ? 'noData' : (states[0] ?? 'ok')
  const reached = parts.flatMap((part) => (part.grade === null ? [] : [grades.indexOf(part.grade)]))
  const grade = state === 'ok' ? (grades[Math.max(...reached)] ?? null) : null
  return { grade, state, parts: parts.map(({ id, figure, grade: own }) => ({ id, figure, grade: own })) }
}

/** How many quarters in a row, the newest that is over first, were A. */
export function runOfA(finished: readonly (Grade | null)[]): number {
  const broken = [...finished].reverse().findIndex((grade) => grade !== 'A')
  return broken < 0 ? finished.length : broken
}

export type Quarter = { readonly window: Window; readonly words: Label; readonly isOver: boolean }
/** The newest quarters, the running one last and up to the end of today. */
export function quartersUpto(now: number, count: number): readonly Quarter[] {
  const today = dayOf(now)
  const first = `${today.slice(0, 5)}${String(Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}`
  return Array.from({ length: count }, (_, at) => {
    const start = monthsOn(first, (at - count + 1) * 3)
    const isOver = at < count - 1
    const upto = isOver ? midnightOf(`${monthsOn(start, 3)}-01`) : midnightOf(today) + 86_400_000
    const n = (Number(start.slice(5, 7)) + 2) / 3
    const year = start.slice(0, 4)
    const words = { zh: `${year} 年第${['一', '二', '三', '四'][n - 1] ?? ''}季度`, en: `Q${n} ${year}` }
    return { window: { from: midnightOf(`${start}-01`), upto }, words, isOver }
  })
}
