// Emergency mode of an area: a named officer opens it with a reason and an end; it closes by itself and leaves a report.
import { defineProcess, type Action, type Field } from '../core/process.ts'
import { pictures, why } from './common.ts'

const until = { kind: 'dateTime', label: { zh: '到什么时候', en: 'Until when' } } satisfies Field
const endEarly = { label: { zh: '提前结束', en: 'End it early' }, by: ['owner', 'seat:opener', 'post:districtLeader'], to: 'reporting', tone: 'grave', marks: { urgency: 'normal' }, ask: { why }, then: [{ tell: 'seat:opener', say: { zh: '紧急状态提前结束，请写总结', en: 'Emergency mode ended early: please write the report' } }] } satisfies Action // prettier-ignore
const endBySelf = { label: { zh: '到时结束', en: 'Time is up' }, by: ['system'], to: 'reporting', marks: { urgency: 'normal' }, then: [{ tell: 'owner', say: { zh: '紧急状态到时结束，请写总结', en: 'Emergency mode ended: please write the report' } }] } satisfies Action // prettier-ignore
const say = { label: { zh: '记一笔', en: 'Note' }, by: ['owner', 'seat:opener', 'post:dispatcher', 'post:districtLeader'], key: 'N', ask: { words: { kind: 'longText', label: { zh: '记什么', en: 'What to note' } }, photos: pictures.photos } } satisfies Action // prettier-ignore

// a table: one action a line
// prettier-ignore
export default defineProcess({
  name: 'emergency-mode', version: 1, kind: 'supervision', title: { zh: '紧急状态', en: 'Emergency mode' }, headline: 'reason',
  seats: { opener: { label: { zh: '开启人', en: 'Opened by' } } },
  open: {
    start: { label: { zh: '开启紧急状态', en: 'Open emergency mode' }, by: ['post:districtLeader', 'post:dispatcher'], to: 'open', marks: { urgency: 'emergency' }, ask: { reason: { kind: 'longText', label: { zh: '为什么', en: 'Reason' } }, until, photos: pictures.photos }, then: [{ assign: 'opener', to: { actor: true } }, { tell: 'owner', say: { zh: '紧急状态已开启', en: 'Emergency mode is open' } }] },
  },
  states: {
    open: { label: { zh: '紧急状态中', en: 'In emergency mode' }, plain: { zh: '紧急状态中', en: 'In emergency mode' }, phase: 'working', owner: 'seat:opener', mode: 'emergency', within: { span: { until: 'until' }, late: 'endBySelf' }, can: {
      endEarly, endBySelf,
      extend: { label: { zh: '延长一次', en: 'Extend once' }, by: ['post:districtLeader'], to: 'extended', ask: { until, why }, then: [{ tell: 'seat:opener', say: { zh: '紧急状态延长了', en: 'Emergency mode was extended' } }] } } },
    extended: { label: { zh: '紧急状态中（已延长）', en: 'In emergency mode (extended)' }, plain: { zh: '紧急状态中', en: 'In emergency mode' }, phase: 'working', owner: 'seat:opener', mode: 'emergency', within: { span: { until: 'until' }, late: 'endBySelf' }, can: { endEarly, endBySelf } },
    reporting: { label: { zh: '待写总结', en: 'Report due' }, plain: { zh: '紧急状态已结束，在写总结', en: 'It has ended; the report is being written' }, phase: 'working', owner: 'seat:opener', within: { span: { amount: 3, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      report: { label: { zh: '交总结', en: 'Hand in the report' }, by: ['owner', 'seat:opener'], to: 'closed', as: 'writer', key: 'A', tone: 'main', ask: { words: { kind: 'longText', max: 8000, label: { zh: '总结：发生了什么、调了谁、下次怎么改', en: 'Report: what happened, who was called in, what to change' } }, photos: pictures.photos }, then: [{ reply: 'words' }] } } },
    closed: { label: { zh: '已结束', en: 'Closed' }, plain: { zh: '结束了，有总结', en: 'Ended, with a report' }, phase: 'done', after: ['writer', 'reply'] },
  },
  always: {
    note: say,
    overdue: { label: { zh: '超时上报上一级', en: 'Overdue: next level answers' }, by: ['system'], then: [{ tell: 'owner', say: { zh: '紧急状态的总结没有按时交，现在由您负责', en: 'The emergency report is overdue; you answer for it now' } }] },
  },
})
