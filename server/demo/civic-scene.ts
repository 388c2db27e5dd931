// Invented posts of a demonstration's village: its community says how many, neighbours take some up, one was asked and has not answered, some are free.
import { civicPostNames } from '../../core/civic-posts.ts'
import type { Scene, Stage } from './oversight.ts'
import { callAs, params, place } from './squad-scenes.ts'

async function posts(stage: Stage): Promise<void> {
  const here = place(stage)
  const keeper = here && stage.person('communityStaff', here.community)
  if (!here || !keeper) return
  const { handlers } = stage.parts
  const asked = <Body>(person: string, body: Body) => ({ ...callAs(stage, person), params: params(stage.ground), query: {}, body })
  for (const area of [here.grid, here.other]) {
    const neighbours = stage.ground.roster.present({ post: 'volunteer', area })
    for (const [at, post] of civicPostNames.entries()) {
      await handlers.setCivicPost(asked(keeper, { area, post, places: post === 'errands' ? 2 : 1 }))
      const person = neighbours[at]
      if (person !== undefined && at < 3) await handlers.takeCivicPost(asked(person, { area, post }))
    }
    const [first] = neighbours
    if (first !== undefined) await handlers.takeCivicPost(asked(keeper, { area, post: 'errands', person: first }))
  }
}

export const civicScenes: readonly Scene[] = [{ at: 0.46, play: posts }]
