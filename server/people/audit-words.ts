// Words for what an entry of the trail says: each answer with a label, and names in place of ids.
import { GridFunction, gridFunctions } from '../../core/grid-functions.ts'
import type { Label } from '../../core/label.ts'
import { whyApartWords, whysApart } from '../../core/may-be-one.ts'
import { Post, posts } from '../../core/posts.ts'
import { OpenTo, openToLabels } from '../../core/resource-shapes.ts'
import { skills } from '../../core/skills.ts'
import { Skill } from '../../core/volunteers.ts'
import type { Ground } from '../matters/house.ts'
import { unitName } from '../matters/see/names.ts'

type Leaves = Readonly<Record<string, unknown>>
export type Said = { readonly label: Label; readonly text: Label }
export type Entry = { readonly leaves: Leaves; nameOf(person: string): string | null }

/** In the order of the table below, so that entries of one kind read alike. An erased answer is not there any more. */
export function saidOf(ground: Ground, { leaves, nameOf }: Entry): Said[] {
  return Object.entries(words).flatMap(([name, { label, text }]) => {
    const value = leaves[`a:${name}`]
    return value === null || value === undefined ? [] : [{ label, text: text({ ground, nameOf }, value) }]
  })
}

type Known = { readonly ground: Ground; nameOf(person: string): string | null }
type Text = (known: Known, value: unknown) => Label

const same = (text: string): Label => ({ zh: text, en: text })
const plain: Text = (_, value) => same(String(value))
const person: Text = ({ nameOf }, value) => same(nameOf(String(value)) ?? String(value).slice(0, 8))
const post: Text = (_, value) => {
  const known = Post.safeParse(value).data
  return known === undefined ? same(String(value)) : posts[known].label
}
const area: Text = ({ ground }, value) => ground.areas.get(Number(value))?.name ?? same(String(value))
const organisation: Text = ({ ground }, value) => unitName(ground, Number(value)) ?? same(String(value))
/** To the minute, in China's one time zone. */
const moment: Text = (_, value) => same(new Date(Number(value) + 8 * 3600_000).toISOString().slice(0, 16).replace('T', ' '))
const whyRefused: Readonly<Record<string, Label>> = {
  unknown: { zh: '没有这个登录名', en: 'no such login' },
  password: { zh: '密码不对', en: 'wrong password' },
  digits: { zh: '动态码不对或用过了', en: 'wrong or used code' },
  code: { zh: '验证码不对', en: 'wrong code' },
  noCode: { zh: '没有可用的验证码：没要过、过期了或试完了', en: 'no code to try: none sent, too old or used up' },
  locked: { zh: '锁定期间又试', en: 'tried while locked' },
}
const why: Text = (_, value) => whyRefused[String(value)] ?? same(String(value))

const dutyLists: Readonly<Record<string, Label>> = { basic: { zh: '基本履职', en: 'basic' }, cooperative: { zh: '配合履职', en: 'cooperative' }, withdrawn: { zh: '上级收回', en: 'withdrawn' } } // prettier-ignore
const duty: Text = (_, value) => dutyLists[String(value)] ?? same(String(value))

const apart: Text = (_, value) => {
  const known = whysApart.find((each) => each === value)
  return known === undefined ? same(String(value)) : whyApartWords[known]
}

/** Kept as codes with commas between, so that both languages can be said. */
const functions: Text = (_, value) => {
  const known = GridFunction.array()
    .catch([])
    .parse(
      String(value)
        .split(',')
        .filter((name) => name !== ''),
    )
  return known.length === 0
    ? { zh: '没有', en: 'none' }
    : { zh: known.map((name) => gridFunctions[name].zh).join('、'), en: known.map((name) => gridFunctions[name].en).join(', ') }
}

const skill: Text = (_, value) => {
  const known = Skill.array().catch([]).parse(String(value).split(',').filter((name) => name !== '')) // prettier-ignore
  return known.length === 0 ? same(String(value)) : { zh: known.map((name) => skills[name].zh).join('、'), en: known.map((name) => skills[name].en).join(', ') } // prettier-ignore
}

const openTo: Text = (_, value) => openToLabels[OpenTo.catch('own').parse(value)]

const words: Readonly<Record<string, { readonly label: Label; readonly text: Text }>> = {
  person: { label: { zh: '人员', en: 'Person' }, text: person },
  login: { label: { zh: '登录名', en: 'Login' }, text: plain },
  post: { label: { zh: '岗位', en: 'Post' }, text: post },
  code: { label: { zh: '编码', en: 'Code' }, text: plain },
  process: { label: { zh: '流程', en: 'Process' }, text: plain },
  name: { label: { zh: '名称', en: 'Name' }, text: plain },
  version: { label: { zh: '版本', en: 'Version' }, text: plain },
  area: { label: { zh: '在哪里', en: 'Where' }, text: area },
  organisation: { label: { zh: '单位', en: 'Organisation' }, text: organisation },
  place: { label: { zh: '位置', en: 'Place' }, text: plain },
  substitute: { label: { zh: '谁代', en: 'Substitute' }, text: person },
  begins: { label: { zh: '从', en: 'From' }, text: moment },
  ends: { label: { zh: '到', en: 'Until' }, text: moment },
  reason: { label: { zh: '事由', en: 'Reason' }, text: plain },
  coveredUntil: { label: { zh: '管到哪天', en: 'Covers until' }, text: plain },
  daysOff: { label: { zh: '放假天数', en: 'Days off' }, text: plain },
  makeUpDays: { label: { zh: '补班天数', en: 'Make-up days' }, text: plain },
  category: { label: { zh: '类别', en: 'Category' }, text: plain },
  added: { label: { zh: '新增', en: 'New' }, text: plain },
  changed: { label: { zh: '改动', en: 'Changed' }, text: plain },
  unmapped: { label: { zh: '还没对上类别', en: 'Not mapped yet' }, text: plain },
  faults: { label: { zh: '有错的行', en: 'Faulty rows' }, text: plain },
  before: { label: { zh: '原来', en: 'Before' }, text: duty },
  after: { label: { zh: '现在', en: 'Now' }, text: duty },
  functionsBefore: { label: { zh: '原来管', en: 'Functions before' }, text: functions },
  functionsAfter: { label: { zh: '现在管', en: 'Functions now' }, text: functions },
  rules: { label: { zh: '改成', en: 'Changed to' }, text: plain },
  validFrom: { label: { zh: '从哪天的时段起', en: 'For periods from' }, text: plain },
  bulletin: { label: { zh: '哪一份', en: 'Which bulletin' }, text: plain },
  numbers: { label: { zh: '哪几件', en: 'Which' }, text: plain },
  apart: { label: { zh: '为什么', en: 'Why' }, text: apart },
  areas: { label: { zh: '地方数', en: 'Areas' }, text: plain },
  processes: { label: { zh: '流程数', en: 'Processes' }, text: plain },
  skills: { label: { zh: '会做什么', en: 'Skills' }, text: skill },
  civicPost: { label: { zh: '特色岗位', en: 'Post taken up' }, text: plain },
  places: { label: { zh: '要几位', en: 'How many' }, text: plain },
  squad: { label: { zh: '服务队', en: 'Squad' }, text: plain },
  matters: { label: { zh: '报过的事项数', en: 'Matters reported' }, text: plain },
  letters: { label: { zh: '抹去的留言数', en: 'Letters erased' }, text: plain },
  people: { label: { zh: '人数', en: 'People' }, text: plain },
  device: { label: { zh: '设备', en: 'Device' }, text: plain },
  devices: { label: { zh: '退出了几台别的设备', en: 'Other devices signed out' }, text: plain },
  phone: { label: { zh: '手机号', en: 'Phone' }, text: plain },
  why: { label: { zh: '为什么被拒', en: 'Why refused' }, text: why },
  quantity: { label: { zh: '数量', en: 'Quantity' }, text: plain },
  openTo: { label: { zh: '借给谁', en: 'Open to' }, text: openTo },
  origin: { label: { zh: '来源记号', en: 'Origin mark' }, text: plain },
}
