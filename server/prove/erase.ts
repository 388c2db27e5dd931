// Erases the particulars of a reporter: values and salts go, hashes stay, so that the chain and all other leaves still verify.
import { z } from 'zod'
import { openDoor } from '../matters/door.ts'
import type { House } from '../matters/house.ts'
import { blindReceipt } from '../matters/own-scope.ts'
import { systemActId } from '../matters/act-ids.ts'

export type Erased = { readonly matters: number; readonly leaves: number; readonly contacts: number; readonly letters: number }
export type Reporter = { readonly receipt: string } | { readonly person: string }

const Mine = z.object({ matter_id: z.string(), receipt: z.string(), joined: z.boolean() })
const Leaf = z.object({ seq: z.number(), name: z.string() })
export const erasedWords = '〔已应本人要求抹去〕'

/**
 * Everything that only the reporter could read, their contact and their letters, in each matter they reported. Of a neighbour's
 * report that they joined, only what is theirs. The matter notes that it was done first: after a crash the same call finishes it.
 */
export async function eraseReporter(house: House, district: number, who: Reporter): Promise<Erased> {
  const [column, value] =
    'receipt' in who ? [`receipt = decode($2, 'hex')`, blindReceipt(house, who.receipt)] : ['person_id = $2', z.uuid().parse(who.person)]
  const mine = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.rows(
      Mine,
      `select matter_id, encode(receipt, 'hex') as receipt, joined from reporters where district_id = $1 and ${column} order by matter_id limit 10000`,
      [district, value],
    ),
  )
  const door = openDoor(house)
  const sum = { matters: 0, leaves: 0, contacts: 0, letters: 0 }
  for (const row of mine) {
    const done = await eraseOne(house, { district, door, ...row })
    sum.matters += 1
    sum.leaves += done.leaves
    sum.contacts += done.contacts
    sum.letters += done.letters
  }
  return sum
}

type One = z.output<typeof Mine> & { readonly district: number; readonly door: ReturnType<typeof openDoor> }
async function eraseOne(house: House, { district, door, matter_id: matter, receipt, joined }: One): Promise<Omit<Erased, 'matters'>> {
  const leaves = joined
    ? []
    : await house.db.withDistrict({ district, role: 'erase' }, (tx) =>
        tx.rows(
          Leaf,
          `select seq, name from leaves where district_id = $1 and subject_id = $2 and audience = 'reporter' and salt is not null order by seq, name limit 20000`,
          [district, matter],
        ),
      )
  const act = systemActId(`${matter}|${receipt}|erase|${leaves.map((leaf) => `${leaf.seq} ${leaf.name}`).join('|')}`)
  const verdict = await door.act({ kind: 'erase', district, matter, act, leaves: leaves.length })
  if (!verdict.ok) throw new Error(`The erasure could not be noted: ${verdict.refusal.label.en}`)
  const at = new Date(house.now()).toISOString()
  return house.db.withDistrict({ district, role: 'erase' }, async (tx) => ({
    leaves: await tx.run(
      `update leaves l set value = null, salt = null, erased_at = $3 from jsonb_to_recordset($4::jsonb) as r(seq int, name text) where l.district_id = $1 and l.subject_id = $2 and l.seq = r.seq and l.name = r.name`,
      [district, matter, at, JSON.stringify(leaves)],
    ),
    contacts: await tx.run(
      `update reporters set contact_cipher = null, contact_blind = null, person_id = null, device = null where district_id = $1 and matter_id = $2 and receipt = decode($3, 'hex')`,
      [district, matter, receipt],
    ),
    letters: joined
      ? 0
      : await tx.run('update letters set words = $3 where district_id = $1 and matter_id = $2 and from_reporter and words <> $3', [
          district,
          matter,
          erasedWords,
        ]),
  }))
}
