// npm run erase: erases a person who asked for it, and says what went. The server may go on running.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { makeLocator } from '../areas/locate.ts'
import { openDatabase } from '../db/gate.ts'
import { openKeys } from '../db/keys.ts'
import { openGrounds } from '../matters/ground.ts'
import type { House } from '../matters/house.ts'
import { readSettings } from '../settings.ts'
import { erasePerson, type NotErased } from './erase-person.ts'
import { reachDatabase } from './reach.ts'

const usage = `npm run erase -- (--phone NUMBER | --person ID) --by LOGIN --why 事由

Name, phone, sign-in and the particulars of what they reported go for good; the chains still verify. LOGIN is the member of staff who does it.
End their postings first. A running server says the new name when the registry is read again. Backups keep it until they expire.`
const refusals: Readonly<Record<NotErased, string>> = {
  'no-such-person': 'There is no such person in this district.',
  'holds-post': 'This person holds a post of the staff. End the posting first: who holds a post answers for it by name.',
  'why-first': 'Say why with --why: the trail has to tell.',
}

async function main(): Promise<string> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { phone: text, person: text, by: text, why: text } })
  if ((values.phone === undefined) === (values.person === undefined) || !values.by) throw new Error(usage)
  const settings = readSettings(process.env)
  const reached = await reachDatabase(settings, (line) => console.error(line))
  const db = openDatabase(reached.appUrl, { size: 4 })
  try {
    const keys = await openKeys(join(settings.dataDir, 'keys'))
    const grounds = openGrounds(db, { now: Date.now, makeLocator })
    const live = { tell: () => undefined, listen: () => () => undefined }
    const house: House = { db, keys, grounds, live, mode: settings.mode, filesDir: join(settings.dataDir, 'files'), now: () => Date.now() }
    const ground = await grounds.bySlug(settings.district)
    if (!ground) throw new Error(`The district ${settings.district} is not installed.`)
    const district = ground.district.id
    const find = async (sql: string, value: string): Promise<string> => {
      const [row] = await db.withDistrict({ district, role: 'act' }, (tx) => tx.rows(Found, sql, [district, value]))
      if (!row) throw new Error(`Nobody here is known by ${value}.`)
      return row.id
    }
    const by = await find('select person_id as id from credentials where district_id = $1 and login = $2', values.by.toLowerCase())
    const person = values.phone === undefined
        ? z.uuid('--person wants an id').parse(values.person)
        : await find(`select id from people where district_id = $1 and phone_blind = decode($2, 'hex')`, keys.blind('phone', values.phone)) // prettier-ignore
    const done = await erasePerson(house, district, { person, by, why: values.why ?? '' })
    if (typeof done === 'string') throw new Error(refusals[done])
    return `Erased. Matters reported: ${done.matters}. Particulars: ${done.leaves}. Contacts: ${done.contacts}. Letters: ${done.letters}. Entries of the trail: ${done.trail}.`
  } finally {
    await db.end()
    await reached.stop()
  }
}
const Found = z.object({ id: z.string() })

try {
  console.log(await main())
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
