// A joint organisation of several bodies, such as a joint Party branch: proposed, answered by each, standing while its lead says again and again that it is alive, dissolved with a reason.
import { defineProcess, type Action, type Field } from '../core/process.ts'
import { asked, body, proposers, task } from './joint.ts'
import { longText, maybe, note, overdue, reasoned } from './supervising.ts'

const kinds = [
  ['branch', '联合党支部', 'Joint Party branch'], ['alliance', '区域化党建联盟', 'Regional Party-building alliance'], ['committee', '共建理事会', 'Joint council'], ['other', '其他联合组织', 'Another joint body'],
].map(([value = '', zh = '', en = '']) => ({ value, label: { zh, en } })) // prettier-ignore
const form = { kind: 'choice', label: { zh: '哪一种', en: 'What kind' }, options: kinds, mark: 'form' } satisfies Field
const about = { name: { kind: 'text', label: { zh: '叫什么', en: 'Its name' }, max: 60 }, form, purpose: longText('为了什么、一起做哪些事', 'What for, and what will be done together'), each: asked('lead'), task } satisfies Action['ask']
const review = { kind: 'date', label: { zh: '哪天复核还在不在运转（一年之内）', en: 'When to ask whether it is still alive (within a year)' }, mark: 'review' } satisfies Field
const yes = longText('说一句：都谁参加、怎么运转', 'In a sentence: who takes part and how it works')
const dissolve = { label: { zh: '解散', en: 'Dissolve' }, by: ['owner', 'seat:lead'], to: 'dissolved', tone: 'grave', ask: { words: longText('为什么解散', 'Why it is dissolved') }, then: [{ reply: 'words' }, { tell: 'seat:proposer', say: { zh: '联合组织解散了，请看原因', en: 'The joint organisation was dissolved; see why' } }] } satisfies Action
const hand = { label: { zh: '换一家牵头', en: 'Another body leads' }, by: ['owner', 'seat:lead', 'seat:proposer'], key: 'L', ask: { lead: body({ zh: '以后哪一家牵头', en: 'Which body leads from now on' }), why: reasoned }, then: [{ assign: 'lead', to: { field: 'lead' } }, { tell: 'seat:lead', say: { zh: '联合组织以后由您这一家牵头', en: 'Your body leads the joint organisation from now on' } }] } satisfies Action
const askMore = { label: { zh: '再请一家', en: 'Ask one more' }, by: ['owner', 'seat:lead'], key: 'C', ask: { each: asked('lead'), task }, then: [{ open: 'member', each: 'each' }] } satisfies Action

// a table: one action a line
// prettier-ignore
export default defineProcess({
  name: 'joint-organisation', version: 1, kind: 'task', guests: true, title: { zh: '联合组织', en: 'Joint organisation' }, headline: 'name',
  seats: { proposer: { label: { zh: '提议的单位', en: 'Who proposed it' } }, lead: { label: { zh: '牵头的单位', en: 'Who leads' } } },
  parts: { member: { process: 'joint-answer', label: { zh: '成员单位', en: 'Member bodies' } } },
  open: {
    propose: { label: { zh: '提议组建，自己牵头', en: 'Propose one, and lead it' }, by: [...proposers], to: 'gathering', ask: about, then: [{ assign: 'proposer', to: { actor: true } }, { assign: 'lead', to: { actor: true } }, { open: 'member', each: 'each' }] },
    proposeFor: { label: { zh: '提议组建，请别家牵头', en: 'Propose one that another leads' }, by: [...proposers], to: 'gathering', ask: { ...about, lead: body({ zh: '请哪一家牵头', en: 'Which body should lead' }) }, then: [{ assign: 'proposer', to: { actor: true } }, { assign: 'lead', to: { field: 'lead' } }, { open: 'member', each: 'each' }, { tell: 'seat:lead', say: { zh: '有单位提议由您这一家牵头组建联合组织', en: 'It is proposed that your body leads a joint organisation' } }] },
  },
  states: {
    gathering: { label: { zh: '等各家答复', en: 'Waiting for answers' }, plain: { zh: '等各家答复', en: 'Waiting for each body' }, phase: 'waiting', owner: 'seat:lead', within: { span: { amount: 15, unit: 'workday' }, late: 'overdue', again: { amount: 5, unit: 'workday' } }, can: {
      stand: { label: { zh: '都答复了，正式成立', en: 'All answered: it stands' }, by: ['owner', 'seat:lead'], to: 'standing', key: 'A', tone: 'main', needs: [{ parts: 'allEnded' }, { parts: 'anyDone' }], ask: { words: yes, review }, then: [{ reply: 'words' }, { tell: 'seat:proposer', say: { zh: '联合组织成立了', en: 'The joint organisation stands' } }] },
      giveUp: { label: { zh: '不组建了', en: 'Give it up' }, by: ['owner', 'seat:lead', 'seat:proposer'], to: 'givenUp', tone: 'grave', ask: { words: longText('为什么不组建了', 'Why it is given up') }, then: [{ reply: 'words' }] },
      askMore, hand } },
    standing: { label: { zh: '运转中', en: 'Standing' }, plain: { zh: '正在运转，{owner}牵头', en: 'It stands; {owner} leads' }, phase: 'working', owner: 'seat:lead', within: { span: { until: 'review' }, late: 'reviewDue' }, can: {
      progress: { label: { zh: '记一次会议或轮值', en: 'Record a meeting or a turn' }, by: ['owner', 'seat:lead'], key: 'P', ask: { words: longText('议了什么、定了什么', 'What was discussed and decided'), on: maybe({ kind: 'date', label: { zh: '哪天', en: 'Day' } }) } },
      reviewDue: { label: { zh: '到了复核的日子', en: 'Time to review it' }, plain: { zh: '该复核还在不在运转', en: 'Time to say whether it is still alive' }, by: ['system'], to: 'reviewing', then: [{ tell: 'seat:lead', say: { zh: '联合组织还在运转吗？请说明，或者解散', en: 'Is the joint organisation still alive? Say so, or dissolve it' } }] },
      askMore, hand, dissolve } },
    reviewing: { label: { zh: '待复核', en: 'To be reviewed' }, plain: { zh: '等{owner}说还在不在运转', en: '{owner} says whether it is still alive' }, phase: 'waiting', owner: 'seat:lead', within: { span: { amount: 10, unit: 'workday' }, late: 'overdue', again: { amount: 5, unit: 'workday' } }, can: {
      renew: { label: { zh: '还在运转', en: 'Still alive' }, by: ['owner', 'seat:lead'], to: 'standing', key: 'A', tone: 'main', ask: { words: longText('这段时间做了什么', 'What was done since'), review }, then: [{ reply: 'words' }] },
      askMore, hand, dissolve } },
    dissolved: { label: { zh: '已解散', en: 'Dissolved' }, plain: { zh: '已经解散', en: 'Dissolved' }, phase: 'done', after: ['reply'] },
    givenUp: { label: { zh: '没组建', en: 'Given up' }, plain: { zh: '没有组建', en: 'Given up' }, phase: 'dropped', after: ['reply'] },
  },
  always: { note: note('seat:lead', 'seat:proposer'), overdue },
})
