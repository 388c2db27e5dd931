// Prints a process as a page for a person's eye, the only net that catches a wrong meaning such as 30 days instead of 30 minutes.
import type { Label } from './label.ts'
import { split, isPost } from './owner.ts'
import { posts } from './posts.ts'
import {
  clocksIn,
  isEnded,
  type Action,
  type Assignee,
  type ClockPlan,
  type Effect,
  type Need,
  type Phase,
  type Process,
  type SpanRule,
} from './process.ts'

/** Markdown in Chinese and English: how it begins, each state with its owner, clocks and actions, what always goes, and the rules around it. */
export function printProcess(process: Process): string {
  const states = Object.entries(process.states).flatMap(([name]) => ['', ...printState(process, name)])
  const lines = [
    `# ${both(process.title)}`,
    '',
    `\`${process.name}\` · 版本 ${process.version} / version ${process.version}`,
    '',
    '## 怎么开始 / How it begins',
    '',
    ...Object.entries(process.open).map(([name, action]) => printAction(process, name, action)),
    ...states,
    '',
    '## 没结束时随时可以 / At any time before the end',
    '',
    ...Object.entries(process.always ?? {}).map(([name, action]) => printAction(process, name, action)),
    '',
    '## 规矩 / Rules',
    '',
    ...printRules(process),
    '',
  ]
  return lines.filter((line, at) => line !== '' || lines[at - 1] !== '').join('\n')
}

const both = (label: Label): string => `${label.zh} / ${label.en}`

const phaseWords: Readonly<Record<Phase, Label>> = {
  waiting: { zh: '等人', en: 'waiting' },
  working: { zh: '在办', en: 'working' },
  paused: { zh: '暂停', en: 'paused' },
  done: { zh: '办结', en: 'done' },
  dropped: { zh: '不办', en: 'dropped' },
}

function printState(process: Process, name: string): string[] {
  const state = process.states[name]
  if (!state) return []
  const clocks = Object.entries(clocksIn(process, name))
  return [
    `## ${both(state.label)}`,
    '',
    `\`${name}\` · ${both(phaseWords[state.phase])}${isEnded(state.phase) ? '' : ` · 责任人 / owner: ${who(process, state.owner ?? '')}`}`,
    '',
    ...(state.plain ? [`- 居民看到 / Residents see: ${both(state.plain)}`] : []),
    ...(state.after ? [`- 要先有 / Only after: ${state.after.join(', ')}`] : []),
    ...clocks.map(([clock, plan]) => printClock(process, { clock, plan, state: name })),
    '',
    ...Object.entries(state.can ?? {}).map(([action, plan]) => printAction(process, action, plan)),
  ]
}

function printClock(process: Process, at: { clock: string; plan: ClockPlan; state: string }): string {
  const { clock, plan, state } = at
  const late = process.states[state]?.can?.[plan.late] ?? process.always?.[plan.late]
  const name = clock.startsWith('state-') ? '本环节 / this step' : `全程 / over several steps (${clock})`
  const again = plan.again ? `；还不办，每 / then every ${span(plan.again)}` : ''
  return `- 时限 / clock, ${name}: ${span(plan.span)} → ${late ? both(late.label) : plan.late}${late?.to ? ` → ${target(process, late.to)}` : ''}${again}`
}

const units: Readonly<Record<'minute' | 'clockHour' | 'day' | 'workHour' | 'workday', Label>> = {
  minute: { zh: '分钟', en: 'minute' },
  clockHour: { zh: '小时', en: 'hour' },
  day: { zh: '天', en: 'day' },
  workHour: { zh: '个工作时', en: 'working hour' },
  workday: { zh: '个工作日', en: 'working day' },
}

function span(rule: SpanRule): string {
  if ('until' in rule) return `到「${rule.until}」那天 / until the day in “${rule.until}”`
  if ('listed' in rule) return `按类别表，没有就 / by the category table, otherwise ${span(rule.otherwise)}`
  const unit = units[rule.unit]
  return `${rule.amount} ${unit.zh} / ${rule.amount} ${unit.en}${rule.amount === 1 ? '' : 's'}`
}

const target = (process: Process, to: string): string => (process.states[to] ? both(process.states[to].label) : to)

function who(process: Process, rule: string): string {
  const [kind, name] = split(rule)
  if (kind === 'post' && isPost(name)) return both(posts[name].label)
  if (kind === 'seat') return process.seats?.[name] ? both(process.seats[name].label) : name
  if (kind === 'pool') return process.pools?.[name] ? both(process.pools[name].label) : name
  const words: Readonly<Record<string, string>> = {
    anyone: '任何人 / anyone',
    reporter: '上报人 / the reporter',
    owner: '责任人 / the owner',
    system: '系统 / the system',
    squads: '对得上的志愿服务队 / the squads that fit',
    main: '主事项的责任人 / who answers for the main matter',
  }
  return words[kind] ?? rule
}

function printAction(process: Process, name: string, action: Action): string {
  const asks = Object.entries(action.ask ?? {}).map(
    ([field, plan]) =>
      `${field}${plan.optional ? '?' : ''}${plan.level ? ' (同级 / same level)' : ''}${plan.besides ? ' (别的单位 / another body)' : ''}${plan.secret ? ' (只有上报人看得到 / secret)' : ''}`,
  )
  const parts = [
    action.by.map((each) => who(process, each)).join('; '),
    ...(action.to ? [`→ ${target(process, action.to)}`] : []),
    ...(action.nth ? [`第 ${action.nth.n} 次起 / from time ${action.nth.n} on → ${target(process, action.nth.to)}`] : []),
    ...(action.as ? [`职责 / duty: ${action.as}`] : []),
    ...(action.proxy ? ['代人做 / for somebody else'] : []),
    ...(action.auto ? ['自动 / by itself'] : []),
    ...(asks.length > 0 ? [`填 / asks: ${asks.join(', ')}`] : []),
    ...(action.needs ?? []).map((need) => `要 / needs: ${needWords(need)}`),
    ...(action.then ?? []).map((effect) => effectWords(process, effect)),
    ...Object.entries(action.marks ?? {}).map(([mark, value]) => `记 / marks: ${mark} = ${value}`),
  ]
  return `- **${both(action.label)}** \`${name}\` — ${parts.join(' · ')}`
}

function needWords(need: Need): string {
  if ('parts' in need)
    return { allEnded: '协办都结束 / all parts ended', allDone: '协办都办好 / all parts done', anyDone: '有一件协办办好 / any part done' }[need.parts]
  if ('parent' in need) return '主事项已结束 / main matter ended'
  if ('mode' in need) return need.mode === 'open' ? '紧急状态开着 / an emergency mode is open' : '紧急状态已经结束 / no emergency mode any more'
  if ('about' in need) return '所指的事已结束 / what it is about ended'
  if ('holds' in need) return `占着名额 / holds a place: ${need.holds}`
  if ('pool' in need) return `${need.pool} ≥ ${need.atLeast}`
  if ('followed' in need) return `有关的「${need.followed}」到了「${need.as}」 / “${need.followed}” about it ended as “${need.as}”`
  return need.rule
}

function effectWords(process: Process, effect: Effect): string {
  if ('assign' in effect) return `${who(process, `seat:${effect.assign}`)} := ${assignee(process, effect.to)}`
  if ('tell' in effect) return `告诉 / tells ${who(process, effect.tell)}: “${both(effect.say)}”`
  if ('hold' in effect) return '占用资源（同一时间不会超过数量） / holds the resource, never more at once than there is'
  if ('free' in effect) return `交还资源 / gives the resource back${effect.used === undefined ? '' : ` (− ${effect.used})`}`
  if ('enrol' in effect) return `登记为 / enrols whoever asked as: ${both(posts[effect.enrol].label)}`
  if ('reply' in effect) return `答复 / replies: ${effect.reply}`
  if ('open' in effect)
    return `开 / opens: ${process.parts?.[effect.open] ? both(process.parts[effect.open]?.label ?? { zh: effect.open, en: effect.open }) : effect.open}`
  if ('join' in effect) return `并入 / joins: ${effect.join}`
  if ('claim' in effect) return `占名额 / claims: ${effect.claim}`
  if ('release' in effect) return `让名额 / releases: ${effect.release}`
  if ('roll' in effect && effect.nearest !== undefined) return `由近到远叫人 / calls the nearest: ${effect.nearest} × needed → ${effect.roll}`
  if ('roll' in effect) return `定名单 / closes the roll: ${effect.roll}`
  if ('transfer' in effect) return `记账 / transfers: ${effect.amount} ${effect.transfer}`
  return `延时 / extends: ${effect.extend} (${effect.by})`
}

function assignee(process: Process, to: Assignee): string {
  if ('post' in to) return both(posts[to.post].label)
  if ('field' in to) return `填的「${to.field}」 / as named in “${to.field}”`
  if ('actor' in to) return '做这一步的人 / whoever acts'
  if ('common' in to) return `共同的上级 / the superior in common of ${to.common.map((name) => who(process, `seat:${name}`)).join('; ')}`
  if ('keeper' in to) return '管这项资源的人 / who keeps the resource'
  if ('thing' in to) return '管这个东西的人 / who looks after the thing'
  if ('about' in to) return `所指事项的「${to.about}」 / “${to.about}” of the matter it is about`
  return `${who(process, `seat:${to.above}`)}的上级 / the level above`
}

function printRules(process: Process): string[] {
  const orphaned =
    process.orphaned === undefined
      ? []
      : [`- 主事项结束后 / When the main matter ends: ${process.orphaned === 'goes on' ? '照办 / goes on' : process.orphaned.act}`]
  return [
    ...(process.apart ?? []).map(([one, other]) => `- 不能是同一个人 / Never the same person: ${one} ≠ ${other}`),
    ...Object.entries(process.pools ?? {}).map(([, pool]) => `- 名额 / Places: ${both(pool.label)} · 每${pool.per === 'person' ? '人' : '件'}一个 / one per ${pool.per}${pool.size === undefined ? '' : ` · ${typeof pool.size === 'number' ? pool.size : `「${pool.size.mark}」`}`}${pool.secret ? ' · 不公开 / secret' : ''}`),
    ...Object.entries(process.parts ?? {}).map(([, part]) => `- 可以带 / May have parts: ${both(part.label)} (\`${part.process}\`)`),
    ...orphaned,
    ...(process.guests ? ['- 坐在位子上的人，不管在哪里都看得到 / Whoever sits in a seat may read it, wherever they are'] : []),
  ] // prettier-ignore
}
