// What the holder of a receipt sees: plain words, who has it and until when, what was said and done, and every look at their contact.
import { z } from 'zod'
import { choicesFor } from '../../../core/choices.ts'
import type { Label } from '../../../core/label.ts'
import type { Matter } from '../../../core/matter.ts'
import { ownerOfMatter } from '../../../core/owner.ts'
import { isEnded, type Process } from '../../../core/process.ts'
import type { FollowPage } from '../../../core/shapes.ts'
import { normalReceipt } from '../../../core/receipt.ts'
import { Instant, type Tx } from '../../db/gate.ts'
import type { Ground, House } from '../house.ts'
import { blindReceipt, ownScope } from '../own-scope.ts'
import { matterOf } from '../row.ts'
import { worldOf } from '../world.ts'
import { knownAround } from './facts.ts'
import { readAttachments, readLetters } from './enclosures.ts'
import { choiceShape, readNumbers } from './matter-page.ts'
import { fillOwner, holderShape, ownerWords, postLabel } from './names.ts'
import { fromMatters, isStruckIn, placeOfRow, sameCounts, SeenMatter, seenColumns } from './rows.ts'
import { LeafRow, readStory, type Told } from './story.ts'
import { beyondOf } from './beyond.ts'
import { actionAt, byOf, residentSteps, type By } from './timeline.ts'

const Mine = z.object({ matter_id: z.string(), standing: z.enum(['open', 'confidential', 'anonymous']), joined: z.boolean() })
/** After a merge one receipt names two matters: the one that was joined last is followed. */
const readMine = async (tx: Tx, district: number) =>
  (
    await tx.rows(
      Mine,
      'select r.matter_id, r.standing, r.joined from reporters r join matters m on m.district_id = r.district_id and m.id = r.matter_id where r.district_id = $1 order by r.joined desc, r.at desc, r.matter_id limit 1',
      [district],
    )
  )[0]

/** The matter of a receipt, or nothing if there is no such receipt. */
export async function matterOfReceipt(house: House, ground: Ground, receipt: string): Promise<string | null> {
  const mine = await house.db.withDistrict(ownScope(house, ground.district.id, receipt), (tx) => readMine(tx, ground.district.id))
  return mine?.matter_id ?? null
}

export async function followPage(
  house: House,
  ground: Ground,
  wish: { readonly receipt: string; readonly markSeen: boolean },
): Promise<FollowPage | null> {
  const d = ground.district.id
  const found = await house.db.withDistrict(ownScope(house, d, wish.receipt), async (tx) => {
    const mine = await readMine(tx, d)
    return mine ? readOwn(tx, d, mine) : null
  })
  const process = found && ground.process(found.row.process, found.row.version)
  if (!found || !process) return null
  const { row, mine } = found
  const receipt = blindReceipt(house, wish.receipt)
  const known = await knownAround(house, ground, { matter: row.id, person: null, receipt, claimants: [receipt] })
  const staff = await readStaffSide(house, ground, row)
  if (wish.markSeen) await markSeen(house, ground, { receipt, matter: row.id })
  const matter = matterOf(row)
  const now = house.now()
  const owner = ownerOfMatter(process, matter, ground.roster)
  const world = worldOf({ ground, process, now, area: matter.area, facts: known.facts })
  // a neighbour who joined is heard, but does not end the report for the one who made it
  const ends = (to: string | undefined) => to !== undefined && isEnded(process.states[to]?.phase ?? 'waiting')
  const asReporter = { kind: 'person', person: null, postings: [], isReporter: true, holds: known.holds } as const
  const choices = choicesFor(world, matter, asReporter).filter(({ plan }) => plan.by.includes('reporter') && !(mine.joined && ends(plan.to)))
  const steps = residentSteps({ ground, process, numbers: found.numbers }, { story: found.told, bys: staff.bys, isJoined: mine.joined })
  const shown = new Set(steps.flatMap((step) => step.photos))
  const category = ground.categories.get(row.marks['category'] ?? '')?.label ?? null
  const place = placeOfRow(ground, row)
  const same = (await sameCounts(house, ground, [row.id])).get(row.id) ?? 0
  return {
    id: row.id, number: row.number, receipt: written(wish.receipt), headline: mine.joined ? `${category?.zh ?? process.title.zh} · ${place.zh}` : row.headline, thing: row.thing_zh && row.thing_en ? { zh: row.thing_zh, en: row.thing_en } : null, place, category, phase: row.phase, state: row.state, plain: plainOf(ground, process, matter), owner: owner ? holderShape(ground, owner.holder) : null,
    openedAt: row.opened_at, endedAt: row.ended_at, due: isEnded(row.phase) ? null : row.due_at, provisional: row.provisional ?? false, late: !isEnded(row.phase) && ((row.due_at ?? Infinity) <= now || isStruckIn(matter)), stage: stageOf(matter), steps, choices: choices.map(choiceShape), letters: mine.joined ? [] : found.letters,
    attachments: found.attachments.filter((each) => !mine.joined || shown.has(each.id)), sameCount: same, deliveredAt: staff.deliveredAt, seenAt: staff.seenAt, reply: replyIn(process, found.told), beyond: staff.beyond, looks: found.looks, standing: mine.standing, joined: mine.joined, seq: row.seq,
  } // prettier-ignore
}

/** The state in plain words with whoever has it now. */
export function plainOf(ground: Ground, process: Process | undefined, matter: Matter): Label {
  const owner = process ? ownerOfMatter(process, matter, ground.roster) : null
  return fillOwner(process?.states[matter.state]?.plain ?? { zh: '收到了', en: 'Received' }, owner ? ownerWords(ground, owner.holder) : null)
}

/** Five stages for everyone, whatever the process calls its states. */
export function stageOf(matter: Matter): FollowPage['stage'] {
  if (matter.phase === 'done' || matter.phase === 'dropped') return matter.phase
  if (matter.phase === 'working' || matter.phase === 'paused') return 'working'
  if ((matter.duties['handler'] ?? []).length > 0) return 'checking'
  return matter.seats['handler'] ? 'assigned' : 'received'
}

const LookRow = z.object({ at: Instant, post: z.string(), reason: z.string() })

async function readOwn(tx: Tx, d: number, mine: z.output<typeof Mine>) {
  const [row] = await tx.rows(SeenMatter, `select ${seenColumns} ${fromMatters} where m.district_id = $1 and m.id = $2`, [d, mine.matter_id])
  if (!row) return null
  const { told } = await readStory(tx, row, d)
  const looks = await tx.rows(
    LookRow,
    'select at, post, reason from reveals where district_id = $1 and matter_id = $2 order by at desc, id limit 100',
    [d, row.id],
  )
  return {
    row, mine, told,
    numbers: await readNumbers(tx, d, told),
    looks: looks.map((look) => ({ at: look.at, post: postLabel(look.post) ?? { zh: '工作人员', en: 'Staff' }, reason: look.reason })),
    letters: await readLetters(tx, d, row.id),
    attachments: await readAttachments(tx, d, { id: row.id, audiences: ['all', 'reporter'] }),
  } // prettier-ignore
}

const Receipts = z.object({ delivered: Instant.nullable(), seen: Instant.nullable() })

type StaffSide = { bys: ReadonlyMap<number, By>; deliveredAt: number | null; seenAt: number | null; beyond: FollowPage['beyond'] }
/** By which post each step was taken, what was handed on, and when word of it reached somebody and was read. Names leave only where published. */
async function readStaffSide(house: House, ground: Ground, { id }: { readonly id: string }): Promise<StaffSide> {
  const d = ground.district.id
  return house.db.withDistrict({ role: 'act', district: d }, async (tx) => {
    const leaves = await tx.rows(
      LeafRow,
      `select seq, name, audience, value, encode(salt, 'hex') as salt, encode(hash, 'hex') as hash from leaves where district_id = $1 and subject_id = $2 and name = 'by' order by seq limit 2000`,
      [d, id],
    )
    const [times] = await tx.rows(
      Receipts,
      'select min(delivered_at) as delivered, min(seen_at) as seen from notices where district_id = $1 and matter_id = $2 and receipt is null',
      [d, id],
    )
    return {
      bys: new Map(leaves.map((leaf) => [leaf.seq, byOf({ leaves: [leaf] })])),
      deliveredAt: times?.delivered ?? null,
      seenAt: times?.seen ?? null,
      beyond: await beyondOf(tx, ground, { id }),
    }
  })
}

/** Opening the page is having read what was sent. */
async function markSeen(house: House, ground: Ground, read: { receipt: string; matter: string }): Promise<void> {
  const at = new Date(house.now())
  await house.db.withDistrict({ role: 'act', district: ground.district.id }, async (tx) => {
    await tx.run(`update notices set seen_at = $3 where district_id = $1 and receipt = decode($2, 'hex') and seen_at is null`, [
      ground.district.id,
      read.receipt,
      at,
    ])
    await tx.run('update letters set seen_at = $3 where district_id = $1 and matter_id = $2 and not from_reporter and seen_at is null', [
      ground.district.id,
      read.matter,
      at,
    ])
  })
}

/** The newest answer that was given as a reply. */
export function replyIn(process: Process, story: readonly Told[]): string | null {
  for (const step of [...story].reverse()) {
    const reply = actionAt(process, step)?.then?.find((effect) => 'reply' in effect)
    const leaf = reply && 'reply' in reply ? step.leaves.find((each) => each.name === `a:${reply.reply}`) : undefined
    if (typeof leaf?.value === 'string') return leaf.value
  }
  return null
}

const written = (text: string): string => normalReceipt(text).replace(/^(.{3})(.{3})(.{3})$/, '$1-$2-$3')
