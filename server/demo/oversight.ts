// Some of each kind of supervision and of neighbours' help for a demonstration, through the same door and by the people whose posts may do it.
import type { Matter } from '../../core/matter.ts'
import type { Post } from '../../core/posts.ts'
import type { Parts } from '../compose.ts'
import type { Ground } from '../matters/house.ts'
import { matterColumns, matterOf, MatterRecord } from '../matters/row.ts'
import { asPerson, newId } from './actor.ts'
import { hardScenes } from './hard-scenes.ts'
import { oversightScenes } from './oversight-scenes.ts'
import { civicScenes } from './civic-scene.ts'
import { roadScenes } from './road-scene.ts'
import { resourceScenes } from './resource-scenes.ts'
import { squadScenes } from './squad-scenes.ts'
import { togetherScenes } from './together-scenes.ts'
import { volunteerScenes } from './volunteer-scenes.ts'
import { districtArea } from '../matters/places.ts'

const dayMs = 86_400_000

/** What a scene works with; a step that is refused (somebody else was faster) is simply not part of the story. */
export type Stage = {
  readonly parts: Parts
  readonly ground: Ground
  readonly township: number
  /** days from now as a date */ day(offset: number): string
  person(post: Post, area: number): string | undefined
  open(wish: {
    by: string | undefined
    process: string
    action: string
    answers: Record<string, unknown>
    area?: number
    /** what a finding is of */ category?: string
    about?: Matter
  }): Promise<Matter | null>
  act(matter: Matter | null | undefined, wish: { by: string | undefined; action: string; answers?: Record<string, unknown> }): Promise<Matter | null>
  /** matters of a process in some states, the oldest first */ find(process: string, states: readonly string[], limit: number): Promise<Matter[]>
  above(area: number, level: number): number
}

/** `at` is the share of the story's time after which it is played. */
export type Scene = { readonly at: number; play(stage: Stage): Promise<unknown> }

/** Called at every step of the story's clock with the share of its time that has passed; plays each scene once. */
export function makeOversightDemo(parts: Parts, district: number): (share: number) => Promise<void> {
  const invented = [...oversightScenes, ...hardScenes, ...volunteerScenes, ...squadScenes, ...togetherScenes]
  const scenes = [...invented, ...civicScenes, ...resourceScenes, ...roadScenes()].sort((one, other) => one.at - other.at)
  let next = 0
  return async (share) => {
    for (let scene = scenes[next]; scene && scene.at <= share; scene = scenes[++next]) {
      const ground = await parts.house.grounds.byId(district)
      if (ground) await scene.play(stageOf(parts, ground))
      while ((await parts.consumer.runOnce()) > 0);
    }
  }
}

function stageOf(parts: Parts, ground: Ground): Stage {
  const { house, door } = parts
  const district = ground.district.id
  const now = () => house.now()
  const top = districtArea(ground).id
  const above = (area: number, level: number): number => {
    let at = area
    while ((ground.areas.get(at)?.level ?? 0) > level) at = ground.areas.get(at)?.parent ?? at
    return at
  }
  const read = (sql: string, values: readonly unknown[]): Promise<Matter[]> =>
    house.db.withDistrict({ district, role: 'act' }, async (tx) => (await tx.rows(MatterRecord, sql, values)).map(matterOf))
  return {
    parts,
    ground,
    above,
    township: [...ground.areas.values()].filter((area) => area.level === 1).sort((one, other) => one.key - other.key)[0]?.id ?? 0,
    day: (offset) => new Date(now() + offset * dayMs + 8 * 3_600_000).toISOString().slice(0, 10),
    person: (post, area) => ground.roster.present({ post, area })[0],
    find: (process, states, limit) =>
      read(
        `select ${matterColumns} from matters where district_id = $1 and process = $2 and state = any($3::text[]) order by opened_at, id limit $4`,
        [district, process, states, limit],
      ),
    open: async ({ by, process, action, answers, area, category, about }) => {
      if (by === undefined) return null
      const words = String(answers[ground.process(process)?.headline ?? ''] ?? '')
      const verdict = await door.act({
        kind: 'birth', district, id: newId(), act: newId(), process, action, answers, asker: asPerson(ground, by, now()), area: about?.area ?? area ?? top, thing: null, parent: null, part: null, about: about?.id ?? null,
        source: 'other', headline: words.slice(0, 40), words, lon: null, lat: null, marks: about?.marks['category'] ? { category: about.marks['category'] } : category === undefined ? {} : { category },
      }) // prettier-ignore
      return verdict.ok ? verdict.matter : null
    },
    act: async (matter, { by, action, answers = {} }) => {
      if (!matter || by === undefined) return null
      const verdict = await door.act({
        kind: 'step',
        district,
        matter: matter.id,
        act: newId(),
        action,
        answers,
        asker: asPerson(ground, by, now()),
      })
      return verdict.ok ? verdict.matter : null
    },
  }
}
