// Once a day a lot says which closed matters somebody else looks at again; seed, candidates and choice are kept for anybody to draw again.
import { z } from 'zod'
import { dayOf } from '../../core/calendar.ts'
import { drawFrom, idsHash, seedOf } from '../../core/draw.ts'
import { zeroHash } from '../../core/seal.ts'
import type { Tx } from '../db/gate.ts'
import { derivedId, systemActId } from '../matters/act-ids.ts'
import { makeBeat } from '../matters/beat.ts'
import { sha256 } from '../matters/chain.ts'
import type { Door } from '../matters/door.ts'
import type { Ground, House } from '../matters/house.ts'

const dayMs = 86_400_000
const youngest = 15
const oldest = 30
/** Percent of what was closed; a district sets its own as `recheckShare`. */
const usualShare = 5
const Share = z.number().int().min(1).max(100).catch(usualShare)
const Ids = z.array(z.string())
const Last = z.object({ upto: z.date() })
const Root = z.object({ n: z.number(), root: z.string() })
const Open = z.object({ day: z.string(), drawn: Ids })
const Subject = z.object({ id: z.string(), headline: z.string(), area_id: z.number(), category: z.string().nullable() })

export type Draws = { runOnce(): Promise<number>; start(): void; stop(): Promise<void> }

/** Gives how many rechecks were opened; repeating it opens none twice, because their ids follow from (day, matter). */
export function makeDraws(house: House, door: Door): Draws {
  const runOnce = async (): Promise<number> => {
    let opened = 0
    for (const ground of await house.grounds.all()) {
      if (!ground.process('recheck')) continue
      await house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) => drawToday(tx, ground, house.now()))
      opened += await openDrawn({ house, door }, ground)
    }
    return opened
  }
  return { runOnce, ...makeBeat({ name: 'draws', everyMs: 600_000, run: runOnce }) }
}

/** Each closed matter is a candidate once: the window goes on where the last one ended. */
async function drawToday(tx: Tx, ground: Ground, now: number): Promise<void> {
  const d = ground.district.id
  const day = dayOf(now)
  const midnight = Date.parse(`${day}T00:00:00+08:00`)
  await tx.run('select pg_advisory_xact_lock(4186004, $1)', [d])
  const [last] = await tx.rows(Last, `select closed_upto as upto from draws where district_id = $1 order by day desc limit 1`, [d])
  const upto = midnight - youngest * dayMs
  const from = Math.max(midnight - oldest * dayMs, last?.upto.getTime() ?? 0)
  if (last !== undefined && from >= upto) return
  const [checkpoint] = await tx.rows(Root, `select n, encode(root, 'hex') as root from checkpoints where district_id = $1 order by n desc limit 1`, [
    d,
  ])
  const subjects = ground.process('recheck')?.about ?? []
  const found = await tx.rows(
    z.object({ id: z.string() }),
    `select id from matters where district_id = $1 and phase = 'done' and process = any($2::text[]) and ended_at >= $3 and ended_at < $4 order by id limit 200000`,
    [d, subjects, new Date(from), new Date(upto)],
  )
  const candidates = found.map(({ id }) => id)
  const root = checkpoint?.root ?? zeroHash
  const seed = seedOf(root, day, sha256)
  const share = Share.parse(ground.district.settings['recheckShare'])
  const drawn = drawFrom(seed, candidates, { share, hash: sha256 })
  await tx.run(
    'insert into draws (district_id, day, checkpoint, root, seed, share, closed_from, closed_upto, candidates, candidates_hash, drawn, drawn_hash, at, opened) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict do nothing',
    [d, day, checkpoint?.n ?? 0, root, seed, share, new Date(from), new Date(upto), JSON.stringify(candidates), idsHash(candidates, sha256), JSON.stringify(drawn), idsHash(drawn, sha256), new Date(now), drawn.length === 0],
  ) // prettier-ignore
}

async function openDrawn({ house, door }: { house: House; door: Door }, ground: Ground): Promise<number> {
  const district = ground.district.id
  const scope = { district, role: 'act' } as const
  const open = await house.db.withDistrict(scope, (tx) =>
    tx.rows(Open, `select to_char(day, 'YYYY-MM-DD') as day, drawn from draws where district_id = $1 and not opened order by day limit 31`, [
      district,
    ]),
  )
  let opened = 0
  for (const { day, drawn } of open) {
    const subjects = await house.db.withDistrict(scope, (tx) =>
      tx.rows(
        Subject,
        `select id, headline, area_id, marks ->> 'category' as category from matters where district_id = $1 and id = any($2::uuid[]) limit 20000`,
        [district, drawn],
      ),
    )
    const verdicts = await Promise.all(subjects.map((subject) => door.act(birthOf(district, day, subject))))
    opened += verdicts.filter((verdict) => verdict.ok && !verdict.repeated).length
    const isDone = verdicts.every((verdict) => verdict.ok || verdict.refusal.code === 'already')
    if (isDone)
      await house.db.withDistrict(scope, (tx) => tx.run('update draws set opened = true where district_id = $1 and day = $2', [district, day]))
  }
  return opened
}

export const recheckId = (day: string, subject: string): string => derivedId(`recheck|${day}|${subject}`)

const birthOf = (district: number, day: string, { id, headline, area_id, category }: z.output<typeof Subject>) =>
  ({
    kind: 'birth', district, id: recheckId(day, id), act: systemActId(`recheck|${day}|${id}`), process: 'recheck', action: 'draw', answers: { why: `${day} 按公开的种子抽中` }, asker: { kind: 'system' }, area: area_id, thing: null, parent: null, part: null, about: id,
    source: 'other', headline: headline.slice(0, 60), words: headline, lon: null, lat: null, marks: category === null ? {} : { category },
  }) as const // prettier-ignore
