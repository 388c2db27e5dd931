// A deliberately silly process, membership of a flower club, so that nothing in the kernel hard-codes a real one.
import { defineProcess, type Field } from '../../core/process.ts'

const words = { kind: 'longText', label: { zh: '回信', en: 'Letter' } } satisfies Field
const day = { amount: 1, unit: 'day' } as const

// prettier-ignore
export const flowerBed = defineProcess({
  name: 'flower-bed', version: 1, title: { zh: '花坛', en: 'Flower bed' }, headline: 'task', orphaned: 'goes on',
  seats: { digger: { label: { zh: '挖土的人', en: 'Digger' } } },
  open: { dig: { label: { zh: '开一个花坛', en: 'Dig a bed' }, by: ['system'], to: 'bare', ask: { task: { kind: 'text', label: { zh: '种什么', en: 'What to plant' } }, each: { kind: 'holder', label: { zh: '谁来挖', en: 'Who digs' } } }, then: [{ assign: 'digger', to: { field: 'each' } }] } },
  states: {
    bare: { label: { zh: '空着', en: 'Bare' }, plain: { zh: '还空着', en: 'Still bare' }, phase: 'working', owner: 'seat:digger', within: { span: day, late: 'weeds', again: day }, can: {
      plant: { label: { zh: '种好了', en: 'Planted' }, by: ['owner', 'seat:digger'], to: 'green', as: 'handler' },
      weeds: { label: { zh: '长草了', en: 'Weeds' }, by: ['system'], then: [{ tell: 'owner', say: { zh: '长草了', en: 'Weeds everywhere' } }] } } },
    green: { label: { zh: '绿了', en: 'Green' }, plain: { zh: '绿了', en: 'Green' }, phase: 'done', after: ['handler'] },
  },
})

// prettier-ignore
export const flowerClub = defineProcess({
  name: 'flower-club', version: 3, title: { zh: '花友会入会', en: 'Flower club membership' }, headline: 'flower',
  seats: { gardener: { label: { zh: '带班园丁', en: 'Gardener' } }, judge: { label: { zh: '评委', en: 'Judge' } } },
  apart: [['handler', 'verifier'], ['reporter', 'verifier']],
  pools: { sponsors: { label: { zh: '介绍人', en: 'Sponsors' }, per: 'person', size: 3 }, ballot: { label: { zh: '投票', en: 'Ballot' }, per: 'person', secret: true } },
  parts: { bed: { process: 'flower-bed', label: { zh: '花坛', en: 'Bed' } } },
  clocks: {
    season: { span: { amount: 40, unit: 'day' }, in: ['applied', 'probation', 'judged', 'voting'], late: 'wilt', again: { amount: 5, unit: 'day' } },
    watering: { span: { amount: 20, unit: 'workHour' }, in: ['probation', 'judged'], late: 'wilt', again: { amount: 90, unit: 'minute' }, fresh: true },
  },
  open: {
    apply: { label: { zh: '想入会', en: 'Apply' }, by: ['anyone'], to: 'applied', as: 'reporter', ask: { flower: { kind: 'text', label: { zh: '最爱的花', en: 'Favourite flower' }, mark: 'flower' } } },
    invite: { label: { zh: '请人入会', en: 'Invite' }, by: ['post:volunteer', 'post:gridOfficer'], to: 'probation', ask: { flower: { kind: 'choice', label: { zh: '哪种花', en: 'Which flower' }, options: [{ value: 'rose', label: { zh: '玫瑰', en: 'Rose' } }, { value: 'lotus', label: { zh: '荷花', en: 'Lotus' } }] } }, then: [{ assign: 'gardener', to: { actor: true } }, { assign: 'judge', to: { post: 'communityStaff' } }] },
  },
  states: {
    applied: { label: { zh: '等介绍人', en: 'Waiting for sponsors' }, plain: { zh: '等两位介绍人', en: 'Waiting for two sponsors' }, phase: 'waiting', owner: 'post:yardHead', within: { span: { amount: 3, unit: 'day' }, late: 'wilt', again: day }, can: {
      sponsor: { label: { zh: '我介绍', en: 'I sponsor' }, by: ['anyone'], then: [{ claim: 'sponsors' }] },
      regret: { label: { zh: '不介绍了', en: 'No longer' }, by: ['pool:sponsors'], needs: [{ holds: 'sponsors' }], then: [{ release: 'sponsors' }] },
      begin: { label: { zh: '人齐了', en: 'Enough sponsors' }, by: ['system'], auto: true, needs: [{ pool: 'sponsors', atLeast: 2 }], to: 'probation', then: [{ assign: 'gardener', to: { post: 'volunteer' } }, { assign: 'judge', to: { post: 'communityStaff' } }] },
      refuse: { label: { zh: '不收', en: 'Refuse' }, by: ['owner'], to: 'composted', ask: { words }, then: [{ reply: 'words' }] } } },
    probation: { label: { zh: '试种', en: 'Probation' }, plain: { zh: '正在试种', en: 'On probation' }, phase: 'working', owner: 'seat:gardener', can: {
      dig: { label: { zh: '开花坛', en: 'Dig beds' }, by: ['owner', 'seat:gardener'], ask: { each: { kind: 'holders', label: { zh: '谁来挖', en: 'Who digs' }, max: 2 }, task: { kind: 'text', label: { zh: '种什么', en: 'What' } } }, then: [{ open: 'bed', each: 'each' }] },
      moreSun: { label: { zh: '多晒几天', en: 'More sun' }, by: ['owner'], ask: { days: { kind: 'number', label: { zh: '几天', en: 'Days' }, max: 9 } }, then: [{ extend: 'season', by: 'days' }] },
      bloom: { label: { zh: '开花了', en: 'It blooms' }, by: ['owner', 'seat:gardener'], to: 'judged', as: 'handler', needs: [{ parts: 'allEnded' }] },
      winter: { label: { zh: '过冬', en: 'Winter' }, by: ['owner'], to: 'wintering', ask: { until: { kind: 'date', label: { zh: '到哪天', en: 'Until' } } } } } },
    wintering: { label: { zh: '过冬', en: 'Wintering' }, plain: { zh: '睡着了', en: 'Asleep' }, phase: 'paused', owner: 'seat:gardener', within: { span: { until: 'until' }, late: 'thaw' }, can: {
      thaw: { label: { zh: '开春', en: 'Thaw' }, by: ['owner', 'system'], to: 'probation' } } },
    judged: { label: { zh: '等评花', en: 'To be judged' }, plain: { zh: '等人来评', en: 'Waiting for a judge' }, phase: 'waiting', owner: 'seat:judge', can: {
      smell: { label: { zh: '香', en: 'It smells' }, by: ['owner', 'post:gridLeader'], to: 'voting', as: 'verifier', then: [{ roll: 'ballot' }] },
      wilt: { label: { zh: '评花太慢', en: 'Judged too late' }, by: ['system'], to: 'probation', then: [{ tell: 'owner', say: { zh: '再养几天', en: 'Keep it a few days' } }] },
      wilted: { label: { zh: '重种', en: 'Again' }, by: ['owner'], to: 'probation', as: 'verifier', nth: { n: 2, to: 'composted' }, ask: { words }, then: [{ reply: 'words' }] } } },
    voting: { label: { zh: '投票', en: 'Voting' }, plain: { zh: '大家投票', en: 'Everybody votes' }, phase: 'waiting', owner: 'post:gridOfficer', within: { span: { amount: 2, unit: 'workday' }, late: 'wilt', again: { amount: 1, unit: 'workday' } }, can: {
      vote: { label: { zh: '投一票', en: 'Vote' }, by: ['anyone'], then: [{ claim: 'ballot' }] },
      welcome: { label: { zh: '欢迎', en: 'Welcome' }, by: ['owner'], to: 'member', needs: [{ pool: 'ballot', atLeast: 1 }], ask: { words }, then: [{ reply: 'words' }, { transfer: 'flowerPoints', amount: 3 }] },
      shut: { label: { zh: '没人投', en: 'Nobody voted' }, by: ['owner'], to: 'composted', ask: { words }, then: [{ reply: 'words' }] } } },
    member: { label: { zh: '会员', en: 'Member' }, plain: { zh: '您是会员了', en: 'You are a member' }, phase: 'done', after: ['handler', 'verifier', 'reply'], can: {
      wither: { label: { zh: '花死了', en: 'It died' }, by: ['reporter'], to: 'probation' } } },
    composted: { label: { zh: '堆肥', en: 'Composted' }, plain: { zh: '没成', en: 'It did not work' }, phase: 'dropped', after: ['reply'] },
    gone: { label: { zh: '不养了', en: 'Gone' }, plain: { zh: '您不养了', en: 'You left' }, phase: 'dropped' },
  },
  always: {
    leave: { label: { zh: '不养了', en: 'Leave' }, by: ['reporter'], to: 'gone' },
    wilt: { label: { zh: '快蔫了', en: 'Wilting' }, by: ['system'], then: [{ tell: 'owner', say: { zh: '快浇水', en: 'Water it' } }] },
  },
})
