// How one unit's share of somebody else's matter is dealt with; the main matter gives the one reply.
import { defineProcess } from '../core/process.ts'
import { pictures, why } from './common.ts'

export default defineProcess({
  name: 'co-handling', version: 1, title: { zh: '协办', en: 'Co-handling' }, headline: 'task',
  seats: { handler: { label: { zh: '协办人', en: 'Co-handler' } } },
  orphaned: { act: 'callOff' },
  clocks: { overall: { span: { amount: 5, unit: 'workday' }, in: ['asked', 'handling'], late: 'overdue', again: { amount: 1, unit: 'workday' } } },
  open: {
    ask: { label: { zh: '请协办', en: 'Ask to help' }, by: ['system'], to: 'asked', ask: { task: { kind: 'longText', label: { zh: '请做什么', en: 'What to do' } }, each: { kind: 'holder', label: { zh: '协办人', en: 'Co-handler' } } }, then: [{ assign: 'handler', to: { field: 'each' } }, { tell: 'seat:handler', say: { zh: '请您协办', en: 'You are asked to help' } }] },
  },
  states: {
    asked: { label: { zh: '待签收', en: 'To be acknowledged' }, plain: { zh: '等协办的人接', en: 'Waiting for the helper' }, phase: 'waiting', owner: 'seat:handler', within: { span: { amount: 4, unit: 'workHour' }, late: 'overdue', again: { amount: 4, unit: 'workHour' } }, can: {
      acknowledge: { label: { zh: '签收', en: 'Acknowledge' }, by: ['owner', 'seat:handler'], to: 'handling', key: 'A', tone: 'main' },
      refuse: { label: { zh: '退回', en: 'Return' }, by: ['owner', 'seat:handler'], to: 'refused', ask: { why } } } },
    handling: { label: { zh: '协办中', en: 'Being handled' }, plain: { zh: '{owner}在帮着办', en: '{owner} is helping' }, phase: 'working', owner: 'seat:handler', within: { span: { amount: 5, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      finish: { label: { zh: '办好了', en: 'Done' }, by: ['owner', 'seat:handler'], to: 'finished', as: 'handler', key: 'A', tone: 'main', ask: { done: { kind: 'longText', label: { zh: '做了什么', en: 'What was done' } }, photos: pictures.photos } },
      refuse: { label: { zh: '办不了', en: 'Cannot' }, by: ['owner', 'seat:handler'], to: 'refused', ask: { why } } } },
    finished: { label: { zh: '协办完成', en: 'Finished' }, plain: { zh: '帮着办好了', en: 'Helped and done' }, phase: 'done', after: ['handler'] },
    refused: { label: { zh: '协办退回', en: 'Returned' }, plain: { zh: '说办不了', en: 'Could not help' }, phase: 'dropped' },
    calledOff: { label: { zh: '不用协办了', en: 'Called off' }, plain: { zh: '主事项已经结束', en: 'The main matter ended' }, phase: 'dropped' },
  },
  always: {
    callOff: { label: { zh: '主事项结束', en: 'Main matter ended' }, by: ['system'], auto: true, needs: [{ parent: 'ended' }], to: 'calledOff' },
    note: { label: { zh: '记一笔', en: 'Note' }, by: ['owner', 'seat:handler'], key: 'N', ask: { words: { kind: 'longText', label: { zh: '内部记录', en: 'Internal note' } } } },
    overdue: { label: { zh: '超时上报上一级', en: 'Overdue: next level answers' }, by: ['system'], then: [{ tell: 'owner', say: { zh: '协办超时，现在由您负责', en: 'Overdue; you answer for it now' } }] },
  },
})
