// How a first-agenda item or a red-line notice comes down: plain to read, confirmed only where somebody must, gone on its date.
import { defineProcess, type Action } from '../core/process.ts'
import { longText, note } from './supervising.ts'

const by = ['post:communitySecretary', 'post:dispatcher', 'post:supervisor', 'post:districtLeader'] as const
const asked = { what: longText('内容', 'What it says'), basis: { kind: 'text', label: { zh: '出处', en: 'Source' }, optional: true }, ends: { kind: 'date', label: { zh: '挂到哪天', en: 'Shown until' } } } satisfies NonNullable<Action['ask']>
const issue = (zh: string, en: string, more: Pick<Action, 'to' | 'marks'>): Action => ({ label: { zh, en }, by: [...by], ...more, ask: asked, then: [{ assign: 'issuer', to: { actor: true } }, { reply: 'what' }] })

export default defineProcess({
  name: 'notice-down', version: 1, kind: 'task', title: { zh: '第一议题和法纪红线', en: 'First agenda and red lines' }, headline: 'what',
  seats: { issuer: { label: { zh: '发的人', en: 'Issuer' } } },
  pools: { read: { label: { zh: '确认看过的人', en: 'Confirmed' }, per: 'person' } },
  open: {
    firstAgenda: issue('发第一议题', 'Issue a first-agenda item', { to: 'shown', marks: { notice: 'agenda' } }),
    redLine: issue('发法纪红线提示', 'Issue a red-line notice', { to: 'shown', marks: { notice: 'redline' } }),
    mustConfirm: issue('发法纪红线提示（要确认看过）', 'Issue a red-line notice that must be confirmed', { to: 'confirmed', marks: { notice: 'redline', confirm: 'yes' } }),
  },
  states: {
    shown: { label: { zh: '公布中', en: 'Shown' }, phase: 'working', owner: 'seat:issuer', after: ['reply'], within: { span: { until: 'ends' }, late: 'takeDown' } },
    confirmed: { label: { zh: '公布中，要确认', en: 'Shown, to be confirmed' }, phase: 'working', owner: 'seat:issuer', after: ['reply'], within: { span: { until: 'ends' }, late: 'takeDown' }, can: {
      confirmRead: { label: { zh: '看过了', en: 'I have read it' }, by: ['anyone'], then: [{ claim: 'read' }] } } },
    over: { label: { zh: '已到期', en: 'Over' }, phase: 'done', after: ['reply'] },
    takenBack: { label: { zh: '已撤回', en: 'Taken back' }, phase: 'dropped', after: ['reply'] },
  },
  always: {
    takeDown: { label: { zh: '到期撤下', en: 'Its day has come' }, by: ['system'], to: 'over' },
    takeBack: { label: { zh: '撤回', en: 'Take back' }, by: ['owner', 'seat:issuer'], to: 'takenBack', tone: 'grave', ask: { why: longText('为什么', 'Why') } },
    note: note('seat:issuer'),
  },
})
