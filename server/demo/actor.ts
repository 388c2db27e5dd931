// Plays one sensible next step of a demonstration matter, as the person who really owns it then.
import { usualBoards } from '../../core/boards.ts'
import { uuidv7 } from 'uuidv7'
import { ownerOfMatter } from '../../core/owner.ts'
import type { Matter } from '../../core/matter.ts'
import type { Asker } from '../matters/ask.ts'
import type { Ground } from '../matters/house.ts'
import type { Story } from './stories.ts'

export type Dice = () => number
export type Move = {
  readonly action: string
  readonly answers: Record<string, unknown>
  readonly asker: Asker
  /** how long the next step then takes */ readonly afterMinutes: number
}
type Scene = { readonly ground: Ground; readonly now: number; readonly dice: Dice; readonly story: Story; readonly receipt: string | null }

/** Stands for the phones of invented people. */
export const demoDevice = '00'.repeat(32)
/** Mostly quick, sometimes slow: a long right tail like real work. */
const minutes = (dice: Dice, typical: number): number => Math.max(2, Math.round(typical * Math.exp((dice() + dice() + dice() - 1.5) * 1.3)))
const dayString = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10)

/** The next step, or null when the matter rests (ended, or the reporter stays silent). */
export function nextMove(scene: Scene, matter: Matter): Move | null {
  const { ground, dice } = scene
  const process = ground.process(matter.process, matter.version)
  const owner = process ? ownerOfMatter(process, matter, ground.roster) : null
  const person = owner?.people[0]
  const as = person ? asPerson(ground, person, scene.now) : null
  const category = ground.categories.get(matter.marks['category'] ?? '')
  const by = (action: string, answers: Record<string, unknown>, typical: number): Move | null =>
    as ? { action, answers, asker: as, afterMinutes: minutes(dice, typical) } : null
  const working = 0.3 * workMinutes(category?.handle)
  const roll = dice()
  const board = usualBoards[category?.classCode ?? '']
  // what a township can settle by itself it gives to the board that looks after the class
  const isOfBoard = board !== undefined && dice() < (matter.state === 'major' ? 0.7 : 0.3)
  const holder = isOfBoard
    ? { post: board }
    : category?.routeOrganisation
      ? { post: 'departmentOfficer', organisation: category.routeOrganisation }
      : { post: category?.routePost ?? 'communityStaff' }
  switch (matter.state) {
    case 'reported':
      if (roll < 0.05) return by('triagePrivate', { words: '这件事可以自家先商量着办，社区调解员的电话在一楼公示栏，需要的话我们陪着谈。' }, 40)
      if (roll < 0.3) return by('takeUp', {}, working)
      return roll < 0.85 ? by('triageSmall', {}, 40) : by('triageMajor', { why: '涉及多个单位，社区协调不动' }, 45)
    case 'small':
    case 'major':
    case 'found':
    case 'returned':
    case 'contested':
      return by(matter.state === 'returned' || matter.state === 'contested' ? 'redispatch' : 'dispatch', { holder }, 50)
    case 'dispatched':
      return roll < 0.05 && (matter.counts['returnOrder'] ?? 0) === 0
        ? by('returnOrder', { why: '这一段不归我们管养，建议派给属地社区' }, 60)
        : by('acknowledge', {}, working)
    case 'arbitration':
      return by('rule', { holder, why: '按权责清单由首接单位牵头' }, working)
    case 'handling':
      if (roll < 0.06) return by('pause', { why: '等材料到货', until: dayString(scene.now + 86_400_000) }, working)
      return by('resolve', { done: scene.story.done }, 80)
    case 'resolved':
      return roll < 0.06 ? by('rework', { why: '现场看还差一点，请再处理' }, 120) : by('pass', { seen: '现场看过，和说的一样' }, 60)
    case 'verified':
      return process?.name === 'grid-finding' ? by('close', { words: scene.story.reply }, 90) : by('reply', { words: scene.story.reply }, 200)
    case 'replied':
      return judge(scene, roll)
    default:
      return null
  }
}

const workMinutes = (span: { amount: number; unit: string } = { amount: 5, unit: 'workday' }): number =>
  span.amount * ({ minute: 1, clockHour: 60, workHour: 60, workday: 420, day: 1440 }[span.unit] ?? 60)

/** About two in three answer; those who do not are never counted as satisfied. */
function judge(scene: Scene, roll: number): Move | null {
  if (!scene.receipt || roll > 0.68) return null
  const asker: Asker = { kind: 'person', person: null, postings: [], device: demoDevice, receipt: scene.receipt }
  const grade = scene.dice()
  const rating = grade < 0.45 ? 'veryGood' : grade < 0.82 ? 'good' : grade < 0.93 ? 'fair' : 'poor'
  if (roll < 0.05)
    return { action: 'dispute', answers: { solved: 'partly', why: '弄了一半，还没全好' }, asker, afterMinutes: minutes(scene.dice, 240) }
  return { action: 'confirm', answers: scene.dice() < 0.8 ? { rating } : {}, asker, afterMinutes: minutes(scene.dice, 300) }
}

export function asPerson(ground: Ground, person: string, now: number): Asker {
  return { kind: 'person', person, postings: ground.postingsOf(person, now), device: demoDevice }
}

export const newId = (): string => uuidv7()
