// How a closed matter that was drawn is looked at again by somebody who had no part in it.
import { defineProcess, type Action } from '../core/process.ts'
import { pictures } from './common.ts'
import { longText, note, overdue } from './supervising.ts'

const looked = { seen: longText('看到什么', 'What was seen'), photos: pictures.photos } satisfies NonNullable<Action['ask']>

export default defineProcess({
  name: 'recheck', version: 1, kind: 'supervision', title: { zh: '回头看', en: 'Recheck' }, headline: 'why',
  about: ['resident-report', 'grid-finding'],
  apart: [['checker', 'handler'], ['checker', 'verifier'], ['checker', 'closer']],
  clocks: { overall: { span: { amount: 10, unit: 'workday' }, in: ['drawn'], late: 'overdue', again: { amount: 5, unit: 'workday' } } },
  open: {
    draw: { label: { zh: '抽中回头看', en: 'Drawn for a recheck' }, by: ['system'], to: 'drawn', marks: { by: 'draw' }, ask: { why: longText('怎么抽中的', 'How it was drawn') } },
    order: { label: { zh: '安排回头看', en: 'Order a recheck' }, by: ['post:dispatcher', 'post:supervisor', 'post:districtLeader'], to: 'drawn', marks: { by: 'order' }, ask: { why: longText('为什么要看', 'Why') } },
  },
  states: {
    drawn: { label: { zh: '待回头看', en: 'To be rechecked' }, phase: 'waiting', owner: 'post:gridOfficer', within: { span: { amount: 5, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      fine: { label: { zh: '看过：还是好的', en: 'Looked: still fine' }, by: ['owner', 'post:gridLeader', 'post:communityStaff'], to: 'fine', as: 'checker', key: 'A', tone: 'main', ask: looked, then: [{ reply: 'seen' }] },
      notFixed: { label: { zh: '看过：没好', en: 'Looked: not fixed' }, by: ['owner', 'post:gridLeader', 'post:communityStaff'], to: 'notFixed', as: 'checker', tone: 'grave', ask: looked, then: [{ reply: 'seen' }] } } },
    fine: { label: { zh: '合格', en: 'Fine' }, phase: 'done', after: ['reply', 'checker'] },
    notFixed: { label: { zh: '不合格', en: 'Not fixed' }, phase: 'done', after: ['reply', 'checker'] },
  },
  always: { note: note('post:communityStaff'), overdue },
})
