// How one task of a list is closed by the post it went to: done with words, or explained why not. Nobody is told one by one: it lies in their list.
import { defineProcess } from '../core/process.ts'
import { pictures } from './common.ts'
import { callOff, longText, note, overdue } from './supervising.ts'

export default defineProcess({
  name: 'listed-task', version: 1, kind: 'part', title: { zh: '清单任务', en: 'Listed task' }, headline: 'task', orphaned: { act: 'callOff' },
  seats: { holder: { label: { zh: '办的人', en: 'Answers for it' } } },
  open: {
    give: { label: { zh: '派到', en: 'Given' }, by: ['system'], to: 'toDo', ask: { task: longText('办什么', 'What to do'), due: { kind: 'date', label: { zh: '哪天前', en: 'By' } }, each: { kind: 'holder', label: { zh: '谁办', en: 'Who' } } }, then: [{ assign: 'holder', to: { field: 'each' } }] },
  },
  states: {
    toDo: { label: { zh: '待办', en: 'To do' }, phase: 'working', owner: 'seat:holder', within: { span: { until: 'due' }, late: 'overdue', again: { amount: 3, unit: 'workday' } }, can: {
      finish: { label: { zh: '办了', en: 'Done' }, by: ['owner', 'seat:holder'], to: 'finished', as: 'handler', key: 'A', tone: 'main', ask: { done: longText('办了什么', 'What was done'), photos: pictures.photos } },
      explain: { label: { zh: '办不了，说明', en: 'Cannot, explain' }, by: ['owner', 'seat:holder'], to: 'explained', ask: { why: longText('为什么办不了', 'Why not') } } } },
    finished: { label: { zh: '已办', en: 'Done' }, phase: 'done', after: ['handler'] },
    explained: { label: { zh: '已说明', en: 'Explained' }, phase: 'dropped' },
    calledOff: { label: { zh: '不用办了', en: 'Called off' }, phase: 'dropped' },
  },
  always: { callOff, note: note('seat:holder'), overdue },
})
