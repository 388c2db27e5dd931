// What each number of the centre counts, in words and as a formula, for the drill-down and for the frozen sheet.
import type { Label } from '../../core/label.ts'
import { sourceLabel } from '../../core/sources.ts'

export const measureNames: Readonly<Record<string, Label>> = {
  called: { zh: '今天的呼：当天第一次上报的事', en: 'Calls: matters first reported that day' },
  calledDone: { zh: '报了、到现在办好了的', en: 'Reported that day and done by now' },
  answered: { zh: '应了：当天上报、已有岗位上的人动过', en: 'Answered: reported that day and touched by someone on duty' },
  inTime: { zh: '时限内应了', en: 'Answered in time' },
  lateUnanswered: { zh: '过了时限还没人应', en: 'Past the promise and still unanswered' },
  closed: { zh: '当天办结', en: 'Closed that day' },
  dueAhead: { zh: '到期、还没办好的', en: 'Promised for then and not handled yet' },
  dropped: { zh: '当天没有继续', en: 'Not continued that day' },
  open: { zh: '现在在办', en: 'Open now' },
  overdue: { zh: '现在超时', en: 'Overdue now' },
  emergency: { zh: '现在在办的紧急事', en: 'Emergencies open now' },
  unanswered: { zh: '现在过时还没人接的', en: 'Past the promise and still waiting' },
  'phase:waiting': { zh: '现在等人接', en: 'Waiting now' },
  'phase:working': { zh: '现在正在办', en: 'In progress now' },
  'phase:paused': { zh: '现在停着', en: 'On hold now' },
  judged: { zh: '居民答了办没办好', en: 'Judged by the resident' },
  'solved:yes': { zh: '居民说办好了', en: 'The resident says solved' },
  'solved:partly': { zh: '居民说办了一点', en: 'The resident says partly' },
  'solved:no': { zh: '居民说没办好', en: 'The resident says not solved' },
  rated: { zh: '居民评了满意度', en: 'Rated by the resident' },
  satisfied: { zh: '非常满意和满意', en: 'Very satisfied and satisfied' },
  bothSaid: { zh: '办的人说好、居民也答了', en: 'The handler said done and the resident judged' },
  truth: { zh: '办的人说好、居民说没好', en: 'The handler said done, the resident says not' },
  'triage:private': { zh: '三事分流：私事', en: 'Triage: private' },
  'triage:small': { zh: '三事分流：小事', en: 'Triage: small' },
  'triage:major': { zh: '三事分流：大事', en: 'Triage: major' },
  'level:3': { zh: '在网格办好', en: 'Settled in the grid' },
  'level:2': { zh: '在村（社区）办好', en: 'Settled in the community' },
  'level:1': { zh: '在镇街办好', en: 'Settled in the township' },
  'level:0': { zh: '在区级办好', en: 'Settled at the district' },
}

/** Also for the measures of one hour or one source, which carry their own value. */
export function nameOfMeasure(measure: string): Label {
  const named = measureNames[measure]
  if (named) return named
  const [kind, value] = measure.split(':')
  if (kind === 'called') return { zh: `${value ?? ''} 时的呼`, en: `Calls in hour ${value ?? ''}` }
  if (kind === 'answered') return { zh: `${value ?? ''} 时的呼里应了的`, en: `Answered, of the calls in hour ${value ?? ''}` }
  if (kind === 'source') return { zh: `来源：${sourceLabel(value ?? '').zh}`, en: `Source: ${sourceLabel(value ?? '').en}` }
  return { zh: measure, en: measure }
}
