// What a viewer may open: processes of their own, and those about a matter they look at, each with its form.
import type { Matter } from '../../../core/matter.ts'
import { may } from '../../../core/may.ts'
import type { Action } from '../../../core/process.ts'
import type { FormField, Opening } from '../../../core/shapes.ts'
import type { Answer, Call, Caller } from '../endpoint.ts'
import type { Ground } from '../house.ts'
import { actorOf, noFacts, worldOf } from '../world.ts'

/** The ways in that need nothing to be about. */
export async function openings({ house, ground, caller }: Call<'openings'>): Promise<Answer<'openings'>> {
  return { rows: openingsFor(ground, { caller, now: house.now(), about: null }) }
}

/** Only whether the post fits is asked here; everything else the door decides. */
export function openingsFor(ground: Ground, view: { readonly caller: Caller; readonly now: number; readonly about: Matter | null }): Opening[] {
  const { caller, now, about } = view
  if (caller.postings.length === 0) return []
  const actor = actorOf(ground, caller, { isReporter: false, holds: [], now })
  // a department works all over the district
  const places = about ? [about.area] : caller.postings.flatMap(({ area }) => area ?? topOf(ground) ?? [])
  return ground.processes
    .filter(({ process, active }) => active && (about ? (process.about?.includes(about.process) ?? false) : !process.about))
    .flatMap(({ process }) =>
      Object.entries(process.open).flatMap(([action, plan]) => {
        if (plan.by.every((who) => who === 'anyone' || who === 'reporter' || who === 'system')) return []
        const fits = places.some((area) => {
          const world = worldOf({ ground, process, now, area, facts: noFacts })
          return may(world, { ...empty, process: process.name, version: process.version, area }, { action: plan, name: action, actor }) === null
        })
        return fits
          ? [{ process: process.name, action, title: process.title, label: plan.label, kind: process.kind ?? 'appeal', form: formOf(plan) }]
          : []
      }),
    )
}

const topOf = (ground: Ground): number | undefined => [...ground.areas.values()].find(({ level }) => level === 0)?.id

export const formOf = (plan: Action): FormField[] => Object.entries(plan.ask ?? {}).map(([name, field]) => ({ ...field, name }))

/** The form of a step says which of its fields is the reply: only a step answers somebody. */
export function stepFormOf(plan: Action): FormField[] {
  const replies = new Set((plan.then ?? []).flatMap((effect) => ('reply' in effect ? [effect.reply] : [])))
  return formOf(plan).map((field) =>
    replies.has(field.name) ? { ...field, reply: true, ...(plan.tone === 'grave' ? { declines: true as const } : {}) } : field,
  )
}

const empty: Matter = {
  id: '00000000-0000-4000-8000-000000000000', process: '', version: 1, area: 0, thing: null, parent: null, about: null, openedAt: 0, headline: '', state: '', phase: 'waiting', seq: 0, round: 1, replied: false, endedAt: null,
  seats: {}, duties: {}, clocks: {}, counts: {}, marks: {},
} // prettier-ignore
