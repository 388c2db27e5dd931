// How a circular goes to a unit, is answered by it and closed by whoever issued it.
import { defineProcess } from '../core/process.ts'
import { pictures } from './common.ts'
import { longText, note, overdue } from './supervising.ts'

export default defineProcess({
  name: 'circular', version: 1, kind: 'supervision', title: { zh: '通报', en: 'Circular' }, headline: 'what',
  seats: { issuer: { label: { zh: '发通报的人', en: 'Issuer' } }, unit: { label: { zh: '被通报单位', en: 'Unit' } } },
  apart: [['answerer', 'closer']],
  clocks: { overall: { span: { amount: 15, unit: 'workday' }, in: ['issued', 'answered'], late: 'overdue', again: { amount: 5, unit: 'workday' } } },
  open: {
    issue: { label: { zh: '发通报', en: 'Issue a circular' }, by: ['post:dispatcher', 'post:supervisor', 'post:districtLeader'], to: 'issued', tone: 'grave', ask: { what: longText('通报什么', 'What it is about'), facts: longText('依据：哪些事实、哪几件事', 'On which facts'), unit: { kind: 'holder', label: { zh: '发给谁', en: 'To' } } }, then: [{ assign: 'issuer', to: { actor: true } }, { assign: 'unit', to: { field: 'unit' } }, { tell: 'seat:unit', say: { zh: '有通报，请答复', en: 'A circular to be answered' } }] },
  },
  states: {
    issued: { label: { zh: '待反馈', en: 'To be answered' }, phase: 'waiting', owner: 'seat:unit', within: { span: { amount: 5, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      answer: { label: { zh: '反馈整改', en: 'Answer' }, by: ['owner', 'seat:unit'], to: 'answered', as: 'answerer', key: 'A', tone: 'main', ask: { words: longText('怎么改的、改到哪里', 'What was changed and how far'), photos: pictures.photos }, then: [{ reply: 'words' }, { tell: 'seat:issuer', say: { zh: '通报有反馈了', en: 'The circular was answered' } }] } } },
    answered: { label: { zh: '已反馈', en: 'Answered' }, phase: 'waiting', owner: 'seat:issuer', after: ['reply'], within: { span: { amount: 3, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      close: { label: { zh: '认可，办结', en: 'Accept and close' }, by: ['owner', 'seat:issuer'], to: 'closed', as: 'closer', key: 'A', tone: 'main' },
      again: { label: { zh: '不够，再反馈', en: 'Not enough, answer again' }, by: ['owner', 'seat:issuer'], to: 'issued', ask: { why: longText('差在哪里', 'What is missing') }, then: [{ tell: 'seat:unit', say: { zh: '反馈没通过，请再改', en: 'Not accepted; please go on' } }] } } },
    closed: { label: { zh: '已办结', en: 'Closed' }, phase: 'done', after: ['reply', 'answerer', 'closer'] },
  },
  always: { note: note('seat:unit', 'seat:issuer'), overdue },
})
