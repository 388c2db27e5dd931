// What the page of data quality looks at: each check in words, what it counts and what it counts over; nothing of how well a person works.
import { z } from 'zod'
import { Label } from './label.ts'

export const qualityGroups = ['places', 'things', 'posts', 'matters', 'lists'] as const
export type QualityGroup = (typeof qualityGroups)[number]
export const qualityGroupNames: Readonly<Record<QualityGroup, Label>> = {
  places: { zh: '地方', en: 'Places' },
  things: { zh: '有码的东西', en: 'Things with a code' },
  posts: { zh: '岗位', en: 'Posts' },
  matters: { zh: '事项', en: 'Matters' },
  lists: { zh: '目录', en: 'Lists' },
}

export const qualityNames = [
  'grid-officer', 'yard-head', 'households', 'grid-size', 'yard-size', 'outline', 'point', 'no-code', 'thing-handler', 'thing-point',
  'phone', 'post-empty', 'unit-post', 'unsure', 'no-place', 'too-short', 'provisional', 'merged', 'told-apart', 'unused-category', 'unmapped-duty',
] as const // prettier-ignore
export const QualityName = z.enum(qualityNames)
export type QualityName = z.infer<typeof QualityName>

/** `isFault` false: a share to know, not something to mend. `wide`: has a sound meaning for the whole district only. */
export type QualityPlan = { readonly group: QualityGroup; readonly name: Label; readonly over: Label; readonly why: Label; readonly isFault: boolean; readonly wide: boolean } // prettier-ignore
type Row = readonly [group: QualityGroup, zh: string, en: string, overZh: string, overEn: string, whyZh: string, whyEn: string]
const plan = ([group, zh, en, overZh, overEn, whyZh, whyEn]: Row, more: { readonly isFault?: boolean; readonly wide?: boolean } = {}): QualityPlan => ({ group, name: { zh, en }, over: { zh: overZh, en: overEn }, why: { zh: whyZh, en: whyEn }, isFault: more.isFault ?? true, wide: more.wide ?? false }) // prettier-ignore

/** How far back matters are looked at, and how short words are too short, in characters. */
export const qualityDays = 90
export const shortWords = 6
export const unusedDays = 365

// prettier-ignore
export const qualityPlans: Readonly<Record<QualityName, QualityPlan>> = {
  'grid-officer': plan(['places', '没有网格员的网格', 'Grids without a grid officer', '全部网格', 'all grids', '这里的事要由上一级接，第一下就慢了', 'What happens here falls to the level above']),
  'yard-head': plan(['places', '没有院长的院落、楼栋', 'Yards and buildings without a head', '全部院落、楼栋', 'all yards and buildings', '自己的事先没人牵头', 'Nobody takes the lead there']),
  households: plan(['places', '没有登记户数的网格', 'Grids whose households are not recorded', '全部网格', 'all grids', '不知道户数，就不知道大小合不合适', 'Without it nobody knows whether its size fits']),
  'grid-size': plan(['places', '不在 300–500 户的网格', 'Grids outside 300–500 households', '登记了户数的网格', 'grids whose households are recorded', '太大跑不过来，太小养不起', 'Too large to walk or too small to keep']),
  'yard-size': plan(['places', '不在 10–30 户的院落', 'Yards outside 10–30 households', '登记了户数的院落', 'yards whose households are recorded', '院落自治以邻里相识为限', 'Neighbours there should know each other']),
  outline: plan(['places', '没有边界的网格', 'Grids without a boundary', '全部网格', 'all grids', '在地图上点不到，位置认不出归哪个网格', 'A point on the map cannot be told to belong to it']),
  point: plan(['places', '没有位置点的网格、院落、楼栋', 'Grids, yards and buildings without a point', '全部网格、院落、楼栋', 'all grids, yards and buildings', '地图上看不到，算不出远近', 'It is not on the map and no distance can be told']),
  'no-code': plan(['things', '一个码也没有的网格', 'Grids without any code', '全部网格', 'all grids', '居民在这里没有码可扫', 'Residents find no code to scan there']),
  'thing-handler': plan(['things', '没写谁管的东西', 'Things without a handler', '全部有码的东西', 'all things with a code', '坏了先给网格员，多转一道', 'What breaks goes to the grid officer first']),
  'thing-point': plan(['things', '没有位置点的东西', 'Things without a point', '全部有码的东西', 'all things with a code', '巡查排不进路线', 'No round can include it']),
  phone: plan(['posts', '没有手机号的在岗人员岗位', 'Postings of people without a phone number', '在岗的岗位（工作人员）', 'present postings of staff', '收不到短信，急事找不到人', 'No message reaches them in an emergency']),
  'post-empty': plan(['posts', '到期后没人接的岗位', 'Posts that ended and nobody took over', '有过人的岗位', 'posts that were ever held', '岗位空着，事往上走', 'The post stands empty and its work goes up']),
  'unit-post': plan(['posts', '缺经办人或负责人的单位', 'Organisations without an officer or a head', '全部单位', 'all organisations', '派过去没人签收', 'What is sent there is taken by nobody'], { wide: true }),
  unsure: plan(['matters', '在办的事里，类别还是“说不清”', 'Open matters whose class is still “hard to say”', '在办、有类别的事', 'open matters with a category', '类别不清，时限和该找谁都不清', 'Without a class neither the time nor who answers is clear']),
  'no-place': plan(['matters', '位置只到网格或更粗', 'Matters placed no better than by grid', `近 ${qualityDays} 天报的事`, `matters of the last ${qualityDays} days`, '到了现场还要问是哪里', 'One has to ask where it is']),
  'too-short': plan(['matters', `说得太短，没有照片也没扫码（不到 ${shortWords} 个字）`, `Too short to act on, without a photo or a code (under ${shortWords} characters)`, `近 ${qualityDays} 天报的事`, `matters of the last ${qualityDays} days`, '看不出要办什么', 'Nobody can see what is to be done']),
  provisional: plan(['matters', '时限是“暂”的', 'Clocks that are provisional', '在办的事', 'open matters', '节假日表还没导入到那一天，导入后自动重算', 'The calendar does not reach that day yet; an import counts it anew']),
  merged: plan(['matters', '并入别的事的', 'Merged into another', `近 ${qualityDays} 天报的事`, `matters of the last ${qualityDays} days`, '同一件报了几次；知道就好，不是错', 'Reported more than once; to know, no fault'], { isFault: false }),
  'told-apart': plan(['matters', '看着像、说明了不是同一件的', 'Looked alike and were told apart', `近 ${qualityDays} 天报的事`, `matters of the last ${qualityDays} days`, '有人看过、分清了；知道就好，不是错', 'Somebody looked and told them apart; to know, no fault'], { isFault: false }),
  'unused-category': plan(['lists', '一年没用过的类别', 'Categories unused for a year', '全部类别', 'all categories', '可能写得让人认不出，或该合并', 'Perhaps nobody recognises it, or it should be joined with another'], { wide: true }),
  'unmapped-duty': plan(['lists', '职责清单里还没对上类别的老条目', 'Old duty items not mapped to a category', '清单全部条目', 'all items of the lists', '按老清单找不到该归谁', 'By the old list nobody finds who answers'], { wide: true }),
}

export const QualityCheck = z.object({ id: QualityName, group: z.enum(qualityGroups), name: Label, over: Label, why: Label, isFault: z.boolean(), n: z.number().int(), of: z.number().int() }) // prettier-ignore
const Area = z.object({ id: z.number().int(), name: Label })
export const QualityPage = z.object({ area: Area, at: z.number().int(), rows: z.array(QualityCheck) })
export type QualityPage = z.infer<typeof QualityPage>
/** One that a check counts: what it is, where, what is missing; a matter and a thing have their own page. */
export const QualityRow = z.object({ key: z.string(), name: Label, place: Label, note: Label.nullable(), matter: z.uuid().nullable(), thing: z.string().nullable() }) // prettier-ignore
export type QualityRow = z.infer<typeof QualityRow>
export const QualityRows = z.object({ area: Area, check: QualityCheck, rows: z.array(QualityRow), next: z.string().nullable() })
