// The words a reply is checked for, as plain lists that anybody may lengthen: nothing here is code.

/** Say nothing about the matter. A reply made of these alone is no reply. */
export const emptyPhrases: readonly string[] = [
  '已阅', '收到', '已收到', '收到了', '知道了', '我们知道了', '已知悉', '知悉', '已收悉', '了解', '已了解', '好的', '嗯', '同上', '无', '略',
  '已转办', '已转', '转办', '已转交', '已转交相关部门', '已转相关部门', '已转有关部门', '已转交有关部门', '已交办', '已派单', '已上报', '已登记', '已受理', '已记录', '已反馈', '已反映', '已关注',
  '正在处理', '正在处理中', '正在办理', '正在办理中', '处理中', '办理中', '在办', '在处理', '正在核实', '研究中', '正在研究',
  '按规定办理', '按规定处理', '按照规定办理', '按照规定处理', '按相关规定办理', '按相关规定处理', '按有关规定办理', '按有关规定处理', '依规办理', '依规处理', '依法依规办理', '依法依规处理', '依法处理', '酌情处理',
  '尽快办理', '尽快处理', '尽快解决', '会尽快办理', '会尽快处理', '会尽快解决', '我们会尽快办理', '我们会尽快处理', '我们会尽快解决', '将尽快处理', '将尽快办理',
  'noted', 'received', 'ok', 'okay', 'got it', 'seen', 'forwarded', 'in progress', 'being processed', 'as per regulations', 'according to regulations',
] // prettier-ignore

/** Polite and welcome, but no answer by themselves. */
export const courtesies: readonly string[] = [
  '您好', '你好', '尊敬的居民', '居民您好', '感谢您的反映', '感谢您的来信', '感谢反映', '感谢您的监督', '感谢您的支持', '谢谢', '谢谢您', '请知悉', '请耐心等待', '请您耐心等待', '敬请谅解', '请谅解', '请理解', '特此回复', '特此答复',
  '您反映的问题', '您反映的情况', '您的问题', '我们', '现', '了', 'hello', 'thank you', 'thanks', 'please wait', 'we',
] // prettier-ignore

/** Brush-offs that made headlines or fill complaint files (态度生硬、“神回复”). Found anywhere in a reply. */
export const rudePhrases: readonly string[] = [
  '不归我管', '不归我们管', '不关我', '不是我的事', '不是我们的事', '管不了', '没法管', '没办法就是没办法', '爱找谁找谁', '找谁都没用', '你自己', '自己想办法', '自己看着办', '自己不会', '关你什么事', '多管闲事', '无理取闹', '胡搅蛮缠', '没事找事', '小题大做', '大惊小怪', '矫情', '刁民', '闭嘴', '别再反映', '不要再反映', '再反映也没用', '反映也没用', '投诉也没用', '告到哪里', '去告吧', '随便告', '说了多少遍', '听不懂', '看不懂吗', '不识字', '有完没完', '烦不烦', '爱信不信', '等着吧', '慢慢等',
  'not my problem', 'not our problem', 'none of your business', 'complain elsewhere', 'stop complaining',
] // prettier-ignore

/** Somebody or somewhere to turn to next. */
export const nextStepWords: readonly string[] = [
  '找', '联系', '拨打', '打电话', '电话', '热线', '12345', '110', '咨询', '申请', '前往', '窗口', '办事大厅', '信访', '派出所', '公安', '法院', '仲裁', '社区', '镇街', '街道', '村委', '居委', '物业', '业委会', '部门', '单位', '公司', '局', '调解', '法律援助', '复核', '异议', '可以向',
  'ask', 'call', 'contact', 'apply', 'office', 'court', 'police', 'property manager', 'hotline', 'appeal',
] // prettier-ignore
