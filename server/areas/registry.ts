// The organisations a district starts with: editable defaults, none of them quoted.

export type PlannedOrganisation = {
  readonly id: number
  readonly parent: number | null
  readonly kind: 'department' | 'unit' | 'company'
  readonly zh: string
  readonly en: string
}

const rows = [
  ['urban', null, 'department', '区城市管理局', 'District Urban Management Bureau'],
  ['housing', null, 'department', '区住房城乡建委', 'District Housing and Construction Commission'],
  ['transport', null, 'department', '区交通局', 'District Transport Bureau'],
  ['police', null, 'department', '区公安分局', 'District Public Security Branch'],
  ['civil', null, 'department', '区民政局', 'District Civil Affairs Bureau'],
  ['environment', null, 'department', '区生态环境局', 'District Ecology and Environment Bureau'],
  ['water', null, 'department', '区水利局', 'District Water Bureau'],
  ['lighting', 'urban', 'unit', '区城市照明所', 'District Street Lighting Office'],
  ['drainage', 'urban', 'unit', '区排水所', 'District Drainage Office'],
  ['powerSupply', null, 'company', '区供电公司', 'District Power Supply Company'],
  ['waterSupply', null, 'company', '区供水公司', 'District Water Supply Company'],
  ['gas', null, 'company', '区燃气公司', 'District Gas Company'],
  ['greenery', 'urban', 'unit', '区园林绿化所', 'District Parks and Greenery Office'],
  ['labour', null, 'department', '区人力社保局', 'District Human Resources and Social Security Bureau'],
  ['health', null, 'department', '区卫生健康委', 'District Health Commission'],
  ['farming', null, 'department', '区农业农村委', 'District Agriculture and Rural Affairs Commission'],
  ['emergency', null, 'department', '区应急管理局', 'District Emergency Management Bureau'],
  ['market', null, 'department', '区市场监管局', 'District Market Regulation Bureau'],
  ['justice', null, 'department', '区司法局', 'District Justice Bureau'],
  ['fire', null, 'department', '区消防救援大队', 'District Fire and Rescue Brigade'],
] as const

export type OrganisationName = (typeof rows)[number][0]
export const organisationNames: readonly OrganisationName[] = rows.map(([name]) => name)

/** Ids count from 1 in this order; a new one goes to the end. */
export const idOf = (name: OrganisationName): number => organisationNames.indexOf(name) + 1
export const plannedOrganisations: readonly PlannedOrganisation[] = rows.map(([name, parent, kind, zh, en]) => ({
  id: idOf(name),
  parent: parent === null ? null : idOf(parent),
  kind,
  zh,
  en,
}))
