// The top rung of the ladder: one named leader is asked for one decision, and the decision and its execution are followed.
import { defineProcess, type Field } from '../core/process.ts'
import { pictures, why } from './common.ts'
import { called, done, usual } from './call-fields.ts'

const ask = { ...called, leader: { kind: 'holder', label: { zh: '请哪位区领导', en: 'Which leader' }, posts: ['districtLeader'] }, wanted: { kind: 'longText', label: { zh: '请定什么', en: 'Which decision is asked for' } } } satisfies Record<string, Field> // prettier-ignore
const decision = { words: { kind: 'longText', label: { zh: '决定', en: 'The decision' } }, executor: { kind: 'holder', label: { zh: '谁来执行', en: 'Who carries it out' } }, until: { kind: 'dateTime', label: { zh: '最晚什么时候', en: 'Until when' } } } satisfies Record<string, Field> // prettier-ignore

// a table: one action a line
// prettier-ignore
export default defineProcess({
  name: 'escalated-call', version: 1, kind: 'call', title: { zh: '提级呼叫', en: 'Escalated call' }, headline: 'what',
  seats: { caller: { label: { zh: '呼叫人', en: 'Caller' } }, leader: { label: { zh: '区领导', en: 'Leader' } }, handler: { label: { zh: '执行人', en: 'Who carries it out' } } },
  apart: [['handler', 'verifier'], ['decider', 'handler'], ['decider', 'verifier']],
  clocks: {
    respondNow: { span: { amount: 30, unit: 'minute' }, in: ['calledNow'], late: 'overdue', again: { amount: 30, unit: 'minute' } },
    respond: { span: { amount: 2, unit: 'workHour' }, in: ['called'], late: 'overdue', again: { amount: 2, unit: 'workHour' } },
    reply: { span: { amount: 1, unit: 'workday' }, in: ['deciding'], late: 'overdue', again: { amount: 1, unit: 'workday' } },
  },
  open: {
    callNow: { label: { zh: '30 分钟内回应', en: 'Answer within 30 minutes' }, plain: { zh: '呼叫了区领导', en: 'A leader was called' }, by: ['post:communitySecretary', 'post:dispatcher', 'post:departmentHead'], to: 'calledNow', marks: { urgency: 'urgent' }, ask, then: [{ assign: 'caller', to: { actor: true } }, { assign: 'leader', to: { field: 'leader' } }, { tell: 'seat:leader', say: { zh: '提级呼叫，请 30 分钟内回应', en: 'Escalated call: answer within 30 minutes' } }] },
    callSoon: { label: { zh: '2 小时内回应', en: 'Answer within 2 hours' }, plain: { zh: '呼叫了区领导', en: 'A leader was called' }, by: ['post:communitySecretary', 'post:dispatcher', 'post:departmentHead'], to: 'called', ask, then: [{ assign: 'caller', to: { actor: true } }, { assign: 'leader', to: { field: 'leader' } }, { tell: 'seat:leader', say: { zh: '提级呼叫，请 2 小时内回应', en: 'Escalated call: answer within 2 hours' } }] },
  },
  states: {
    calledNow: { label: { zh: '待回应（30 分钟）', en: 'To answer (30 minutes)' }, plain: { zh: '等{owner}回应', en: 'Waiting for {owner}' }, phase: 'waiting', owner: 'seat:leader', can: {
      arrived: { label: { zh: '领导到了/接通了', en: 'The leader is here' }, plain: { zh: '呼叫的人记下：领导到了', en: 'The caller noted: the leader is here' }, by: ['seat:caller'], to: 'deciding', key: 'A', tone: 'main' } } },
    called: { label: { zh: '待回应（2 小时）', en: 'To answer (2 hours)' }, plain: { zh: '等{owner}回应', en: 'Waiting for {owner}' }, phase: 'waiting', owner: 'seat:leader', can: {
      arrived: { label: { zh: '领导到了/接通了', en: 'The leader is here' }, plain: { zh: '呼叫的人记下：领导到了', en: 'The caller noted: the leader is here' }, by: ['seat:caller'], to: 'deciding', key: 'A', tone: 'main' } } },
    deciding: { label: { zh: '待决定', en: 'To decide' }, plain: { zh: '{owner}来定', en: '{owner} decides' }, phase: 'waiting', owner: 'seat:leader', can: {
      decide: { label: { zh: '定下来', en: 'Decide' }, plain: { zh: '定了，有人去办', en: 'Decided; somebody carries it out' }, by: ['owner', 'seat:leader'], to: 'executing', as: 'decider', key: 'D', tone: 'main', ask: decision, then: [{ assign: 'handler', to: { field: 'executor' } }, { tell: 'seat:handler', say: { zh: '区领导定了由您执行', en: 'A leader decided that you carry it out' } }, { tell: 'seat:caller', say: { zh: '区领导定了', en: 'The leader has decided' } }] },
      decline: { label: { zh: '不用提级', en: 'No decision needed here' }, plain: { zh: '区领导说不用提级办', en: 'The leader sees no need to decide' }, by: ['owner', 'seat:leader'], to: 'declined', tone: 'grave', ask: { words: { kind: 'longText', label: { zh: '答复', en: 'Reply' } } }, then: [{ reply: 'words' }, { tell: 'seat:caller', say: { zh: '区领导答复了', en: 'The leader replied' } }] } } },
    executing: { label: { zh: '执行中', en: 'Being carried out' }, plain: { zh: '{owner}在执行', en: '{owner} carries it out' }, phase: 'working', owner: 'seat:handler', within: { span: { until: 'until' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      executed: { label: { zh: '执行完了', en: 'Carried out' }, plain: { zh: '说执行完了，等呼叫的人看', en: 'Said to be carried out; the caller looks' }, by: ['owner', 'seat:handler'], to: 'executed', as: 'handler', key: 'A', tone: 'main', ask: { done, photos: pictures.photos }, then: [{ tell: 'seat:caller', say: { zh: '说执行完了，请您评判', en: 'Said to be carried out: you judge' } }] },
      progress: { label: { zh: '说一句进展', en: 'Report progress' }, plain: { zh: '有新进展', en: 'Progress' }, by: ['owner', 'seat:handler'], as: 'handler', key: 'P', ask: { words: { kind: 'longText', label: { zh: '进展', en: 'Progress' } }, photos: pictures.photos } } } },
    executed: { label: { zh: '待评判', en: 'To be judged' }, plain: { zh: '呼叫的人来看执行了没有', en: 'The caller looks whether it was carried out' }, phase: 'waiting', owner: 'seat:caller', within: { span: { amount: 1, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      accept: { label: { zh: '执行到位，结了', en: 'Carried out, close it' }, plain: { zh: '呼叫的人看了：执行到位', en: 'The caller looked: carried out' }, by: ['owner', 'seat:caller'], to: 'closed', as: 'verifier', key: 'A', tone: 'main', ask: { words: { kind: 'longText', label: { zh: '评判的话', en: 'Your judgement in words' } } }, then: [{ reply: 'words' }, { tell: 'seat:leader', say: { zh: '您定的事执行到位了', en: 'What you decided was carried out' } }] },
      reject: { label: { zh: '没执行到位', en: 'Not carried out' }, plain: { zh: '呼叫的人看了：没到位，接着办', en: 'The caller looked: not yet, back to work' }, by: ['owner', 'seat:caller'], to: 'executing', as: 'verifier', ask: { why, until: decision.until }, then: [{ tell: 'seat:handler', say: { zh: '没执行到位，请接着办', en: 'Not carried out yet: please go on' } }, { tell: 'seat:leader', say: { zh: '您定的事还没执行到位', en: 'What you decided is not carried out yet' } }] } } },
    closed: { label: { zh: '已结案', en: 'Closed' }, plain: { zh: '定了的办到了', en: 'What was decided is done' }, phase: 'done', after: ['decider', 'handler', 'verifier', 'reply'] },
    declined: { label: { zh: '不用提级', en: 'No decision needed' }, plain: { zh: '区领导说不用提级办', en: 'The leader saw no need' }, phase: 'dropped', after: ['reply'] },
    withdrawn: { label: { zh: '已撤回', en: 'Called off' }, plain: { zh: '不用了', en: 'Called off' }, phase: 'dropped', after: ['reply'] },
  },
  always: { callOff: usual.callOff, urge: { ...usual.urge, by: ['seat:caller', 'seat:leader', 'post:supervisor', 'post:districtLeader'] }, overdue: usual.overdue, note: { ...usual.note, by: ['owner', 'seat:caller', 'seat:leader'] } },
})
