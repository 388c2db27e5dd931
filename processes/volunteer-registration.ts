// How somebody becomes a volunteer of a grid: they say so themselves, the grid or the community accepts or says why not, and they may take it back.
import { skillNames, skills } from '../core/skills.ts'
import { defineProcess, type Action } from '../core/process.ts'
import { longText, maybe, note, overdue } from './supervising.ts'

const keepers = ['owner', 'post:gridOfficer', 'post:gridLeader', 'post:communityStaff', 'post:communitySecretary'] as const
const accept = { label: { zh: '欢迎加入', en: 'Accept' }, plain: { zh: '同意您加入了', en: 'You were accepted' }, by: [...keepers], to: 'accepted', as: 'keeper', key: 'A', tone: 'main', ask: { words: longText('给他的话', 'Words for them') }, then: [{ reply: 'words' }, { enrol: 'volunteer' }, { tell: 'reporter', say: { zh: '欢迎您，您是志愿者了', en: 'Welcome, you are a volunteer now' } }] } satisfies Action
const decline = { label: { zh: '这次先不加', en: 'Decline' }, plain: { zh: '这次没有加入', en: 'Not this time' }, by: [...keepers], to: 'declined', as: 'keeper', tone: 'grave', ask: { words: longText('为什么（本人会读到）', 'Why (they will read it)') }, then: [{ reply: 'words' }, { tell: 'reporter', say: { zh: '想当志愿者的事有了答复', en: 'About becoming a volunteer: an answer' } }] } satisfies Action

export default defineProcess({
  name: 'volunteer-registration', version: 1, kind: 'task', title: { zh: '想当志愿者', en: 'Becoming a volunteer' }, headline: 'words',
  apart: [['reporter', 'keeper']],
  open: {
    register: { label: { zh: '我想当志愿者', en: 'I want to volunteer' }, plain: { zh: '您说想当志愿者', en: 'You offered to volunteer' }, by: ['anyone'], to: 'asked', ask: {
      skills: { kind: 'many', label: { zh: '会做什么', en: 'Skills' }, options: skillNames.map((value) => ({ value, label: skills[value] })) },
      as: { kind: 'choice', optional: true, label: { zh: '身份', en: 'As' }, options: [{ value: 'neighbour', label: { zh: '居民群众', en: 'A resident' } }, { value: 'party', label: { zh: '党员', en: 'A Party member' } }, { value: 'other', label: { zh: '其他社会力量', en: 'From another body' } }] },
      words: maybe(longText('想说的话', 'In your words')) },
      then: [{ tell: 'owner', say: { zh: '有人想当志愿者', en: 'Somebody offers to volunteer' } }] },
  },
  states: {
    asked: { label: { zh: '等答复', en: 'To be answered' }, plain: { zh: '{owner}会答复您', en: '{owner} will answer you' }, phase: 'waiting', owner: 'post:gridOfficer', within: { span: { amount: 2, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      accept, decline,
      withdraw: { label: { zh: '先不当了', en: 'Not now' }, plain: { zh: '您收回了', en: 'You took it back' }, by: ['reporter'], to: 'withdrawn' } } },
    accepted: { label: { zh: '已加入', en: 'Accepted' }, plain: { zh: '您是志愿者了', en: 'You are a volunteer' }, phase: 'done', after: ['reply', 'keeper'] },
    declined: { label: { zh: '没有加入', en: 'Declined' }, plain: { zh: '这次没有加入', en: 'Not this time' }, phase: 'dropped', after: ['reply', 'keeper'] },
    withdrawn: { label: { zh: '本人收回', en: 'Withdrawn' }, plain: { zh: '您收回了', en: 'You took it back' }, phase: 'dropped' },
  },
  always: { note: note(), overdue },
})
