// A replay meeting, an on-site stay or a joint meeting as a recorded act, with what follows from it owned until it is done.
import { defineProcess } from '../core/process.ts'
import { pictures } from './common.ts'
import { longText, maybe, note, overdue } from './supervising.ts'

const said = { follow: maybe(longText('要落实什么', 'What must follow')), holder: { kind: 'holder', label: { zh: '谁来落实', en: 'Who sees to it' } }, photos: pictures.photos } as const
const opened = [{ assign: 'keeper', to: { actor: true } }, { assign: 'follower', to: { field: 'holder' } }, { tell: 'seat:follower', say: { zh: '有会上定的事要您落实', en: 'A decision for you to carry out' } }] as const
const by = ['post:communitySecretary', 'post:partyBoard', 'post:dispatcher', 'post:supervisor', 'post:districtLeader'] as const

export default defineProcess({
  name: 'governance-record', version: 2, kind: 'supervision', title: { zh: '复盘、蹲点和联席会议', en: 'Replays, stays and joint meetings' }, headline: 'what',
  seats: { keeper: { label: { zh: '记录人', en: 'Recorder' } }, follower: { label: { zh: '落实的人', en: 'Who sees to it' } } },
  clocks: { overall: { span: { amount: 30, unit: 'workday' }, in: ['recorded', 'carriedOut'], late: 'overdue', again: { amount: 5, unit: 'workday' } } },
  open: {
    replay: { label: { zh: '记复盘会', en: 'Record a replay meeting' }, by: [...by], to: 'recorded', marks: { record: 'replay' }, ask: { what: longText('复盘哪件事', 'What was replayed'), on: { kind: 'date', label: { zh: '哪天', en: 'Day' } }, who: { kind: 'text', label: { zh: '哪些人参加', en: 'Who took part' } }, found: longText('哪里做得不好、为什么', 'What went wrong and why'), ...said }, then: [...opened] },
    stay: { label: { zh: '记蹲点', en: 'Record an on-site stay' }, by: [...by], to: 'recorded', marks: { record: 'stay' }, ask: { what: longText('去哪里、看什么', 'Where and what for'), on: { kind: 'date', label: { zh: '哪天', en: 'Day' } }, who: { kind: 'text', label: { zh: '谁去蹲点', en: 'Who stayed' } }, found: longText('看到什么', 'What was seen'), ...said }, then: [...opened] },
    jointMeeting: { label: { zh: '记联席会议', en: 'Record a joint meeting' }, by: [...by], to: 'recorded', marks: { record: 'joint' }, ask: { what: longText('议什么', 'What was discussed'), on: { kind: 'date', label: { zh: '哪天', en: 'Day' } }, who: { kind: 'text', label: { zh: '哪些单位参加', en: 'Which units' } }, found: longText('定了什么', 'What was decided'), policy: { kind: 'text', label: { zh: '形成了哪份文件（标题，存在政策文件里）', en: 'Which document came of it (its title among the policies)' }, optional: true }, ...said }, then: [...opened] },
  },
  states: {
    recorded: { label: { zh: '待落实', en: 'To be carried out' }, phase: 'working', owner: 'seat:follower', within: { span: { amount: 10, unit: 'workday' }, late: 'overdue', again: { amount: 5, unit: 'workday' } }, can: {
      carryOut: { label: { zh: '落实了', en: 'Carried out' }, by: ['owner', 'seat:follower'], to: 'carriedOut', key: 'A', tone: 'main', ask: { done: longText('落实了什么', 'What was done'), photos: pictures.photos }, then: [{ tell: 'seat:keeper', say: { zh: '会上定的事落实了', en: 'The decision was carried out' } }] } } },
    carriedOut: { label: { zh: '待销号', en: 'To be closed' }, phase: 'waiting', owner: 'seat:keeper', within: { span: { amount: 5, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      close: { label: { zh: '销号', en: 'Close' }, by: ['owner', 'seat:keeper'], to: 'closed', key: 'A', tone: 'main', ask: { words: longText('一句话结论', 'In a sentence') }, then: [{ reply: 'words' }] },
      notYet: { label: { zh: '没落实到位', en: 'Not yet' }, by: ['owner', 'seat:keeper'], to: 'recorded', ask: { why: longText('差在哪里', 'What is missing') }, then: [{ tell: 'seat:follower', say: { zh: '没落实到位，请接着办', en: 'Not accepted; please go on' } }] } } },
    closed: { label: { zh: '已销号', en: 'Closed' }, phase: 'done', after: ['reply'] },
  },
  always: { note: note('seat:keeper', 'seat:follower'), overdue },
})
