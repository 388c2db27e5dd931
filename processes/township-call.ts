// The third rung of the ladder: a township whistles, departments come to one spot; one leads, the others answer for their share.
import { defineProcess, type Field } from '../core/process.ts'
import { pictures, why } from './common.ts'
import { accept, arrived, called, done, onMyWay, progress, reject, usual } from './call-fields.ts'
import { township } from './call-response.ts'

const lead = { kind: 'holder', label: { zh: '谁牵头', en: 'Who leads' }, posts: ['departmentOfficer', 'departmentHead'] } satisfies Field
const each = { kind: 'holders', label: { zh: '还叫谁一起来', en: 'Who else is called' }, posts: ['departmentOfficer', 'departmentHead'] } satisfies Field
const task = { kind: 'longText', label: { zh: '请一起来的做什么', en: 'What the others should do' } } satisfies Field
const whistle = { ...called, lead, each: { ...each, optional: true }, task: { ...task, optional: true } } satisfies Record<string, Field>
/** The called side says whether the whistle was needed. */
const quality = { kind: 'choice', label: { zh: '这次吹哨该不该吹', en: 'Was this whistle needed' }, optional: true, inner: true, mark: 'whistle', options: [{ value: 'needed', label: { zh: '该吹', en: 'Needed' } }, { value: 'notNeeded', label: { zh: '不该吹', en: 'Not needed' } }] } satisfies Field // prettier-ignore

// a table: one action a line
// prettier-ignore
export default defineProcess({
  name: 'township-call', version: 1, kind: 'call', title: { zh: '镇街吹哨', en: 'Township whistle' }, headline: 'what',
  seats: { caller: { label: { zh: '吹哨人', en: 'Caller' } }, handler: { label: { zh: '牵头单位', en: 'Lead' } } },
  apart: [['handler', 'verifier']],
  parts: { now: { process: 'call-response-now', label: { zh: '一起来的（30 分钟）', en: 'Called as well (30 minutes)' } }, soon: { process: 'call-response', label: { zh: '一起来的', en: 'Called as well' } } },
  clocks: {
    respondNow: { span: { amount: 30, unit: 'minute' }, in: ['calledNow'], late: 'overdue', again: { amount: 30, unit: 'minute' } },
    respond: { span: { amount: 2, unit: 'workHour' }, in: ['called'], late: 'overdue', again: { amount: 2, unit: 'workHour' } },
    handle: { span: { listed: 'handle', otherwise: { amount: 3, unit: 'workday' } }, in: ['handling'], late: 'overdue', again: { amount: 1, unit: 'workday' } },
    reply: { span: { amount: 1, unit: 'workday' }, in: ['judging'], late: 'overdue', again: { amount: 1, unit: 'workday' } },
  },
  open: {
    callNow: { label: { zh: '30 分钟内到', en: 'Come within 30 minutes' }, plain: { zh: '吹哨了，30 分钟内要到', en: 'Whistled, to come within 30 minutes' }, by: [...township], to: 'calledNow', marks: { urgency: 'urgent' }, ask: whistle, then: [{ assign: 'caller', to: { actor: true } }, { assign: 'handler', to: { field: 'lead' } }, { open: 'now', each: 'each' }, { tell: 'owner', say: { zh: '镇街吹哨，请 30 分钟内到', en: 'The township whistles: come within 30 minutes' } }] },
    callSoon: { label: { zh: '2 小时内到', en: 'Come within 2 hours' }, plain: { zh: '吹哨了，2 个工作小时内要到', en: 'Whistled, to come within 2 working hours' }, by: [...township], to: 'called', ask: whistle, then: [{ assign: 'caller', to: { actor: true } }, { assign: 'handler', to: { field: 'lead' } }, { open: 'soon', each: 'each' }, { tell: 'owner', say: { zh: '镇街吹哨，请 2 小时内到', en: 'The township whistles: come within 2 hours' } }] },
  },
  states: {
    calledNow: { label: { zh: '待到场（30 分钟）', en: 'To turn up (30 minutes)' }, plain: { zh: '等{owner}到场', en: 'Waiting for {owner}' }, phase: 'waiting', owner: 'seat:handler', can: {
      arrived, onMyWay,
      refuse: { label: { zh: '不归我们', en: 'Not ours' }, plain: { zh: '说不归他们，正在换人', en: 'They say it is not theirs' }, by: ['owner', 'seat:handler'], to: 'returned', key: 'R', nth: { n: 2, to: 'arbitration' }, ask: { why }, then: [{ tell: 'seat:caller', say: { zh: '牵头单位说不归他们', en: 'The lead says it is not theirs' } }] } } },
    called: { label: { zh: '待到场（2 小时）', en: 'To turn up (2 hours)' }, plain: { zh: '等{owner}到场', en: 'Waiting for {owner}' }, phase: 'waiting', owner: 'seat:handler', can: {
      arrived, onMyWay,
      refuse: { label: { zh: '不归我们', en: 'Not ours' }, plain: { zh: '说不归他们，正在换人', en: 'They say it is not theirs' }, by: ['owner', 'seat:handler'], to: 'returned', key: 'R', nth: { n: 2, to: 'arbitration' }, ask: { why }, then: [{ tell: 'seat:caller', say: { zh: '牵头单位说不归他们', en: 'The lead says it is not theirs' } }] } } },
    returned: { label: { zh: '哨被退回', en: 'Returned' }, plain: { zh: '正在另找牵头的', en: 'Finding another lead' }, phase: 'waiting', owner: 'seat:caller', within: { span: { amount: 2, unit: 'workHour' }, late: 'overdue', again: { amount: 2, unit: 'workHour' } }, can: {
      callOther: { label: { zh: '换一家牵头', en: 'Call another lead' }, plain: { zh: '换了一家来牵头', en: 'Another unit leads now' }, by: ['owner', 'seat:caller'], to: 'called', key: 'D', tone: 'main', ask: { lead }, then: [{ assign: 'handler', to: { field: 'lead' } }, { tell: 'seat:handler', say: { zh: '镇街吹哨，请 2 小时内到', en: 'The township whistles: come within 2 hours' } }] },
      insist: { label: { zh: '仍请他们来', en: 'Insist' }, plain: { zh: '查清楚了，还是他们来', en: 'Checked: it is theirs' }, by: ['owner', 'seat:caller'], to: 'called', ask: { why }, then: [{ tell: 'seat:handler', say: { zh: '退回没有同意，请到场', en: 'The return was not accepted: please come' } }] } } },
    arbitration: { label: { zh: '争议仲裁', en: 'Arbitration' }, plain: { zh: '几家说不清归谁，{owner}来定', en: 'Unclear whose it is; {owner} decides' }, phase: 'waiting', owner: 'post:supervisor', within: { span: { amount: 1, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      rule: { label: { zh: '裁定谁牵头', en: 'Decide who leads' }, plain: { zh: '定了谁牵头，不能再退', en: 'Decided who leads; no more returns' }, by: ['owner'], to: 'handling', key: 'A', tone: 'main', ask: { lead, why }, then: [{ assign: 'handler', to: { field: 'lead' } }, { tell: 'seat:handler', say: { zh: '仲裁定由您牵头', en: 'It was decided that you lead' } }] } } },
    handling: { label: { zh: '办理中', en: 'Being handled' }, plain: { zh: '{owner}牵头在办', en: '{owner} leads the work' }, phase: 'working', owner: 'seat:handler', can: {
      resolve: { label: { zh: '办好了，统一答复', en: 'Done: the one reply' }, plain: { zh: '说办好了，等镇街看', en: 'Said to be done; the township looks' }, by: ['owner', 'seat:handler'], to: 'judging', as: 'handler', key: 'A', tone: 'main', ask: { done, words: { kind: 'longText', label: { zh: '几家一起的答复', en: 'The one reply of all' } }, quality, photos: pictures.photos }, then: [{ reply: 'words' }, { tell: 'seat:caller', say: { zh: '牵头单位说办好了，请您评判', en: 'The lead says it is done: you judge' } }] },
      progress } },
    judging: { label: { zh: '待评判', en: 'To be judged' }, plain: { zh: '镇街来看办好没有', en: 'The township looks whether it is done' }, phase: 'waiting', owner: 'seat:caller', can: { accept: { ...accept, needs: [{ parts: 'allEnded' }] }, reject } },
    closed: { label: { zh: '已结案', en: 'Closed' }, plain: { zh: '办好了', en: 'Done' }, phase: 'done', after: ['handler', 'verifier', 'reply'] },
    withdrawn: { label: { zh: '已撤回', en: 'Called off' }, plain: { zh: '不用来了', en: 'Called off' }, phase: 'dropped', after: ['reply'] },
  },
  always: {
    ...usual,
    callMore: { label: { zh: '再叫一家', en: 'Call one more' }, by: ['seat:caller'], key: 'C', ask: { each, task }, then: [{ open: 'soon', each: 'each' }] },
  },
})
