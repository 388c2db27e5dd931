// How a report that is for the law to settle is handed to the unit that enforces it: received, taken up or sent back with a reason, decided, and the result told back.
import { defineProcess, type Action, type Field } from '../core/process.ts'
import { pictures } from './common.ts'
import { longText, note, overdue, reasoned } from './supervising.ts'

const unit = { kind: 'holder', label: { zh: '移交给哪个执法单位', en: 'Which enforcement unit' }, posts: ['departmentOfficer', 'departmentHead', 'safetyBoard'] } satisfies Field
const sendBack = { label: { zh: '退回移交单位', en: 'Send it back' }, by: ['owner', 'seat:unit'], to: 'returned', nth: { n: 2, to: 'arbitration' }, tone: 'grave', key: 'R', ask: { why: longText('为什么不能受理', 'Why it cannot be taken up') }, then: [{ tell: 'seat:referrer', say: { zh: '执法单位退回来了，请看原因', en: 'The enforcement unit sent it back; see why' } }] } satisfies Action
/** What became of it, in the words the resident will read. */
const decision = (wish: { readonly outcome: string; readonly to: string; readonly zh: string; readonly en: string; readonly key: string }): Action => ({ label: { zh: wish.zh, en: wish.en }, by: ['owner', 'seat:unit'], to: wish.to, as: 'decider', key: wish.key, marks: { outcome: wish.outcome }, ask: { words: longText('结果（报事的人会读到：写结果，不写当事人的姓名）', 'The result (whoever reported it reads this: no names of those concerned)'), document: { kind: 'text', label: { zh: '文书编号', en: 'Number of the document' }, optional: true }, photos: pictures.photos }, then: [{ reply: 'words' }, { tell: 'seat:referrer', say: { zh: '移交的执法事项有结果了', en: 'What you handed over was decided' } }] })

// a table: one action a line
// prettier-ignore
export default defineProcess({
  name: 'enforcement-handover', version: 1, kind: 'part', title: { zh: '移交综合执法', en: 'Handed to enforcement' }, headline: 'task',
  about: ['resident-report'], orphaned: 'goes on',
  seats: { referrer: { label: { zh: '移交的人', en: 'Who handed it over' } }, unit: { label: { zh: '执法单位', en: 'Enforcement unit' } } },
  apart: [['dispatcher', 'decider']],
  open: {
    handOver: { label: { zh: '移交综合执法', en: 'Handed to enforcement' }, by: ['system'], to: 'sent', ask: { task: longText('事实：什么事、什么时候、现场怎样', 'The facts: what, when, what was found'), basis: longText('法律依据', 'Legal basis'), each: unit }, then: [{ assign: 'unit', to: { field: 'each' } }, { assign: 'referrer', to: { about: 'referrer' } }, { tell: 'seat:unit', say: { zh: '有一件移交执法，请接收', en: 'A matter is handed to you for enforcement' } }] },
  },
  states: {
    sent: { label: { zh: '待接收', en: 'To be received' }, plain: { zh: '已移交，等{owner}接收', en: 'Handed over; waiting for {owner} to receive it' }, phase: 'waiting', owner: 'seat:unit', within: { span: { amount: 4, unit: 'workHour' }, late: 'overdue', again: { amount: 4, unit: 'workHour' } }, can: {
      receive: { label: { zh: '接收案件材料', en: 'Receive the file' }, by: ['owner', 'seat:unit'], to: 'received', key: 'A', tone: 'main', then: [{ tell: 'seat:referrer', say: { zh: '执法单位接收了', en: 'The enforcement unit received it' } }] },
      sendBack } },
    received: { label: { zh: '待立案审查', en: 'To be examined' }, plain: { zh: '{owner}收到了，正在看能不能立案', en: '{owner} has it and examines whether to open a case' }, phase: 'waiting', owner: 'seat:unit', within: { span: { amount: 5, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      accept: { label: { zh: '立案', en: 'Open a case' }, by: ['owner', 'seat:unit'], to: 'accepted', key: 'A', tone: 'main', marks: { accepted: 'yes' }, ask: { note: { ...longText('立案情况', 'About the case'), optional: true } }, then: [{ tell: 'seat:referrer', say: { zh: '移交的事立案了', en: 'A case was opened' } }] },
      sendBack,
      noCase: decision({ outcome: 'noCase', to: 'notPursued', zh: '查过，不予立案', en: 'Examined: no case', key: 'X' }),
      moveOn: decision({ outcome: 'moved', to: 'movedOn', zh: '移送别的机关', en: 'Moved to another authority', key: 'M' }) } },
    // 《行政处罚法》第六十条: ninety days from opening the case
    accepted: { label: { zh: '执法办理中', en: 'Being investigated' }, plain: { zh: '{owner}立案了，正在查', en: '{owner} opened a case and is investigating' }, phase: 'working', owner: 'seat:unit', within: { span: { amount: 90, unit: 'day' }, late: 'overdue', again: { amount: 10, unit: 'day' } }, can: {
      penalise: decision({ outcome: 'penalty', to: 'penalised', zh: '作出处罚', en: 'Penalty', key: 'P' }),
      orderCorrection: decision({ outcome: 'corrected', to: 'corrected', zh: '责令改正，已改', en: 'Ordered to correct, and it was', key: 'A' }),
      noCase: decision({ outcome: 'noCase', to: 'notPursued', zh: '查清，不予处罚', en: 'Examined: no penalty', key: 'X' }),
      moveOn: decision({ outcome: 'moved', to: 'movedOn', zh: '移送别的机关', en: 'Moved to another authority', key: 'M' }),
      progress: { label: { zh: '说一句进展', en: 'Report progress' }, by: ['owner', 'seat:unit'], ask: { words: longText('进展', 'Progress'), photos: pictures.photos }, then: [{ tell: 'seat:referrer', say: { zh: '移交的执法事项有进展', en: 'Progress on what you handed over' } }] } } },
    returned: { label: { zh: '被退回', en: 'Sent back' }, plain: { zh: '执法单位要补材料，{owner}在办', en: 'The enforcement unit asked for more; {owner} is on it' }, phase: 'waiting', owner: 'seat:referrer', within: { span: { amount: 1, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      handAgain: { label: { zh: '补充后再移交', en: 'Add to it and hand it over again' }, by: ['owner', 'seat:referrer'], to: 'sent', as: 'dispatcher', key: 'A', tone: 'main', ask: { added: longText('补充了什么', 'What was added'), photos: pictures.photos }, then: [{ tell: 'seat:unit', say: { zh: '补充了材料，请再看', en: 'More was added; please look again' } }] },
      handOther: { label: { zh: '换一个执法单位', en: 'To another unit' }, by: ['owner', 'seat:referrer'], to: 'sent', as: 'dispatcher', ask: { unit, why: reasoned }, then: [{ assign: 'unit', to: { field: 'unit' } }, { tell: 'seat:unit', say: { zh: '有一件移交执法，请接收', en: 'A matter is handed to you for enforcement' } }] },
      takeBack: { label: { zh: '收回，自己接着办', en: 'Take it back and go on' }, by: ['owner', 'seat:referrer'], to: 'takenBack', as: 'dispatcher', tone: 'grave', ask: { words: longText('为什么收回、接着怎么办（报事的人会读到）', 'Why, and what happens now (whoever reported it reads this)') }, then: [{ reply: 'words' }, { tell: 'seat:unit', say: { zh: '移交收回了', en: 'The hand-over was taken back' } }] } } },
    arbitration: { label: { zh: '两次退回，区里来定', en: 'Sent back twice: the district decides' }, plain: { zh: '归谁管说不清，{owner}来定', en: 'Unclear whose it is; {owner} decides' }, phase: 'waiting', owner: 'post:supervisor', within: { span: { amount: 1, unit: 'workday' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      rule: { label: { zh: '定由谁执法', en: 'Decide who enforces' }, by: ['owner'], to: 'received', as: 'dispatcher', key: 'A', tone: 'main', ask: { unit, why: reasoned }, then: [{ assign: 'unit', to: { field: 'unit' } }, { tell: 'seat:unit', say: { zh: '区里定由您单位执法', en: 'The district decided that your unit enforces' } }, { tell: 'seat:referrer', say: { zh: '区里定了由谁执法', en: 'The district decided who enforces' } }] },
      giveBack: { label: { zh: '不归执法，退回接着办', en: 'Not for enforcement: back to work' }, by: ['owner'], to: 'takenBack', as: 'dispatcher', ask: { words: longText('为什么、接着怎么办（报事的人会读到）', 'Why, and what happens now (whoever reported it reads this)') }, then: [{ reply: 'words' }, { tell: 'seat:referrer', say: { zh: '不归执法，请接着办', en: 'Not for enforcement: please go on' } }] } } },
    penalised: { label: { zh: '已处罚', en: 'Penalised' }, plain: { zh: '查实了，作了处罚', en: 'Established and penalised' }, phase: 'done', after: ['decider', 'reply'] },
    corrected: { label: { zh: '责令改正，已改', en: 'Corrected' }, plain: { zh: '责令改正，已经改了', en: 'Ordered to correct it, and it was corrected' }, phase: 'done', after: ['decider', 'reply'] },
    notPursued: { label: { zh: '不予立案或处罚', en: 'Not pursued' }, plain: { zh: '查过，依法不立案或不处罚', en: 'Examined; by law no case or no penalty' }, phase: 'done', after: ['decider', 'reply'] },
    movedOn: { label: { zh: '已移送别的机关', en: 'Moved on' }, plain: { zh: '依法移送了别的机关', en: 'By law moved to another authority' }, phase: 'done', after: ['decider', 'reply'] },
    takenBack: { label: { zh: '已收回', en: 'Taken back' }, plain: { zh: '不归执法，收回来接着办', en: 'Not for enforcement; taken back and goes on' }, phase: 'dropped', after: ['reply'] },
  },
  always: {
    note: note('seat:unit', 'seat:referrer'), overdue,
    urge: { label: { zh: '督一下', en: 'Urge' }, by: ['seat:referrer', 'post:dispatcher', 'post:supervisor', 'post:districtLeader'], key: 'S', ask: { words: longText('要求', 'What is asked') }, then: [{ tell: 'owner', say: { zh: '有人督办', en: 'You are urged to act' } }] },
  },
})
