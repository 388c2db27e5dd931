// The page of one matter for staff: what it is, who has it and why, what this viewer can do, and its whole story with proof.
import { z } from 'zod'
import { momentOf } from '../../../core/holds.ts'
import { choicesFor, type Choice as Chosen } from '../../../core/choices.ts'
import { explainClock, inEmergency } from '../../../core/clock-words.ts'
import type { ClockState, Matter, Posting } from '../../../core/matter.ts'
import { ownerOfMatter, type Passed } from '../../../core/owner.ts'
import { Post } from '../../../core/posts.ts'
import { clocksIn, isEnded, type Process } from '../../../core/process.ts'
import { Id, type AttachmentShape, type Choice, type ClockShape, type LetterShape, type MatterPage } from '../../../core/shapes.ts'
import type { Scope, Tx } from '../../db/gate.ts'
import { gathered, uuidSql } from '../../db/planned.ts'
import { isRefused, type Answer, type Call, type Caller, type Refused } from '../endpoint.ts'
import type { Ground, House } from '../house.ts'
import { matterOf } from '../row.ts'
import { emergencySince } from '../places.ts'
import { actorOf, worldOf } from '../world.ts'
import { notFound, staffOnly } from './asking.ts'
import { AttachmentRow, attachmentSql, LetterRow, letterShape, letterSql } from './enclosures.ts'
import { factsLeg, knownFrom, type Known } from './facts.ts'
import { callUpCounts } from './call-up-counts.ts'
import { guestScopes } from './guests.ts'
import { asSeated, fillOwner, holderShape, ownerWords } from './names.ts'
import { oneTrip } from './one-trip.ts'
import { rowOf, rowsFor, SeenMatter, seenColumns } from './rows.ts'
import { stepFormOf, waysFor } from './openings.ts'
import { scopesOf } from './scopes.ts'
import { EventRow, LeafRow, storyOf, storySql, type Told } from './story.ts'
import { barOf, staffSteps } from './timeline.ts'

export async function matter({ house, ground, caller, params }: Call<'matter'>): Promise<Answer<'matter'> | Refused> {
  const page = await matterPage(house, ground, { caller, id: params.id })
  if (!isRefused(page) && page.letters.some((letter) => letter.fromReporter && letter.seenAt === null)) {
    const scope = { role: 'act', district: ground.district.id } as const
    await house.db.withDistrict(scope, (tx) =>
      tx.run('update letters set seen_at = $3 where district_id = $1 and matter_id = $2 and from_reporter and seen_at is null', [
        ground.district.id,
        params.id,
        new Date(house.now()),
      ]),
    )
  }
  return page
}

/** Whether this caller may read the matter at all. */
export async function mayRead(house: House, ground: Ground, wish: { readonly caller: Caller; readonly id: string }): Promise<boolean> {
  const values = [String(ground.district.id), uuidSql(wish.id)]
  const statement = { name: 'may_read', types: 'int, uuid', sql: 'select 1 as found from matters where district_id = $1 and id = $2 limit 1', values }
  const isSeen = async (scopes: readonly Scope[]): Promise<boolean> => {
    for (const scope of scopes) if ((await oneTrip(house, [{ scope, statement }])).some((rows) => rows.length > 0)) return true
    return false
  }
  return (await isSeen(scopesOf(ground, wish.caller))) || (await isSeen(await guestScopes(house, ground, wish)))
}

/** The page as this caller may read it; also what follows an act. */
export async function matterPage(
  house: House,
  ground: Ground,
  wish: { readonly caller: Caller; readonly id: string },
): Promise<MatterPage | Refused> {
  const { caller, id } = wish
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const found =
    (await firstFound(house, ground, { scopes, caller, id })) ??
    (await firstFound(house, ground, { scopes: await guestScopes(house, ground, { caller, id }), caller, id }))
  const row = found?.row
  const process = row && ground.process(row.process, row.version)
  if (!found || !row || !process) return notFound()
  const now = house.now()
  const seen = matterOf(row)
  const { known } = found
  const world = worldOf({ ground, process, now, area: seen.area, facts: known.facts })
  const owning = ownerOfMatter(process, seen, ground.roster)
  const owner = owning && { ...owning, holder: asSeated(ground, owning.holder, { rule: process.states[seen.state]?.owner, seats: seen.seats }) }
  const telling = { ground, process, numbers: found.numbers }
  const shown = rowOf(ground, row, known.facts.pools['metoo']?.taken ?? 0)
  return {
    matter: owner ? { ...shown, owner: holderShape(ground, owner.holder) } : shown, words: row.words, ...(row.marks['outside'] === undefined ? {} : { outside: row.marks['outside'] }), choices: choicesFor(world, seen, actorOf(ground, caller, { isReporter: known.isReporter, holds: known.holds, now })).map(choiceShape), timeline: staffSteps(telling, found.told), clocks: clockShapes(ground, process, { matter: seen, now }), bar: barOf(telling, found.told, now),
    seats: Object.entries(seen.seats).map(([seat, holder]) => ({ seat, label: process.seats?.[seat]?.label ?? { zh: seat, en: seat }, holder: holderShape(ground, holder) })), children: await rowsFor(house, ground, found.children), parent: found.parent ? rowOf(ground, found.parent, 0) : null,
    about: found.about ? rowOf(ground, found.about, 0) : null, followers: await rowsFor(house, ground, found.followers), openings: waysFor(ground, { caller, now, about: seen }).map(({ way }) => way), callUps: await callUpCounts(house, ground, [row, ...found.followers]), ...wantedIn(seen),
    attachments: found.attachments, letters: found.letters, passed: (owner?.passed ?? []).map((each) => ({ holder: holderShape(ground, each.holder), why: whyPassed[each.why] })), reporterSees: row.parent_id === null && isOfResidents(process) && process.states[row.state]?.plain ? { state: fillOwner(process.states[row.state]?.plain ?? { zh: '', en: '' }, owner ? ownerWords(ground, owner.holder) : null), promise: shown.due } : null,
    mayReveal: known.hasContact && isRelay(ground, caller, seen), hasContact: known.hasContact, proof: { events: found.told.length, holds: found.holds },
  } // prettier-ignore
}

/** A booking leads to what it asks for, with the time that stands now: another may have been offered since. */
function wantedIn({ marks }: Matter): Pick<MatterPage, 'resource'> {
  const { resource, amount, from, until } = marks
  if (resource === undefined || amount === undefined || !Id.safeParse(resource).success) return {}
  return { resource: { id: resource, amount: Number(amount), from: momentOf(from), until: momentOf(until) } }
}

type Found = {
  readonly row: SeenMatter
  readonly known: Known
  readonly told: readonly Told[]
  readonly holds: boolean
  readonly numbers: ReadonlyMap<string, string>
  readonly children: readonly SeenMatter[]
  readonly parent: SeenMatter | null
  readonly about: SeenMatter | null
  readonly followers: readonly SeenMatter[]
  readonly letters: LetterShape[]
  readonly attachments: AttachmentShape[]
}

/** One matter is read whole in the first scope that shows it: the others would give the same. */
async function firstFound(house: House, ground: Ground, wish: { scopes: readonly Scope[]; caller: Caller; id: string }): Promise<Found | null> {
  for (const scope of wish.scopes) {
    const found = await readAll(house, ground, { scope, caller: wish.caller, id: wish.id })
    if (found) return found
  }
  return null
}

// found by id, each through its own index, and only then read in full, one by one: a plan made while a table was small would read it from end to end for as long as the connection lives
const family = `with family as materialized (
    select id from matters where district_id = $1 and id = $2
    union (select id from matters where district_id = $1 and parent_id = $2 order by opened_at, id limit 200)
    union (select id from matters where district_id = $1 and about_id = $2 order by opened_at, id limit 50)
    union select parent_id from matters where district_id = $1 and id = $2 union select about_id from matters where district_id = $1 and id = $2)
  select ${seenColumns} from family f cross join lateral (select * from matters where district_id = $1 and id = f.id offset 0) m
    left join lateral (select * from desk where district_id = $1 and matter_id = f.id offset 0) d on true left join lateral (select * from things where district_id = $1 and id = m.thing_id offset 0) t on true order by m.opened_at, m.id`
const [eventStory, leafStory] = storySql('$1', '$2')
const Page = z.object({
  family: z.array(SeenMatter),
  events: z.array(EventRow),
  leaves: z.array(LeafRow),
  letters: z.array(LetterRow),
  attachments: z.array(AttachmentRow),
})
const pageSql = gathered({
  family,
  events: eventStory,
  leaves: leafStory,
  letters: letterSql('$1', '$2'),
  attachments: attachmentSql('$1', '$2', `'all', 'staff'`),
})

async function readAll(house: House, ground: Ground, wish: { scope: Scope; caller: Caller; id: string }): Promise<Found | null> {
  const d = ground.district.id
  const { person } = wish.caller
  const statement = { name: 'page', types: 'int, uuid', sql: pageSql, values: [String(d), uuidSql(wish.id)] }
  // what surrounds it is read along, but nothing of it leaves unless the matter itself may be read
  const facts = factsLeg(ground, { matter: wish.id, person, receipt: null, claimants: person === null ? [] : [person] })
  const [page, around] = await oneTrip(house, [{ scope: wish.scope, statement }, facts])
  const read = Page.parse(page?.[0])
  const row = read.family.find((each) => each.id === wish.id)
  if (!row) return null
  const { told, holds } = storyOf(row, read.events, read.leaves)
  return {
    row, told, holds, known: knownFrom(around?.[0]),
    numbers: namedIn(told).length === 0 ? new Map() : await house.db.withDistrict(wish.scope, (tx) => readNumbers(tx, d, told)),
    children: read.family.filter((each) => each.parent_id === row.id),
    parent: read.family.find((each) => each.id === row.parent_id) ?? null,
    about: read.family.find((each) => each.id === row.about_id) ?? null,
    followers: read.family.filter((each) => each.about_id === row.id),
    letters: read.letters.map(letterShape),
    attachments: read.attachments,
  } // prettier-ignore
}

const Uuid = z.uuid()
/** A failed parse is dear, and nearly every answer is a sentence: only what has the length of an id is tried. */
const namedIn = (told: readonly Told[]): string[] =>
  told.flatMap((step) =>
    step.leaves.flatMap(({ value }) => (typeof value === 'string' && value.length === 36 ? (Uuid.safeParse(value).data ?? []) : [])),
  )

/** The numbers of matters that answers point to, such as the one this was merged into. */
export async function readNumbers(tx: Tx, district: number, told: readonly Told[]): Promise<ReadonlyMap<string, string>> {
  const ids = namedIn(told)
  if (ids.length === 0) return new Map()
  const rows = await tx.rows(
    z.object({ id: z.string(), number: z.string() }),
    'select id, number from matters where district_id = $1 and id = any($2::uuid[]) limit 200',
    [district, ids],
  )
  return new Map(rows.map((row) => [row.id, row.number]))
}

export function choiceShape({ action, plan, refusal }: Chosen): Choice {
  return {
    action,
    label: plan.label,
    tone: plan.tone ?? 'calm',
    key: plan.key ?? null,
    form: stepFormOf(plan),
    refusal: refusal
      ? {
          code: refusal.code,
          label: refusal.label,
          ...(refusal.field === undefined ? {} : { field: refusal.field }),
          ...(refusal.from === undefined ? {} : { from: refusal.from }),
        }
      : null,
  }
}

/** Running clocks first, then those at rest. */
function clockShapes(ground: Ground, process: Process, at: { readonly matter: Matter; readonly now: number }): ClockShape[] {
  if (isEnded(at.matter.phase)) return []
  const running = clocksIn(process, at.matter.state)
  const since = emergencySince(ground, at.matter.area)
  const because = (clock: ClockState) => {
    const said = explainClock(ground.calendar, clock, at.now)
    return clock.hurried === undefined || since === null ? said : inEmergency(said, since)
  }
  return Object.entries(at.matter.clocks)
    .map(([name, clock]) => ({
      name,
      label: clockLabel(process, name),
      due: clock.due ?? null,
      provisional: clock.provisional ?? false,
      struck: clock.struck,
      amount: clock.amount + clock.granted,
      unit: clock.unit,
      spent: clock.spent,
      because: because(clock),
    }))
    .sort((one, other) => Number(other.name in running) - Number(one.name in running) || (one.due ?? Infinity) - (other.due ?? Infinity))
}

function clockLabel(process: Process, name: string) {
  const state = name.startsWith('state-') ? process.states[name.slice(6)]?.label : undefined
  if (state) return { zh: `这一步（${state.zh}）`, en: `This step (${state.en})` }
  return clockNames[name] ?? { zh: name, en: name }
}
const clockNames: Readonly<Record<string, { zh: string; en: string }>> = {
  overall: { zh: '全程', en: 'From start to end' },
  handle: { zh: '办理', en: 'Handling' },
  respond: { zh: '到场', en: 'Turning up' },
  respondNow: { zh: '到场（30 分钟）', en: 'Turning up (30 minutes)' },
  reply: { zh: '评判答复', en: 'Judging the reply' },
  untaken: { zh: '没人接的时间', en: 'Time without a taker' },
}

/** Calls between offices, tasks and supervision have no resident who looks on. */
const isOfResidents = ({ kind = 'appeal' }: Process): boolean => kind === 'appeal' || kind === 'finding'

const revealing: ReadonlySet<Post> = new Set<Post>(['communityStaff', 'communitySecretary', 'dispatcher', 'supervisor'])

/** Who relays may look at a contact, with a reason that the reporter will read; whoever handles the matter never. */
function isRelay(ground: Ground, caller: Caller, seen: Matter): boolean {
  if (caller.person === null) return false
  const handler = seen.seats['handler']
  const isHandling = handler !== undefined && (handler.person === caller.person || ground.roster.present(handler).includes(caller.person))
  if (isHandling || (seen.duties['handler'] ?? []).includes(caller.person)) return false
  return relayPosting(ground, caller, seen.area) !== null
}

/** The posting by which this viewer of the page may look at the reporter's contact. */
export const mayReveal = (ground: Ground, view: { readonly caller: Caller; readonly page: MatterPage }): Posting | null =>
  view.page.mayReveal ? relayPosting(ground, view.caller, view.page.matter.area.id) : null

function relayPosting(ground: Ground, caller: Caller, area: number): Posting | null {
  return caller.postings.find((posting) => revealing.has(posting.post) && posting.area !== null && ground.roster.covers(posting.area, area)) ?? null
}

const whyPassed: Readonly<Record<Passed['why'], { zh: string; en: string }>> = {
  vacant: { zh: '这个岗位没有人', en: 'Nobody holds this post' },
  absent: { zh: '都请假了，也没有人代', en: 'Away, and nobody stands in' },
  excluded: { zh: '办过这件事，要回避', en: 'Took part before, so someone else must' },
  late: { zh: '超时了，往上一级', en: 'Was late, so the next level answers' },
}
