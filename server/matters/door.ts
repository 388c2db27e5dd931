// `act`: the only writer of matters. Gathers what is asked at the same moment into batches and acknowledges after the commit.
import { refuse } from '../../core/refusals.ts'
import type { Ask, Verdict } from './ask.ts'
import { runBatch, type Committed } from './batch.ts'
import type { House } from './house.ts'
import { makeNumbers } from './numbering.ts'
import { newWriting } from './writing.ts'

export type Door = { act(ask: Ask): Promise<Verdict>; /** waits until nothing is under way */ idle(): Promise<void>; waiting(): number }
type Member = { readonly ask: Ask; readonly since: number; readonly settle: (verdict: Verdict) => void; readonly fail: (error: unknown) => void }
type Queue = { readonly members: Member[]; underWay: number }

/** Measured: more members or more batches at once gain nothing on four cores; one alone leaves them idle while the disk writes. */
const most = 48
const atOnce = 2
const oldestMs = 4000

/** What the system does by the thousand, such as opening the parts of a list, waits for nobody: many of it in one batch cost one commit instead of four. More would hold up everything else for too long. */
const mostOfSystem = 192
function roomFor(members: readonly Member[]): number {
  const other = members.slice(0, mostOfSystem).findIndex(({ ask }) => !('asker' in ask) || ask.asker.kind !== 'system')
  return Math.max(most, other < 0 ? mostOfSystem : other)
}

export function openDoor(house: House): Door {
  const queues = new Map<number, Queue>()
  const numbers = makeNumbers(house)
  const resting: (() => void)[] = []

  const act = (ask: Ask): Promise<Verdict> => {
    const queue = queues.get(ask.district) ?? { members: [], underWay: 0 }
    queues.set(ask.district, queue)
    const oldest = queue.members[0]
    if (oldest && performance.now() - oldest.since > oldestMs) return Promise.resolve({ ok: false, refusal: refuse('busy'), busy: true })
    return new Promise((settle, fail) => {
      queue.members.push({ ask, since: performance.now(), settle, fail })
      pump(ask.district, queue)
    })
  }

  const pump = (district: number, queue: Queue): void => {
    while (queue.underWay < atOnce && queue.members.length > 0) {
      const members = queue.members.splice(0, roomFor(queue.members))
      queue.underWay += 1
      void carry(district, members).finally(() => {
        queue.underWay -= 1
        pump(district, queue)
        if ([...queues.values()].every((each) => each.underWay === 0 && each.members.length === 0)) for (const wake of resting.splice(0)) wake()
      })
    }
  }

  const carry = async (district: number, members: readonly Member[]): Promise<void> => {
    try {
      await announce(members, await together(district, { asks: members.map((member) => member.ask), careful: false }))
    } catch {
      for (const member of members) await alone(district, member)
    }
  }

  /** Alone and with a read: the one that broke the batch fails for itself only. */
  const alone = async (district: number, member: Member): Promise<void> => {
    try {
      await announce([member], await together(district, { asks: [member.ask], careful: true }))
    } catch (error) {
      member.fail(error)
    }
  }

  const together = async (district: number, plan: { asks: readonly Ask[]; careful: boolean }): Promise<Committed> => {
    const ground = await house.grounds.byId(district)
    if (!ground) return { verdicts: plan.asks.map(() => ({ ok: false, refusal: refuse('not-found') })), writing: newWriting() }
    return runBatch({ house, ground, ...plan, numbers: await numbers(ground, plan.asks.filter((ask) => ask.kind === 'birth').length) })
  }

  const announce = async (members: readonly Member[], committed: Committed): Promise<void> => {
    // an emergency mode began or ended: who asks next must find it so
    const turned = committed.writing.turned.length > 0 ? members[0]?.ask.district : undefined
    if (turned !== undefined) await house.grounds.refresh(turned)
    members.forEach((member, at) => {
      const verdict = committed.verdicts[at]
      if (verdict) member.settle(verdict)
      else member.fail(new Error('A batch gave fewer verdicts than it had members'))
    })
    if (committed.writing.wakes.length > 0) house.live.tell(committed.writing.wakes)
  }

  const waiting = () => [...queues.values()].reduce((sum, queue) => sum + queue.members.length + queue.underWay, 0)
  return { act, waiting, idle: () => (waiting() === 0 ? Promise.resolve() : new Promise((wake) => resting.push(wake))) }
}
