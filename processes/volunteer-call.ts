// How neighbours are asked to lend a hand with a matter: published in the grid and to the squads that fit, claimed by one, checked by somebody else. What nobody claims falls back to the grid.
import { defineProcess, type Action } from '../core/process.ts'
import { pictures } from './common.ts'
import { longText, note, overdue, reasoned } from './supervising.ts'

const callers = ['post:gridOfficer', 'post:gridLeader', 'post:yardHead', 'post:communityStaff', 'post:communitySecretary'] as const
const doIt = { label: { zh: '网格自己办好了', en: 'Done by the grid' }, by: ['owner', 'seat:caller'], to: 'doneHere', ask: { done: longText('做了什么', 'What was done') }, then: [{ reply: 'done' }] } satisfies Action
const callOff = { label: { zh: '不用了', en: 'Not needed' }, by: ['owner', 'seat:caller'], to: 'calledOff', ask: { why: reasoned }, then: [{ reply: 'why' }] } satisfies Action

/** What it is about has ended and answered whoever reported: nobody need go any more. What a volunteer says is done is still looked at. */
const settled = { label: { zh: '事情已经办结', en: 'What it is about ended' }, by: ['system'], auto: true, needs: [{ about: 'ended' }], to: 'settledAlready', then: [{ tell: 'seat:caller', say: { zh: '事情已经办结，呼叫收回了', en: 'Settled: the call for volunteers is off' } }] } satisfies Action

export default defineProcess({
  name: 'volunteer-call', version: 3, kind: 'part', title: { zh: '呼叫志愿者', en: 'Call for volunteers' }, headline: 'what',
  about: ['resident-report', 'grid-finding'],
  seats: { caller: { label: { zh: '呼叫的人', en: 'Who called' } }, volunteers: { label: { zh: '网格里的志愿者', en: 'Volunteers of the grid' } }, helper: { label: { zh: '认领的人', en: 'Who claimed it' } } },
  apart: [['helper', 'checker']],
  open: {
    call: { label: { zh: '呼叫志愿者', en: 'Call for volunteers' }, by: [...callers], to: 'offered', marks: { claimed: 'no' }, ask: {
      what: longText('请志愿者做什么、在哪里（志愿者只看得到这段话，别写报事人的姓名和电话）', 'What to do and where (volunteers read only this: no name or number of whoever reported)') },
      then: [{ assign: 'caller', to: { actor: true } }, { assign: 'volunteers', to: { post: 'volunteer' } }, { tell: 'seat:volunteers', say: { zh: '身边有件事，能搭把手吗？', en: 'Can you lend a hand nearby?' } }, { tell: 'squads', say: { zh: '身边有件事，能搭把手吗？', en: 'Can you lend a hand nearby?' } }] },
  },
  states: {
    offered: { label: { zh: '等人认领', en: 'Waiting for a volunteer' }, phase: 'waiting', owner: 'post:gridOfficer', within: { span: { amount: 24, unit: 'clockHour' }, late: 'fallBack' }, can: {
      claim: { label: { zh: '我来认领', en: 'I take it' }, by: ['post:volunteer', 'post:squadMember'], to: 'claimed', tone: 'main', marks: { claimed: 'yes' }, then: [{ assign: 'helper', to: { actor: true } }, { tell: 'seat:caller', say: { zh: '有志愿者认领了', en: 'A volunteer took it' } }] },
      doIt, callOff, settled,
      fallBack: { label: { zh: '没人认领，社区党委兜底', en: 'Nobody claimed it: the committee answers' }, by: ['system'], to: 'backstop', marks: { backstop: 'yes' }, then: [{ tell: 'owner', say: { zh: '24 小时没人认领，由社区党委兜底', en: 'Unclaimed for 24 hours: the committee answers for it' } }] } } },
    backstop: { label: { zh: '社区兜底', en: 'Backstop of the community' }, phase: 'waiting', owner: 'post:communitySecretary', within: { span: { amount: 1, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      doIt, callOff, settled,
      offerAgain: { label: { zh: '再请一次志愿者', en: 'Ask volunteers again' }, by: ['owner', 'seat:caller'], to: 'offered', then: [{ tell: 'seat:volunteers', say: { zh: '这件事还在等人搭把手', en: 'Still waiting for a hand' } }, { tell: 'squads', say: { zh: '这件事还在等人搭把手', en: 'Still waiting for a hand' } }] } } },
    claimed: { label: { zh: '有人认领', en: 'Claimed' }, phase: 'working', owner: 'seat:helper', within: { span: { amount: 3, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      finish: { label: { zh: '办好了', en: 'Done' }, by: ['seat:helper'], to: 'toCheck', as: 'helper', tone: 'main', ask: { done: longText('做了什么', 'What was done'), photos: pictures.photos }, then: [{ tell: 'seat:caller', say: { zh: '志愿者说办好了，请去看看', en: 'A volunteer says it is done; please check' } }] },
      giveBack: { label: { zh: '我去不了了', en: 'I cannot after all' }, by: ['seat:helper'], to: 'offered', marks: { claimed: 'no' }, then: [{ tell: 'seat:volunteers', say: { zh: '认领的人去不了了，还能搭把手吗？', en: 'Whoever took it cannot come. Can you?' } }, { tell: 'squads', say: { zh: '认领的人去不了了，还能搭把手吗？', en: 'Whoever took it cannot come. Can you?' } }, { tell: 'seat:caller', say: { zh: '志愿者去不了了，又在等人认领', en: 'The volunteer cannot come; open again' } }] },
      takeBack: { label: { zh: '收回，网格自己办', en: 'Take it back' }, by: ['owner', 'seat:caller'], to: 'calledOff', marks: { claimed: 'no' }, ask: { why: reasoned }, then: [{ reply: 'why' }, { tell: 'seat:helper', say: { zh: '这件事不用您去了', en: 'You need not go any more' } }] },
      settled: { ...settled, then: [...settled.then, { tell: 'seat:helper', say: { zh: '这件事已经办结，不用您去了，谢谢', en: 'It was settled; you need not go. Thank you' } }] } } },
    toCheck: { label: { zh: '等核实', en: 'To be checked' }, phase: 'waiting', owner: 'post:gridOfficer', within: { span: { amount: 1, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      confirm: { label: { zh: '看过，办好了', en: 'Checked: done' }, by: ['owner', 'seat:caller'], to: 'confirmed', as: 'checker', key: 'A', tone: 'main', ask: { seen: longText('看到什么（志愿者会读到）', 'What you saw (the volunteer reads it)') }, then: [{ reply: 'seen' }, { tell: 'seat:helper', say: { zh: '核实过了，谢谢您', en: 'Checked. Thank you' } }] },
      redo: { label: { zh: '还没好', en: 'Not yet' }, by: ['owner', 'seat:caller'], to: 'claimed', as: 'checker', ask: { why: longText('还差什么', 'What is missing') }, then: [{ tell: 'seat:helper', say: { zh: '看过了，还差一点', en: 'Looked at: something is missing' } }] } } },
    confirmed: { label: { zh: '志愿者办好了', en: 'Done by a volunteer' }, phase: 'done', after: ['helper', 'checker', 'reply'] },
    doneHere: { label: { zh: '网格自己办好了', en: 'Done by the grid' }, phase: 'done', after: ['reply'] },
    settledAlready: { label: { zh: '事情已经办结，不用去了', en: 'Settled already: no need to go' }, phase: 'dropped' },
    calledOff: { label: { zh: '不用了', en: 'Called off' }, phase: 'dropped', after: ['reply'] },
  },
  always: { note: note('seat:caller'), overdue },
})
