// How a list of tasks is sent down to every board, community or grid of an area and closed when each has been ended.
import { defineProcess } from '../core/process.ts'
import { longText, note, overdue } from './supervising.ts'

export default defineProcess({
  name: 'task-list', version: 1, kind: 'task', title: { zh: '任务清单', en: 'Task list' }, headline: 'what',
  seats: { owner: { label: { zh: '派单人', en: 'Who sends it' } } },
  parts: { item: { process: 'listed-task', label: { zh: '清单任务', en: 'Listed tasks' } } },
  open: {
    send: { label: { zh: '派任务清单', en: 'Send a task list' }, by: ['post:communitySecretary', 'post:dispatcher', 'post:districtLeader'], to: 'sent', ask: { what: longText('清单名和为什么要办', 'Name of the list and why'), due: { kind: 'date', label: { zh: '哪天前办完', en: 'To be done by' }, mark: 'due' }, each: { kind: 'spread', label: { zh: '派给谁、办哪些', en: 'To whom, and which items' } } }, then: [{ assign: 'owner', to: { actor: true } }, { open: 'item', each: 'each' }] },
  },
  states: {
    sent: { label: { zh: '办理中', en: 'Under way' }, phase: 'working', owner: 'seat:owner', within: { span: { until: 'due' }, late: 'overdue', again: { amount: 5, unit: 'workday' } }, can: {
      close: { label: { zh: '对单销号', en: 'Close the list' }, by: ['owner', 'seat:owner'], to: 'closed', key: 'X', tone: 'main', needs: [{ parts: 'allEnded' }], ask: { words: longText('办完的情况', 'How it went') }, then: [{ reply: 'words' }] } } },
    closed: { label: { zh: '已销号', en: 'Closed' }, phase: 'done', after: ['reply'] },
    calledBack: { label: { zh: '已收回', en: 'Called back' }, phase: 'dropped', after: ['reply'] },
  },
  always: {
    callBack: { label: { zh: '收回清单', en: 'Call the list back' }, by: ['seat:owner', 'post:districtLeader'], to: 'calledBack', tone: 'grave', ask: { words: longText('为什么收回', 'Why') }, then: [{ reply: 'words' }] },
    note: note('seat:owner'), overdue,
  },
})
