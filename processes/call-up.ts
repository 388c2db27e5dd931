// The call-up in an emergency: while an emergency mode is open, the nearest are called first, each says whether they come, and nobody is forced. It ends with the mode.
import { defineProcess, type Action, type Field } from '../core/process.ts'
import { longText, note, overdue } from './supervising.ts'

const who = { kind: 'many', label: { zh: '叫哪些人', en: 'Whom to call' }, mark: 'posts', options: [{ value: 'volunteer', label: { zh: '志愿者', en: 'Volunteers' } }, { value: 'yardHead', label: { zh: '院长', en: 'Yard heads' } }, { value: 'gridOfficer', label: { zh: '网格员', en: 'Grid officers' } }, { value: 'gridLeader', label: { zh: '网格长', en: 'Grid leaders' } }, { value: 'communityStaff', label: { zh: '社区干部', en: 'Community staff' } }] } satisfies Field
const asked = { what: longText('来做什么、带什么（被叫的人读到的就是这段话）', 'What to do and bring (those called read just this)'), place: { kind: 'place', label: { zh: '在哪里集合（不填就按选的区域）', en: 'Where to come to (else the area chosen)' }, optional: true }, needed: { kind: 'number', label: { zh: '要几个人', en: 'How many are needed' }, max: 200, mark: 'needed' }, who } satisfies Record<string, Field>
const come = { label: { zh: '我来', en: 'I come' }, by: ['pool:called'], tone: 'main', then: [{ claim: 'coming' }, { release: 'cannot' }] } satisfies Action
const cannot = { label: { zh: '来不了', en: 'I cannot' }, by: ['pool:called'], then: [{ claim: 'cannot' }, { release: 'coming' }] } satisfies Action
const enough = { label: { zh: '够了，不用再来', en: 'Enough: no more are needed' }, by: ['owner', 'seat:caller'], to: 'stoodDown', key: 'A', ask: { words: longText('给来的人的话', 'A word to those who came') }, then: [{ reply: 'words' }, { tell: 'pool:coming', say: { zh: '人够了，不用再来，谢谢', en: 'Enough people, no need to come any more, thank you' } }] } satisfies Action
const over = { label: { zh: '紧急状态结束，召集也结束', en: 'The emergency mode ended, and this with it' }, by: ['system'], auto: true, needs: [{ mode: 'over' }], to: 'over', then: [{ tell: 'seat:caller', say: { zh: '紧急状态结束，召集也结束了', en: 'The emergency mode ended, and your call-up with it' } }, { tell: 'pool:coming', say: { zh: '紧急状态结束，不用再来，谢谢', en: 'The emergency is over, no need to come any more, thank you' } }] } satisfies Action

// a table: one action a line
// prettier-ignore
export default defineProcess({
  name: 'call-up', version: 1, kind: 'supervision', title: { zh: '急时召集', en: 'Emergency call-up' }, headline: 'what', about: ['emergency-mode'],
  seats: { caller: { label: { zh: '召集的人', en: 'Who called' } } },
  pools: { called: { label: { zh: '叫了', en: 'Called' }, per: 'person' }, coming: { label: { zh: '来', en: 'Coming' }, per: 'person', size: { mark: 'needed' } }, cannot: { label: { zh: '来不了', en: 'Cannot' }, per: 'person' } },
  open: {
    byWaves: { label: { zh: '由近到远，一批一批叫', en: 'Nearest first, wave by wave' }, by: ['post:dispatcher', 'post:districtLeader'], to: 'nearest', marks: { urgency: 'emergency' }, needs: [{ mode: 'open' }], ask: asked, then: [{ assign: 'caller', to: { actor: true } }, { roll: 'called', nearest: 2 }] },
    allAtOnce: { label: { zh: '附近的一次都叫', en: 'All of them at once' }, by: ['post:dispatcher', 'post:districtLeader'], to: 'everybody', marks: { urgency: 'emergency' }, needs: [{ mode: 'open' }], ask: asked, then: [{ assign: 'caller', to: { actor: true } }, { roll: 'called', nearest: 1000 }] },
  },
  states: {
    nearest: { label: { zh: '叫了最近的一批', en: 'The nearest are called' }, phase: 'working', owner: 'seat:caller', within: { span: { amount: 15, unit: 'minute' }, late: 'widen' }, can: {
      come, cannot, enough, over,
      widen: { label: { zh: '再往远处叫一批', en: 'Call the next further out' }, by: ['owner', 'seat:caller', 'system'], to: 'further', key: 'D', tone: 'main', then: [{ roll: 'called', nearest: 2 }] } } },
    further: { label: { zh: '叫到再远的一批', en: 'The next further out are called' }, phase: 'working', owner: 'seat:caller', within: { span: { amount: 15, unit: 'minute' }, late: 'widen' }, can: {
      come, cannot, enough, over,
      widen: { label: { zh: '都叫上', en: 'Call everybody' }, by: ['owner', 'seat:caller', 'system'], to: 'everybody', key: 'D', tone: 'main', then: [{ roll: 'called', nearest: 1000 }] } } },
    everybody: { label: { zh: '附近的都叫了', en: 'Everybody near is called' }, phase: 'working', owner: 'seat:caller', within: { span: { amount: 12, unit: 'clockHour' }, late: 'overdue', again: { amount: 12, unit: 'clockHour' } }, can: { come, cannot, enough, over } },
    stoodDown: { label: { zh: '人够了', en: 'Enough came' }, phase: 'done', after: ['reply'] },
    over: { label: { zh: '随紧急状态结束', en: 'Ended with the mode' }, phase: 'done' },
  },
  always: { note: note('seat:caller'), overdue },
})
