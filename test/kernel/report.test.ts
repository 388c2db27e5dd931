// What the kernel decides about a resident's report, told as what people do.
import { describe, expect, it } from 'vitest'
import residentReport from '../../processes/resident-report.ts'
import { choicesFor } from '../../core/choices.ts'
import { nextDue } from '../../core/clock.ts'
import { Process } from '../../core/process.ts'
import { fold } from '../../core/fold.ts'
import { act, actorOf, begin, days, hours, isRefused, monday, ownerNow, strikeNext, tryBegin, worldOf, type Tale } from '../support/kernel-world.ts'

const told = { what: '路灯不亮', category: 'street-light' }
const report = (): Tale => begin({ process: residentReport, by: 'Grandma Wang', action: 'report', answers: told })

type Step = readonly [action: string, answers?: Readonly<Record<string, unknown>>]

/** Does a step that must succeed. */
function does(tale: Tale, name: string, ...[action, answers = {}]: Step): void {
  const answer = act(tale, name, { action, answers })
  if (isRefused(answer)) throw new Error(`${name} cannot ${action}: ${answer.code} ${answer.field ?? ''} ${answer.label.en}`)
}
/** The code of the refusal that a step must meet. */
function refused(tale: Tale, name: string, ...[action, answers = {}]: Step): string {
  const before = tale.matter
  const answer = act(tale, name, { action, answers })
  expect(tale.matter).toBe(before)
  return isRefused(answer) ? answer.code : 'done'
}
const toGao = { holder: { post: 'gridOfficer', area: 4 } }

function dispatched(): Tale {
  const tale = report()
  does(tale, 'Gao the grid officer', 'triageSmall')
  does(tale, 'Shen of the community', 'dispatch', toGao)
  return tale
}

function resolvedByGao(): Tale {
  const tale = dispatched()
  does(tale, 'Gao the grid officer', 'acknowledge')
  does(tale, 'Gao the grid officer', 'resolve', { done: '换了灯泡' })
  return tale
}

function repliedTo(): Tale {
  const tale = resolvedByGao()
  does(tale, 'Lin the grid leader', 'pass')
  does(tale, 'Shen of the community', 'reply', { words: '灯修好了' })
  return tale
}

describe('different people handle, verify and close', () => {
  it('a person who handled cannot verify, not even as the only grid officer', () => {
    const tale = resolvedByGao()
    expect(ownerNow(tale)?.people).toEqual(['Lin the grid leader'])
    expect(ownerNow(tale)?.passed).toContainEqual({ holder: { post: 'gridOfficer', area: 4 }, why: 'excluded' })
    expect(refused(tale, 'Gao the grid officer', 'pass')).toBe('same-person')
    does(tale, 'Lin the grid leader', 'pass')
  })

  it('whoever verified cannot close', () => {
    const tale = resolvedByGao()
    does(tale, 'Shen of the community', 'pass')
    does(tale, 'Shi of the community', 'reply', { words: '好了' })
    expect(refused(tale, 'Shen of the community', 'close')).toBe('same-person')
    does(tale, 'Shi of the community', 'close')
    expect(tale.matter.phase).toBe('done')
  })

  it('everybody who handled is remembered, not only the first', () => {
    const tale = dispatched()
    does(tale, 'Shen of the community', 'urge', { words: '抓紧' })
    does(tale, 'Gao the grid officer', 'acknowledge')
    tale.absent.add('Gao the grid officer')
    does(tale, 'Gu the other grid officer', 'progress', { words: '去看过了' })
    tale.absent.clear()
    does(tale, 'Gao the grid officer', 'resolve', { done: '换了灯泡' })
    expect(tale.matter.duties['handler']).toEqual(['Gu the other grid officer', 'Gao the grid officer'])
  })

  it('who has left the post has left the seat', () => {
    const tale = report()
    does(tale, 'Gao the grid officer', 'takeUp')
    const people = tale.people.filter((one) => one.person !== 'Gao the grid officer')
    expect(refused({ ...tale, people }, 'Gao the grid officer', 'progress', { words: '我还在' })).toBe('not-yours')
  })

  it('a colleague who reported it cannot verify it', () => {
    const tale = begin({ process: residentReport, by: 'Lin the grid leader', action: 'report', answers: told })
    const asReporter = actorOf(tale, 'Lin the grid leader', true)
    tale.matter = { ...resolvedByGao().matter }
    const pass = choicesFor(worldOf(tale), tale.matter, asReporter).find((choice) => choice.action === 'pass')
    expect(pass?.refusal?.code).toBe('same-person')
  })

  it('yesterday’s handler cannot verify after a reopening either', () => {
    const tale = repliedTo()
    does(tale, 'Grandma Wang', 'confirm')
    does(tale, 'Grandma Wang', 'reopen', { why: '又坏了' })
    does(tale, 'Di the dispatcher', 'redispatch', { holder: { post: 'departmentOfficer', organisation: 100 } })
    does(tale, 'Wei of the water board', 'acknowledge')
    does(tale, 'Wei of the water board', 'resolve', { done: '换了线路' })
    expect(refused(tale, 'Gao the grid officer', 'pass')).toBe('same-person')
    expect(refused(tale, 'Wei of the water board', 'pass')).toBe('not-yours')
  })

  it('whoever handled a child matter cannot verify the main one', () => {
    const tale = resolvedByGao()
    tale.family['handler'] = ['Lin the grid leader']
    expect(refused(tale, 'Lin the grid leader', 'pass')).toBe('same-person')
  })
})

describe('returned, contested, guided', () => {
  it('a matter that is returned the third time goes to arbitration', () => {
    const tale = dispatched()
    for (const to of ['returned', 'returned', 'arbitration']) {
      does(tale, 'Gao the grid officer', 'returnOrder', { why: '不归我们' })
      expect(tale.matter.state).toBe(to)
      if (to === 'returned') does(tale, 'Shen of the community', 'redispatch', toGao)
    }
    expect(ownerNow(tale)?.holder.post).toBe('supervisor')
  })

  it('arbitration after three times back and forth before any dispatch still leaves a dispatcher to reply', () => {
    const tale = report()
    does(tale, 'Gao the grid officer', 'triageMajor', { why: '大' })
    for (const left of [2, 1, 0]) {
      does(tale, 'Di the dispatcher', 'sendBack', { why: '社区先办' })
      if (left > 0) does(tale, 'Shen of the community', 'sendUp', { why: '办不了' })
    }
    expect(tale.matter.state).toBe('arbitration')
    expect(tale.matter.seats['dispatcher']?.post).toBe('dispatcher')
  })

  it('the reporter’s “not solved” goes to a superior of the handler', () => {
    const tale = repliedTo()
    expect(refused(tale, 'Shen of the community', 'dispute', { solved: 'no', why: '还黑着' })).toBe('not-yours')
    does(tale, 'Grandma Wang', 'dispute', { solved: 'no', why: '还黑着' })
    expect(ownerNow(tale)?.people).toEqual(['Di the dispatcher', 'Ding the dispatcher'])
    expect(tale.matter.marks['solved']).toBe('no')
  })

  it('a superior is never the same post again: what the dispatcher handled is reviewed by the supervisor', () => {
    const tale = report()
    does(tale, 'Gao the grid officer', 'triageMajor', { why: '大' })
    does(tale, 'Di the dispatcher', 'takeUp')
    does(tale, 'Di the dispatcher', 'resolve', { done: '修好了' })
    does(tale, 'Gao the grid officer', 'pass')
    does(tale, 'Shen of the community', 'reply', { words: '好了' })
    does(tale, 'Grandma Wang', 'dispute', { solved: 'no', why: '还黑着' })
    expect(ownerNow(tale)?.holder.post).toBe('supervisor')
  })

  it('private guidance can be objected to once', () => {
    const tale = report()
    does(tale, 'Gao the grid officer', 'triagePrivate', { words: '这是自家的事' })
    expect(tale.matter).toMatchObject({ state: 'guided', replied: true })
    does(tale, 'Grandma Wang', 'object', { why: '不是' })
    expect(tale.matter).toMatchObject({ round: 2, replied: false, endedAt: null })
    does(tale, 'Shu the secretary', 'upholdGuidance', { words: '确实是' })
    expect(refused(tale, 'Grandma Wang', 'object', { why: '还是不同意' })).toBe('already')
  })

  it('after 30 days it is too late to say that it is not solved', () => {
    const tale = repliedTo()
    does(tale, 'Grandma Wang', 'confirm')
    tale.now += days(31)
    expect(refused(tale, 'Grandma Wang', 'reopen', { why: '又坏了' })).toBe('too-late')
  })

  it('a part must be handed to a post that somebody holds', () => {
    const tale = dispatched()
    does(tale, 'Gao the grid officer', 'acknowledge')
    const help = (each: unknown) => ({ task: '帮忙', each })
    expect(refused(tale, 'Gao the grid officer', 'addCoHandlers', help([{ post: 'safetyBoard', area: 2 }]))).toBe('no-holder')
    does(tale, 'Gao the grid officer', 'addCoHandlers', help([{ post: 'departmentOfficer', organisation: 100 }]))
    expect(refused(tale, 'Gao the grid officer', 'resolve', { done: '好了' })).toBe('parts-open')
    tale.parts.open = 0
    does(tale, 'Gao the grid officer', 'resolve', { done: '好了' })
  })
})

describe('clocks', () => {
  it('the first clock survives closing and reopening', () => {
    const tale = repliedTo()
    tale.now = monday + days(3)
    does(tale, 'Grandma Wang', 'confirm')
    const spent = tale.matter.clocks['overall']?.spent ?? 0
    expect(spent).toBeCloseTo(3)
    expect(tale.matter.clocks['overall']?.due).toBeUndefined()
    tale.now += days(14)
    does(tale, 'Grandma Wang', 'reopen', { why: '又坏了' })
    expect(tale.matter.clocks['overall']).toMatchObject({ spent, amount: 15, since: tale.now })
    expect(tale.matter.openedAt).toBe(monday)
  })

  it('a stale timer is refused and changes nothing', () => {
    const tale = report()
    expect(refused(tale, 'system', 'overdue')).toBe('not-yours')
    tale.now += hours(1.5)
    does(tale, 'Gao the grid officer', 'triageSmall')
    tale.now = monday + hours(2)
    expect(refused(tale, 'system', 'overdue')).toBe('not-yours')
  })

  it('what is overdue is owned by the next post, then by the one above', () => {
    const tale = report()
    const owners = [ownerNow(tale)?.holder.post]
    for (let n = 0; n < 6; n += 1) {
      strikeNext(tale)
      owners.push(ownerNow(tale)?.holder.post)
    }
    expect(owners).toEqual(['gridOfficer', 'gridLeader', 'communityStaff', 'communitySecretary', 'dispatcher', 'supervisor', 'districtLeader'])
  })

  it('a stand-in who was late at the lower post is no lift', () => {
    const tale = begin({ process: residentReport, by: 'Grandma Wang', action: 'report', answers: told, people: [
      { person: 'Gao', post: 'gridOfficer', area: 4, standIn: 'Lin' }, { person: 'Lin', post: 'gridLeader', area: 4 }, { person: 'Shen', post: 'communityStaff', area: 3 }, { person: 'Shu', post: 'communitySecretary', area: 3 }] }) // prettier-ignore
    tale.absent.add('Gao')
    expect(ownerNow(tale)?.people).toEqual(['Lin'])
    strikeNext(tale)
    expect(ownerNow(tale)?.people).toEqual(['Shen'])
  })

  it('pausing never buys a new deadline', () => {
    const tale = dispatched()
    does(tale, 'Gao the grid officer', 'acknowledge')
    tale.now = monday + days(2)
    const before = tale.matter.clocks['overall']?.due
    for (const until of ['2026-03-10', '2026-03-20']) {
      does(tale, 'Gao the grid officer', 'pause', { why: '等料', until })
      expect(nextDue(residentReport, 'paused', tale.matter.clocks)?.due).toBe(Date.parse(`${until}T09:00:00+08:00`))
      does(tale, 'Gao the grid officer', 'resume')
      expect(tale.matter.clocks['overall']?.due).toBe(before)
    }
  })

  it('a pause ends by itself on its day, and must end on a day to come', () => {
    const tale = dispatched()
    does(tale, 'Gao the grid officer', 'acknowledge')
    expect(refused(tale, 'Gao the grid officer', 'pause', { why: '等料', until: '2026-03-01' })).toBe('answer-wrong')
    expect(refused(tale, 'Gao the grid officer', 'pause', { why: '等料', until: '2096-03-01' })).toBe('answer-wrong')
    does(tale, 'Gao the grid officer', 'pause', { why: '等料', until: '2026-03-05' })
    strikeNext(tale)
    expect(tale.matter.state).toBe('handling')
  })

  it('the category decides how long handling may take', () => {
    const tale = begin({
      process: residentReport,
      by: 'Grandma Wang',
      action: 'reportThing',
      answers: { category: 'leak' },
      thingHandler: { post: 'cleaner', area: 3 },
    })
    expect(tale.matter.clocks['handle']).toMatchObject({ amount: 8, unit: 'workHour' })
    expect(ownerNow(tale)?.holder.post).toBe('communityStaff')
  })

  it('a resident may remind as soon as one promise is broken, not before', () => {
    const tale = report()
    expect(refused(tale, 'Grandma Wang', 'remind')).toBe('not-yet')
    strikeNext(tale)
    does(tale, 'Grandma Wang', 'remind')
  })

  it('silence closes without being counted as satisfied', () => {
    const tale = repliedTo()
    strikeNext(tale)
    expect(tale.matter).toMatchObject({ state: 'closed', phase: 'done', marks: {} })
  })
})

describe('answers and doors', () => {
  const answersRefused = (answers: Record<string, unknown>) => {
    const tale = tryBegin({ process: residentReport, by: 'Grandma Wang', action: 'report', answers })
    return 'code' in tale ? `${tale.code} ${tale.field}` : 'begun'
  }

  it('a wrong answer is refused with the name of its field', () => {
    expect(answersRefused({})).toBe('answer-missing category')
    expect(answersRefused({ category: 'Nope!' })).toBe('answer-wrong category')
    expect(answersRefused({ ...told, what: '字'.repeat(2001) })).toBe('answer-wrong what')
    expect(answersRefused({ ...told, what: 'broken \ud800' })).toBe('answer-wrong what')
    expect(answersRefused({ ...told, place: { lon: 200, lat: 0 } })).toBe('answer-wrong place')
    expect(answersRefused({ ...told, photos: ['not-an-id'] })).toBe('answer-wrong photos')
    expect(answersRefused({ ...told, what: 42 })).toBe('answer-wrong what')
  })

  it('unknown answers are dropped and texts are trimmed', () => {
    const tale = dispatched()
    const answer = act(tale, 'Gao the grid officer', { action: 'returnOrder', answers: { why: '  不归我们  ', admin: true } })
    expect(isRefused(answer) ? answer : answer.answers).toEqual({ why: '不归我们' })
  })

  it('a leak needs a photograph of the repair, a lamp does not', () => {
    const tale = begin({ process: residentReport, by: 'Grandma Wang', action: 'report', answers: { category: 'leak' } })
    does(tale, 'Gao the grid officer', 'takeUp')
    expect(refused(tale, 'Gao the grid officer', 'resolve', { done: '堵上了' })).toBe('answer-missing')
    does(tale, 'Gao the grid officer', 'resolve', { done: '堵上了', photos: ['019a0000-0000-7000-8000-000000000002'] })
  })

  it('names that every object has are not actions', () => {
    const tale = report()
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect(refused(tale, 'Gao the grid officer', name)).toBe('not-here')
      expect(tryBegin({ process: residentReport, by: 'Grandma Wang', action: name, answers: told })).toMatchObject({ code: 'not-here' })
    }
  })

  it('somebody who saw an older page is asked to look again', () => {
    const tale = dispatched()
    const answer = act(tale, 'Gao the grid officer', { action: 'acknowledge', seen: 1 })
    expect(isRefused(answer) && answer.code).toBe('moved-on')
    expect(isRefused(act(tale, 'Gao the grid officer', { action: 'acknowledge', seen: tale.matter.seq }))).toBe(false)
  })

  it('a grid officer of the next grid may not act, and reads who may', () => {
    const answer = act(report(), 'Gu the other grid officer', { action: 'triageSmall' })
    expect(isRefused(answer) && answer.label).toEqual({ zh: '这一步要由网格员来办', en: 'Only Grid officer may do this' })
  })

  it('each choice that is refused says why', () => {
    const tale = resolvedByGao()
    const choices = choicesFor(worldOf(tale), tale.matter, actorOf(tale, 'Gao the grid officer'))
    expect(choices.map(({ action, refusal }) => [action, refusal?.code ?? 'open'])).toEqual(expect.arrayContaining([['pass', 'same-person'], ['rework', 'same-person'], ['note', 'open']])) // prettier-ignore
    for (const choice of choices) expect(choice.refusal === null || choice.refusal.label.zh.length > 3).toBe(true)
  })

  it('a neighbour counts once', () => {
    const tale = report()
    does(tale, 'A neighbour', 'meToo')
    expect(refused(tale, 'A neighbour', 'meToo')).toBe('already')
  })

  it('even in a process that nobody checked, an end is refused while a duty is owed', () => {
    const tale = resolvedByGao()
    const states = { ...residentReport.states, resolved: { ...residentReport.states['resolved'], can: { skip: { label: { zh: '跳过', en: 'Skip' }, by: ['owner'], to: 'closed' } } } } // prettier-ignore
    expect(refused({ ...tale, process: Process.parse({ ...residentReport, states }) }, 'Gao the grid officer', 'skip')).toBe('owes-duty')
  })

  it('the events alone give the row', () => {
    const tale = repliedTo()
    expect(fold(tale.seed, tale.events)).toEqual(tale.matter)
    expect(fold(tale.seed, JSON.parse(JSON.stringify(tale.events)))).toEqual(JSON.parse(JSON.stringify(tale.matter)))
  })
})
