// Asking for a resource of the district: who keeps it answers within a working day, nothing is ever granted twice, and afterwards it is said what came back.
import { defineProcess, type Action, type Field, type Who } from '../core/process.ts'
import type { Post } from '../core/posts.ts'
import { called } from './call-fields.ts'
import { why } from './common.ts'
import { longText, maybe, note, overdue } from './supervising.ts'

const askers = ['yardHead', 'cleaner', 'gridOfficer', 'gridLeader', 'communityStaff', 'communitySecretary', 'partyBoard', 'economyBoard', 'livelihoodBoard', 'safetyBoard', 'dispatcher', 'departmentOfficer', 'departmentHead', 'supervisor', 'districtLeader'] as const satisfies readonly Post[]
const keepers = ['owner', 'seat:keeper'] as const
const workday = { amount: 1, unit: 'workday' } as const
const inOneWorkday = { span: workday, late: 'overdue', again: workday } as const
const from = { kind: 'dateTime', label: { zh: '从什么时候', en: 'From' }, mark: 'from' } satisfies Field
const until = { kind: 'dateTime', label: { zh: '到什么时候', en: 'Until' }, mark: 'until' } satisfies Field
const amount = { kind: 'number', label: { zh: '多少', en: 'How much' }, mark: 'amount' } satisfies Field
const words = longText('给申请人的话（怎么拿、找谁）', 'Words for who asked (how to get it, whom to see)')
const outcome = longText('用得怎么样（好的、坏的、缺的都写）', 'How it went (in order, broken, missing)')

const decline = { label: { zh: '这次借不了', en: 'Not this time' }, by: [...keepers], to: 'declined', as: 'keeper', tone: 'grave', ask: { why }, then: [{ reply: 'why' }, { tell: 'seat:asker', say: { zh: '要借的这次借不了，请看原因', en: 'It cannot be lent this time; see why' } }] } satisfies Action
const offerOther = { label: { zh: '换个时间或数量', en: 'Offer another time or amount' }, by: [...keepers], to: 'offered', as: 'keeper', key: 'T', ask: { from, until, amount: maybe(amount), words: maybe(words) }, then: [{ tell: 'seat:asker', say: { zh: '管资源的人提了别的时间，请看行不行', en: 'Another time was offered; please look' } }] } satisfies Action
const returned = { label: { zh: '用完了、还回来了', en: 'Used, and back' }, by: [...keepers], to: 'closed', as: 'keeper', key: 'A', tone: 'main', needs: [{ rule: 'not-of-fund-1' }], ask: { outcome }, then: [{ free: 'resource' }, { reply: 'outcome' }, { tell: 'seat:asker', say: { zh: '借用的记下了：用完了', en: 'Noted: what you borrowed is back' } }] } satisfies Action
const settle = { label: { zh: '结账', en: 'Settle' }, by: [...keepers], to: 'closed', as: 'keeper', key: 'S', tone: 'main', needs: [{ rule: 'of-fund-1' }], ask: { used: { kind: 'number', label: { zh: '实际用了多少元', en: 'Yuan really spent' } }, outcome: longText('用在了什么上', 'What it was spent on') }, then: [{ free: 'resource', used: 'used' }, { reply: 'outcome' }, { tell: 'seat:asker', say: { zh: '这笔资金结账了', en: 'The money was settled' } }] } satisfies Action
const takeBack = { label: { zh: '收回，不借了', en: 'Take it back' }, by: [...keepers], to: 'takenBack', as: 'keeper', tone: 'grave', ask: { why }, then: [{ free: 'resource' }, { reply: 'why' }, { tell: 'seat:asker', say: { zh: '答应借的收回了，请看原因', en: 'What was granted was taken back; see why' } }] } satisfies Action
const noNeed = { label: { zh: '不借了', en: 'No longer needed' }, by: ['seat:asker'], to: 'withdrawn', tone: 'grave', ask: { why: longText('为什么不借了', 'Why it is no longer needed') } } satisfies Action
const callOff = { ...noNeed, then: [{ reply: 'why' }, { tell: 'seat:keeper', say: { zh: '对方不借了', en: 'They no longer need it' } }] } satisfies Action
const giveUp = { ...noNeed, needs: [{ rule: 'not-begun-1' }], then: [{ free: 'resource' }, { reply: 'why' }, { tell: 'seat:keeper', say: { zh: '对方不借了，又空出来了', en: 'They no longer need it; it is free again' } }] } satisfies Action

// a table: one action a line
// prettier-ignore
export default defineProcess({
  name: 'resource-booking', version: 1, kind: 'task', guests: true, title: { zh: '借用资源', en: 'Booking a resource' }, headline: 'what',
  seats: { asker: { label: { zh: '借的人', en: 'Who asks' } }, keeper: { label: { zh: '管资源的人', en: 'Who keeps it' } } },
  apart: [['asker', 'keeper']],
  open: {
    ask: { label: { zh: '借用', en: 'Ask for it' }, by: askers.map((post): Who => `post:${post}`), to: 'asked', as: 'asker', ask: { what: longText('做什么用', 'What for'), amount, from, until, concerns: called.concerns },
      then: [{ assign: 'asker', to: { actor: true } }, { assign: 'keeper', to: { keeper: true } }, { tell: 'seat:keeper', say: { zh: '有人要借您管的资源', en: 'Somebody asks for what you keep' } }] },
  },
  states: {
    asked: { label: { zh: '等答复', en: 'To be answered' }, phase: 'waiting', owner: 'seat:keeper', within: inOneWorkday, can: {
      grant: { label: { zh: '可以，借给他们', en: 'Grant it' }, by: [...keepers], to: 'granted', as: 'keeper', key: 'A', tone: 'main', ask: { words: maybe(words) }, then: [{ hold: 'resource' }, { tell: 'seat:asker', say: { zh: '借到了，到时候来用', en: 'Granted: it is yours for that time' } }] },
      offerOther, decline, callOff } },
    offered: { label: { zh: '提了别的时间', en: 'Another time is offered' }, phase: 'waiting', owner: 'seat:asker', within: inOneWorkday, can: {
      takeOffer: { label: { zh: '行，就这个时间', en: 'Yes, take it' }, by: ['owner', 'seat:asker'], to: 'granted', key: 'A', tone: 'main', then: [{ hold: 'resource' }, { tell: 'seat:keeper', say: { zh: '就按您提的时间借', en: 'Your offer is taken' } }] },
      callOff } },
    granted: { label: { zh: '借出去了', en: 'Granted' }, phase: 'working', owner: 'seat:keeper', within: { span: { until: 'until' }, late: 'timeUp' }, can: {
      returned, settle, giveUp, takeBack,
      timeUp: { label: { zh: '借用时间到了', en: 'The time is up' }, by: ['system'], to: 'toReturn', then: [{ tell: 'seat:keeper', say: { zh: '借用时间到了：还了没有、用得怎样，请记一下', en: 'The time is up: please say what came back' } }, { tell: 'seat:asker', say: { zh: '借用时间到了，请还回去', en: 'The time is up: please bring it back' } }] } } },
    toReturn: { label: { zh: '等还、等结账', en: 'To come back or be settled' }, phase: 'waiting', owner: 'seat:keeper', within: inOneWorkday, can: { returned, settle } },
    closed: { label: { zh: '用完了', en: 'Used and back' }, phase: 'done', after: ['keeper', 'reply'] },
    declined: { label: { zh: '没借成', en: 'Not lent' }, phase: 'dropped', after: ['reply'] },
    takenBack: { label: { zh: '收回了', en: 'Taken back' }, phase: 'dropped', after: ['reply'] },
    withdrawn: { label: { zh: '不借了', en: 'Called off' }, phase: 'dropped', after: ['reply'] },
  },
  always: { note: note('seat:keeper', 'seat:asker'), overdue },
})
