// The two lower rungs of the ladder, alike but for who calls and who answers: a grid calls its community, a community its township.
import { defineProcess, type Field, type Process, type Who } from '../core/process.ts'
import type { Label } from '../core/label.ts'
import type { Post } from '../core/posts.ts'
import { pictures } from './common.ts'
import { accept, arrived, done, onMyWay, progress, reject, usual } from './call-fields.ts'

export type Rung = { readonly name: string; readonly title: Label; readonly callers: readonly Who[]; readonly answers: Post; readonly who: Label; readonly ask: Record<string, Field> }

// a table: one action a line
// prettier-ignore
export const localCall = ({ name, title, callers, answers, who, ask }: Rung): Process => defineProcess({
  name, version: 1, kind: 'call', title, headline: 'what',
  seats: { caller: { label: { zh: '呼叫人', en: 'Caller' } }, handler: { label: { zh: '应答人', en: 'Responder' } } },
  apart: [['handler', 'verifier']],
  clocks: {
    respondNow: { span: { amount: 30, unit: 'minute' }, in: ['calledNow'], late: 'overdue', again: { amount: 30, unit: 'minute' } },
    respond: { span: { amount: 2, unit: 'workHour' }, in: ['called'], late: 'overdue', again: { amount: 2, unit: 'workHour' } },
    handle: { span: { listed: 'handle', otherwise: { amount: 2, unit: 'workday' } }, in: ['handling'], late: 'overdue', again: { amount: 1, unit: 'workday' } },
    reply: { span: { amount: 1, unit: 'workday' }, in: ['judging'], late: 'overdue', again: { amount: 1, unit: 'workday' } },
  },
  open: {
    callNow: { label: { zh: '30 分钟内到', en: 'Come within 30 minutes' }, plain: { zh: '呼叫了，30 分钟内要到', en: 'Called, to come within 30 minutes' }, by: [...callers], to: 'calledNow', marks: { urgency: 'urgent' }, ask, then: [{ assign: 'caller', to: { actor: true } }, { assign: 'handler', to: { post: answers } }, { tell: 'owner', say: { zh: '有人呼叫，请 30 分钟内到', en: 'You are called: come within 30 minutes' } }] },
    callSoon: { label: { zh: '2 小时内到', en: 'Come within 2 hours' }, plain: { zh: '呼叫了，2 个工作小时内要到', en: 'Called, to come within 2 working hours' }, by: [...callers], to: 'called', ask, then: [{ assign: 'caller', to: { actor: true } }, { assign: 'handler', to: { post: answers } }, { tell: 'owner', say: { zh: '有人呼叫，请 2 小时内到', en: 'You are called: come within 2 hours' } }] },
  },
  states: {
    calledNow: { label: { zh: '待到场（30 分钟）', en: 'To turn up (30 minutes)' }, plain: { zh: `等${who.zh}到场`, en: `Waiting for ${who.en}` }, phase: 'waiting', owner: 'seat:handler', can: { arrived, onMyWay } },
    called: { label: { zh: '待到场（2 小时）', en: 'To turn up (2 hours)' }, plain: { zh: `等${who.zh}到场`, en: `Waiting for ${who.en}` }, phase: 'waiting', owner: 'seat:handler', can: { arrived, onMyWay } },
    handling: { label: { zh: '办理中', en: 'Being handled' }, plain: { zh: '{owner}正在办', en: '{owner} is on it' }, phase: 'working', owner: 'seat:handler', can: {
      resolve: { label: { zh: '办好了', en: 'Done' }, plain: { zh: '说办好了，等呼叫的人看', en: 'Said to be done; the caller looks' }, by: ['owner', 'seat:handler'], to: 'judging', as: 'handler', key: 'A', tone: 'main', ask: { done, photos: pictures.photos }, then: [{ tell: 'seat:caller', say: { zh: '说办好了，请您评判', en: 'Said to be done: you judge' } }] },
      progress } },
    judging: { label: { zh: '待评判', en: 'To be judged' }, plain: { zh: '呼叫的人来看办好没有', en: 'The caller looks whether it is done' }, phase: 'waiting', owner: 'seat:caller', can: { accept, reject } },
    closed: { label: { zh: '已结案', en: 'Closed' }, plain: { zh: '办好了', en: 'Done' }, phase: 'done', after: ['handler', 'verifier', 'reply'] },
    withdrawn: { label: { zh: '已撤回', en: 'Called off' }, plain: { zh: '不用来了', en: 'Called off' }, phase: 'dropped', after: ['reply'] },
  },
  always: usual,
})
