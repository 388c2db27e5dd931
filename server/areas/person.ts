// Adds a person with a post and a login from the command line: the way the first administrators of a production district come in.
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { posts, type Post } from '../../core/posts.ts'
import type { Database } from '../db/gate.ts'
import { giveLogin, type GivenLogin } from '../db/credentials.ts'
import type { Keys } from '../db/keys.ts'
import type { Ground } from '../matters/house.ts'
import { writePosting } from '../matters/posting.ts'
import { record } from '../matters/record.ts'

/** `place` is the name or the code of an area, or the name of an organisation; without it the whole district is meant. */
export type NewPerson = { readonly name: string; readonly post: Post; readonly place: string | null; readonly login: string; readonly now: number }

export async function addPersonWithLogin({ db, keys, ground }: { db: Database; keys: Keys; ground: Ground }, wish: NewPerson): Promise<GivenLogin> {
  const district = ground.district.id
  const place = await findPlace(db, ground, wish)
  const person = uuidv7()
  const at = new Date(wish.now)
  return db.withDistrict({ district, role: 'act' }, async (tx) => {
    await tx.run('insert into people (district_id, id, name, created_at) values ($1, $2, $3, $4)', [district, person, wish.name, at])
    const given = await giveLogin(tx, keys, { district, person, login: wish.login })
    const noted = { district, now: wish.now }
    await record(tx, noted, { kind: 'person', subject: person, action: 'personAdded', by: null, answers: { person, login: given.login } })
    await writePosting(tx, noted, { id: uuidv7(), person, post: wish.post, ...place, by: null })
    return given
  })
}

async function findPlace(db: Database, ground: Ground, { post, place }: NewPerson): Promise<{ area: number } | { organisation: number }> {
  const { level } = posts[post]
  if (level === null) {
    const organisation = [...ground.organisations.values()].find(({ name }) => name.zh === place || name.en === place)
    if (organisation === undefined)
      throw new Error(
        `${post} stands in an organisation. Give its name with --place, one of: ${[...ground.organisations.values()].map(({ name }) => name.zh).join(' ')}`,
      )
    return { organisation: organisation.id }
  }
  const district = ground.district.id
  const rows = await db.withDistrict({ district, role: 'own' }, (tx) =>
    tx.rows(
      z.object({ id: z.number(), level: z.number(), code: z.string().nullable() }),
      'select id, level, code from areas where district_id = $1 and (($2::text is null and level = 0) or name_zh = $2 or name_en = $2 or code = $2) order by level, id limit 20',
      [district, place],
    ),
  )
  const fitting = rows.filter((row) => row.level <= level)
  const [only] = fitting
  if (only === undefined) throw new Error(`There is no area ${place ?? ''} where a ${post} can stand. Give its name or its code with --place.`)
  if (fitting.length > 1)
    throw new Error(`Several areas are called ${place ?? ''}. Give the code of one: ${fitting.map(({ code }) => code ?? '?').join(' ')}`)
  return { area: only.id }
}
