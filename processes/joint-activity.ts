// An activity that several bodies hold together: proposed, agreed, announced, held; its outcome is confirmed by another body than the one that tells it.
import { defineProcess, type Action, type Field } from '../core/process.ts'
import { pictures, why } from './common.ts'
import { another, asked, proposers, task } from './joint.ts'
import { longText, note, overdue } from './supervising.ts'

const when = { kind: 'dateTime', label: { zh: '什么时候', en: 'When' }, mark: 'when' } satisfies Field
const where = { kind: 'text', label: { zh: '在哪里', en: 'Where' }, mark: 'where' } satisfies Field
const under = { kind: 'matter', label: { zh: '哪个联合组织的（没有就不填）', en: 'Of which joint organisation (if any)' }, optional: true, mark: 'under' } satisfies Field
const served = { kind: 'number', label: { zh: '服务了多少人（主办单位自己数的）', en: 'How many people were served (as the host counts)' }, mark: 'served', max: 1_000_000 } satisfies Field
const what = { ...longText('办什么活动', 'What the activity is'), max: 200 } satisfies Field
const forWhom = { kind: 'text', label: { zh: '给谁办', en: 'For whom' } } satisfies Field
const callOff = { label: { zh: '不办了', en: 'Call it off' }, by: ['owner', 'seat:host'], to: 'calledOff', tone: 'grave', ask: { words: longText('为什么不办了', 'Why it is called off') }, then: [{ reply: 'words' }] } satisfies Action
const askMore = { label: { zh: '再请一家', en: 'Ask one more' }, by: ['owner', 'seat:host'], key: 'C', ask: { each: asked('host'), task }, then: [{ open: 'coHost', each: 'each' }] } satisfies Action
const witness = another('host', { zh: '办完由哪一家确认（不是自己这一家）', en: 'Which other body confirms the outcome' })
const seatWitness = [{ assign: 'witness', to: { field: 'witness' } }] satisfies Action['then']

// a table: one action a line
// prettier-ignore
export default defineProcess({
  name: 'joint-activity', version: 1, kind: 'task', guests: true, title: { zh: '联办活动', en: 'Joint activity' }, headline: 'what',
  seats: { host: { label: { zh: '主办单位', en: 'Host' } }, witness: { label: { zh: '确认的单位', en: 'Who confirms' } } },
  apart: [['handler', 'verifier']],
  parts: { coHost: { process: 'joint-answer', label: { zh: '共同主办单位', en: 'Co-hosts' } } },
  open: {
    propose: { label: { zh: '提议联办活动', en: 'Propose a joint activity' }, by: [...proposers], to: 'gathering', ask: { what, when, where, forWhom, each: asked('host'), task, under }, then: [{ assign: 'host', to: { actor: true } }, { open: 'coHost', each: 'each' }] },
  },
  states: {
    gathering: { label: { zh: '等各家答复', en: 'Waiting for answers' }, plain: { zh: '等各家答复', en: 'Waiting for each body' }, phase: 'waiting', owner: 'seat:host', within: { span: { amount: 10, unit: 'workday' }, late: 'overdue', again: { amount: 2, unit: 'workday' } }, can: {
      announce: { label: { zh: '说定了，发预告', en: 'Agreed: announce it' }, by: ['owner', 'seat:host'], to: 'announced', key: 'A', tone: 'main', needs: [{ parts: 'allEnded' }, { parts: 'anyDone' }], ask: { when, where, witness }, then: [...seatWitness, { tell: 'seat:witness', say: { zh: '联办活动说定了，办完请您这一家确认', en: 'The joint activity is agreed; your body confirms its outcome' } }] },
      askMore, callOff } },
    announced: { label: { zh: '已预告', en: 'Announced' }, plain: { zh: '已经预告', en: 'Announced' }, phase: 'working', owner: 'seat:host', within: { span: { until: 'when' }, late: 'timeCame' }, can: {
      move: { label: { zh: '改时间或地点', en: 'Another time or place' }, by: ['owner', 'seat:host'], to: 'announced', key: 'T', ask: { when, where, why }, then: [{ tell: 'seat:witness', say: { zh: '联办活动改了时间或地点', en: 'The joint activity has another time or place' } }] },
      timeCame: { label: { zh: '到了活动的时间', en: 'Its time has come' }, plain: { zh: '到了活动的时间', en: 'Its time has come' }, by: ['system'], to: 'toTell', then: [{ tell: 'seat:host', say: { zh: '联办活动到时间了，办完请记下结果；没办成请说明', en: 'The time of the joint activity has come: record its outcome, or why it was not held' } }] },
      askMore, callOff } },
    toTell: { label: { zh: '待记结果', en: 'Outcome to record' }, plain: { zh: '等{owner}记下结果', en: '{owner} records the outcome' }, phase: 'working', owner: 'seat:host', within: { span: { amount: 3, unit: 'workday' }, late: 'overdue', again: { amount: 2, unit: 'workday' } }, can: {
      report: { label: { zh: '办完了，记结果', en: 'Held: record the outcome' }, by: ['owner', 'seat:host'], to: 'held', as: 'handler', key: 'A', tone: 'main', ask: { done: longText('办得怎么样', 'How it went'), served, photos: pictures.photos }, then: [{ tell: 'seat:witness', say: { zh: '联办活动办完了，请确认', en: 'The joint activity was held: please confirm' } }] },
      callOff } },
    held: { label: { zh: '办完，待确认', en: 'Held, to be confirmed' }, plain: { zh: '等{owner}确认', en: '{owner} confirms it' }, phase: 'waiting', owner: 'seat:witness', within: { span: { amount: 5, unit: 'workday' }, late: 'overdue', again: { amount: 2, unit: 'workday' } }, can: {
      confirm: { label: { zh: '是这样，确认', en: 'So it was: confirm' }, by: ['owner', 'seat:witness'], to: 'confirmed', as: 'verifier', key: 'A', tone: 'main', ask: { words: longText('确认的话', 'Your words') }, then: [{ reply: 'words' }, { tell: 'seat:host', say: { zh: '联办活动的结果确认了', en: 'The outcome of the joint activity is confirmed' } }] },
      doubt: { label: { zh: '和实际不一样', en: 'Not as it was' }, by: ['owner', 'seat:witness'], to: 'toTell', as: 'verifier', ask: { why }, then: [{ tell: 'seat:host', say: { zh: '确认的单位说和实际不一样，请改', en: 'Who confirms says it was otherwise; please correct it' } }] },
      askOther: { label: { zh: '换一家来确认', en: 'Another body confirms' }, by: ['seat:host'], to: 'held', key: 'D', ask: { witness, why }, then: [...seatWitness, { tell: 'seat:witness', say: { zh: '联办活动办完了，请您这一家确认', en: 'The joint activity was held: please confirm' } }] } } },
    confirmed: { label: { zh: '办完了，已确认', en: 'Held and confirmed' }, plain: { zh: '办完了，有别家确认', en: 'Held, and confirmed by another body' }, phase: 'done', after: ['handler', 'verifier', 'reply'] },
    calledOff: { label: { zh: '没办', en: 'Called off' }, plain: { zh: '没有办', en: 'Called off' }, phase: 'dropped', after: ['reply'] },
  },
  always: { note: note('seat:host', 'seat:witness'), overdue },
})
