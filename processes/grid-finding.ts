// How something that a grid officer found on the round is dealt with: fixed on the spot, or handed on like any report.
import { defineProcess, type Action } from '../core/process.ts'
import { backstop, commandeer, holder, pictures, severity, told, urgency, why, words } from './common.ts'

const dispatch = { label: { zh: '派单', en: 'Dispatch' }, by: ['owner'], to: 'dispatched', as: 'dispatcher', key: 'D', marks: { dispatched: 'yes' }, tone: 'main', ask: { holder, advice: { kind: 'longText', inner: true, label: { zh: '给办理人的话', en: 'Note to the handler' }, optional: true }, urgency, severity }, then: [{ assign: 'handler', to: { field: 'holder' } }, { assign: 'dispatcher', to: { actor: true } }, { tell: 'seat:handler', say: { zh: '有新的事派给您', en: 'A new matter for you' } }] } satisfies Action
const exclude = { label: { zh: '不计入比率', en: 'Left out of the rates' }, by: ['system'], auto: true, needs: [{ followed: 'exclusion-request', as: 'granted' }, { rule: 'not-excluded-1' }], marks: { excluded: 'yes' } } satisfies Action

export default defineProcess({
  name: 'grid-finding', version: 2, title: { zh: '网格发现', en: 'Grid finding' }, headline: 'what',
  seats: { finder: { label: { zh: '发现人', en: 'Finder' } }, handler: { label: { zh: '办理人', en: 'Handler' } }, dispatcher: { label: { zh: '派单人', en: 'Dispatcher' } } },
  apart: [['handler', 'verifier'], ['handler', 'closer'], ['verifier', 'closer']],
  pools: { metoo: { label: { zh: '也遇到的人', en: 'People who see the same' }, per: 'person' } },
  parts: { coHandler: { process: 'co-handling', label: { zh: '协办', en: 'Co-handling' } } },
  clocks: {
    overall: { span: { amount: 15, unit: 'workday' }, in: ['found', 'backstop', 'dispatched', 'returned', 'handling', 'resolved', 'verified'], late: 'overdue', again: { amount: 5, unit: 'workday' } },
    handle: { span: { listed: 'handle', otherwise: { amount: 5, unit: 'workday' } }, in: ['dispatched', 'handling'], late: 'overdue', again: { amount: 1, unit: 'workday' } },
    untaken: { span: { amount: 24, unit: 'clockHour' }, in: ['found'], late: 'backstop' },
  },
  open: {
    find: { label: { zh: '发现问题', en: 'Report a finding' }, by: ['post:gridOfficer', 'post:yardHead', 'post:gridLeader'], to: 'found', as: 'finder', ask: told, then: [{ assign: 'finder', to: { actor: true } }, { assign: 'dispatcher', to: { post: 'communityStaff' } }, { tell: 'owner', say: { zh: '网格员发现问题', en: 'A grid officer found something' } }] },
    fixOnSpot: { label: { zh: '当场办了', en: 'Fixed on the spot' }, by: ['post:gridOfficer', 'post:yardHead', 'post:gridLeader'], to: 'resolved', as: 'handler', ask: { ...told, done: { kind: 'longText', label: { zh: '做了什么', en: 'What was done' } } }, then: [{ assign: 'finder', to: { actor: true } }, { assign: 'handler', to: { actor: true } }, { assign: 'dispatcher', to: { post: 'communityStaff' } }] },
  },
  states: {
    found: { label: { zh: '待派单', en: 'To dispatch' }, plain: { zh: '社区正在找谁来办', en: 'The community is finding who can fix it' }, phase: 'waiting', owner: 'post:communityStaff', within: { span: { amount: 4, unit: 'workHour' }, late: 'overdue', again: { amount: 4, unit: 'workHour' } }, can: {
      dispatch, commandeer,
      takeUp: { label: { zh: '我来办', en: 'I take it' }, by: ['owner', 'seat:finder'], to: 'handling', key: 'A', then: [{ assign: 'handler', to: { actor: true } }] },
      backstop,
      dismiss: { label: { zh: '不用办', en: 'Nothing to do' }, by: ['owner'], to: 'dismissed', tone: 'grave', ask: { words }, then: [{ reply: 'words' }] } } },
    backstop: { label: { zh: '社区兜底', en: 'Backstop of the community' }, plain: { zh: '社区书记来兜底', en: 'The community secretary answers for it' }, phase: 'waiting', owner: 'post:communitySecretary', within: { span: { amount: 1, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      dispatch, commandeer,
      takeUp: { label: { zh: '我来办', en: 'I take it' }, by: ['owner', 'seat:finder'], to: 'handling', key: 'A', then: [{ assign: 'handler', to: { actor: true } }] },
      dismiss: { label: { zh: '不用办', en: 'Nothing to do' }, by: ['owner'], to: 'dismissed', tone: 'grave', ask: { words }, then: [{ reply: 'words' }] } } },
    dispatched: { label: { zh: '待签收', en: 'To be acknowledged' }, plain: { zh: '转给{owner}了，等他们接', en: 'Passed to {owner}' }, phase: 'waiting', owner: 'seat:handler', within: { span: { amount: 4, unit: 'workHour' }, late: 'overdue', again: { amount: 4, unit: 'workHour' } }, can: {
      commandeer,
      acknowledge: { label: { zh: '签收', en: 'Acknowledge' }, by: ['owner', 'seat:handler'], to: 'handling', key: 'A', tone: 'main', marks: { taken: 'yes' } },
      returnOrder: { label: { zh: '退回', en: 'Return' }, by: ['owner', 'seat:handler'], to: 'returned', marks: { returned: 'yes' }, key: 'R', ask: { why }, then: [{ tell: 'seat:dispatcher', say: { zh: '有一件退回来了', en: 'A matter came back' } }] } } },
    returned: { label: { zh: '被退回', en: 'Returned' }, plain: { zh: '正在另找人办', en: 'Finding someone else' }, phase: 'waiting', owner: 'seat:dispatcher', within: { span: { amount: 4, unit: 'workHour' }, late: 'overdue', again: { amount: 4, unit: 'workHour' } }, can: { redispatch: dispatch, commandeer } },
    handling: { label: { zh: '办理中', en: 'Being handled' }, plain: { zh: '{owner}正在办', en: '{owner} is on it' }, phase: 'working', owner: 'seat:handler', within: { span: { amount: 10, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      commandeer,
      resolve: { label: { zh: '办好了', en: 'Done' }, by: ['owner', 'seat:handler'], to: 'resolved', as: 'handler', key: 'A', tone: 'main', needs: [{ parts: 'allEnded' }], ask: { done: { kind: 'longText', label: { zh: '做了什么', en: 'What was done' } }, photos: { kind: 'photos', label: { zh: '办好后的照片', en: 'Photos after' }, optional: true, byCategory: true } } },
      addCoHandlers: { label: { zh: '加协办', en: 'Add co-handlers' }, by: ['owner', 'seat:handler'], key: 'C', ask: { each: { kind: 'holders', inner: true, label: { zh: '请谁协办', en: 'Who helps' } }, task: { kind: 'longText', inner: true, label: { zh: '请他们做什么', en: 'What they should do' } } }, then: [{ open: 'coHandler', each: 'each' }] },
      returnOrder: { label: { zh: '退回', en: 'Return' }, by: ['seat:handler'], to: 'returned', marks: { returned: 'yes' }, needs: [{ parts: 'allEnded' }], ask: { why } } } },
    resolved: { label: { zh: '待核实', en: 'To be verified' }, plain: { zh: '说办好了，换个人去看看', en: 'Said to be done; someone else is checking' }, phase: 'waiting', owner: 'post:gridOfficer', within: { span: { amount: 1, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      pass: { label: { zh: '核实：办好了', en: 'Verified: done' }, by: ['owner', 'post:gridLeader', 'post:communityStaff'], to: 'verified', as: 'verifier', key: 'A', tone: 'main', ask: { seen: { kind: 'longText', label: { zh: '看到什么', en: 'What you saw' }, optional: true }, photos: pictures.photos } },
      rework: { label: { zh: '核实：没办好', en: 'Verified: not done' }, by: ['owner', 'post:gridLeader', 'post:communityStaff'], to: 'handling', as: 'verifier', marks: { reworked: 'yes' }, ask: { why }, then: [{ tell: 'seat:handler', say: { zh: '核实没通过，请返工', en: 'Not passed; please redo' } }] } } },
    verified: { label: { zh: '待结案', en: 'To be closed' }, plain: { zh: '核实过了', en: 'Checked' }, phase: 'waiting', owner: 'post:communitySecretary', within: { span: { amount: 1, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      close: { label: { zh: '结案', en: 'Close' }, by: ['owner', 'post:communityStaff', 'post:dispatcher'], to: 'closed', as: 'closer', key: 'X', tone: 'main', ask: { words: { ...words, label: { zh: '给发现人的答复', en: 'Reply to the finder' } } }, then: [{ reply: 'words' }, { tell: 'seat:finder', say: { zh: '您发现的事办好了', en: 'What you found is done' } }] } } },
    closed: { label: { zh: '已结案', en: 'Closed' }, plain: { zh: '办好了', en: 'Done' }, phase: 'done', after: ['handler', 'verifier', 'closer', 'reply'], can: {
      reopenByCheck: { label: { zh: '回头看没过，重办', en: 'Recheck failed: reopened' }, by: ['system'], auto: true, to: 'returned', needs: [{ followed: 'recheck', as: 'notFixed' }, { rule: 'recheck-failed-1' }], then: [{ assign: 'dispatcher', to: { above: 'handler' } }, { tell: 'owner', say: { zh: '回头看没过，请重派', en: 'A recheck failed; please hand on again' } }] },
      exclude } },
    dismissed: { label: { zh: '不用办', en: 'Dismissed' }, plain: { zh: '不用办', en: 'Nothing to do' }, phase: 'dropped', after: ['reply'] },
  },
  always: {
    meToo: { label: { zh: '也算我一个', en: 'Me too' }, by: ['anyone'], then: [{ claim: 'metoo' }] },
    note: { label: { zh: '记一笔', en: 'Note' }, by: ['owner', 'seat:handler', 'seat:finder', 'post:communityStaff', 'post:dispatcher'], key: 'N', ask: { words: { kind: 'longText', label: { zh: '内部记录', en: 'Internal note' } } } },
    urge: { label: { zh: '督一下', en: 'Urge' }, by: ['seat:dispatcher', 'post:communitySecretary', 'post:dispatcher', 'post:supervisor', 'post:districtLeader'], key: 'S', ask: { words: { kind: 'longText', label: { zh: '要求', en: 'What is asked' } } }, then: [{ tell: 'owner', say: { zh: '有人督办', en: 'You are urged to act' } }] },
    exclude,
    overdue: { label: { zh: '超时上报上一级', en: 'Overdue: next level answers' }, by: ['system'], then: [{ tell: 'owner', say: { zh: '超时，现在由您负责', en: 'Overdue; you answer for it now' } }] },
  },
})
