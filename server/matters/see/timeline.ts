// The steps of a matter in words, newest first: the same story for staff and for the person who reported, in different depth.
import { z } from 'zod'
import type { Label } from '../../../core/label.ts'
import { ownerOfMatter } from '../../../core/owner.ts'
import { Post, posts } from '../../../core/posts.ts'
import type { Action, Field, Process } from '../../../core/process.ts'
import { isEnded } from '../../../core/process.ts'
import type { Segment, Step } from '../../../core/shapes.ts'
import { bySystem } from '../by-system.ts'
import type { Ground } from '../house.ts'
import { fillOwner, holderPlace, holderShape, joined, ownerWords, placeLabel, publishedName } from './names.ts'
import { textOf, withReasons } from './said.ts'
import type { Told } from './story.ts'

const StaffBy = z.object({
  person: z.string(),
  post: Post,
  area: z.number().optional(),
  organisation: z.number().optional(),
  /** a department's own system did it, not one of its people */ connector: z.string().optional(),
})
export type By =
  { readonly kind: 'system' } | { readonly kind: 'reporter' } | { readonly kind: 'staff'; readonly by: z.output<typeof StaffBy> | null }

/** Who did it. Where the leaf is hidden from the viewer it was the reporter; where it was erased, somebody on the staff. */
export function byOf(step: Pick<Told, 'leaves'>): By {
  const leaf = step.leaves.find((each) => each.name === 'by')
  if (!leaf || leaf.audience === 'reporter') return { kind: 'reporter' }
  const staff = StaffBy.safeParse(leaf.value)
  if (staff.success) return { kind: 'staff', by: staff.data }
  return leaf.audience === 'all' ? { kind: 'system' } : { kind: 'staff', by: null }
}

/** The action as it stood where the step was taken. */
export function actionAt(process: Process | undefined, step: Pick<Told, 'before' | 'event'>): Action | undefined {
  const name = step.event.action
  return step.before === null ? process?.open[name] : (process?.states[step.before.state]?.can?.[name] ?? process?.always?.[name])
}

export type Telling = {
  readonly ground: Ground
  readonly process: Process | undefined
  /** numbers of the matters that answers point to */ readonly numbers: ReadonlyMap<string, string>
}

/** For colleagues: posts and names of staff, never of the reporter. */
export function staffSteps(telling: Telling, story: readonly Told[]): Step[] {
  const { ground, process } = telling
  return story
    .map((step): Step => {
      const action = actionAt(process, step)
      const by = byOf(step)
      const moved = step.after.state !== step.before?.state
      return {
        seq: step.event.seq, action: step.event.action, label: action?.label ?? bySystem(step.event.action) ?? unnamed(step.event.action), at: step.event.at, by: isRelayed(step) ? relayed : byLabel(ground, by), name: by.kind === 'staff' && by.by ? (ground.people.get(by.by.person)?.name ?? null) : null,
        said: [...pressed(step), ...saidIn(telling, { action, step, shows: () => true })], photos: photosIn(action, step), to: moved ? step.after.state : null, toLabel: moved ? (process?.states[step.after.state]?.label ?? unnamed(step.after.state)) : null,
        ...((by.kind === 'staff' && by.by?.connector !== undefined) || isRelayed(step) ? { byConnector: true } : {}),
      } // prettier-ignore
    })
    .reverse()
}

/** Notes between colleagues and their classification stay inside. */
const insideKinds: ReadonlySet<Field['kind']> = new Set(['holder', 'holders', 'category', 'matter', 'thing', 'phone'])
const insideNames: ReadonlySet<string> = new Set(['advice', 'task', 'urgency', 'severity'])

/** For the person who reported: plain words only; who joined a neighbour's report never reads the neighbour's words. */
export function residentSteps(
  telling: Telling,
  told: { readonly story: readonly Told[]; readonly bys: ReadonlyMap<number, By>; readonly isJoined: boolean },
): Step[] {
  const { ground, process } = telling
  return told.story
    .flatMap((step): Step[] => {
      const action = actionAt(process, step)
      if (!action?.plain) return []
      const by = told.bys.get(step.event.seq) ?? { kind: 'staff', by: null }
      const person = by.kind === 'staff' && by.by ? publishedName(ground, by.by.person) : null
      const owner = process ? ownerOfMatter(process, step.after, ground.roster) : null
      const actor =
        by.kind === 'staff' && by.by
          ? withName(by.by.organisation !== undefined ? holderPlace(ground, placeIn(by.by)) : posts[by.by.post].label, person)
          : owner
            ? ownerWords(ground, owner.holder)
            : null
      const hidden = told.isJoined && by.kind === 'reporter'
      const moved = step.after.state !== step.before?.state
      return [
        {
          seq: step.event.seq, action: step.event.action, label: fillOwner(action.plain, actor), at: step.event.at, by: by.kind === 'reporter' ? (told.isJoined ? neighbour : you) : byLabel(ground, by), name: person,
          said: hidden ? [] : [...pressed(step), ...saidIn(telling, { action, step, shows: (name, field) => !insideNames.has(name) && !insideKinds.has(field.kind) })], photos: hidden ? [] : photosIn(action, step), to: moved ? step.after.state : null, toLabel: moved ? fillOwner(process?.states[step.after.state]?.plain ?? process?.states[step.after.state]?.label ?? unnamed(step.after.state), owner ? ownerWords(ground, owner.holder) : null) : null,
        },
      ] // prettier-ignore
    })
    .reverse()
}

/** One bar from the first report until now or the end; it never restarts. */
export function barOf(telling: Telling, story: readonly Told[], now: number): Segment[] {
  const segments: Segment[] = []
  story.forEach((step, at) => {
    const { after, before, event } = step
    if (isEnded(after.phase)) return
    const until = story[at + 1]?.event.at ?? Math.max(now, event.at)
    // what waited on a phone was said before it arrived
    const from = at === 0 ? Math.min(after.openedAt, event.at) : event.at
    const struckNow = sum(after.clocks) > sum(before?.clocks ?? {})
    const last = segments.at(-1)
    const stays = before !== null && before.state === after.state
    const isLate = struckNow || (stays && last?.kind === 'late')
    const kind = isLate ? 'late' : after.phase === 'working' || after.phase === 'paused' ? after.phase : 'waiting'
    const label = telling.process?.states[after.state]?.label ?? unnamed(after.state)
    if (last && last.kind === kind && last.to === event.at && last.label.zh === label.zh) segments[segments.length - 1] = { ...last, to: until }
    else if (until > from) segments.push({ kind, from, to: until, label })
  })
  return segments
}

const sum = (clocks: Readonly<Record<string, { readonly struck: number }>>): number =>
  Object.values(clocks).reduce((total, clock) => total + clock.struck, 0)
const unnamed = (name: string): Label => ({ zh: name, en: name })
const you: Label = { zh: '您', en: 'You' }
const theirSystem: Label = { zh: '部门业务系统', en: 'The department’s system' }
const relayed: Label = { zh: '上报人（由对接系统转达）', en: 'The reporter, relayed by a connected system' }
const isRelayed = (step: Pick<Told, 'leaves'>): boolean => step.leaves.some(({ name }) => name === 'relay')
const neighbour: Label = { zh: '先报的邻居', en: 'The neighbour who reported first' }
const placeIn = (by: z.output<typeof StaffBy>) => ({
  post: by.post,
  ...(by.area === undefined ? {} : { area: by.area }),
  ...(by.organisation === undefined ? {} : { organisation: by.organisation }),
})
const withName = (label: Label, name: string | null): Label => (name ? { zh: `${label.zh}${name}`, en: `${name} (${label.en})` } : label)

function byLabel(ground: Ground, by: By): Label {
  if (by.kind === 'system') return { zh: '系统', en: 'The system' }
  if (by.kind === 'reporter') return { zh: '上报人', en: 'The reporter' }
  if (!by.by) return { zh: '工作人员', en: 'Staff' }
  return joined(
    by.by.connector === undefined ? posts[by.by.post].label : theirSystem,
    by.by.organisation === undefined ? placeLabel(ground, by.by.area) : holderShape(ground, placeIn(by.by)).place,
  )
}

/** What waited on a phone says both: when it was said, and when it arrived. */
function pressed({ before, after, event }: Pick<Told, 'before' | 'after' | 'event'>): Step['said'] {
  if (before !== null || after.openedAt >= event.at) return []
  const clock = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ')
  const label = { zh: '没网时先存着，说的时候 → 送到', en: 'Kept without a network: said → arrived' }
  return [{ label, text: `${clock(after.openedAt)} → ${clock(event.at)}` }]
}

type Asked = { readonly action: Action | undefined; readonly step: Told; readonly shows: (name: string, field: Field) => boolean }

function saidIn(telling: Telling, asked: Asked): Step['said'] {
  return Object.entries(asked.action?.ask ?? {}).flatMap(([name, field]) => {
    const leaf = asked.step.leaves.find((each) => each.name === `a:${name}`)
    if (!leaf || field.secret || !asked.shows(name, field)) return []
    if (leaf.salt === null) return [{ label: field.label, text: '（已按规定删除）' }]
    const why = asked.step.leaves.find((each) => each.name === `why:${name}`)
    const text = textOf(telling, field, withReasons(field, leaf.value, why?.value))
    return text === null ? [] : [{ label: field.label, text }]
  })
}

const Ids = z.array(z.uuid())
function photosIn(action: Action | undefined, step: Told): string[] {
  return Object.entries(action?.ask ?? {}).flatMap(([name, field]) => {
    const leaf = field.kind === 'photos' ? step.leaves.find((each) => each.name === `a:${name}`) : undefined
    return Ids.catch([]).parse(leaf?.value)
  })
}
