// How one of several equals answers a call for help beside the lead: comes or says why not; whether it was done is said by who asked, on the call itself.
import { defineProcess } from '../core/process.ts'
import { pictures, why } from './common.ts'
import { done } from './call-fields.ts'
import { callOff, longText, note, overdue } from './supervising.ts'

// a table: one action a line
// prettier-ignore
export default defineProcess({
  name: 'peer-answer', version: 1, kind: 'part', guests: true, title: { zh: '横向联动应援', en: 'Answer to an equal' }, headline: 'task',
  seats: { handler: { label: { zh: '被请的一方', en: 'Who was asked' } } },
  orphaned: { act: 'callOff' },
  clocks: { respond: { span: { amount: 4, unit: 'workHour' }, in: ['asked'], late: 'overdue', again: { amount: 4, unit: 'workHour' } } },
  open: {
    ask: { label: { zh: '被请来帮', en: 'Asked to help' }, by: ['system'], to: 'asked', ask: { task: longText('请做什么', 'What to do'), each: { kind: 'holder', label: { zh: '请谁', en: 'Who is asked' } } }, then: [{ assign: 'handler', to: { field: 'each' } }, { tell: 'seat:handler', say: { zh: '同级的一家请您一起来帮', en: 'An equal of yours asks you to help as well' } }] },
  },
  states: {
    asked: { label: { zh: '等答复', en: 'To answer' }, plain: { zh: '等{owner}答复', en: 'Waiting for {owner}' }, phase: 'waiting', owner: 'seat:handler', can: {
      accept: { label: { zh: '我们也来', en: 'We come too' }, by: ['owner', 'seat:handler'], to: 'helping', key: 'A', tone: 'main', ask: { offer: { ...longText('能出什么', 'What you bring'), optional: true } } },
      decline: { label: { zh: '来不了', en: 'We cannot' }, by: ['owner', 'seat:handler'], to: 'declined', key: 'R', ask: { why } } } },
    helping: { label: { zh: '正在帮', en: 'Helping' }, plain: { zh: '{owner}在帮', en: '{owner} helps' }, phase: 'working', owner: 'seat:handler', within: { span: { amount: 3, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      finish: { label: { zh: '我们这份做完了', en: 'Our share is done' }, by: ['owner', 'seat:handler'], to: 'finished', as: 'handler', key: 'A', tone: 'main', ask: { done, photos: pictures.photos } },
      decline: { label: { zh: '来不了了', en: 'We cannot after all' }, by: ['owner', 'seat:handler'], to: 'declined', ask: { why } } } },
    finished: { label: { zh: '这份做完了', en: 'Share done' }, plain: { zh: '这份做完了', en: 'This share is done' }, phase: 'done', after: ['handler'] },
    declined: { label: { zh: '来不了', en: 'Cannot come' }, plain: { zh: '来不了', en: 'Cannot come' }, phase: 'dropped' },
    calledOff: { label: { zh: '求助已结束', en: 'The call ended' }, plain: { zh: '求助已经结束', en: 'The call has ended' }, phase: 'dropped' },
  },
  always: { callOff, overdue, note: note('seat:handler') },
})
