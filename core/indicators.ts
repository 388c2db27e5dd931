// Every indicator of the catalogue as data; the version is printed on whatever was written with it.
import type { Label } from './label.ts'
import { groups, leastShown, type Group, type Indicator, type Sum, type Weights } from './indicator.ts'
import { supervisionIndicators } from './indicators-other.ts'
import { sharesOfSources } from './sources.ts'

export const indicatorsVersion = 5

type Row = readonly [id: string, zh: string, en: string, formulaZh: string, formulaEn: string, n: Sum, of: Sum]
type More = Partial<Omit<Indicator, 'id' | 'name' | 'formula' | 'n' | 'of'>>
const make =
  (group: Group, clause: string, common: More = {}) =>
  ([id, zh, en, formulaZh, formulaEn, n, of]: Row, more: More = {}): Indicator => ({
    unit: of.length > 0 ? 'share' : 'count', good: 'neither', least: leastShown, exclusions: true, source: 'default', ...common, ...more,
    id, group, clause, name: { zh, en }, formula: { zh: formulaZh, en: formulaEn }, n, of,
  }) // prettier-ignore

const volume = make('volume', '6.1')
const speed = make('speed', '6.2', { good: 'more' })
const completion = make('completion', '6.3')
const levels = make('levels', '6.4', { source: 'quoted' })
const judgement = make('judgement', '6.5', { good: 'more' })

// prettier-ignore
const callIndicators: readonly Indicator[] = [
  volume(['called', '呼声（受理量）', 'Calls', '这段时间第一次上报的事', 'Matters first reported in the period', ['called'], []]),
  volume(['answered', '应了的占比', 'Answered', '上报的事里，岗位上有人动过的', 'Of the calls, those touched by someone on duty', ['answered'], ['called']], { good: 'more' }),
  volume(['filed', '立案率', 'Filed', '立了案的 ÷ 上报：定为小事或大事的、派出的、有人接手的都算立案，后来怎样不改；直接引导、不予受理、转出、并件的和还没看的不算', 'Filed ÷ calls: found small or major, handed on or taken up, whatever became of it; what was guided, declined, referred or merged before that, or is unread, is not filed', ['filed'], ['called']]),
  volume(['declined', '不予受理率', 'Declined', '不予受理 ÷ 上报', 'Declined ÷ calls', ['declined'], ['called']], { good: 'less' }),
  volume(['merged', '重复诉求率', 'Repeats', '并入同一件的 ÷ 上报', 'Merged into another ÷ calls', ['merged'], ['called']]),
  ...sharesOfSources.map(({ source, id, label, name, good }) => volume([id, name.zh, name.en, `来源是“${label.zh}”的 ÷ 上报`, `Calls that came as “${label.en}” ÷ calls`, [`source:${source}`], ['called']], good ? { good } : {})),
  volume(['private', '私事占比', 'Private', '定为私事 ÷ 分过流的', 'Private ÷ triaged', ['triage:private'], ['triaged']]),
  volume(['small', '小事占比', 'Small', '定为小事 ÷ 分过流的', 'Small ÷ triaged', ['triage:small'], ['triaged']]),
  volume(['major', '大事占比', 'Major', '定为大事 ÷ 分过流的', 'Major ÷ triaged', ['triage:major'], ['triaged']]),
  volume(['emergency', '紧急占比', 'Emergencies', '紧急的 ÷ 上报', 'Emergencies ÷ calls', ['emergency'], ['called']]),
  volume(['per-ten-thousand', '万人诉求量', 'Calls per ten thousand people', '上报 ÷ 常住人口 × 10000', 'Calls ÷ residents × 10,000', ['called'], []], { missing: { zh: '还没有常住人口数', en: 'The number of residents is not in the product yet' } }),

  speed(['response', '响应率', 'Response', '时限内应了 ÷（应了＋过时没应）', 'Answered in time ÷ (answered + late and unanswered)', ['inTime'], ['answered', 'lateUnanswered']], { source: 'quoted' }),
  speed(['accepted-in-time', '受理及时率', 'Accepted in time', '受理时限内有人看了、定了去向的 ÷ 有人看了、定了去向的；自己撤回的、没人看就兜底的不算受理，直接派到人的不用受理', 'Looked at and decided within the time to accept ÷ looked at and decided; what was withdrawn or fell to the backstop was not accepted, what came straight to its handler needs none', ['acceptedInTime'], ['accepted']]),
  speed(['dispatch-in-time', '派遣及时率', 'Dispatched in time', '时限内派出 ÷ 派出', 'Dispatched in time ÷ dispatched', ['dispatchedInTime'], ['dispatched']]),
  speed(['taken', '签收率', 'Acknowledged', '签收 ÷ 派出', 'Acknowledged ÷ dispatched', ['taken'], ['dispatched']]),
  speed(['taken-in-time', '签收及时率', 'Acknowledged in time', '时限内签收 ÷ 派出', 'Acknowledged in time ÷ dispatched', ['takenInTime'], ['dispatched']]),
  speed(['reply-mean', '首次答复平均用时', 'First reply, mean', '首次答复用时之和 ÷ 答复了的', 'Time to first reply ÷ replied', ['replyMinutes'], ['replied']], { unit: 'perCase', told: 'minutes', good: 'less', least: 1 }),
  speed(['reply-median', '首次答复用时中位数', 'First reply, median', '一半的首次答复不超过它', 'Half of first replies came sooner', [], ['replied']], { unit: 'median', spread: 'h:reply', told: 'minutes', good: 'less' }),
  speed(['reply-p90', '首次答复用时 P90', 'First reply, P90', '九成的首次答复不超过它', 'Nine in ten first replies came sooner', [], ['replied']], { unit: 'p90', spread: 'h:reply', told: 'minutes', good: 'less' }),
  speed(['close-mean', '平均办结用时', 'Closing time, mean', '从第一次上报到办结之和 ÷ 办结', 'First report to closing ÷ closed', ['closeMinutes'], ['closed']], { unit: 'perCase', told: 'minutes', good: 'less', least: 1 }),
  speed(['close-median', '办结用时中位数', 'Closing time, median', '一半的事办结不超过它', 'Half were closed sooner', [], ['closed']], { unit: 'median', spread: 'h:close', told: 'minutes', good: 'less' }),
  speed(['close-p90', '办结用时 P90', 'Closing time, P90', '九成的事办结不超过它', 'Nine in ten were closed sooner', [], ['closed']], { unit: 'p90', spread: 'h:close', told: 'minutes', good: 'less' }),
  speed(['close-workdays', '平均办结工作日', 'Closing time, workdays', '用掉的工作日之和 ÷ 办结', 'Workdays used ÷ closed', ['closeWorkdays*0.01'], ['closeWorked']], { unit: 'perCase', told: 'workdays', good: 'less', least: 1 }),

  completion(['due', '应结案数', 'Due', '这段时间到期的事：办好了的和过了时限的；时限还没到、还在办的不算', 'Matters promised for the period that were handled or ran out of time; what is still ahead of its time is not counted', ['due'], []]),
  completion(['closed', '办结数', 'Closed', '这段时间办结的事', 'Matters closed in the period', ['closed'], []]),
  completion(['called-done', '报了办好的占比', 'Called and done', '这段时间第一次上报的事里，到现在办好了的', 'Of the matters first reported in the period, those done by now', ['calledDone'], ['called']], { good: 'more' }),
  completion(['closing', '结案率', 'Closing rate', '到期的事里，已结的', 'Of those due, closed by now', ['dueClosed'], ['due']], { good: 'more', source: 'quoted' }),
  completion(['in-time', '按期办结率', 'Handled in time', '到期的事里，在类别的办理时限内办好的。核实没通过的接着计时，重办不清零，暂停不计时；等核实、等居民评价的时间不算在办的人头上', 'Of those due, handled within the time of their category. A failed check lets the same clock go on, reopening resets nothing, pauses do not count; waiting for the check or the resident is not counted against the handler', ['dueInTime'], ['due']], { good: 'more' }),
  completion(['closed-in-time', '按期结案率', 'Closed in time', '到期的事里，在时限内办好、也结了案的', 'Of those due, handled in time and closed by now', ['dueClosedInTime'], ['due']], { good: 'more', source: 'quoted' }),
  completion(['to-close', '办好了、等结案', 'Handled, to be closed', '到期的事里，按期办好了，还在等核实、答复或居民评价的', 'Of those due, handled in time and waiting to be checked, answered or judged', ['dueInTime', '-dueClosedInTime'], ['due']]),
  completion(['late-closed', '结了但晚了', 'Closed late', '到期的事里，过了时限才办好、结了案的', 'Of those due, closed after the promise', ['dueClosed', '-dueClosedInTime'], ['due']], { good: 'less' }),
  completion(['due-open', '超期率', 'Overdue', '到期的事里，到了时限没办好的（后来办好了也算）', 'Of those due, not handled when their time ran out, also if they were later', ['due', '-dueInTime'], ['due']], { good: 'less' }),
  completion(['extended', '延期率', 'Extended', '延过期的 ÷ 到期的', 'Given more time ÷ due', ['dueExtended'], ['due']], { good: 'less' }),
  completion(['returned', '退单率', 'Returned', '被退过的 ÷ 派出', 'Returned at least once ÷ dispatched', ['returned'], ['dispatched']], { good: 'less' }),
  completion(['handings', '平均流转次数', 'Hand-overs, mean', '派出的事里，交到办理人手上的次数之和 ÷ 派出的件数；一次不退就是 1 次', 'Times handed to a handler ÷ matters dispatched; without a return it is once', ['handings'], ['dispatched']], { unit: 'perCase', told: 'times', good: 'less' }),
  completion(['backstop', '兜底率', 'Backstop', '24 小时没人接、由社区书记兜底的 ÷ 上报', 'Untaken for 24 hours and left to the secretary ÷ calls', ['backstopped'], ['called']], { good: 'less' }),
  completion(['backstop-done', '兜底办结率', 'Backstop and done', '兜底后办好的 ÷ 兜底的', 'Done ÷ left to the backstop', ['backstopDone'], ['backstopped']], { good: 'more' }),
  completion(['ping-pong', '乒乓件', 'Sent to and fro', '退过三次以上的 ÷ 派出', 'Returned three times or more ÷ dispatched', ['returnedThrice'], ['dispatched']], { good: 'less' }),
  completion(['right-first', '派遣准确率', 'Right at once', '派出后没被退过的 ÷ 派出', 'Never returned ÷ dispatched', ['dispatched', '-returned'], ['dispatched']], { good: 'more' }),
  completion(['reworked', '返工率', 'Reworked', '核实没通过的 ÷ 核实过的', 'Failed a check ÷ checked', ['reworked'], ['verified']], { good: 'less' }),
  completion(['passed', '核查通过率', 'Passed', '一次核实通过的 ÷ 核实过的', 'Passed at once ÷ checked', ['passed'], ['verified']], { good: 'more' }),
  completion(['verified', '核实覆盖率', 'Checked', '换人核实过的 ÷ 有人办的办结', 'Checked ÷ closed with a handler', ['verified'], ['handled']], { good: 'more' }),
  completion(['independent', '独立核查率', 'Checked by another', '由别人核实的 ÷ 核实过的，应是全部', 'Checked by someone other than the handler ÷ checked: must be all', ['independent'], ['verified']], { good: 'more' }),
  completion(['once', '一次办结率', 'Done at once', '没退过、没返工、没重开的 ÷ 办结', 'Closed without return, rework or reopening ÷ closed', ['once'], ['closed']], { good: 'more' }),
  completion(['reopened', '重开率', 'Reopened', '30 天内重开的 ÷ 第一次办结的', 'Reopened within 30 days ÷ first closings', ['reopened'], ['firstClosed']], { good: 'less' }),
  completion(['parked-now', '挂账量', 'Parked now', '此刻挂着账的', 'Parked at this moment', ['now:p:resident-report:parked'], []], { unit: 'now', exclusions: false }),
  completion(['parked', '挂账率', 'Parked', '挂过账的 ÷ 上报', 'Parked ÷ calls', ['parked'], ['called']]),
  completion(['parked-solved', '挂账化解率', 'Parked and solved', '挂过账、后来办好的 ÷ 挂过账的', 'Parked, later done ÷ parked', ['parkedDone'], ['parked']], { good: 'more' }),
  completion(['open-now', '现在在办', 'Open now', '此刻没办完的事，含各类流程', 'Unfinished at this moment, of every process', ['now:open'], []], { unit: 'now', exclusions: false }),
  completion(['late-now', '超期在办', 'Overdue now', '此刻有时限跑完过的 ÷ 在办', 'A promise ran out ÷ open now', ['now:late'], ['now:open']], { unit: 'now', exclusions: false, good: 'less' }),
  completion(['late-ages', '超期账龄', 'Ages of the overdue', '超期在办里，超了 0–3、4–7、8–15、16–30、30 天以上的', 'Overdue by 0–3, 4–7, 8–15, 16–30 and over 30 days', [], []], { exclusions: false, missing: { zh: '天数随时间自己变，汇总数跟不上；打开“超期在办”的清单看', en: 'Ages change by themselves, so no kept sum is right for long; open the list of the overdue' } }),
  completion(['claimed', '认领率', 'Claimed', '认领 ÷ 发布给志愿者的', 'Claimed ÷ published to volunteers', ['p:volunteer-call:claimed'], ['p:volunteer-call:opened']], { process: 'volunteer-call', exclusions: false, source: 'quoted', good: 'more' }),
  completion(['claimed-done', '完成率（核实后）', 'Completed', '志愿者办好并核实 ÷ 发布；和认领分开算', 'Done by volunteers and checked ÷ published; apart from claimed', ['p:volunteer-call:helped'], ['p:volunteer-call:opened']], { process: 'volunteer-call', exclusions: false, source: 'quoted', good: 'more' }),
  completion(['claimed-or-done', '认领或完成率', 'Claimed or completed', '（认领 ∪ 完成）÷ 发布；网格自己办好的也算完成', '(Claimed ∪ completed) ÷ published; what the grid did itself is completed too', ['p:volunteer-call:claimedOrDone'], ['p:volunteer-call:opened']], { process: 'volunteer-call', exclusions: false, source: 'quoted', good: 'more' }),

  levels(['in-grid', '网格内化解率', 'Settled in the grid', '网格办好 ÷ 办结（琐事不出网格）', 'Settled in the grid ÷ closed', ['level:3'], ['closed']], { good: 'more' }),
  levels(['in-community', '社区内化解率', 'Settled in the community', '社区以下办好 ÷ 办结（小事不出社区）', 'Settled at or below the community ÷ closed', ['level:3', 'level:2'], ['closed']], { good: 'more' }),
  levels(['in-township', '镇街内化解率', 'Settled in the township', '镇街以下办好 ÷ 办结（大事不出街道）', 'Settled at or below the township ÷ closed', ['level:3', 'level:2', 'level:1'], ['closed']], { good: 'more' }),
  levels(['escalated', '提级率', 'Sent up', '报到上一级的 ÷ 上报', 'Sent up ÷ calls', ['escalated'], ['called']], { source: 'default' }),
  levels(['escalated-done', '提级办结率', 'Sent up and closed', '报上去后办结的 ÷ 报上去的', 'Sent up and closed ÷ sent up', ['escalatedDone'], ['escalated']], { source: 'default', good: 'more' }),
  levels(['escalated-returned', '提级退回率', 'Sent up and returned', '报上去又退回社区的 ÷ 报上去的', 'Returned to the community ÷ sent up', ['escalatedReturned'], ['escalated']], { source: 'default', good: 'less' }),
  levels(['disputes', '矛盾纠纷基层化解率', 'Disputes settled at the grass roots', '综治类在镇街以下办好 ÷ 综治类办结', 'Public-order matters settled at or below the township ÷ closed', ['level:3|c:order', 'level:2|c:order', 'level:1|c:order'], ['closed|c:order']], { good: 'more' }),
  levels(['mediation', '调解成功率', 'Mediation', '达成协议 ÷ 调解', 'Agreements ÷ mediations', [], []], { source: 'default', missing: { zh: '调解还没有上线', en: 'Mediation is not in the product yet' } }),

  judgement(['judged', '评判率（参评率）', 'Judged', '居民答了办没办好的 ÷ 办结', 'Judged by the resident ÷ closed', ['judged'], ['closed']]),
  judgement(['solved', '解决率', 'Solved', '居民说办好了 ÷ 居民答了的', 'Said solved ÷ judged', ['solved:yes'], ['judged']], { source: 'quoted' }),
  judgement(['solved-at-once', '首次解决率', 'Solved at once', '居民第一次答就说办好了 ÷ 居民答了的', 'Said solved at the first answer ÷ judged', ['solvedAtOnce'], ['judged']], { good: 'more' }),
  judgement(['partly', '办了一点', 'Partly solved', '居民说办了一点 ÷ 居民答了的', 'Said partly ÷ judged', ['solved:partly'], ['judged']], { good: 'neither' }),
  judgement(['rated', '评价参与率', 'Rated', '评了满意度 ÷ 办结', 'Rated ÷ closed', ['rated'], ['closed']]),
  judgement(['satisfied', '满意率', 'Satisfied', '（非常满意＋满意＋0.9×基本满意）÷ 评了的；没评的不算满意', '(Very satisfied + satisfied + 0.9 × fairly) ÷ rated; silence is never counted as satisfied', ['satisfied', 'fair*0.9'], ['rated']], { source: 'quoted' }),
  judgement(['bad', '差评率', 'Bad ratings', '（不满意＋非常不满意）÷ 评了的', '(Dissatisfied + very dissatisfied) ÷ rated', ['bad'], ['rated']], { good: 'less' }),
  judgement(['bad-mended', '差评整改率', 'Bad ratings mended', '差评以后重办并再答复的 ÷ 差评', 'Done again and answered anew after a bad rating ÷ bad ratings', [], []], { missing: { zh: '先差评还是先重办，没有单独记，算不准', en: 'Which came first, the rating or the mending, is not kept apart' } }),
  judgement(['excluded', '剔除率', 'Excluded', '剔除的 ÷ 到期的；每个率都给出含剔除和不含剔除两行', 'Excluded ÷ due; every rate is shown with and without', ['dueExcluded'], ['due']], { good: 'less', exclusions: false }),
  judgement(['truth-gap', '处办不一致率', 'Truth gap', '办的人说好、居民说没好 ÷ 两边都说了的', 'Handler says done, resident says not ÷ both said', ['truth'], ['bothSaid']], { good: 'less' }),
  judgement(['called-back', '回访覆盖率', 'Called back', '回访 ÷ 办结', 'Called back ÷ closed', [], []], { missing: { zh: '电话回访还没有上线，居民自己在页面上答', en: 'There are no call-backs by phone; residents answer on their page' } }),
  judgement(['promises', '承诺兑现率', 'Promises kept', '按时兑现的承诺 ÷ 到期的承诺', 'Kept in time ÷ promises due', [], []], { missing: { zh: '承诺还没有单独登记', en: 'Promises are not recorded apart yet' } }),
]

export const indicators: readonly Indicator[] = [...callIndicators, ...supervisionIndicators(make)].sort(
  (one, other) => groups.indexOf(one.group) - groups.indexOf(other.group),
)
export const indicatorNamed = (id: string): Indicator | undefined => indicators.find((each) => each.id === id)

export const groupNames: Readonly<Record<Group, Label>> = {
  volume: { zh: '总量和来源', en: 'Volume and source' }, speed: { zh: '快慢', en: 'Speed' }, completion: { zh: '办结', en: 'Completion' }, levels: { zh: '在哪一级办好', en: 'Levels' }, judgement: { zh: '居民怎么看', en: "People's judgement" },
  forces: { zh: '力量和参与', en: 'Forces' }, points: { zh: '积分', en: 'Points' }, supervision: { zh: '督办和运行', en: 'Supervision' }, trust: { zh: '减负和可信', en: 'Trust and burden' },
} // prettier-ignore

/** Weights are one district's of one year: a preset, never a truth. A district's own versions lie in its database. */
export const weightPresets: readonly Weights[] = [
  {
    id: 'bj-style', version: 1, from: null, name: { zh: '三率综合分', en: 'Combined score of three rates' },
    words: { zh: '响应率×0.10＋解决率×0.50＋满意率×0.40，满意率里基本满意按 0.9 计；任何一个率没有数据，就没有综合分', en: 'Response × 0.10 + solved × 0.50 + satisfied × 0.40, fairly satisfied counted 0.9; no data in one rate means no score' },
    parts: [{ indicator: 'response', weight: 0.1 }, { indicator: 'solved', weight: 0.5 }, { indicator: 'satisfied', weight: 0.4 }],
  },
] // prettier-ignore
