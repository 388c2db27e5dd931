// Adds a person with a post and a login from the command line: the way the first administrators of a production district come in.
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { groundOfPost, posts, standsAt, type Post } from '../../core/posts.ts'
import type { Database } from '../db/gate.ts'
import { giveLogin, personOf, type GivenLogin } from '../db/credentials.ts'
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

/** `person` is needed only for somebody who has no login yet, and then names whose it shall be. */
export type Again = { readonly login: string; readonly person: string | null; readonly now: number }

/** A new password and a new authenticator for a login that is known, or a first login for somebody who is; the old ones end with every session. */
export async function renewLogin({ db, keys, ground }: { db: Database; keys: Keys; ground: Ground }, wish: Again): Promise<GivenLogin> {
  const district = ground.district.id
  return db.withDistrict({ district, role: 'act' }, async (tx) => {
    const person = wish.person ?? (await personOf(tx, district, wish.login))
    if (person === null)
      throw new Error(
        `Nobody here has the login ${wish.login}. For somebody new: npm run district -- person add --name 姓名 --post POST --login LOGIN`,
      )
    const known = await tx.rows(z.object({ id: z.string() }), 'select id from people where district_id = $1 and id = $2', [district, person])
    if (known.length === 0) throw new Error(`There is no person ${person} in this district.`)
    const given = await giveLogin(tx, keys, { district, person, login: wish.login })
    const noted = { kind: 'sign-in', subject: person, action: 'loginGiven', by: null, answers: { person, login: given.login } } as const
    await record(tx, { district, now: wish.now }, noted)
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
  const stands = `${post} ${posts[post].label.zh} stands at ${groundOfPost(post).en} (${groundOfPost(post).zh})`
  if (place === null && level !== 0) throw new Error(`${stands}. Say which with --place: its name or its code.`)
  const district = ground.district.id
  const rows = await db.withDistrict({ district, role: 'own' }, (tx) =>
    tx.rows(
      z.object({ id: z.number(), level: z.number(), code: z.string().nullable() }),
      'select id, level, code from areas where district_id = $1 and (($2::text is null and level = 0) or name_zh = $2 or name_en = $2 or code = $2) order by level, id limit 20',
      [district, place],
    ),
  )
  const fitting = rows.filter((row) => standsAt(post, row.level))
  const [only] = fitting
  if (only === undefined)
    throw new Error(rows.length === 0 ? `There is no area ${place ?? ''} here. Give its name or its code with --place.` : `${stands}, and ${place ?? 'this'} is none. Say which with --place: its name or its code.`) // prettier-ignore
  if (fitting.length > 1)
    throw new Error(`Several areas are called ${place ?? ''}. Give the code of one: ${fitting.map(({ code }) => code ?? '?').join(' ')}`)
  return { area: only.id }
}
