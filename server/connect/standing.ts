// Which matter goes under which number on the other side of a connection, and where it stands, as that side may know it.
import { z } from 'zod'
import type { Handed } from '../../core/upper-shapes.ts'
import { isEnded } from '../../core/process.ts'
import type { Tx } from '../db/gate.ts'
import type { Ground, House } from '../matters/house.ts'
import { matterOf } from '../matters/row.ts'
import { plainOf } from '../matters/see/follow-page.ts'
import { areaRef } from '../matters/see/names.ts'
import { fromMatters, SeenMatter, seenColumns } from '../matters/see/rows.ts'
import { readStory } from '../matters/see/story.ts'
import { actionAt } from '../matters/see/timeline.ts'

const Link = z.object({ outside: z.string(), matter_id: z.string(), direction: z.enum(['down', 'up']), class_code: z.string().nullable(), mapped: z.boolean() }) // prettier-ignore
export type Link = z.output<typeof Link>
type Numbered = { readonly connector: string; readonly outside: string }

export const linkOf = async (tx: Tx, district: number, { connector, outside }: Numbered): Promise<Link | null> =>
  (
    await tx.rows(
      Link,
      `select h.outside, h.matter_id, h.direction, h.class_code, exists (select 1 from outside_classes c where c.district_id = $1 and c.connector_id = $2 and c.code = h.class_code) as mapped
        from handed h where h.district_id = $1 and h.connector_id = $2 and h.outside = $3`,
      [district, connector, outside],
    )
  )[0] ?? null

/** Nothing where the number stands for no matter of this connection. What a reporter was answered is read only by who handed the report down. */
export async function standingOf(house: House, ground: Ground, number: Numbered): Promise<Handed | null> {
  const district = ground.district.id
  const found = await house.db.withDistrict({ district, role: 'act' }, async (tx) => {
    const link = await linkOf(tx, district, number)
    if (!link) return null
    const [row] = await tx.rows(SeenMatter, `select ${seenColumns} ${fromMatters} where m.district_id = $1 and m.id = $2`, [district, link.matter_id])
    return row ? { link, row, told: link.direction === 'down' ? (await readStory(tx, row, district)).told : [] } : null
  })
  if (!found) return null
  const { link, row } = found
  const process = ground.process(row.process, row.version)
  const category = ground.categories.get(row.marks['category'] ?? '')
  return {
    outside: link.outside,
    direction: link.direction,
    matter: row.id,
    number: row.number,
    classCode: link.class_code,
    mapped: link.mapped,
    category: category ? { code: category.code, label: category.label } : null,
    area: areaRef(ground, row.area_id),
    openedAt: row.opened_at,
    seq: row.seq,
    state: row.state,
    stateLabel: process?.states[row.state]?.label ?? { zh: row.state, en: row.state },
    phase: row.phase,
    plain: plainOf(ground, process, matterOf(row)),
    due: isEnded(row.phase) ? null : row.due_at,
    replies: found.told.flatMap((step) => {
      const action = actionAt(process, step)
      const words = replyOf(action?.then, (name) => step.leaves.find((leaf) => leaf.name === name)?.value)
      return words === null ? [] : [{ at: step.event.at, words }]
    }),
    solved: row.marks['solved'] ?? null,
    grade: row.marks['rating'] ?? null,
  }
}

type Effects = NonNullable<ReturnType<typeof actionAt>>['then']
/** What a step says to whoever reported; nothing where it says nothing, or was erased. */
export function replyOf(effects: Effects, valueOf: (leaf: string) => unknown): string | null {
  const reply = effects?.find((effect) => 'reply' in effect)
  const value = reply && 'reply' in reply ? valueOf(`a:${reply.reply}`) : undefined
  return typeof value === 'string' ? value : null
}
