// How one milestone of a key task is answered for by its unit or area: reached, late, or explained.
import { defineProcess } from '../core/process.ts'
import { pictures } from './common.ts'
import { callOff, longText, note, overdue } from './supervising.ts'

export default defineProcess({
  name: 'milestone', version: 1, kind: 'part', title: { zh: '重点任务节点', en: 'Milestone' }, headline: 'task', orphaned: { act: 'callOff' },
  seats: { holder: { label: { zh: '责任单位', en: 'Answers for it' } } },
  open: {
    set: { label: { zh: '分到节点', en: 'Given' }, by: ['system'], to: 'pending', ask: { task: longText('做到什么', 'What must be reached'), due: { kind: 'date', label: { zh: '哪天前', en: 'By' } }, each: { kind: 'holder', label: { zh: '责任单位', en: 'Answers for it' } } }, then: [{ assign: 'holder', to: { field: 'each' } }, { tell: 'seat:holder', say: { zh: '重点任务有一个节点归您', en: 'A milestone is yours' } }] },
  },
  states: {
    pending: { label: { zh: '进行中', en: 'Under way' }, phase: 'working', owner: 'seat:holder', within: { span: { until: 'due' }, late: 'fallLate' }, can: {
      reach: { label: { zh: '完成', en: 'Reached' }, by: ['owner', 'seat:holder'], to: 'reached', as: 'handler', key: 'A', tone: 'main', ask: { done: longText('完成了什么', 'What was done'), photos: pictures.photos } },
      explain: { label: { zh: '完不成，说明', en: 'Cannot, explain' }, by: ['owner', 'seat:holder'], to: 'explained', ask: { why: longText('为什么、怎么补', 'Why, and what instead') } },
      fallLate: { label: { zh: '过了节点', en: 'Past its day' }, by: ['system'], to: 'late', then: [{ tell: 'owner', say: { zh: '节点过期了', en: 'A milestone is late' } }] } } },
    late: { label: { zh: '滞后', en: 'Late' }, phase: 'working', owner: 'seat:holder', within: { span: { amount: 3, unit: 'workday' }, late: 'overdue', again: { amount: 3, unit: 'workday' } }, can: {
      reach: { label: { zh: '补上了', en: 'Reached late' }, by: ['owner', 'seat:holder'], to: 'reached', as: 'handler', key: 'A', tone: 'main', marks: { late: 'yes' }, ask: { done: longText('完成了什么', 'What was done'), photos: pictures.photos } },
      explain: { label: { zh: '完不成，说明', en: 'Cannot, explain' }, by: ['owner', 'seat:holder'], to: 'explained', marks: { late: 'yes' }, ask: { why: longText('为什么、怎么补', 'Why, and what instead') } } } },
    reached: { label: { zh: '已完成', en: 'Reached' }, phase: 'done', after: ['handler'] },
    explained: { label: { zh: '已说明', en: 'Explained' }, phase: 'dropped' },
    calledOff: { label: { zh: '不用办了', en: 'Called off' }, phase: 'dropped' },
  },
  always: { callOff, note: note('seat:holder'), overdue },
})
