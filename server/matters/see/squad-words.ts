// Why a squad is asked, in words for its members: which squad they are in and what it is good at.
import type { Label } from '../../../core/label.ts'
import type { Matter } from '../../../core/matter.ts'
import { skills } from '../../../core/skills.ts'
import { Skill } from '../../../core/volunteers.ts'
import type { Ground } from '../house.ts'
import { unitName } from './names.ts'

export function whyTold(ground: Ground, organisation: number, { marks }: Pick<Matter, 'marks'>): Label {
  const squad = unitName(ground, organisation) ?? { zh: '志愿服务队', en: 'a squad' }
  const skill = Skill.safeParse(marks['skill'])
  return skill.success
    ? { zh: `你在${squad.zh}：${skills[skill.data].zh}`, en: `you are in ${squad.en}: ${skills[skill.data].en}` }
    : { zh: `你在${squad.zh}`, en: `you are in ${squad.en}` }
}
