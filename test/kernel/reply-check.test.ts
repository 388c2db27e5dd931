// A reply has to say something: what is refused, what is only advised, and that plain short answers stay allowed.
import { describe, expect, it } from 'vitest'
import { adviceOn, saysNothing } from '../../core/reply-check.ts'
import noticeDown from '../../processes/notice-down.ts'
import residentReport from '../../processes/resident-report.ts'
import { act, begin, isRefused } from '../support/kernel-world.ts'

const codes = (reply: string, said = '', declines = false) => adviceOn(reply, { said, declines }).map(({ code }) => code)

describe('a reply that says nothing', () => {
  it.each([
    '已阅', '收到', '收到。', ' 知道了！', '已转办', '正在处理', '正在处理中……', '按规定办理', '您好，已收到，正在处理，感谢您的反映。', '您好！您反映的问题已转相关部门，请耐心等待。', '尊敬的居民：您好，您反映的情况我们会尽快处理，谢谢！', '收到收到', '已阅，同上', '。。。', 'Received.', 'OK, noted', '做了什么：', '做了什么：\n结果：\n下一步找谁：',
  ])('“%s” is one', (reply) => expect(saysNothing(reply)).toBe(true)) // prettier-ignore

  it.each([
    '办好了',
    '好了',
    '修好了',
    '亮了',
    '同意',
    '不用',
    '可以了',
    '确实是',
    '很好',
    '一封信',
    '收到后当天换了灯泡',
    '已转供电所，电话 023-1234567，他们明天来修',
    'Lamp replaced',
  ])('“%s” is none: it may be short, but it says something', (reply) => expect(saysNothing(reply)).toBe(false))

  it('is refused with words that help, and the same step goes through once something is said', () => {
    const tale = begin({ process: residentReport, by: 'Grandma Wang', action: 'report', answers: { what: '路灯不亮', category: 'street-light' } })
    const decline = (words: string) => {
      const told = act(tale, 'Gao the grid officer', { action: 'decline', answers: { reason: 'private-dispute', words } })
      return isRefused(told) ? { code: told.code, field: told.field, zh: told.label.zh } : 'done'
    }
    expect(decline('收到，正在处理')).toMatchObject({ code: 'reply-empty', field: 'words', zh: expect.stringContaining('写做了什么') })
    expect(decline('按规定办理。')).toMatchObject({ code: 'reply-empty' })
    expect(decline('这件已经在法院，请找法院立案庭')).toBe('done')
  })

  it('is no matter where something begins: that answers nobody', () => {
    const told = begin({ process: noticeDown, by: 'Qu leads the district', action: 'redLine', answers: { what: '收到', ends: '2026-03-09' } })
    expect(told.matter.seq).toBe(1)
  })
})

describe('advice while somebody writes', () => {
  it('says so when nothing or little is said', () => {
    expect(codes('')).toEqual([])
    expect(codes('已转办')).toEqual(['empty'])
    expect(codes('办好了')).toEqual(['short'])
    expect(codes('灯泡已经换好，晚上亮了')).toEqual([])
  })

  it('names the phrase that pushes people away', () => {
    const [hint] = adviceOn('这事不归我们管，再反映也没用', { said: '' })
    expect(hint).toMatchObject({ code: 'rude' })
    expect(hint?.label.zh).toContain('不归我们管')
  })

  it('sees when no word of the question comes back, and says nothing where nobody asked', () => {
    expect(codes('绿化已经补种好了，欢迎监督', '楼下夜里噪音太大')).toEqual(['beside'])
    expect(codes('夜里的噪音查过了，店家答应十点关门', '楼下夜里噪音太大')).toEqual([])
    expect(codes('绿化已经补种好了，欢迎监督', '')).toEqual([])
  })

  it('asks for the next step where the answer is no', () => {
    expect(codes('这条路不在改造计划里面', '', true)).toEqual(['no-next'])
    expect(codes('这条路不在改造计划里面，可以向镇街申请', '', true)).toEqual([])
  })

  it('is quick however long a text of set phrases is', () => {
    expect(saysNothing('收到'.repeat(4000))).toBe(true)
    expect(saysNothing(`${'收到'.repeat(4000)}灯修了`)).toBe(false)
  })
})
