// What volunteers and squads can do: one skill for each of the ten classes of matters, in a neighbour's words.
import type { Label } from './label.ts'

export const skillNames = ['clean', 'care', 'order', 'supply', 'housing', 'urban', 'traffic', 'safety', 'nature', 'other'] as const
export type Skill = (typeof skillNames)[number]

/** The code of a skill is the code of the class of matters it helps with. */
export const skills: Readonly<Record<Skill, Label>> = {
  clean: { zh: '环境卫生', en: 'Cleaning up' },
  care: { zh: '陪伴照护', en: 'Company and care' },
  order: { zh: '调解和法律咨询', en: 'Mediation and legal advice' },
  supply: { zh: '水电小修', en: 'Small repairs' },
  housing: { zh: '楼院互助', en: 'Help in the building' },
  urban: { zh: '街面秩序', en: 'Tidy streets' },
  traffic: { zh: '文明交通', en: 'Traffic' },
  safety: { zh: '安全和应急', en: 'Safety and emergencies' },
  nature: { zh: '绿化护河', en: 'Greenery and rivers' },
  other: { zh: '什么都能搭把手', en: 'Anything' },
}
