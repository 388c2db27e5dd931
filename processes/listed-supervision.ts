// How a matter is put under listed supervision, reported on by the unit and taken off the list by nobody but whoever listed it.
import { defineProcess, type Action } from '../core/process.ts'
import { pictures } from './common.ts'
import { longText, note, overdue } from './supervising.ts'

const limit = { kind: 'date', label: { zh: '限哪天前办到', en: 'To be done by' } } as const
const handOver = { label: { zh: '换督办人', en: 'Hand to another supervisor' }, by: ['seat:lister', 'post:districtLeader'], ask: { holder: { kind: 'holder', label: { zh: '交给谁督办', en: 'Hand to' } }, why: longText('原因', 'Reason') }, then: [{ assign: 'lister', to: { field: 'holder' } }, { tell: 'seat:lister', say: { zh: '挂牌督办交给您了', en: 'A listed supervision is yours now' } }] } satisfies Action

export default defineProcess({
  name: 'listed-supervision', version: 1, kind: 'supervision', title: { zh: '挂牌督办', en: 'Listed supervision' }, headline: 'publicNote',
  about: ['resident-report', 'grid-finding', 'grid-call', 'community-call', 'township-call', 'escalated-call', 'key-task', 'task-list'],
  seats: { lister: { label: { zh: '挂牌督办人', en: 'Lister' } }, unit: { label: { zh: '被督办单位', en: 'Unit under supervision' } } },
  clocks: { overall: { span: { amount: 60, unit: 'workday' }, in: ['listed', 'reported'], late: 'overdue', again: { amount: 10, unit: 'workday' } } },
  open: {
    list: { label: { zh: '挂牌督办', en: 'Put under listed supervision' }, by: ['post:supervisor', 'post:districtLeader', 'post:dispatcher'], to: 'listed', tone: 'grave', ask: {
      level: { kind: 'choice', label: { zh: '哪一级', en: 'Level' }, mark: 'level', options: [{ value: 'township', label: { zh: '镇街挂牌', en: 'Township' } }, { value: 'district', label: { zh: '区级挂牌', en: 'District' } }] },
      limit: { ...limit, mark: 'limit' }, publicNote: longText('公开说明：督办什么、要办到什么样', 'Public note: what is supervised and what must be reached') },
      then: [{ assign: 'lister', to: { actor: true } }, { assign: 'unit', to: { about: 'handler' } }, { tell: 'seat:unit', say: { zh: '已挂牌督办', en: 'Put under listed supervision' } }] },
  },
  states: {
    listed: { label: { zh: '挂牌督办中', en: 'Listed' }, phase: 'working', owner: 'seat:unit', within: { span: { until: 'limit' }, late: 'pastLimit', again: { amount: 1, unit: 'workday' } }, can: {
      report: { label: { zh: '报办理结果', en: 'Report what was done' }, by: ['owner', 'seat:unit'], to: 'reported', as: 'handler', key: 'A', tone: 'main', ask: { done: longText('办了什么、到什么程度', 'What was done and how far'), photos: pictures.photos }, then: [{ tell: 'seat:lister', say: { zh: '督办件报来结果，请看是否销号', en: 'A result was reported; can it come off the list' } }] },
      pastLimit: { label: { zh: '过了限期', en: 'Past the limit' }, by: ['system'], then: [{ tell: 'seat:lister', say: { zh: '挂牌督办过了限期', en: 'Listed supervision is past its limit' } }, { tell: 'owner', say: { zh: '挂牌督办过了限期，现在由您负责', en: 'Past the limit; you answer for it now' } }] } } },
    reported: { label: { zh: '待销号', en: 'Result reported' }, phase: 'waiting', owner: 'seat:lister', within: { span: { amount: 2, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      remove: { label: { zh: '销号', en: 'Take off the list' }, by: ['seat:lister'], to: 'removed', as: 'lister', key: 'A', tone: 'main', ask: { words: longText('销号的话：办到了什么', 'Why it comes off: what was reached') }, then: [{ reply: 'words' }, { tell: 'seat:unit', say: { zh: '挂牌督办销号了', en: 'Taken off the list' } }] },
      notAccepted: { label: { zh: '没办到，接着督办', en: 'Not reached, stays listed' }, by: ['seat:lister'], to: 'listed', as: 'lister', ask: { why: longText('差在哪里', 'What is missing'), limit: { ...limit, mark: 'limit' } }, then: [{ tell: 'seat:unit', say: { zh: '没有同意销号，请接着办', en: 'Not accepted; please go on' } }] } } },
    removed: { label: { zh: '已销号', en: 'Removed' }, phase: 'done', after: ['reply', 'lister'] },
  },
  apart: [['handler', 'lister']],
  always: {
    handOver, note: note('seat:unit', 'seat:lister'), overdue,
    namedUnit: { label: { zh: '换承办单位', en: 'Name another unit' }, by: ['seat:lister'], ask: { unit: { kind: 'holder', label: { zh: '由谁承办', en: 'Unit' } }, why: longText('原因', 'Reason') }, then: [{ assign: 'unit', to: { field: 'unit' } }, { tell: 'seat:unit', say: { zh: '挂牌督办由您承办', en: 'You answer for a listed supervision' } }] },
  },
})
