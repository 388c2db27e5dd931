// What the kernel decides about the four calls of the ladder, the whistle's other units and emergency mode, told as what people do.
import { describe, expect, it } from 'vitest'
import { nextDue } from '../../core/clock.ts'
import type { Process } from '../../core/process.ts'
import { callResponse } from '../../processes/call-response.ts'
import communityCall from '../../processes/community-call.ts'
import emergencyMode from '../../processes/emergency-mode.ts'
import escalatedCall from '../../processes/escalated-call.ts'
import gridCall from '../../processes/grid-call.ts'
import residentReport from '../../processes/resident-report.ts'
import townshipCall from '../../processes/township-call.ts'
import { act, begin, hours, isRefused, monday, ownerNow, strikeNext, tryBegin, type Tale } from '../support/kernel-world.ts'

type Answers = Readonly<Record<string, unknown>>
function does(tale: Tale, name: string, wish: { action: string; answers?: Answers }): void {
  const answer = act(tale, name, wish)
  if (isRefused(answer)) throw new Error(`${name} cannot ${wish.action}: ${answer.code} ${answer.field ?? ''} ${answer.label.en}`)
}
function refused(tale: Tale, name: string, wish: { action: string; answers?: Answers }): string {
  const answer = act(tale, name, wish)
  return isRefused(answer) ? answer.code : 'done'
}
const told = { what: '井盖没了', tried: '先围起来了', reviewedBy: '社区书记' }
const water = { post: 'departmentOfficer', organisation: 100 }
const call = (process: Process, by: string, more: { action?: string; answers?: Answers } = {}): Tale =>
  begin({ process, by, action: more.action ?? 'callNow', answers: { ...told, ...more.answers } })
const minutesLeft = (tale: Tale): number => Math.round(((nextDue(tale.process, tale.matter.state, tale.matter.clocks)?.due ?? 0) - tale.now) / 60_000)

describe('a grid calls its community', () => {
  it('the community has thirty minutes or two working hours to turn up', () => {
    expect(minutesLeft(call(gridCall, 'Gao the grid officer'))).toBe(30)
    expect(minutesLeft(call(gridCall, 'Gao the grid officer', { action: 'callSoon' }))).toBe(120)
  })

  it('whoever was called cannot say themselves that they are there', () => {
    const tale = call(gridCall, 'Gao the grid officer')
    does(tale, 'Shen of the community', { action: 'onMyWay' })
    expect(refused(tale, 'Shen of the community', { action: 'arrived' })).toBe('not-yours')
    does(tale, 'Gao the grid officer', { action: 'arrived' })
    expect(tale.matter.state).toBe('handling')
  })

  it('the caller judges; not yet done means back to work, and the handler never judges', () => {
    const tale = call(gridCall, 'Gao the grid officer')
    does(tale, 'Gao the grid officer', { action: 'arrived' })
    does(tale, 'Shen of the community', { action: 'resolve', answers: { done: '盖好了' } })
    expect(refused(tale, 'Shen of the community', { action: 'accept', answers: { words: '好了' } })).toMatch(/not-yours|same-person/)
    does(tale, 'Gao the grid officer', { action: 'reject', answers: { why: '还晃' } })
    does(tale, 'Shen of the community', { action: 'resolve', answers: { done: '垫稳了' } })
    does(tale, 'Gao the grid officer', { action: 'accept', answers: { words: '稳了' } })
    expect([tale.matter.state, tale.matter.replied]).toEqual(['closed', true])
  })

  it('who does not come in time is passed over, level by level', () => {
    const tale = call(gridCall, 'Gao the grid officer')
    strikeNext(tale)
    expect(ownerNow(tale)?.holder.post).toBe('communitySecretary')
    strikeNext(tale)
    expect(ownerNow(tale)?.holder.post).toBe('dispatcher')
  })

  it('only the caller calls it off, and says why', () => {
    const tale = call(gridCall, 'Yan the yard head')
    expect(refused(tale, 'Shen of the community', { action: 'callOff', answers: { words: '不用' } })).toBe('not-yours')
    expect(refused(tale, 'Yan the yard head', { action: 'callOff' })).toBe('answer-missing')
    does(tale, 'Yan the yard head', { action: 'callOff', answers: { words: '已经好了' } })
    expect(tale.matter.state).toBe('withdrawn')
  })
})

describe('who may call whom', () => {
  it('a community calls its township, and must say what was tried and who reviewed it', () => {
    expect(tryBegin({ process: communityCall, by: 'Shen of the community', action: 'callSoon', answers: { what: '停电' } })).toMatchObject({ code: 'answer-missing', field: 'tried' }) // prettier-ignore
    expect(ownerNow(call(communityCall, 'Shen of the community'))?.holder.post).toBe('dispatcher')
  })

  it('a grid officer cannot call the township, nor a resident anybody', () => {
    for (const by of ['Gao the grid officer', 'Grandma Wang'])
      expect(tryBegin({ process: communityCall, by, action: 'callNow', answers: told })).toMatchObject({ code: 'not-yours' })
  })

  it('a department head calls a leader from outside any area', () => {
    const tale = call(escalatedCall, 'Wu heads the water board', { answers: { leader: { post: 'districtLeader', area: 1 }, wanted: '先停水三小时' } })
    expect(tale.matter.seats['caller']).toMatchObject({ post: 'departmentHead', organisation: 100 })
  })
})

describe('a township whistles', () => {
  const whistle = (answers: Answers = {}) => call(townshipCall, 'Di the dispatcher', { answers: { lead: water, ...answers } })

  it('only a department can lead', () => {
    expect(tryBegin({ process: townshipCall, by: 'Di the dispatcher', action: 'callNow', answers: { ...told, lead: { post: 'gridOfficer', area: 4 } } })).toMatchObject({ code: 'answer-wrong', field: 'lead' }) // prettier-ignore
    expect(ownerNow(whistle())?.holder).toEqual({ post: 'departmentOfficer', organisation: 100 })
  })

  it('is not closed while one of the called is still at it', () => {
    const tale = whistle({ each: [water], task: '关阀' })
    Object.assign(tale.parts, { open: 1, total: 1 })
    does(tale, 'Di the dispatcher', { action: 'arrived' })
    does(tale, 'Wei of the water board', { action: 'resolve', answers: { done: '修好了', words: '管道换了', quality: 'needed' } })
    expect(tale.matter.marks['whistle']).toBe('needed')
    expect(refused(tale, 'Di the dispatcher', { action: 'accept', answers: { words: '好' } })).toBe('parts-open')
    Object.assign(tale.parts, { open: 0, done: 1 })
    does(tale, 'Di the dispatcher', { action: 'accept', answers: { words: '好' } })
    expect(tale.matter.state).toBe('closed')
  })

  it('given back twice goes to arbitration, whose word is final', () => {
    const tale = whistle()
    does(tale, 'Wei of the water board', { action: 'refuse', answers: { why: '不是我们的管' } })
    does(tale, 'Di the dispatcher', { action: 'insist', answers: { why: '图上是' } })
    does(tale, 'Wei of the water board', { action: 'refuse', answers: { why: '真不是' } })
    expect([tale.matter.state, ownerNow(tale)?.holder.post]).toEqual(['arbitration', 'supervisor'])
    does(tale, 'Du the supervisor', { action: 'rule', answers: { lead: water, why: '按权责清单' } })
    expect(refused(tale, 'Wei of the water board', { action: 'refuse', answers: { why: '不' } })).toBe('not-here')
  })

  it('a called unit that is late climbs to its head; its arrival is written down by the township', () => {
    const part = begin({ process: callResponse, by: 'system', action: 'call', answers: { task: '关阀', each: water } })
    strikeNext(part)
    expect(ownerNow(part)?.holder.post).toBe('departmentHead')
    expect(refused(part, 'Wei of the water board', { action: 'arrived' })).toBe('not-yours')
    does(part, 'Ding the dispatcher', { action: 'arrived' })
    does(part, 'Wei of the water board', { action: 'finish', answers: { done: '关了' } })
    expect(part.matter.phase).toBe('done')
  })
})

describe('an escalated call', () => {
  const ask = { leader: { post: 'districtLeader', area: 1 }, wanted: '先停水三小时' }
  it('asks one leader for one decision; the decision is carried out by its day and judged by the caller', () => {
    const tale = call(escalatedCall, 'Shu the secretary', { answers: ask })
    does(tale, 'Shu the secretary', { action: 'arrived' })
    does(tale, 'Qu leads the district', { action: 'decide', answers: { words: '停三小时，水务局办', executor: water, until: '2026-03-03T18:00' } })
    expect(nextDue(escalatedCall, 'executing', tale.matter.clocks)?.due).toBe(Date.parse('2026-03-03T18:00:00+08:00'))
    does(tale, 'Wei of the water board', { action: 'executed', answers: { done: '停了三小时' } })
    expect(refused(tale, 'Wei of the water board', { action: 'accept', answers: { words: '好' } })).not.toBe('done')
    does(tale, 'Shu the secretary', { action: 'accept', answers: { words: '水来了' } })
    expect(tale.matter.state).toBe('closed')
  })

  it('goes to nobody but a leader', () => {
    expect(tryBegin({ process: escalatedCall, by: 'Shu the secretary', action: 'callNow', answers: { ...told, ...ask, leader: { post: 'dispatcher', area: 2 } } })).toMatchObject({ code: 'answer-wrong', field: 'leader' }) // prettier-ignore
  })
})

describe('emergency mode', () => {
  const open = () =>
    begin({ process: emergencyMode, by: 'Qu leads the district', action: 'start', answers: { reason: '暴雨', until: '2026-03-02T21:00' } })

  it('ends by itself at its time and then owes a report within three workdays', () => {
    const tale = open()
    strikeNext(tale)
    expect([tale.matter.state, tale.now]).toEqual(['reporting', Date.parse('2026-03-02T21:00:00+08:00')])
    expect(nextDue(emergencyMode, 'reporting', tale.matter.clocks)?.due).toBe(Date.parse('2026-03-05T18:00:00+08:00'))
    does(tale, 'Qu leads the district', { action: 'report', answers: { words: '调了三支队伍' } })
    expect(tale.matter.phase).toBe('done')
  })

  it('can be extended once, by a leader', () => {
    const tale = open()
    expect(refused(tale, 'Di the dispatcher', { action: 'extend', answers: { until: '2026-03-03T09:00', why: '雨没停' } })).toBe('not-yours')
    does(tale, 'Qi leads the district', { action: 'extend', answers: { until: '2026-03-03T09:00', why: '雨没停' } })
    expect(refused(tale, 'Qi leads the district', { action: 'extend', answers: { until: '2026-03-04T09:00', why: '雨没停' } })).toBe('not-here')
  })

  it('is opened by nobody below the township', () => {
    expect(tryBegin({ process: emergencyMode, by: 'Shu the secretary', action: 'start', answers: { reason: '雨', until: '2026-03-02T21:00' } })).toMatchObject({ code: 'not-yours' }) // prettier-ignore
  })
})

describe('a resident’s report on the ladder', () => {
  const small = () => {
    const tale = begin({ process: residentReport, by: 'Grandma Wang', action: 'report', answers: { what: '灯不亮', category: 'lamp' } })
    does(tale, 'Gao the grid officer', { action: 'triageSmall' })
    return tale
  }
  it('that nobody took for a day falls to the secretary of the community, marked as such', () => {
    const tale = small()
    while (tale.matter.state === 'small') strikeNext(tale)
    expect(tale.now - monday).toBe(hours(24))
    expect([tale.matter.state, tale.matter.marks['backstop'], ownerNow(tale)?.holder.post]).toEqual(['backstop', 'yes', 'communitySecretary'])
  })

  it('is commandeered past every step while an emergency is open, and only then', () => {
    const tale = small()
    const order = { action: 'commandeer', answers: { holder: water, why: '暴雨' } }
    expect(refused(tale, 'Di the dispatcher', order)).toBe('not-here')
    tale.emergencySince = tale.now
    expect(refused(tale, 'Shen of the community', order)).toBe('not-yours')
    does(tale, 'Di the dispatcher', order)
    expect([tale.matter.state, tale.matter.seats['handler']]).toEqual(['dispatched', water])
  })
})
