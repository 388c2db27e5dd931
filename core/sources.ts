// Where a call came from: the one table that intake, lists, the centre, the figures and the connections read.
import type { Label } from './label.ts'

type Plan = {
  readonly label: Label
  /** whoever writes it down for somebody may say that it came this way */ readonly entered?: true
  /** its share of all calls in the catalogue of indicators */ readonly share: { readonly id: string; readonly name: Label; readonly good?: 'more' }
}
type Row = readonly [zh: string, en: string, id: string, nameZh: string, nameEn: string, more?: 'entered' | 'good']
const plan = ([zh, en, id, nameZh, nameEn, more]: Row): Plan => ({
  label: { zh, en },
  ...(more === 'entered' ? { entered: true } : {}),
  share: { id, name: { zh: nameZh, en: nameEn }, ...(more === 'good' ? { good: 'more' } : {}) },
})

/** In the order in which they are shown; words that are stored stay as they are. */
// prettier-ignore
export const sources = {
  'resident-qr': plan(['扫码', 'By code', 'by-code', '扫码占比', 'By code']),
  resident: plan(['居民上报', 'Residents', 'by-resident', '居民自己上报占比', 'By residents themselves']),
  'on-behalf': plan(['代人上报', 'On behalf', 'by-proxy', '代办占比', 'On behalf', 'entered']),
  group: plan(['群里转来', 'Chat groups', 'by-group', '群里转来占比', 'From groups', 'entered']),
  grid: plan(['网格发现', 'Grid findings', 'by-grid', '主动发现率（未诉先办）', 'Found first', 'good']),
  volunteer: plan(['志愿者、党员', 'Volunteers and members', 'by-volunteer', '志愿者、党员反映占比', 'From volunteers', 'entered']),
  hotline: plan(['12345 热线', '12345 hotline', 'by-hotline', '热线占比', 'Hotline', 'entered']),
  'city-platform': plan(['市级平台', 'City platform', 'by-city-platform', '市级平台转来占比', 'From the city platform', 'entered']),
  deputy: plan(['代表委员建议', 'Deputies’ suggestions', 'by-deputy', '代表委员建议占比', 'From deputies', 'entered']),
  enterprise: plan(['企业反映', 'Enterprises', 'by-enterprise', '企业反映占比', 'From enterprises', 'entered']),
  leader: plan(['领导交办', 'Assigned by leaders', 'by-leader', '领导交办占比', 'From leaders', 'entered']),
  media: plan(['媒体反映', 'Media', 'by-media', '媒体反映占比', 'From the media', 'entered']),
  sensor: plan(['物联报警', 'Sensors', 'by-sensor', '物联报警占比', 'From sensors', 'entered']),
  other: plan(['其他', 'Other', 'by-other', '其他来源占比', 'From elsewhere']),
} as const satisfies Record<string, Plan>
export type Source = keyof typeof sources

const isSource = (text: string): text is Source => Object.hasOwn(sources, text)
export const sourceNames: readonly Source[] = Object.keys(sources).filter(isSource)
const plans: Readonly<Record<Source, Plan>> = sources

/** What one may choose who writes it down for somebody else. */
export const enteredSources: readonly Source[] = sourceNames.filter((name) => plans[name].entered)
export const isEntered = (text: string): text is Source => isSource(text) && plans[text].entered === true
export const sharesOfSources = sourceNames.map((source) => ({ source, label: plans[source].label, ...plans[source].share }))

/** The word for people; a stored word that is in the table no more is shown as it stands. */
export const sourceLabel = (source: string): Label => (isSource(source) ? plans[source].label : { zh: source, en: source })

/** Which connection may hand down which: the source its matters get. */
export const upperSources = ['city-platform', 'hotline'] as const satisfies readonly Source[]
export type UpperSource = (typeof upperSources)[number]
