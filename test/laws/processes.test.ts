// Every process that comes with the product is sound, every seeded fault is found, and each one is printed for a person's eye.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { faultsOf, type FaultCode } from '../../core/faults.ts'
import { postNames, type Post } from '../../core/posts.ts'
import { printProcess } from '../../core/print.ts'
import { Process, type Action, type State } from '../../core/process.ts'
import coHandling from '../../processes/co-handling.ts'
import { shippedProcesses } from '../../processes/index.ts'
import resourceBooking from '../../processes/resource-booking.ts'
import residentReport from '../../processes/resident-report.ts'
import { flowerBed, flowerClub } from '../support/flower-club.ts'

const isUpdate = process.env['UPDATE_GOLDEN'] === '1'
const all = [...shippedProcesses, flowerClub, flowerBed]

describe('every process is sound', () => {
  it.each(all.map((process) => [process.name, process] as const))('%s has no fault', (_, process) => {
    expect(faultsOf(process, all)).toEqual([])
    expect(faultsOf(process, all, { posts: postNames })).toEqual([])
  })

  it('a district that stores a process as data gets the same verdict', () => {
    for (const process of all) expect(faultsOf(Process.parse(JSON.parse(JSON.stringify(process))), all)).toEqual([])
  })

  it('every fault says in Chinese and English what is wrong', () => {
    const faults = seeds.flatMap(({ from, change }) => faultsOf(broken(from ?? residentReport, change), all))
    for (const fault of faults) expect(`${fault.say.zh}|${fault.say.en}`).toMatch(/\p{Script=Han}.*\|.*[a-z]/u)
  })
})

describe('every process is printed as a page that a person can check', () => {
  it.each(all.map((process) => [process.name, process] as const))('%s reads as it did when somebody last looked', (name, process) => {
    const file = `test/laws/golden/${name}.md`
    const page = printProcess(process)
    // A process that is new, or UPDATE_GOLDEN=1, writes the page; the diff is what a reviewer reads.
    if (isUpdate || !existsSync(file)) writeFileSync(file, page)
    expect(page).toBe(readFileSync(file, 'utf8'))
  })
})

function broken(from: Process, change: (process: Process) => void): Process {
  const copy = Process.parse(JSON.parse(JSON.stringify(from)))
  change(copy)
  return copy
}

function get<T>(record: Readonly<Record<string, T>> | undefined, name: string): T {
  const found = record?.[name]
  if (found === undefined) throw new Error(`the seed expects ${name}`)
  return found
}
const state = (process: Process, name: string): State => get(process.states, name)
const action = (process: Process, at: string, name: string): Action =>
  get(at === 'always' ? process.always : at === 'open' ? process.open : state(process, at).can, name)

type Seed = {
  readonly what: string
  readonly code: FaultCode
  readonly from?: Process
  readonly posts?: readonly Post[]
  readonly change: (process: Process) => void
}
const reason = { kind: 'longText', label: { zh: '原因', en: 'Reason' } } as const

// prettier-ignore
const seeds: readonly Seed[] = [
  { what: 'a paused matter has no clock', code: 'no-clock', change: (p) => { delete state(p, 'paused').within } },
  { what: 'nobody owns the handling', code: 'no-owner', change: (p) => { delete state(p, 'handling').owner } },
  { what: 'a state that no path leads to', code: 'unreachable', change: (p) => { p.states['attic'] = { ...state(p, 'small') } } },
  { what: 'a label without English', code: 'language', change: (p) => { state(p, 'small').label = { zh: '待派单', en: '' } } },
  { what: 'Chinese where English should be', code: 'language', change: (p) => { action(p, 'small', 'park').label = { zh: '挂账', en: '挂账' } } },
  { what: 'English where Chinese should be', code: 'language', change: (p) => { p.title = { zh: 'Report', en: 'Report' } } },
  { what: 'a field label without Chinese', code: 'language', change: (p) => { get(action(p, 'handling', 'resolve').ask, 'done').label = { zh: '', en: 'What was done' } } },
  { what: 'the late action asks for a reason', code: 'late-asks', change: (p) => { action(p, 'always', 'overdue').ask = { why: reason } } },
  { what: 'the late action has a condition', code: 'late-asks', change: (p) => { action(p, 'replied', 'closeOnSilence').needs = [{ parts: 'allEnded' }] } },
  { what: 'the system may not take the late action', code: 'late-not-system', change: (p) => { action(p, 'paused', 'wake').by = ['owner'] } },
  { what: 'the late action does not exist', code: 'late-missing', change: (p) => { state(p, 'small').within = { span: { amount: 1, unit: 'day' }, late: 'shout' } } },
  { what: 'nobody hears the late action', code: 'late-unheard', change: (p) => { action(p, 'always', 'overdue').then = [] } },
  { what: 'a state strikes once and never again', code: 'late-forever', change: (p) => { delete get({ within: state(p, 'small').within }, 'within')?.again } },
  { what: 'the overall clock strikes once and never again', code: 'late-forever', change: (p) => { delete get(p.clocks, 'overall').again } },
  { what: 'the system verifies', code: 'system-duty', change: (p) => { action(p, 'resolved', 'pass').by.push('system') } },
  { what: 'the system writes a reply', code: 'system-reply', change: (p) => { action(p, 'replied', 'closeOnSilence').then = [{ reply: 'words' }] } },
  { what: 'declining without a reply', code: 'after-unmet', change: (p) => { action(p, 'small', 'decline').then = [] } },
  { what: 'declining without a reply, and the end does not ask for one', code: 'end-without-reply', change: (p) => { action(p, 'small', 'decline').then = []; delete state(p, 'declined').after } },
  { what: 'the system ends a matter that nobody answered', code: 'end-without-reply', change: (p) => { delete state(p, 'closed').after; action(p, 'paused', 'wake').to = 'closed' } },
  { what: 'a reopened matter ends with the reply of the round before', code: 'after-unmet', change: (p) => { action(p, 'contested', 'explain').then = [] } },
  { what: 'resolving is nobody’s duty', code: 'after-unmet', change: (p) => { delete action(p, 'handling', 'resolve').as } },
  { what: 'verifying can be skipped', code: 'after-unmet', change: (p) => { action(p, 'handling', 'resolve').to = 'verified' } },
  { what: 'an anonymous passer-by verifies', code: 'after-unmet', change: (p) => { action(p, 'resolved', 'pass').by = ['anyone'] } },
  { what: 'a booking ends and gives nothing back', code: 'held-at-end', from: resourceBooking, change: (p) => { action(p, 'granted', 'takeBack').then = [{ reply: 'why' }] } },
  { what: 'a resource is held for a time that nobody was asked', code: 'wrong-field', from: resourceBooking, change: (p) => { delete get(action(p, 'open', 'ask').ask, 'from').mark } },
  { what: 'whoever handled may verify', code: 'not-apart', change: (p) => { p.apart = (p.apart ?? []).slice(1) } },
  { what: 'whoever verified may close', code: 'not-apart', change: (p) => { p.apart = (p.apart ?? []).filter((pair) => pair.join() !== 'verifier,closer') } },
  { what: 'the reporter may verify', code: 'not-apart', change: (p) => { p.apart = (p.apart ?? []).filter((pair) => !pair.includes('reporter')) } },
  { what: 'an action leads to a state that is not there', code: 'unknown-name', change: (p) => { action(p, 'small', 'park').to = 'garage' } },
  { what: 'the third return leads nowhere', code: 'unknown-name', change: (p) => { action(p, 'handling', 'returnOrder').nth = { n: 3, to: 'court' } } },
  { what: 'a seat that is not declared', code: 'unknown-name', change: (p) => { action(p, 'handling', 'resolve').by.push('seat:boss') } },
  { what: 'a rule that nobody wrote', code: 'unknown-name', change: (p) => { action(p, 'closed', 'rate').needs = [{ rule: 'constructor' }] } },
  { what: 'a duty that no action carries', code: 'unknown-name', change: (p) => { state(p, 'closed').after = ['blesser'] } },
  { what: 'a pool that is not there', code: 'unknown-name', change: (p) => { delete p.pools } },
  { what: 'a clock over a state that is not there', code: 'unknown-name', change: (p) => { get(p.clocks, 'overall').in.push('limbo') } },
  { what: 'somebody is told at an empty seat on one path only', code: 'seat-empty', change: (p) => { action(p, 'major', 'sendBack').then = [] } },
  { what: 'a reopened matter has an owner seat that nobody filled', code: 'seat-empty', change: (p) => { action(p, 'closed', 'reopen').then = []; action(p, 'replied', 'dispute').then = [] } },
  { what: 'no clock goes on after reopening', code: 'reopen-without-clock', change: (p) => { get(p.clocks, 'overall').in = get(p.clocks, 'overall').in.filter((at) => at !== 'contested') } },
  { what: 'the first clock starts anew after reopening', code: 'reopen-without-clock', change: (p) => { get(p.clocks, 'overall').fresh = true } },
  { what: 'a secret pool without a closed roll', code: 'secret-without-roll', change: (p) => { get(p.pools, 'metoo').secret = true } },
  { what: 'parts of a process that does not exist', code: 'unknown-name', change: (p) => { get(p.parts, 'coHandler').process = 'co-sleeping' } },
  { what: 'the co-handler is not told what to do', code: 'part-unanswered', change: (p) => { delete action(p, 'handling', 'addCoHandlers').ask?.['task'] } },
  { what: 'nobody can open the part that is waited for', code: 'part-closed', change: (p) => { action(p, 'handling', 'addCoHandlers').then = [] } },
  { what: 'waiting for parts where there are none', code: 'part-closed', from: coHandling, change: (p) => { action(p, 'handling', 'finish').needs = [{ parts: 'allDone' }] } },
  { what: 'a part does not say what happens to an orphan', code: 'orphan-unsaid', from: coHandling, change: (p) => { delete p.orphaned } },
  { what: 'an orphan that never ends', code: 'orphan-unsaid', from: coHandling, change: (p) => { action(p, 'always', 'callOff').to = 'handling' } },
  { what: 'an automatic action without a condition', code: 'auto-without-need', from: coHandling, change: (p) => { delete action(p, 'always', 'callOff').needs } },
  { what: 'pausing without a date', code: 'until-unasked', change: (p) => { delete action(p, 'handling', 'pause').ask?.['until'] } },
  { what: 'merging without saying into what', code: 'wrong-field', change: (p) => { delete action(p, 'small', 'merge').ask?.['into'] } },
  { what: 'a reply that may be empty', code: 'wrong-field', change: (p) => { get(action(p, 'verified', 'reply').ask, 'words').optional = true } },
  { what: 'handing on to a photograph', code: 'wrong-field', change: (p) => { get(action(p, 'small', 'dispatch').ask, 'holder').kind = 'photos' } },
  { what: 'a choice of nothing', code: 'no-options', change: (p) => { get(action(p, 'doubted', 'agree').ask, 'reason').options = [] } },
  { what: 'two actions on one key', code: 'same-key', change: (p) => { action(p, 'small', 'park').key = 'D' } },
  { what: 'an owner above whom nobody stands', code: 'no-superior', change: (p) => { state(p, 'small').owner = 'post:systemAdmin' } },
  { what: 'a post that the district does not have', code: 'post-missing', posts: ['cleaner'], change: () => undefined },
  { what: 'a way in that leads nowhere', code: 'no-opening', change: (p) => { delete action(p, 'open', 'report').to } },
  { what: 'no way in at all', code: 'no-opening', change: (p) => { p.open = {} } },
  { what: 'a clock that runs after the end', code: 'clock-after-end', change: (p) => { get(p.clocks, 'overall').in.push('closed') } },
  { what: 'something only the system may do and never does', code: 'system-idle', change: (p) => { state(p, 'paused').within = { span: { until: 'until' }, late: 'overdue', again: { amount: 1, unit: 'day' } } } },
  { what: 'only the reporter could ever end it', code: 'no-way-out', change: (p) => { delete state(p, 'replied').can?.['close']; delete state(p, 'replied').can?.['closeOnSilence']; state(p, 'replied').within = { span: { amount: 3, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } } } },
  { what: 'an anonymous person takes a seat', code: 'nobody-to-seat', change: (p) => { action(p, 'reported', 'takeUp').by.push('anyone') } },
  { what: 'the main matter’s owner is told where there is no main matter', code: 'unknown-name', change: (p) => { action(p, 'always', 'overdue').then = [{ tell: 'main', say: { zh: '超时', en: 'Overdue' } }] } },
  { what: 'a field names others than who sits in a seat that is not there', code: 'unknown-name', change: (p) => { get(action(p, 'small', 'dispatch').ask, 'holder').besides = 'boss' } },
  { what: 'a name with a blank', code: 'shape', change: (p) => { p.states['the end'] = { ...state(p, 'closed') } } },
]

describe('a mistake in a process is found before anybody works with it', () => {
  it.each(seeds.map((seed) => [seed.what, seed] as const))('%s', (_, seed) => {
    const codes = faultsOf(broken(seed.from ?? residentReport, seed.change), all, seed.posts ? { posts: seed.posts } : {}).map((fault) => fault.code)
    expect(codes).toContain(seed.code)
  })
})
