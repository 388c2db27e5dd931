// How a township or a community rates who responded to it: seen by both sides, open to one appeal, decided by a third, then final.
import { defineProcess } from '../core/process.ts'
import { pictures } from './common.ts'
import { five, longText, note, overdue } from './supervising.ts'

const graded = { response: { kind: 'choice', label: { zh: '响应得怎么样', en: 'Response' }, mark: 'response', options: five }, result: { kind: 'choice', label: { zh: '办得怎么样', en: 'Result' }, mark: 'result', options: five } } as const

export default defineProcess({
  name: 'upward-rating', version: 1, kind: 'supervision', title: { zh: '下评上', en: 'Upward rating' }, headline: 'words',
  about: ['community-call', 'township-call', 'call-response', 'call-response-now', 'co-handling', 'escalated-call'],
  seats: { rater: { label: { zh: '评的一方', en: 'Rater' } }, rated: { label: { zh: '被评的一方', en: 'Rated' } } },
  apart: [['rater', 'handler'], ['rater', 'rated'], ['rater', 'decider'], ['rated', 'decider'], ['handler', 'decider']],
  clocks: { overall: { span: { amount: 20, unit: 'workday' }, in: ['given', 'appealed'], late: 'overdue', again: { amount: 5, unit: 'workday' } } },
  open: {
    rate: { label: { zh: '评一评', en: 'Rate' }, by: ['post:dispatcher', 'post:communityStaff', 'post:communitySecretary', 'post:gridLeader'], to: 'given', as: 'rater', ask: { ...graded, words: longText('为什么这样评（双方都看得到）', 'Why (both sides see it)') }, then: [{ assign: 'rater', to: { actor: true } }, { assign: 'rated', to: { about: 'handler' } }, { reply: 'words' }, { tell: 'seat:rated', say: { zh: '有一条评价，五个工作日内可以申诉', en: 'You were rated; you may appeal within five workdays' } }] },
  },
  states: {
    given: { label: { zh: '公示期', en: 'Open to appeal' }, phase: 'waiting', owner: 'seat:rated', after: ['reply'], within: { span: { amount: 5, unit: 'workday' }, late: 'becomeFinal' }, can: {
      accept: { label: { zh: '没有意见', en: 'No objection' }, by: ['owner', 'seat:rated'], to: 'final', as: 'rated', key: 'A', tone: 'main' },
      appeal: { label: { zh: '申诉', en: 'Appeal' }, by: ['owner', 'seat:rated'], to: 'appealed', as: 'rated', ask: { why: longText('哪里不实', 'What is not so'), photos: pictures.photos }, then: [{ tell: 'owner', say: { zh: '下评上有申诉，请裁定', en: 'A rating was appealed; please decide' } }, { tell: 'seat:rater', say: { zh: '您的评价被申诉', en: 'Your rating was appealed' } }] },
      becomeFinal: { label: { zh: '没有申诉，生效', en: 'No appeal: final' }, by: ['system'], to: 'final' } } },
    appealed: { label: { zh: '申诉待裁定', en: 'Appealed' }, phase: 'waiting', owner: 'post:supervisor', within: { span: { amount: 3, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      uphold: { label: { zh: '维持评价', en: 'Uphold' }, by: ['owner'], to: 'upheld', as: 'decider', key: 'A', tone: 'main', ask: { why: longText('理由', 'Why') }, then: [{ tell: 'seat:rated', say: { zh: '申诉没有支持，评价维持', en: 'The rating stands' } }, { tell: 'seat:rater', say: { zh: '申诉没有支持，评价维持', en: 'The rating stands' } }] },
      revise: { label: { zh: '改评', en: 'Revise' }, by: ['owner'], to: 'revised', as: 'decider', ask: { ...graded, why: longText('理由', 'Why') }, then: [{ tell: 'seat:rated', say: { zh: '申诉成立，评价改了', en: 'The rating was revised' } }, { tell: 'seat:rater', say: { zh: '申诉成立，评价改了', en: 'The rating was revised' } }] } } },
    final: { label: { zh: '已生效', en: 'Final' }, phase: 'done', after: ['reply'] },
    upheld: { label: { zh: '申诉后维持', en: 'Upheld' }, phase: 'done', after: ['reply', 'decider'] },
    revised: { label: { zh: '申诉后改评', en: 'Revised' }, phase: 'done', after: ['reply', 'decider'] },
  },
  always: { note: note('seat:rated', 'seat:rater'), overdue },
})
