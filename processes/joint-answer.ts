// How one body answers when another asks it to take part in a joint organisation or a joint activity: joins with what it brings, or says why not; may leave later.
import { defineProcess } from '../core/process.ts'
import { why } from './common.ts'
import { callOff, longText, maybe, note, overdue } from './supervising.ts'

const brings = longText('能出什么（人、场地、经费、专长）', 'What you bring (people, a place, money, skills)')

// a table: one action a line
// prettier-ignore
export default defineProcess({
  name: 'joint-answer', version: 1, kind: 'part', guests: true, title: { zh: '联建联办应答', en: 'Answer to a joint proposal' }, headline: 'task',
  seats: { handler: { label: { zh: '被请的单位', en: 'The body asked' } } },
  orphaned: { act: 'callOff' },
  clocks: { respond: { span: { amount: 5, unit: 'workday' }, in: ['asked'], late: 'overdue', again: { amount: 2, unit: 'workday' } } },
  open: {
    ask: { label: { zh: '被请一起来', en: 'Asked to take part' }, by: ['system'], to: 'asked', ask: { task: longText('请做什么', 'What is asked'), each: { kind: 'holder', label: { zh: '请谁', en: 'Who is asked' } }, when: { kind: 'dateTime', label: { zh: '什么时候', en: 'When' }, optional: true }, where: maybe(longText('在哪里', 'Where')) }, then: [{ assign: 'handler', to: { field: 'each' } }, { tell: 'seat:handler', say: { zh: '有单位请您这一家一起来，请答复', en: 'Another body asks yours to take part: please answer' } }] },
  },
  states: {
    asked: { label: { zh: '等答复', en: 'To answer' }, plain: { zh: '等{owner}答复', en: 'Waiting for {owner}' }, phase: 'waiting', owner: 'seat:handler', can: {
      join: { label: { zh: '参加', en: 'We take part' }, by: ['owner', 'seat:handler'], to: 'joined', key: 'A', tone: 'main', ask: { brings }, then: [{ tell: 'main', say: { zh: '有一家答应参加', en: 'One body takes part' } }] },
      decline: { label: { zh: '参加不了', en: 'We cannot' }, by: ['owner', 'seat:handler'], to: 'declined', key: 'R', ask: { why }, then: [{ tell: 'main', say: { zh: '有一家说参加不了，请看原因', en: 'One body cannot take part; see why' } }] } } },
    joined: { label: { zh: '参加', en: 'Takes part' }, plain: { zh: '参加', en: 'Takes part' }, phase: 'done', can: {
      bring: { label: { zh: '改一下能出什么', en: 'Change what we bring' }, by: ['seat:handler'], ask: { brings }, then: [{ tell: 'main', say: { zh: '有一家改了能出什么', en: 'One body changed what it brings' } }] },
      leave: { label: { zh: '退出', en: 'Leave' }, by: ['seat:handler'], to: 'left', tone: 'grave', ask: { why }, then: [{ tell: 'main', say: { zh: '有一家退出了，请看原因', en: 'One body left; see why' } }] } } },
    declined: { label: { zh: '参加不了', en: 'Does not take part' }, plain: { zh: '参加不了', en: 'Does not take part' }, phase: 'dropped' },
    left: { label: { zh: '退出了', en: 'Left' }, plain: { zh: '退出了', en: 'Left' }, phase: 'dropped' },
    calledOff: { label: { zh: '不用答复了', en: 'No answer needed' }, plain: { zh: '已经结束，不用答复', en: 'Over: no answer needed' }, phase: 'dropped' },
  },
  always: { callOff, overdue, note: note('seat:handler') },
})
