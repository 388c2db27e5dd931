// What the kernel promises about supervision: who may list and remove, that a meeting's clock starts anew, who is kept apart, what happens by itself.
import { describe, expect, it } from 'vitest'
import { drawFrom, idsHash, seedOf } from '../../core/draw.ts'
import { reasonsFor } from '../../core/hard.ts'
import type { Subject } from '../../core/matter.ts'
import { repeatsAmong, type Problem } from '../../core/repeats.ts'
import exclusionRequest from '../../processes/exclusion-request.ts'
import gridFinding from '../../processes/grid-finding.ts'
import keyTask from '../../processes/key-task.ts'
import listedSupervision from '../../processes/listed-supervision.ts'
import milestone from '../../processes/milestone.ts'
import noticeDown from '../../processes/notice-down.ts'
import recheck from '../../processes/recheck.ts'
import standingItem from '../../processes/standing-item.ts'
import upwardRating from '../../processes/upward-rating.ts'
import { act, begin, days, hours, isRefused, monday, ownerNow, strikeNext, system, tryBegin, worldOf, type Tale } from '../support/kernel-world.ts'
import { decide } from '../../core/decide.ts'

const water: Subject = { process: 'resident-report', state: 'handling', phase: 'working', seats: { handler: { post: 'departmentOfficer', organisation: 100 } }, duties: {}, marks: {}, endedAt: null } // prettier-ignore
const closed: Subject = { ...water, state: 'closed', phase: 'done', duties: { handler: ['Gao the grid officer'], verifier: ['Shen of the community'] }, endedAt: monday - days(16) } // prettier-ignore
const day = (n: number): string => new Date(monday + days(n) + hours(8)).toISOString().slice(0, 10)
const codeOf = (answer: ReturnType<typeof act>): string => (isRefused(answer) ? answer.code : 'done')
const tryTo = (tale: Tale, who: string, action: string, answers: Record<string, unknown> = {}) => codeOf(act(tale, who, { action, answers })) // eslint-disable-line max-params -- reads like a sentence

describe('listed supervision', () => {
  const listed = () => begin({ process: listedSupervision, by: 'Du the supervisor', action: 'list', answers: { level: 'district', limit: day(4), publicNote: '限期打通' }, about: water }) // prettier-ignore

  it('is the unit’s to answer until its limit, which the lister hears of when it passes', () => {
    const tale = listed()
    expect(ownerNow(tale)?.people).toEqual(['Wei of the water board'])
    const struck = strikeNext(tale)
    expect(struck && !isRefused(struck) && struck.outcomes.map((outcome) => outcome.kind === 'tell' && outcome.whom)).toEqual([
      'seat:lister',
      'owner',
    ])
    expect(ownerNow(tale)?.people, 'after a strike the head answers').toEqual(['Wu heads the water board'])
  })

  it('comes off by its lister alone; another supervisor must have been handed it', () => {
    const tale = listed()
    expect(tryTo(tale, 'Wei of the water board', 'report', { done: '通了' })).toBe('done')
    for (const who of ['Wei of the water board', 'Duan the supervisor', 'Qu leads the district', 'Di the dispatcher'])
      expect(tryTo(tale, who, 'remove', { words: '可以了' }), who).toBe('not-yours')
    expect(tryTo(tale, 'Qu leads the district', 'handOver', { holder: { post: 'supervisor', area: 1 }, why: '原督办人调走' })).toBe('done')
    expect(tryTo(tale, 'Duan the supervisor', 'remove', { words: '看过，通了' })).toBe('done')
  })

  it('is about a matter of a kind it names, and about nothing else', () => {
    const wish = { process: listedSupervision, by: 'Du the supervisor', action: 'list', answers: { level: 'district', limit: day(4), publicNote: 'x' } } // prettier-ignore
    expect(tryBegin(wish)).toMatchObject({ code: 'not-here' })
    expect(tryBegin({ ...wish, about: { ...water, process: 'circular' } })).toMatchObject({ code: 'not-here' })
  })
})

describe('a standing last item', () => {
  const led = () => {
    const tale = begin({ process: standingItem, by: 'Di the dispatcher', action: 'list', answers: { why: '没人认领' }, about: water })
    expect(tryTo(tale, 'Di the dispatcher', 'lead', { leader: { post: 'communitySecretary', area: 3 }, plan: '先查勘' })).toBe('done')
    return tale
  }

  it('starts the clock of the next meeting anew with each progress, and only that clock', () => {
    const tale = led()
    const before = tale.matter.clocks
    tale.now += days(2)
    expect(tryTo(tale, 'Shu the secretary', 'progress', { meeting: day(2), moved: '查勘完了' })).toBe('done')
    expect(tale.matter.clocks['state-led']?.due ?? 0).toBeGreaterThan(before['state-led']?.due ?? Infinity)
    expect(tale.matter.clocks['overall']).toEqual(before['overall'])
    expect(tale.matter.counts).toEqual({ progress: 1 })
    expect(tryTo(tale, 'Shu the secretary', 'visit', { on: day(2), who: '书记', seen: '路窄' })).toBe('done')
    expect(tale.matter.counts).toEqual({ progress: 1, visit: 1 })
  })

  it('is appraised by somebody else than who led it', () => {
    const tale = led()
    expect(tryTo(tale, 'Shu the secretary', 'solve', { done: '铺好了' })).toBe('done')
    expect(tryTo(tale, 'Shu the secretary', 'appraise', { grade: 'good', words: '很好' })).toBe('same-person')
    expect(tryTo(tale, 'Di the dispatcher', 'appraise', { grade: 'good', words: '五个村都说好' })).toBe('done')
  })
})

describe('ratings, exclusions and rechecks', () => {
  it('a rating becomes final by itself when nobody appeals, and a third decides an appeal', () => {
    const wish = { process: upwardRating, by: 'Di the dispatcher', action: 'rate', answers: { response: 'poor', result: 'fair', words: '来得慢' }, about: { ...water, process: 'co-handling' } } // prettier-ignore
    const quiet = begin(wish)
    strikeNext(quiet)
    expect(quiet.matter.state).toBe('final')
    const tale = begin(wish)
    expect(tryTo(tale, 'Wei of the water board', 'appeal', { why: '第一次就到了' })).toBe('done')
    for (const who of ['Wei of the water board', 'Di the dispatcher']) expect(tryTo(tale, who, 'uphold', { why: '我定' }), who).not.toBe('done')
    expect(tryTo(tale, 'Du the supervisor', 'revise', { response: 'good', result: 'fair', why: '有照片' })).toBe('done')
    expect(tale.matter.marks).toMatchObject({ response: 'good', result: 'fair' })
  })

  it('nobody decides the exclusion they asked for', () => {
    const tale = begin({ process: exclusionRequest, by: 'Wei of the water board', action: 'ask', answers: { reason: 'no-duty', evidence: '文件' }, about: { ...closed, duties: { handler: ['Du the supervisor'] } } }) // prettier-ignore
    expect(tryTo(tale, 'Wei of the water board', 'grant', { words: '同意' })).toBe('not-yours')
    expect(tryTo(tale, 'Du the supervisor', 'grant', { words: '同意' }), 'who handled the matter does not decide either').toBe('same-person')
    expect(tryTo(tale, 'Duan the supervisor', 'grant', { words: '查过' })).toBe('done')
  })

  it('a recheck passes over whoever handled the matter, and one that fails brings it back once', () => {
    const tale = begin({ process: recheck, by: 'system', action: 'draw', answers: { why: '抽中' }, about: closed })
    expect(ownerNow(tale)?.people).not.toContain('Gao the grid officer')
    expect(tryTo(tale, 'Shen of the community', 'fine', { seen: '好的' })).toBe('same-person')
    expect(tryTo(tale, 'Lin the grid leader', 'notFixed', { seen: '又坏了' })).toBe('done')
    const subject = begin({ process: gridFinding, by: 'Gao the grid officer', action: 'fixOnSpot', answers: { category: 'lamp', done: '修了' } })
    act(subject, 'Lin the grid leader', { action: 'pass' })
    act(subject, 'Shu the secretary', { action: 'close', answers: { words: '好了' } })
    const reopen = () => decide(worldOf(subject), subject.matter, { act: 'x', action: 'reopenByCheck', answers: {}, actor: system })
    expect(isRefused(reopen())).toBe(true)
    subject.followed.push('recheck|notFixed')
    expect(codeOf(act(subject, 'system', { action: 'reopenByCheck' }))).toBe('done')
    expect(subject.matter).toMatchObject({ state: 'returned', round: 2, openedAt: monday })
    expect(ownerNow(subject)?.holder.post).toBe('dispatcher')
  })
})

describe('what comes down', () => {
  it('a milestone that passes its day is late and says so, and can still be reached', () => {
    const tale = begin({ process: milestone, by: 'system', action: 'set', answers: { task: '公示', due: day(3), each: { post: 'dispatcher', area: 2 } } }) // prettier-ignore
    strikeNext(tale)
    expect(tale.matter.state).toBe('late')
    expect(tryTo(tale, 'Di the dispatcher', 'reach', { done: '公示了' })).toBe('done')
    expect(tale.matter.marks).toEqual({ late: 'yes' })
  })

  it('a key task is closed only when every milestone has ended', () => {
    const tale = begin({ process: keyTask, by: 'Qu leads the district', action: 'set', answers: { what: '三个小区', line: 'old-houses', ends: day(90) } }) // prettier-ignore
    tale.parts.open = 1
    tale.parts.total = 1
    expect(tryTo(tale, 'Qu leads the district', 'finish', { words: '完了' })).toBe('parts-open')
    tale.parts.open = 0
    expect(tryTo(tale, 'Qu leads the district', 'finish', { words: '完了' })).toBe('done')
  })

  it('a notice is confirmed once by each, only where it must be, and goes on its date', () => {
    const asked = { what: '不得代评', ends: day(5) }
    const must = begin({ process: noticeDown, by: 'Qu leads the district', action: 'mustConfirm', answers: asked })
    expect(tryTo(must, 'Gao the grid officer', 'confirmRead')).toBe('done')
    expect(tryTo(must, 'Gao the grid officer', 'confirmRead')).toBe('already')
    const plain = begin({ process: noticeDown, by: 'Qu leads the district', action: 'redLine', answers: asked })
    expect(tryTo(plain, 'Gao the grid officer', 'confirmRead')).toBe('not-here')
    strikeNext(must)
    expect(must.matter.phase).toBe('done')
  })
})

describe('what is counted and drawn', () => {
  const hash = (text: string): string =>
    [...text]
      .reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 999_983, 7)
      .toString()
      .padStart(6, '0')
  const ids = Array.from({ length: 40 }, (_, at) => `matter-${at}`)

  it('a draw depends on nothing but its seed and who is in it', () => {
    const seed = seedOf('root', '2026-03-02', hash)
    const drawn = drawFrom(seed, ids, { share: 5, hash })
    expect(drawn).toHaveLength(2)
    expect(drawFrom(seed, [...ids].reverse(), { share: 5, hash })).toEqual(drawn)
    expect(drawFrom(seed, ['alone'], { share: 1, hash })).toEqual(['alone'])
    expect(drawFrom(seed, [], { share: 100, hash })).toEqual([])
    expect(idsHash(ids, hash)).not.toBe(idsHash([...ids].reverse(), hash))
  })

  it('hard cases say why they are hard, easy ones say nothing', () => {
    const tale = begin({ process: gridFinding, by: 'Gao the grid officer', action: 'find', answers: { category: 'lamp' } })
    expect(reasonsFor(tale.matter, monday - days(21))).toEqual([])
    expect(reasonsFor({ ...tale.matter, counts: { returnOrder: 2 }, marks: { review: 'due' } }, monday + 1)).toEqual(['review-due', 'came-back', 'long-open']) // prettier-ignore
  })

  it('three of a class within fifty metres, on one thing or in one yard are a problem that came again', () => {
    const at = (id: string, more: Partial<Problem> = {}): Problem => ({ id, thing: null, classCode: 'water', microGrid: null, lon: 105.7, lat: 29.7, ...more }) // prettier-ignore
    const here = [at('a'), at('b', { lon: 105.7003 }), at('c', { lat: 29.7002 })]
    expect(repeatsAmong([...here, at('d', { lon: 105.702 }), at('e', { classCode: 'light' })])).toEqual([{ why: 'place', ids: ['a', 'b', 'c'] }])
    const yard = ['a', 'b', 'c'].map((id) => at(id, { lon: null, lat: null, microGrid: 9 }))
    expect(repeatsAmong(yard)).toEqual([{ why: 'microGrid', ids: ['a', 'b', 'c'] }])
    const bench = ['a', 'b', 'c'].map((id, n) => at(id, { lon: null, lat: null, thing: 'bench', classCode: String(n) }))
    expect(repeatsAmong(bench)).toEqual([{ why: 'thing', ids: ['a', 'b', 'c'] }])
    expect(repeatsAmong(bench.slice(1))).toEqual([])
  })
})
