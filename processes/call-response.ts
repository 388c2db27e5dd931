// How one called department answers a whistle beside the lead: called, there, done or not able; the lead gives the one reply.
import { defineProcess, type Process, type Who } from '../core/process.ts'
import type { Label } from '../core/label.ts'
import { pictures, why } from './common.ts'
import { done } from './call-fields.ts'

/** Those of the calling township, who write down who turned up. */
export const township: readonly Who[] = ['post:dispatcher', 'post:partyBoard', 'post:economyBoard', 'post:livelihoodBoard', 'post:safetyBoard']

type Preset = { readonly name: string; readonly title: Label; readonly span: { readonly amount: number; readonly unit: 'minute' | 'workHour' } }

// a table: one action a line
// prettier-ignore
const response = ({ name, title, span }: Preset): Process => defineProcess({
  name, version: 1, kind: 'part', title, headline: 'task',
  seats: { handler: { label: { zh: '应答单位', en: 'Called unit' } } },
  orphaned: { act: 'callOff' },
  clocks: {
    respond: { span, in: ['called'], late: 'overdue', again: span },
    handle: { span: { amount: 2, unit: 'workday' }, in: ['onSpot'], late: 'overdue', again: { amount: 1, unit: 'workday' } },
  },
  open: {
    call: { label: { zh: '被呼叫', en: 'Called' }, by: ['system'], to: 'called', ask: { task: { kind: 'longText', label: { zh: '请做什么', en: 'What to do' } }, each: { kind: 'holder', label: { zh: '呼叫谁', en: 'Who is called' } } }, then: [{ assign: 'handler', to: { field: 'each' } }, { tell: 'seat:handler', say: { zh: '镇街吹哨，请到场', en: 'The township whistles: please come' } }] },
  },
  states: {
    called: { label: { zh: '待到场', en: 'To turn up' }, plain: { zh: '等{owner}到场', en: 'Waiting for {owner}' }, phase: 'waiting', owner: 'seat:handler', can: {
      arrived: { label: { zh: '人到了', en: 'They are here' }, by: [...township], to: 'onSpot', key: 'A', tone: 'main', then: [{ tell: 'seat:handler', say: { zh: '到场已由镇街记下', en: 'Your arrival was recorded by the township' } }] },
      onMyWay: { label: { zh: '收到，这就去', en: 'On my way' }, by: ['owner', 'seat:handler'], key: 'T', then: [{ assign: 'handler', to: { actor: true } }] },
      refuse: { label: { zh: '不归我们', en: 'Not ours' }, by: ['owner', 'seat:handler'], to: 'refused', ask: { why } },
      excuse: { label: { zh: '不用来了', en: 'No longer needed' }, by: [...township], to: 'excused', ask: { why } } } },
    onSpot: { label: { zh: '到场办理', en: 'On the spot' }, plain: { zh: '{owner}到了，正在办', en: '{owner} is there and on it' }, phase: 'working', owner: 'seat:handler', can: {
      finish: { label: { zh: '我们这份办好了', en: 'Our share is done' }, by: ['owner', 'seat:handler'], to: 'finished', as: 'handler', key: 'A', tone: 'main', ask: { done, photos: pictures.photos } },
      refuse: { label: { zh: '办不了', en: 'Cannot' }, by: ['owner', 'seat:handler'], to: 'refused', ask: { why } } } },
    finished: { label: { zh: '办好了', en: 'Done' }, plain: { zh: '这份办好了', en: 'This share is done' }, phase: 'done', after: ['handler'] },
    refused: { label: { zh: '说办不了', en: 'Refused' }, plain: { zh: '说不归他们或办不了', en: 'Said it is not theirs or cannot be done' }, phase: 'dropped' },
    excused: { label: { zh: '不用来了', en: 'Excused' }, plain: { zh: '镇街说不用来了', en: 'The township no longer needs them' }, phase: 'dropped' },
    calledOff: { label: { zh: '呼叫已结束', en: 'The call ended' }, plain: { zh: '呼叫已经结束', en: 'The call has ended' }, phase: 'dropped' },
  },
  always: {
    callOff: { label: { zh: '呼叫结束', en: 'The call ended' }, by: ['system'], auto: true, needs: [{ parent: 'ended' }], to: 'calledOff' },
    note: { label: { zh: '记一笔', en: 'Note' }, by: ['owner', 'seat:handler', ...township], key: 'N', ask: { words: { kind: 'longText', label: { zh: '内部记录', en: 'Internal note' } } } },
    overdue: { label: { zh: '超时上报上一级', en: 'Overdue: next level answers' }, by: ['system'], then: [{ tell: 'owner', say: { zh: '吹哨没有按时到场或办结，现在由您负责', en: 'The whistle was not answered in time; you answer for it now' } }] },
  },
})

export const callResponse = response({ name: 'call-response', title: { zh: '吹哨应答', en: 'Answer to a whistle' }, span: { amount: 2, unit: 'workHour' } })
export const callResponseNow = response({ name: 'call-response-now', title: { zh: '吹哨应答（30 分钟）', en: 'Answer to a whistle (30 minutes)' }, span: { amount: 30, unit: 'minute' } }) // prettier-ignore
