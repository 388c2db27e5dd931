// How a matter may be left out of the rates: asked with a reason class and evidence, decided by a second person, never quietly.
import { defineProcess } from '../core/process.ts'
import { pictures } from './common.ts'
import { longText, note, overdue } from './supervising.ts'

export default defineProcess({
  name: 'exclusion-request', version: 1, kind: 'supervision', title: { zh: '剔除申请', en: 'Exclusion request' }, headline: 'evidence',
  about: ['resident-report', 'grid-finding'],
  seats: { asker: { label: { zh: '申请人', en: 'Who asks' } } },
  apart: [['asker', 'decider'], ['handler', 'decider']],
  clocks: { overall: { span: { amount: 10, unit: 'workday' }, in: ['asked'], late: 'overdue', again: { amount: 5, unit: 'workday' } } },
  open: {
    ask: { label: { zh: '申请剔除', en: 'Ask for exclusion' }, by: ['post:communityStaff', 'post:communitySecretary', 'post:dispatcher', 'post:departmentOfficer', 'post:departmentHead'], to: 'asked', as: 'asker', ask: {
      reason: { kind: 'choice', label: { zh: '哪一类理由', en: 'Reason class' }, mark: 'reason', options: [{ value: 'policy', label: { zh: '诉求不合法律政策', en: 'Against law or policy' } }, { value: 'no-duty', label: { zh: '不在本区职权内', en: 'Outside the district’s powers' } }, { value: 'other-path', label: { zh: '在走信访、诉讼等法定途径', en: 'On another lawful path' } }, { value: 'malicious', label: { zh: '查明不属实', en: 'Found untrue' } }, { value: 'duplicate', label: { zh: '同一人同一事重复计算', en: 'Counted twice' } }, { value: 'force-majeure', label: { zh: '自然灾害等不可抗力', en: 'Force majeure' } }] },
      evidence: longText('依据和事实', 'Evidence'), photos: pictures.photos }, then: [{ assign: 'asker', to: { actor: true } }, { tell: 'owner', say: { zh: '有剔除申请要定', en: 'An exclusion request to decide' } }] },
  },
  states: {
    asked: { label: { zh: '待决定', en: 'To be decided' }, phase: 'waiting', owner: 'post:supervisor', within: { span: { amount: 3, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      grant: { label: { zh: '同意剔除', en: 'Grant' }, by: ['owner'], to: 'granted', as: 'decider', key: 'A', tone: 'grave', ask: { words: longText('理由（会公开剔除比例）', 'Why (the share excluded is published)') }, then: [{ reply: 'words' }, { tell: 'seat:asker', say: { zh: '同意剔除', en: 'Exclusion granted' } }] },
      refuse: { label: { zh: '不同意', en: 'Refuse' }, by: ['owner'], to: 'refused', as: 'decider', tone: 'main', ask: { words: longText('理由', 'Why') }, then: [{ reply: 'words' }, { tell: 'seat:asker', say: { zh: '没有同意剔除', en: 'Exclusion refused' } }] } } },
    granted: { label: { zh: '已同意', en: 'Granted' }, phase: 'done', after: ['reply', 'decider'] },
    refused: { label: { zh: '未同意', en: 'Refused' }, phase: 'dropped', after: ['reply', 'decider'] },
  },
  always: { note: note('seat:asker'), overdue },
})
