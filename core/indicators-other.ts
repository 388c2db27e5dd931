// The indicators of everything that is not a call itself: whistles, tasks, supervision, forces, points, trust.
import type { Group, Indicator, Sum } from './indicator.ts'

type Row = readonly [id: string, zh: string, en: string, formulaZh: string, formulaEn: string, n: Sum, of: Sum]
type More = Partial<Omit<Indicator, 'id' | 'name' | 'formula' | 'n' | 'of'>>
type Make = (group: Group, clause: string, common?: More) => (row: Row, more?: More) => Indicator

const notYet = (zh: string, en: string): More => ({ missing: { zh, en }, exclusions: false })

// prettier-ignore
export function supervisionIndicators(make: Make): readonly Indicator[] {
  const speed = make('speed', '6.2', { good: 'more', exclusions: false })
  const completion = make('completion', '6.3', { exclusions: false })
  const levels = make('levels', '6.4', { exclusions: false })
  const supervision = make('supervision', '6.8', { exclusions: false })
  const forces = make('forces', '6.6', { exclusions: false })
  const points = make('points', '6.7', { exclusions: false })
  const trust = make('trust', '6.9', { exclusions: false })
  return [
    speed(['whistle-in-time', '哨响报到及时率', 'Arrived in time', '镇街吹哨里，部门按时到场的 ÷ 吹哨', 'Whistles to which departments came in time ÷ whistles', ['p:township-call:thereInTime'], ['p:township-call:awaited']], { process: 'township-call', source: 'quoted' }),
    speed(['grid-call-in-time', '网格呼社区到场及时率', 'Community came in time', '网格呼叫里，社区按时到场的 ÷ 呼叫', 'Grid calls the community came to in time ÷ grid calls', ['p:grid-call:thereInTime'], ['p:grid-call:awaited']], { process: 'grid-call' }),
    speed(['community-call-in-time', '社区呼镇街到场及时率', 'Township came in time', '社区呼叫里，镇街按时到场的 ÷ 呼叫', 'Community calls the township came to in time ÷ community calls', ['p:community-call:thereInTime'], ['p:community-call:awaited']], { process: 'community-call' }),
    speed(['escalated-call-in-time', '提级呼叫回应及时率', 'Leaders answered in time', '提级呼叫里，区领导按时回应的 ÷ 呼叫', 'Escalated calls answered in time ÷ escalated calls', ['p:escalated-call:thereInTime'], ['p:escalated-call:awaited']], { process: 'escalated-call' }),
    speed(['claim-median', '认领时长中位数', 'Time to a volunteer, median', '从发布到第一位志愿者认领，一半不超过它', 'From publishing to the first claim: half came sooner', [], ['p:volunteer-call:firstClaim']], { process: 'volunteer-call', unit: 'median', spread: 'h:claim', told: 'minutes', good: 'less' }),
    completion(['whistles-solved', '网格问题解决率', 'Whistles solved', '吹哨里已办好的 ÷ 吹哨', 'Solved ÷ whistles', ['p:township-call:came'], ['p:township-call:opened']], { process: 'township-call', source: 'quoted', good: 'more' }),
    completion(['call-backstop', '志愿呼叫兜底率', 'Calls for volunteers left to the backstop', '24 小时没人认领、由社区兜底过的 ÷ 发布给志愿者的', 'Unclaimed for 24 hours ÷ published to volunteers', ['p:volunteer-call:backstopped'], ['p:volunteer-call:opened']], { process: 'volunteer-call', good: 'less' }),
    completion(['call-backstop-done', '志愿呼叫兜底办结率', 'Backstop calls done', '兜底过、后来办好的 ÷ 兜底过的', 'Done later ÷ left to the backstop', ['p:volunteer-call:backstopDone'], ['p:volunteer-call:backstopped']], { process: 'volunteer-call', good: 'more' }),
    completion(['task-lists', '任务清单闭环率', 'Listed tasks closed', '已办的清单任务 ÷ 派下的清单任务', 'Closed listed tasks ÷ listed tasks', ['p:listed-task:came'], ['p:listed-task:opened']], { process: 'listed-task', source: 'quoted', good: 'more' }),
    completion(['rechecked', '回头看合格率', 'Recheck fine', '回头看合格 ÷ 回头看', 'Fine ÷ rechecked', ['p:recheck:fine'], ['p:recheck:fine', 'p:recheck:notFixed']], { process: 'recheck', good: 'more' }),
    completion(['recheck-gap', '回头看不合格率', 'Recheck gap', '办结以后回头看没好的 ÷ 回头看', 'Found not fixed after closing ÷ rechecked', ['p:recheck:notFixed'], ['p:recheck:fine', 'p:recheck:notFixed']], { process: 'recheck', good: 'less', byAbout: true }),
    levels(['whistle-needed', '吹哨质量', 'Whistles needed', '部门认为该吹的 ÷ 部门评过的', 'Judged needed by the responder ÷ judged', ['p:township-call:whistle:needed'], ['p:township-call:whistle']], { process: 'township-call', good: 'more' }),
    levels(['upward-appealed', '下评上申诉后改评率', 'Ratings revised', '申诉后改评 ÷ 下评上', 'Revised after appeal ÷ upward ratings', ['p:upward-rating:revised'], ['p:upward-rating:final', 'p:upward-rating:upheld', 'p:upward-rating:revised']], { process: 'upward-rating' }),
    levels(['upward-response', '部门响应得分', 'Response of departments', '下评上里响应得分的平均：非常满意 5 分，依次 4、3、2、1 分；生效的才算', 'Mean of the response in upward ratings that became final: very good 5, then 4, 3, 2, 1', ['p:upward-rating:response'], ['p:upward-rating:rated']], { process: 'upward-rating', unit: 'perCase', told: 'grade', good: 'more', least: 1 }),
    levels(['upward-result', '部门办结果得分', 'Results of departments', '下评上里办理结果得分的平均，算法同上', 'Mean of the result in upward ratings, counted the same way', ['p:upward-rating:result'], ['p:upward-rating:rated']], { process: 'upward-rating', unit: 'perCase', told: 'grade', good: 'more', least: 1 }),
    levels(['escalated-declined', '提级呼叫退回率', 'Escalated calls declined', '区领导说不用提级的 ÷ 有了结果的提级呼叫', 'No decision needed, the leader says ÷ escalated calls that ended so or closed', ['p:escalated-call:declined'], ['p:escalated-call:declined', 'p:escalated-call:closed']], { process: 'escalated-call', good: 'less' }),
    supervision(['listed-now', '挂牌督办在办', 'Under listed supervision', '此刻挂着牌的', 'Listed at this moment', ['now:p:listed-supervision:listed', 'now:p:listed-supervision:reported'], []], { unit: 'now', process: 'listed-supervision' }),
    supervision(['listed-removed', '挂牌督办销号', 'Removed from the list', '这段时间销号的', 'Removed in the period', ['p:listed-supervision:removed'], []], { process: 'listed-supervision', good: 'more' }),
    supervision(['listed-late', '挂牌督办超期', 'Listed and late', '挂牌里超过期限的 ÷ 挂牌', 'Late ÷ listed', ['p:listed-supervision:late'], ['p:listed-supervision:opened']], { process: 'listed-supervision', good: 'less' }),
    supervision(['circulars', '通报反馈数', 'Circulars', '这段时间发的通报', 'Circulars issued in the period', ['p:circular:opened'], []], { process: 'circular', source: 'quoted' }),
    supervision(['replays', '复盘总结会', 'Replay meetings', '这段时间记下的复盘会', 'Replay meetings recorded', ['p:governance-record:record:replay'], []], { process: 'governance-record', source: 'quoted' }),
    supervision(['stays', '下沉蹲点', 'On-site stays', '这段时间记下的蹲点', 'Stays recorded', ['p:governance-record:record:stay'], []], { process: 'governance-record', source: 'quoted' }),
    supervision(['joint-meetings', '联席会议', 'Joint meetings', '这段时间记下的联席会议', 'Joint meetings recorded', ['p:governance-record:record:joint'], []], { process: 'governance-record' }),
    supervision(['standing-now', '末尾议题在列件数', 'On the last agenda', '此刻在列的', 'On the agenda at this moment', ['now:p:standing-item:listed', 'now:p:standing-item:led', 'now:p:standing-item:solved', 'now:p:standing-item:appraised'], []], { unit: 'now', process: 'standing-item' }),
    supervision(['standing-meetings', '平均在列会次', 'Meetings per item', '这段时间列入的议题，会上报过进展的次数之和 ÷ 列入的议题', 'Meetings with progress ÷ items put on the agenda in the period', ['p:standing-item:progressed'], ['p:standing-item:opened']], { process: 'standing-item', unit: 'perCase', told: 'times', least: 1 }),
    supervision(['milestones', '重点任务进度', 'Milestones reached', '已完成的节点 ÷ 分下的节点', 'Milestones reached ÷ set', ['p:milestone:came'], ['p:milestone:opened']], { process: 'milestone', good: 'more' }),
    supervision(['milestones-due', '重点任务按期完成', 'Milestones in time', '到了日子前完成的节点 ÷ 这段时间到期的节点（提前完成、过期、说明完不成的都按原定日子算；不用办的不算）', 'Reached by their day ÷ due in the period: reached early, run past or explained, each on its day; what was called off is not due', ['p:milestone:metItsDay'], ['p:milestone:fellDue']], { process: 'milestone', good: 'more' }),
    supervision(['exclusions-granted', '剔除申请同意率', 'Exclusions granted', '同意的 ÷ 决定了的', 'Granted ÷ decided', ['p:exclusion-request:granted'], ['p:exclusion-request:granted', 'p:exclusion-request:refused']], { process: 'exclusion-request' }),
    forces(['grid-cover', '网格覆盖率', 'Grids covering', '有网格的户数 ÷ 全部户数', 'Households in a grid ÷ all', [], []], notYet('户数还没有全部核实', 'Households are not all verified yet')),
    forces(['forces', '力量配齐率', 'Posts filled', '有人的岗位 ÷ 应有岗位', 'Posts filled ÷ posts required', [], []], notYet('应有岗位数还没有登记', 'The posts required are not recorded yet')),
    forces(['volunteers', '活跃志愿者', 'Active volunteers', '90 天内有一次核实过的服务', 'One verified service in 90 days', [], []], notYet('志愿服务按件核实（见认领率、完成率），不按人计次，所以没有人数', 'Help is checked by call (see claimed and completed), never counted by person')),
    forces(['party', '党员报到数', 'Party members reporting', '报到的党员', 'Members who reported', [], []], notYet('党员报到还没有上线', 'Party services are not in the product yet')),
    forces(['council', '议题落实率', 'Council decisions done', '落实的决议 ÷ 决议', 'Executed ÷ decisions', [], []], notYet('议事会还没有上线', 'The council is not in the product yet')),
    points(['points-issued', '积分发放', 'Points issued', '发放的积分', 'Points issued', [], []], notYet('积分还没有上线', 'Points are not in the product yet')),
    points(['points-spent', '积分兑换率', 'Points spent', '兑换 ÷ 发放', 'Redeemed ÷ issued', [], []], notYet('积分还没有上线', 'Points are not in the product yet')),
    points(['points-verified', '核实在前率', 'Points after checking', '先核实再发的 ÷ 发放，应是全部', 'Credited after checking ÷ credits: must be all', [], []], notYet('积分还没有上线', 'Points are not in the product yet')),
    trust(['burden', '减负指数', 'Minutes saved', '自动带出的栏目 × 填写用时', 'Fields filled by the system × time', [], []], notYet('填写用时还没有测', 'Filling time is not measured yet')),
    trust(['asked-twice', '重复采集率', 'Asked twice', '已有还问的栏目 ÷ 问的栏目', 'Asked though held ÷ asked', [], []], notYet('还没有测', 'Not measured yet')),
    trust(['elder-use', '适老使用', 'Elder-friendly use', '大字、语音、电话、柜台各占多少', 'Shares of elder mode, voice, phone, counter', [], []], notYet('还没有测', 'Not measured yet')),
    trust(['uptime', '系统可用性', 'Uptime', '能用的时间 ÷ 全部时间', 'Time in service ÷ time', [], []], notYet('由运维监测，不在这里', 'Watched by operations, not here')),
    trust(['reveals', '身份查看次数', 'Looks at a contact', '看上报人联系方式的次数 ÷ 上报，附理由', 'Looks at a contact ÷ calls, with reasons', [], []], notYet('每次看都有记录和理由，上报人当场知道；还没有汇成指标', 'Each look is kept with its reason and told to whom it concerns; it is not summed up yet')),
    trust(['disturbance', '非工作时间打扰', 'Disturbance at night', '安静时段送出的非急事通知，目标 0', 'Notices sent in quiet hours that were not urgent: none wanted', [], []], notYet('在大屏和工作台的“夜里打扰”里，有明细', 'On the wall and the desk as “night notices”, with its rows')),
    trust(['audit-whole', '审计完整性', 'Audit', '最近一个检查点核对有没有差错', 'Whether the last checkpoint proves clean', [], []], notYet('不是件数；每份通报印着校验码，公开页上能核对', 'No count: each bulletin prints the checkpoint, the public page proves it')),
  ]
}
