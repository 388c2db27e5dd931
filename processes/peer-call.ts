// Help between equals: a grid asks another grid, a community another community, a township another township; one leads, several may come; who asked says whether it is done.
import { defineProcess, type Action, type Field, type Who } from '../core/process.ts'
import type { Post } from '../core/posts.ts'
import { pictures, why } from './common.ts'
import { called, done, progress, usual } from './call-fields.ts'
import { longText, maybe } from './supervising.ts'

const equals = ['gridOfficer', 'gridLeader', 'communityStaff', 'communitySecretary', 'partyBoard', 'dispatcher'] as const satisfies readonly Post[]
const askers: readonly Who[] = equals.map((post): Who => `post:${post}`)
const lead = { kind: 'holder', label: { zh: '请哪一家（同级，牵头）', en: 'Whom to ask (same level; they lead)' }, posts: [...equals], level: 'caller' } satisfies Field
const each = { kind: 'holders', label: { zh: '还请哪几家一起来（同级）', en: 'Who else is asked (same level)' }, posts: [...equals], level: 'caller' } satisfies Field
const task = longText('请一起来的做什么', 'What the others should do')
const needed = { kind: 'many', label: { zh: '要什么', en: 'What is needed' }, options: [{ value: 'people', label: { zh: '人手', en: 'People' } }, { value: 'equipment', label: { zh: '设备物资', en: 'Equipment' } }, { value: 'place', label: { zh: '场地', en: 'A place' } }, { value: 'together', label: { zh: '一起办一件事', en: 'Joint work' } }] } satisfies Field
const by = { kind: 'dateTime', label: { zh: '最晚什么时候要', en: 'Needed by' } } satisfies Field
const until = { kind: 'dateTime', label: { zh: '什么时候前办好', en: 'To be done by' } } satisfies Field
const words = longText('答复', 'Reply')
/** Who now leads and who stands above both. */
const seatLead = [{ assign: 'handler', to: { field: 'lead' } }, { assign: 'superior', to: { common: ['caller', 'handler'] } }, { tell: 'seat:handler', say: { zh: '同级的一家请您帮忙', en: 'An equal of yours asks for help' } }] satisfies Action['then']
const arbitrate = { label: { zh: '请共同的上级来定', en: 'Ask the common superior to decide' }, plain: { zh: '请共同的上级来定', en: 'The common superior is asked to decide' }, by: ['seat:caller', 'seat:handler'], to: 'coordinating', key: 'U', ask: { why }, then: [{ tell: 'owner', say: { zh: '同级之间没谈拢，请您协调', en: 'Equals did not agree: please coordinate' } }] } satisfies Action

// a table: one action a line
// prettier-ignore
export default defineProcess({
  name: 'peer-call', version: 1, kind: 'call', guests: true, title: { zh: '横向联动', en: 'Call to an equal' }, headline: 'what',
  seats: { caller: { label: { zh: '求助的一方', en: 'Who asks' } }, handler: { label: { zh: '牵头来帮的一方', en: 'Who leads the help' } }, superior: { label: { zh: '共同的上级', en: 'Common superior' } } },
  apart: [['handler', 'verifier']],
  parts: { peer: { process: 'peer-answer', label: { zh: '一起来的', en: 'Asked as well' } } },
  clocks: {
    respond: { span: { amount: 4, unit: 'workHour' }, in: ['asked'], late: 'fallUp', fresh: true },
    reply: { span: { amount: 1, unit: 'workday' }, in: ['judging'], late: 'overdue', again: { amount: 1, unit: 'workday' } },
  },
  open: {
    ask: { label: { zh: '请同级来帮', en: 'Ask an equal for help' }, plain: { zh: '请了同级的来帮忙', en: 'An equal was asked for help' }, by: [...askers], to: 'asked', ask: { what: called.what, needed, by, lead, each: maybe(each), task: maybe(task), place: called.place, concerns: called.concerns, photos: pictures.photos }, then: [{ assign: 'caller', to: { actor: true } }, ...seatLead, { open: 'peer', each: 'each' }] },
  },
  states: {
    asked: { label: { zh: '等同级答复', en: 'Waiting for the equal' }, plain: { zh: '等{owner}答复', en: 'Waiting for {owner}' }, phase: 'waiting', owner: 'seat:handler', can: {
      accept: { label: { zh: '我们来', en: 'We come' }, plain: { zh: '答应来帮', en: 'They come to help' }, by: ['owner', 'seat:handler'], to: 'helping', key: 'A', tone: 'main', ask: { until }, then: [{ tell: 'seat:caller', say: { zh: '对方答应来帮', en: 'They come to help' } }] },
      offer: { label: { zh: '帮不了这个，可以帮别的', en: 'Offer something else' }, plain: { zh: '说可以帮别的', en: 'They offer something else' }, by: ['owner', 'seat:handler'], to: 'offered', key: 'T', ask: { offer: longText('能出什么、什么时候', 'What you can give, and when') }, then: [{ tell: 'seat:caller', say: { zh: '对方说可以帮别的，请看', en: 'They offer something else; please look' } }] },
      decline: { label: { zh: '来不了', en: 'We cannot' }, plain: { zh: '说来不了', en: 'They cannot come' }, by: ['owner', 'seat:handler'], to: 'declined', key: 'R', ask: { why }, then: [{ tell: 'seat:caller', say: { zh: '对方来不了，请看原因', en: 'They cannot come; see why' } }] },
      arbitrate,
      fallUp: { label: { zh: '没答复，共同的上级来协调', en: 'No answer: the common superior coordinates' }, plain: { zh: '到时没有答复，{owner}来协调', en: 'No answer in time; {owner} coordinates' }, by: ['system'], to: 'coordinating', then: [{ tell: 'owner', say: { zh: '同级求助没有答复，请您协调', en: 'A call to an equal was not answered: please coordinate' } }, { tell: 'seat:caller', say: { zh: '对方没有按时答复，上级来协调', en: 'No answer in time; the superior coordinates' } }] } } },
    offered: { label: { zh: '对方提了别的办法', en: 'Something else is offered' }, plain: { zh: '对方提了别的办法，等{owner}定', en: 'Something else is offered; {owner} decides' }, phase: 'waiting', owner: 'seat:caller', within: { span: { amount: 4, unit: 'workHour' }, late: 'overdue', again: { amount: 4, unit: 'workHour' } }, can: {
      takeOffer: { label: { zh: '好，就这样', en: 'Yes, take it' }, plain: { zh: '说定了，按对方提的来帮', en: 'Agreed: the offer is taken' }, by: ['owner', 'seat:caller'], to: 'helping', key: 'A', tone: 'main', ask: { until }, then: [{ tell: 'seat:handler', say: { zh: '就按您提的来，谢谢', en: 'Your offer is taken, thank you' } }] },
      askOther: { label: { zh: '另请一家', en: 'Ask another' }, plain: { zh: '另请了一家', en: 'Another was asked' }, by: ['owner', 'seat:caller'], to: 'asked', key: 'D', ask: { lead }, then: [...seatLead] },
      arbitrate } },
    declined: { label: { zh: '对方来不了', en: 'They cannot come' }, plain: { zh: '对方来不了，等{owner}定', en: 'They cannot come; {owner} decides' }, phase: 'waiting', owner: 'seat:caller', within: { span: { amount: 4, unit: 'workHour' }, late: 'overdue', again: { amount: 4, unit: 'workHour' } }, can: {
      askOther: { label: { zh: '另请一家', en: 'Ask another' }, plain: { zh: '另请了一家', en: 'Another was asked' }, by: ['owner', 'seat:caller'], to: 'asked', key: 'D', tone: 'main', ask: { lead }, then: [...seatLead] },
      arbitrate } },
    coordinating: { label: { zh: '共同的上级在协调', en: 'The common superior coordinates' }, plain: { zh: '{owner}在协调', en: '{owner} coordinates' }, phase: 'waiting', owner: 'seat:superior', within: { span: { amount: 4, unit: 'workHour' }, late: 'overdue', again: { amount: 4, unit: 'workHour' } }, can: {
      direct: { label: { zh: '定下谁来帮', en: 'Decide who helps' }, plain: { zh: '上级定了谁来帮', en: 'The superior decided who helps' }, by: ['owner', 'seat:superior'], to: 'helping', key: 'D', tone: 'main', ask: { lead, until, why }, then: [{ assign: 'handler', to: { field: 'lead' } }, { tell: 'seat:handler', say: { zh: '上级定了由您来帮', en: 'It was decided that you help' } }, { tell: 'seat:caller', say: { zh: '上级定了谁来帮', en: 'It was decided who helps' } }] },
      noHelp: { label: { zh: '调不出来，说明情况', en: 'None can be spared' }, plain: { zh: '上级说现在调不出来', en: 'The superior says none can be spared now' }, by: ['owner', 'seat:superior'], to: 'unmet', tone: 'grave', ask: { words }, then: [{ reply: 'words' }, { tell: 'seat:caller', say: { zh: '现在调不出来，请看答复', en: 'None can be spared now; see the reply' } }] } } },
    helping: { label: { zh: '正在帮', en: 'Helping' }, plain: { zh: '{owner}牵头在帮', en: '{owner} leads the help' }, phase: 'working', owner: 'seat:handler', within: { span: { until: 'until' }, late: 'overdue', again: { amount: 1, unit: 'workday' } }, can: {
      finish: { label: { zh: '帮完了', en: 'Done' }, plain: { zh: '说帮完了，等求助的一方看', en: 'Said to be done; whoever asked looks' }, by: ['owner', 'seat:handler'], to: 'judging', as: 'handler', key: 'A', tone: 'main', ask: { done, photos: pictures.photos }, then: [{ tell: 'seat:caller', say: { zh: '对方说帮完了，请您确认', en: 'Said to be done: please confirm' } }] },
      progress } },
    judging: { label: { zh: '等求助的一方确认', en: 'To be confirmed by who asked' }, plain: { zh: '求助的一方来看帮好没有', en: 'Whoever asked looks whether it is done' }, phase: 'waiting', owner: 'seat:caller', can: {
      confirm: { label: { zh: '帮好了，谢谢', en: 'Done, thank you' }, plain: { zh: '求助的一方说帮好了', en: 'Whoever asked says it is done' }, by: ['owner', 'seat:caller'], to: 'closed', as: 'verifier', key: 'A', tone: 'main', needs: [{ parts: 'allEnded' }], ask: { words: longText('确认的话', 'Your words') }, then: [{ reply: 'words' }, { tell: 'seat:handler', say: { zh: '对方确认帮好了', en: 'They confirm it is done' } }] },
      reject: { label: { zh: '还没好', en: 'Not done yet' }, plain: { zh: '求助的一方说还没好', en: 'Whoever asked says it is not done' }, by: ['owner', 'seat:caller'], to: 'helping', as: 'verifier', ask: { why, until }, then: [{ tell: 'seat:handler', say: { zh: '对方说还没好', en: 'They say it is not done yet' } }] } } },
    closed: { label: { zh: '帮好了', en: 'Done' }, plain: { zh: '帮好了', en: 'Done' }, phase: 'done', after: ['handler', 'verifier', 'reply'] },
    unmet: { label: { zh: '没调出来', en: 'Not met' }, plain: { zh: '现在调不出来', en: 'None could be spared' }, phase: 'dropped', after: ['reply'] },
    withdrawn: { label: { zh: '不用了', en: 'Called off' }, plain: { zh: '不用了', en: 'Called off' }, phase: 'dropped', after: ['reply'] },
  },
  always: {
    callOff: usual.callOff, note: { ...usual.note, by: ['owner', 'seat:handler', 'seat:caller', 'seat:superior'] }, overdue: usual.overdue,
    urge: { ...usual.urge, by: ['seat:caller', 'seat:superior', 'post:supervisor', 'post:districtLeader'] },
    askMore: { label: { zh: '再请一家一起来', en: 'Ask one more to come' }, by: ['seat:caller'], key: 'C', ask: { each, task }, then: [{ open: 'peer', each: 'each' }] },
  },
})
