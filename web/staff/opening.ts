// Opens a matter from the staff side: the fields come from the process itself, the place from the posting one holds.
import { z } from 'zod'
import { Process } from '../../core/process.ts'
import type { FormField, Viewer } from '../../core/shapes.ts'
import type { AnswerValues } from '../kit/answer-form.tsx'
import { tell, useAsk, type Told } from './ask.ts'
import { cameAs, cameItself, type Came } from './source-fields.tsx'

export type Opening = {
  readonly process: 'grid-finding' | 'resident-report'
  readonly action: string
  readonly answers: AnswerValues
  readonly area: number | null
  readonly act: string
  readonly id: string
  /** how it came, where that is not what the form stands for */ readonly came?: Came
}

export async function openMatter(opening: Opening): Promise<Told<'openMatter'>> {
  const { process, action, answers, area, act, id, came = cameItself } = opening
  return tell('openMatter', { body: { act, id, process, action, answers, ...(area === null ? {} : { area }), ...cameAs(came) } })
}

// A stored process does not keep the order of its fields, so the order one asks in is given here.
const asked = ['category', 'what', 'place', 'photos', 'voice', 'phone', 'consent']
const placeOf = (name: string): number => (asked.includes(name) ? asked.indexOf(name) : asked.length)

/** The fields of an opening action as its process has them now; empty until they have come. */
export function useOpenFields(process: string, action: string): readonly FormField[] {
  const found = useAsk('process', { params: { name: process } })
  const read = Process.safeParse(found.data?.body)
  const ask = read.success ? read.data.open[action]?.ask : undefined
  return Object.entries(ask ?? {})
    .map(([name, field]) => ({ ...field, name }))
    .sort((one, other) => placeOf(one.name) - placeOf(other.name))
}

/** Where a finding of this person belongs when nothing else says so. */
export const ownArea = (viewer: Viewer): number | null =>
  viewer.postings.filter((posting) => posting.area !== null).sort((a, b) => (b.level ?? 0) - (a.level ?? 0))[0]?.area ?? null

const Counts = z.record(z.string(), z.number())
const usual = ['bin-full', 'rubbish', 'drain-blocked', 'equipment-broken', 'fire-lane', 'other']
const key = 'huying-usual-categories'

function counts(): Readonly<Record<string, number>> {
  try {
    const read = Counts.safeParse(JSON.parse(localStorage.getItem(key) ?? '{}'))
    return read.success ? read.data : {}
  } catch {
    return {}
  }
}

/** The six tiles: what this phone chose most, filled up with what is found most. Kept on the phone, counted for nothing else. */
export function usualCategories(known: readonly string[]): readonly string[] {
  const mine = Object.entries(counts()).sort(([, a], [, b]) => b - a)
  const rest = usual.filter((code) => code !== 'other')
  return [...new Set([...mine.map(([code]) => code).filter((code) => code !== 'other'), ...rest])].filter((code) => known.includes(code)).slice(0, 5).concat('other') // prettier-ignore
}

export function noteCategory(code: string): void {
  const before = counts()
  localStorage.setItem(key, JSON.stringify({ ...before, [code]: (before[code] ?? 0) + 1 }))
}
