// What a viewer may open: processes of their own, and those about a matter they look at, each with its form.
import { z } from 'zod'
import type { Matter } from '../../../core/matter.ts'
import { may } from '../../../core/may.ts'
import type { Action } from '../../../core/process.ts'
import type { FormField, Way } from '../../../core/shapes.ts'
import type { Answer, Call, Caller, Refused } from '../endpoint.ts'
import type { Ground, House } from '../house.ts'
import { actorOf, noFacts, worldOf } from '../world.ts'
import { districtArea } from '../places.ts'
import { notFound } from './asking.ts'
import { inScopes, scopesOf } from './scopes.ts'

/** The ways in that need nothing to be about, or those about a matter that the viewer may read; each with its form. */
export async function openings({ house, ground, caller, query }: Call<'openings'>): Promise<Answer<'openings'> | Refused> {
  const subject = query.about === undefined ? null : await readSubject(house, ground, { caller, id: query.about })
  if (query.about !== undefined && subject === null) return notFound()
  const ways = waysFor(ground, { caller, now: house.now(), about: subject && { process: subject.process, area: subject.area_id } })
  return { rows: ways.map(({ way, plan }) => ({ ...way, form: formOf(plan) })) }
}

const Subject = z.object({ process: z.string(), area_id: z.number() })
async function readSubject(
  house: House,
  ground: Ground,
  wish: { readonly caller: Caller; readonly id: string },
): Promise<z.output<typeof Subject> | null> {
  const sql = 'select process, area_id from matters where district_id = $1 and id = $2'
  const found = await inScopes(house, scopesOf(ground, wish.caller), ({ tx }) => tx.rows(Subject, sql, [ground.district.id, wish.id]))
  return found.flat()[0] ?? null
}

type View = { readonly caller: Caller; readonly now: number; readonly about: Pick<Matter, 'process' | 'area'> | null }
/** Only whether the post fits is asked here; everything else the door decides. */
export function waysFor(ground: Ground, view: View): { readonly way: Way; readonly plan: Action }[] {
  const { caller, now, about } = view
  if (caller.postings.length === 0) return []
  const actor = actorOf(ground, caller, { isReporter: false, holds: [], now })
  // a department works all over the district
  const places = about ? [about.area] : caller.postings.flatMap(({ area }) => area ?? districtArea(ground).id)
  return ground.processes
    .filter(({ process, active }) => active && (about ? (process.about?.includes(about.process) ?? false) : !process.about))
    .flatMap(({ process }) =>
      Object.entries(process.open).flatMap(([action, plan]) => {
        if (plan.by.every((who) => who === 'anyone' || who === 'reporter' || who === 'system')) return []
        // a resource is asked for where it is listed
        if (plan.then?.some((effect) => 'assign' in effect && 'keeper' in effect.to)) return []
        const fits = places.some((area) => {
          const world = worldOf({ ground, process, now, area, facts: noFacts })
          return may(world, { ...empty, process: process.name, version: process.version, area }, { action: plan, name: action, actor }) === null
        })
        return fits ? [{ way: { process: process.name, action, title: process.title, label: plan.label, kind: process.kind ?? 'appeal' }, plan }] : []
      }),
    )
}

const formOf = (plan: Action): FormField[] => Object.entries(plan.ask ?? {}).map(([name, field]) => ({ ...field, name }))

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
