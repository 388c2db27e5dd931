// How a hard matter stays the last item of every meeting: somebody leads, each meeting hears progress, solved is appraised by another.
import { defineProcess, type Action } from '../core/process.ts'
import { pictures } from './common.ts'
import { longText, maybe, note, overdue } from './supervising.ts'

const lead = { leader: { kind: 'holder', label: { zh: '谁牵头', en: 'Who leads' } }, person: { kind: 'text', label: { zh: '牵头人姓名、职务', en: 'Name and office of who leads' }, optional: true }, partners: { kind: 'text', label: { zh: '哪些单位参加', en: 'Partners' }, optional: true }, money: { kind: 'number', label: { zh: '要多少钱（元）', en: 'Money needed (yuan)' }, optional: true }, plan: longText('怎么办、几步走', 'The plan, step by step') } satisfies NonNullable<Action['ask']>

export default defineProcess({
  name: 'standing-item', version: 1, kind: 'supervision', title: { zh: '末尾议题', en: 'Standing last item' }, headline: 'why',
  about: ['resident-report', 'grid-finding', 'grid-call', 'community-call', 'township-call', 'escalated-call'],
  seats: { leader: { label: { zh: '牵头人', en: 'Leader' } }, keeper: { label: { zh: '管台账的人', en: 'Keeper of the docket' } } },
  apart: [['leader', 'appraiser']],
  clocks: { overall: { span: { amount: 120, unit: 'workday' }, in: ['listed', 'led', 'solved', 'appraised'], late: 'overdue', again: { amount: 20, unit: 'workday' } } },
  open: {
    list: { label: { zh: '列为末尾议题', en: 'Make it a standing last item' }, by: ['post:communitySecretary', 'post:partyBoard', 'post:dispatcher', 'post:supervisor', 'post:districtLeader'], to: 'listed', ask: { why: longText('为什么要上会', 'Why it goes to the meeting'), reason: { kind: 'text', label: { zh: '难在哪里', en: 'What makes it hard' }, optional: true, mark: 'hard' } }, then: [{ assign: 'keeper', to: { actor: true } }] },
  },
  states: {
    listed: { label: { zh: '待定牵头人', en: 'To be led' }, phase: 'waiting', owner: 'post:dispatcher', within: { span: { amount: 3, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      lead: { label: { zh: '定牵头人', en: 'Name the leader' }, by: ['owner', 'seat:keeper', 'post:supervisor', 'post:districtLeader'], to: 'led', key: 'A', tone: 'main', ask: lead, then: [{ assign: 'leader', to: { field: 'leader' } }, { tell: 'seat:leader', say: { zh: '末尾议题由您牵头，每次会上报进展', en: 'You lead this item; report progress at each meeting' } }] } } },
    led: { label: { zh: '推进中', en: 'Under way' }, phase: 'working', owner: 'seat:leader', within: { span: { amount: 5, unit: 'workday' }, late: 'noProgress', again: { amount: 1, unit: 'workday' } }, can: {
      progress: { label: { zh: '报会上进展', en: 'Progress at the meeting' }, by: ['owner', 'seat:leader', 'seat:keeper', 'post:dispatcher'], to: 'led', key: 'A', tone: 'main', needs: [{ rule: 'counted-1' }], ask: { meeting: { kind: 'date', label: { zh: '哪天的会', en: 'Meeting of' }, mark: 'meeting' }, moved: longText('动了什么', 'What moved'), next: maybe(longText('下一步', 'Next')), spent: { kind: 'number', label: { zh: '这次花了多少钱（元）', en: 'Money spent this time (yuan)' }, optional: true } } },
      visit: { label: { zh: '记现场查勘', en: 'Record a site visit' }, by: ['owner', 'seat:leader', 'seat:keeper', 'post:dispatcher'], key: 'V', needs: [{ rule: 'counted-1' }], ask: { on: { kind: 'date', label: { zh: '哪天去的', en: 'Day of the visit' } }, who: { kind: 'text', label: { zh: '哪些人去了', en: 'Who went' } }, seen: longText('看到什么、定了什么', 'What was seen and decided'), photos: pictures.photos } },
      solve: { label: { zh: '解决了', en: 'Solved' }, by: ['owner', 'seat:leader'], to: 'solved', as: 'leader', key: 'X', ask: { done: longText('怎么解决的', 'How it was solved'), spent: { kind: 'number', label: { zh: '一共花了多少钱（元）', en: 'Money spent in all (yuan)' }, optional: true }, photos: pictures.photos }, then: [{ tell: 'seat:keeper', say: { zh: '议题报解决，请安排考评', en: 'Said to be solved; please appraise' } }] },
      relead: { label: { zh: '换牵头人', en: 'Another leader' }, by: ['seat:keeper', 'post:supervisor', 'post:districtLeader'], to: 'led', ask: lead, then: [{ assign: 'leader', to: { field: 'leader' } }, { tell: 'seat:leader', say: { zh: '末尾议题由您牵头', en: 'You lead this item' } }] },
      noProgress: { label: { zh: '五个工作日没有进展', en: 'No progress for five workdays' }, by: ['system'], then: [{ tell: 'owner', say: { zh: '末尾议题该报进展了，现在由您负责', en: 'The item needs progress; you answer for it now' } }, { tell: 'seat:keeper', say: { zh: '末尾议题五个工作日没有进展', en: 'No progress for five workdays' } }] } } },
    solved: { label: { zh: '待考评', en: 'To be appraised' }, phase: 'waiting', owner: 'post:dispatcher', within: { span: { amount: 5, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, after: ['leader'], can: {
      appraise: { label: { zh: '考评', en: 'Appraise' }, by: ['owner', 'seat:keeper', 'post:supervisor', 'post:communitySecretary'], to: 'appraised', as: 'appraiser', key: 'A', tone: 'main', ask: { grade: { kind: 'choice', label: { zh: '考评等次', en: 'Grade' }, mark: 'grade', options: [{ value: 'good', label: { zh: '好', en: 'Good' } }, { value: 'fair', label: { zh: '一般', en: 'Fair' } }, { value: 'poor', label: { zh: '差', en: 'Poor' } }] }, words: longText('考评意见：群众怎么看、留下什么办法', 'Appraisal: what people say, what was learnt') }, then: [{ reply: 'words' }, { tell: 'seat:leader', say: { zh: '考评好了', en: 'Appraised' } }] },
      notYet: { label: { zh: '没解决，接着推进', en: 'Not solved, go on' }, by: ['owner', 'seat:keeper', 'post:supervisor'], to: 'led', as: 'appraiser', ask: { why: longText('差在哪里', 'What is missing') }, then: [{ tell: 'seat:leader', say: { zh: '考评没通过，请接着推进', en: 'Not accepted; please go on' } }] } } },
    appraised: { label: { zh: '待下会销号', en: 'To be closed' }, phase: 'waiting', owner: 'seat:keeper', after: ['leader', 'appraiser', 'reply'], within: { span: { amount: 5, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      close: { label: { zh: '会上通过，销号', en: 'Close at the meeting' }, by: ['owner', 'seat:keeper', 'post:dispatcher', 'post:supervisor'], to: 'closed', key: 'X', tone: 'main', ask: { meeting: { kind: 'date', label: { zh: '哪天的会', en: 'Meeting of' } } } } } },
    closed: { label: { zh: '已销号', en: 'Closed' }, phase: 'done', after: ['leader', 'appraiser', 'reply'] },
    dropped: { label: { zh: '不再列会', en: 'Taken off the agenda' }, phase: 'dropped', after: ['reply'] },
  },
  always: {
    drop: { label: { zh: '撤下议题', en: 'Take off the agenda' }, by: ['post:supervisor', 'post:districtLeader'], to: 'dropped', tone: 'grave', ask: { words: longText('为什么不再列会', 'Why it comes off') }, then: [{ reply: 'words' }] },
    note: note('seat:leader', 'seat:keeper'), overdue,
  },
})
