// Which squads of volunteers a matter is for: those whose area covers its place and who can do what it is about.
import type { Matter, Squad, World } from './matter.ts'
import type { Process } from './process.ts'

/** Judged when it is asked, so that a squad formed later may help as well, and one that is gone no longer. */
export function fittingSquads({ squads, roster }: Pick<World, 'squads' | 'roster'>, matter: Pick<Matter, 'area' | 'marks'>): readonly Squad[] {
  const skill = matter.marks['skill']
  return skill === undefined ? [] : squads.filter((squad) => squad.skills.includes(skill) && roster.covers(squad.area, matter.area))
}

/** What squads may take carries the class of the matter it is about, and nothing else of that matter. */
export function skillAsked(world: World): { readonly skill?: string } {
  const skill = asksSquads(world.process) ? world.category(world.about?.marks['category'])?.classCode : undefined
  return skill === undefined ? {} : { skill }
}

const asksSquads = (process: Process): boolean =>
  Object.values(process.states).some(({ can }) => Object.values(can ?? {}).some(({ by }) => by.includes('post:squadMember')))
