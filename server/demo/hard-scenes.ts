// The invented hard cases of a demonstration: what stands last on the agenda of a meeting, each with its own story and sums, and what is parked with the day it is looked at again.
import type { Matter } from '../../core/matter.ts'
import type { Scene, Stage } from './oversight.ts'

type Told = { readonly moved: string; readonly next: string; readonly spent: number }
type Case = {
  /** the categories it may be told of */ readonly of: readonly string[]
  readonly why: string
  readonly reason: string
  readonly leader: string
  readonly partners: string
  readonly money: number
  readonly plan: string
  readonly visit: { readonly who: string; readonly seen: string }
  readonly told: readonly [Told, Told]
}

const cases: readonly Case[] = [
  {
    of: ['lamp-out', 'lamp-flicker'],
    why: '灯杆在小区红线边上，照明所和物业都说不归自己',
    reason: '说不清归谁管',
    leader: '分管城建的副主任',
    partners: '区城市照明所、物业、社区',
    money: 36_000,
    plan: '先查清线路接在哪家，再换 12 盏灯头，电费写进物业合同',
    visit: { who: '副主任、照明所、物业', seen: '12 盏里 9 盏有毛病，控制箱接在物业的表上' },
    told: [
      { moved: '线路查清了：灯杆归照明所，电表归物业', next: '两家签一页纸的约定', spent: 800 },
      { moved: '约定签了，灯头到货，先装了 5 盏', next: '装完其余 7 盏，晚上试亮', spent: 13_500 },
    ],
  },
  {
    of: ['rubbish', 'bin-full'],
    why: '清走又堆：背街没有固定的投放点，清运费没人认',
    reason: '反复发生',
    leader: '党工委副书记',
    partners: '环卫所、沿街商户、居民代表',
    money: 18_000,
    plan: '街口空地划一处投放点，每周两次统一清运，费用三家分担',
    visit: { who: '副书记、环卫所、居民代表 4 人', seen: '背街 120 米没有一只箱子，两处堆着装修垃圾，街口有块空地' },
    told: [
      { moved: '院坝会开过，42 户同意把街口空地划作投放点', next: '定清运费怎么分', spent: 0 },
      { moved: '费用谈定：街道四成、商户四成、居民二成，第一车清走了', next: '挂投放时间的牌子', spent: 2600 },
    ],
  },
  {
    of: ['road-hole'],
    why: '补了又塌：这段路一半归交通、一半归社区，底下的管也有份',
    reason: '说不清归谁管',
    leader: '街道主任',
    partners: '区交通、排水所、社区',
    money: 86_000,
    plan: '先挖开看清是路基还是管，再定哪家修哪一段，入冬前铺好',
    visit: { who: '主任、交通、排水所', seen: '塌了 6 平方米，旁边 20 米路面都是空的' },
    told: [
      { moved: '挖开看了：路基被漏水掏空，管是排水所的', next: '两家按长度分摊', spent: 5200 },
      { moved: '分摊谈定，先把空的 20 米填实、放了围挡', next: '等天晴铺面层', spent: 21_000 },
    ],
  },
  {
    of: ['drain-blocked', 'river'],
    why: '疏通了又堵：地下管沉了一段，要开挖才好得了',
    reason: '要的钱超过一家的限额',
    leader: '街道主任',
    partners: '区排水所、交通、社区',
    money: 160_000,
    plan: '先用管道机器人查清沉在哪里，再报项目，雨季前换管',
    visit: { who: '主任、排水所、社区书记', seen: '检查井里积水半米，下游约 40 米管底有沉降' },
    told: [
      { moved: '机器人看过：下游 38 米管底沉了 12 厘米', next: '排水所出图和预算', spent: 4200 },
      { moved: '预算 16 万元报上去了，先装一台临时抽水泵', next: '等项目批下来', spent: 6900 },
    ],
  },
  {
    of: ['parking', 'stall'],
    why: '劝走又来：路口归交警，车位归小区，摊点归城管，各管一段',
    reason: '牵涉几家',
    leader: '党工委委员、派出所所长',
    partners: '交警、城管、小区业委会',
    money: 24_000,
    plan: '早晚高峰三家一起值守一个月，同时划 30 个临时车位',
    visit: { who: '交警、城管、业委会', seen: '晚上 7 点消防通道停了 11 辆，路口有 3 个摊' },
    told: [
      { moved: '三家排了值守表，第一周劝离 37 辆', next: '量空地，划车位', spent: 0 },
      { moved: '闲置空地谈下来了，划了 22 个车位', next: '装地锁和指示牌', spent: 9800 },
    ],
  },
  {
    of: ['leak', 'noise', 'dispute', 'bench-broken', 'tree', 'other'],
    why: '说了几次还没好：要几家一起出钱出人，一直没谈拢',
    reason: '几次没办成',
    leader: '党工委副书记',
    partners: '社区、物业、人大代表',
    money: 12_000,
    plan: '先把各家请到一起谈，定下谁做哪一段，一个月见效',
    visit: { who: '副书记、人大代表、社区书记', seen: '到现场听了 6 户说，问题还在' },
    told: [
      { moved: '各家坐下来谈了一次，定了分工', next: '物业出方案', spent: 0 },
      { moved: '方案贴出来听意见，5 户提了修改', next: '改好就动手', spent: 1500 },
    ],
  },
]

const openStates = ['major', 'returned', 'arbitration', 'contested', 'handling', 'dispatched', 'small']
const caseOf = ({ marks }: Matter): Case | undefined => cases.find(({ of }) => of.includes(marks['category'] ?? ''))
const dispatcher = (stage: Stage, area: number) => stage.person('dispatcher', stage.above(area, 1))

/** Three hard cases, no two of one kind. */
async function hardCase(stage: Stage): Promise<void> {
  const subjects = await stage.find('resident-report', openStates, 40)
  const told = cases.flatMap((each) => subjects.find((subject) => caseOf(subject) === each) ?? [])
  for (const subject of told.slice(0, 3)) await lead(stage, subject)
}

async function lead(stage: Stage, subject: Matter): Promise<void> {
  const told = caseOf(subject)
  if (!told) return
  const by = dispatcher(stage, subject.area)
  const item = await stage.open({ by, process: 'standing-item', action: 'list', about: subject, answers: { why: told.why, reason: told.reason } })
  const led = await stage.act(item, {
    by,
    action: 'lead',
    answers: { leader: { post: 'communitySecretary', area: stage.above(subject.area, 2) }, person: told.leader, partners: told.partners, money: told.money, plan: told.plan },
  }) // prettier-ignore
  await stage.act(led, { by, action: 'visit', answers: { on: stage.day(0), ...told.visit } })
}

async function progress(stage: Stage, meeting: 0 | 1): Promise<void> {
  const items = await stage.find('standing-item', ['led'], 6)
  for (const item of items.filter(({ seats }) => seats['leader']?.post === 'communitySecretary')) {
    const told = caseOf(item)?.told[meeting]
    if (told) await stage.act(item, { by: dispatcher(stage, item.area), action: 'progress', answers: { meeting: stage.day(0), ...told } })
  }
}

/** What cannot be done now says until when, and why, in words for whoever reported it. */
const parked: readonly { readonly of: readonly string[]; readonly days: number; readonly words: string }[] = [
  { of: ['road-hole', 'drain-blocked', 'river'], days: 75, words: '这一段要和明年的管网改造一起挖，现在单独挖了还要再挖。坑洼先垫平、围好，明年 2 月改造排定后再来看。' },
  { of: ['lamp-out', 'lamp-flicker', 'parking', 'tree', 'bench-broken', 'leak', 'other'], days: 40, words: '要等小区的维修资金表决过了才能动，表决年底前办完。到日子我们再来看，有变化先告诉您。' },
] // prettier-ignore

const ownerOf = (stage: Stage, { state, area }: Matter) =>
  state === 'small' ? stage.person('communityStaff', stage.above(area, 2)) : dispatcher(stage, area)

async function park(stage: Stage): Promise<void> {
  const already = await stage.find('resident-report', ['parked'], 4)
  const waiting = await stage.find('resident-report', ['major', 'small'], 60)
  for (const { of, days, words } of parked) {
    const fits = (matter: Matter) => of.includes(matter.marks['category'] ?? '')
    const matter = already.some(fits) ? undefined : waiting.find(fits)
    await stage.act(matter, { by: matter ? ownerOf(stage, matter) : undefined, action: 'park', answers: { until: stage.day(days), words } })
  }
}

export const hardScenes: readonly Scene[] = [
  { at: 0.4, play: hardCase },
  { at: 0.55, play: (stage) => progress(stage, 0) },
  { at: 0.8, play: (stage) => progress(stage, 1) },
  // somebody looks through what waits now and then, until there is one of each kind
  ...[0.56, 0.62, 0.67, 0.7, 0.74, 0.78, 0.82, 0.86, 0.9, 0.94].map((at): Scene => ({ at, play: park })),
]
