// The one catalogue of refusals: each says what is wrong and what would help, in Chinese and English.
import type { Refusal } from './matter.ts'

const catalogue = {
  'not-found': { zh: '没有找到这件事，核对一下编号', en: 'No such matter. Check the number' },
  'moved-on': { zh: '刚刚有人动过这件事，先看看最新情况', en: 'Somebody acted a moment ago. Look at the latest first' },
  'not-here': { zh: '这一步现在用不上，事情已经走到别的环节', en: 'Not possible at this step any more' },
  'not-yours': { zh: '这一步要由{who}来办', en: 'Only {who} may do this' },
  'same-person': { zh: '您已经{duty}，这一步要换人', en: 'You already did: {duty}. Someone else must do this' },
  'parts-open': { zh: '还有 {n} 件协办没办完', en: '{n} co-handled parts are still open' },
  'owes-duty': { zh: '还缺一步：{duty}', en: 'Still missing: {duty}' },
  'not-yet': { zh: '现在还不行，{from} 之后可以', en: 'Not yet; from {from}' },
  'too-late': { zh: '已过 30 天，请重新报一件，我们会接着以前的记录办', en: 'More than 30 days ago. Please report again; we keep the old record' },
  already: { zh: '您已经做过了，不用再做一次', en: 'You did this already' },
  'not-listed': { zh: '您不在名单里', en: 'You are not on the list' },
  full: { zh: '满了', en: 'Full' },
  'answer-missing': { zh: '还差一项：{field}', en: 'Please fill in: {field}' },
  'answer-wrong': { zh: '「{field}」填得不对：{why}', en: '“{field}” is not right: {why}' },
  'reply-empty': {
    zh: '这句是套话，没有答复事情。写做了什么、结果怎样；没做到的，写为什么、下一步找谁',
    en: 'A set phrase is no reply. Say what was done and what came of it; if not, why, and whom to ask next',
  },
  busy: { zh: '人太多，请稍等几秒再试，写的还在', en: 'Very busy. Try again in a few seconds; what you wrote is kept' },
  'no-emergency': {
    zh: '现在没有紧急状态，不能召集。平时请人帮忙，用「呼叫志愿者」',
    en: 'No emergency mode is open here, so nobody is called up. In normal times use the call for volunteers',
  },
  'not-level': {
    zh: '只能请同级的：{level}请别的{level}，不请自己，也不请上级。要请上一级，用这一页上面的呼叫',
    en: 'Between equals only: one {level} asks another, neither itself nor a level above. To ask a higher level, use the calls above',
  },
  'not-oneself': {
    zh: '请选别的单位：这里不能填自己这一家',
    en: 'Choose another body: one’s own does not count here',
  },
  'no-holder': { zh: '这个岗位现在没有人，请派给别的岗位', en: 'Nobody holds that post. Choose another' },
  'look-over': { zh: '这次查看已经结束。要再看，请重新写理由', en: 'This look is over. To look again, give a reason anew' },
  'resource-taken': {
    zh: '{when} 已被{who}订了{rest}。换个时间，或者少借一点',
    en: 'Booked {when} by {who}{rest}. Choose another time, or less of it',
  },
  'resource-short': { zh: '一共只有 {n}，借不了这么多', en: 'There are only {n} of it in all' },
  'fund-short': { zh: '这笔资金只剩 {n} 元', en: 'Only {n} yuan of this fund are left' },
  'fund-over': { zh: '用了多少要写整数，不能超过批的 {n}', en: 'Say how much was used as a whole number, at most the {n} granted' },
  'resource-gone': { zh: '这项资源已经收回，不再出借', en: 'This resource was withdrawn and is no longer lent' },
  'resource-time': { zh: '开始要早于结束，一年之内，数量至少是 1', en: 'It must begin before it ends, within a year, and be at least 1' },
  'resource-over': { zh: '这个时间已经过了，请换个时间', en: 'That time is over; choose another' },
} as const
export type RefusalCode = keyof typeof catalogue

/** A refusal with its sentence filled in; `vars` may carry both languages as `name` and `nameEn`. */
export function refuse(
  code: RefusalCode,
  vars: Readonly<Record<string, string | number>> = {},
  more: { field?: string; from?: number } = {},
): Refusal {
  const fill = (text: string, english: boolean) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => String((english ? vars[`${name}En`] : undefined) ?? vars[name] ?? ''))
  return { code, label: { zh: fill(catalogue[code].zh, false), en: fill(catalogue[code].en, true) }, ...more }
}
