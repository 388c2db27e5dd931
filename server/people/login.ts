// The system administrator gives a member of staff a login, or a new one for a lost phone or password; shown once, and every old session ends.
import qrcode from 'qrcode'
import { z } from 'zod'
import { isStaff, Post } from '../../core/posts.ts'
import { foldLogin, giveLogin as keepLogin, isLogin, lockLogins, newLogin, personOf, type GivenLogin } from '../db/credentials.ts'
import type { Tx } from '../db/gate.ts'
import type { Answer, Call, Refused } from '../matters/endpoint.ts'
import { record } from '../matters/record.ts'
import { loginApart, turnDown, type PeopleRefusal } from './refusals.ts'
import { tellEnded } from './sessions.ts'

export async function giveLogin({ house, ground, caller, params, body }: Call<'giveLogin'>): Promise<Answer<'giveLogin'> | Refused> {
  if (!caller.postings.some(({ post }) => post === 'systemAdmin')) return turnDown(caller.person === null ? 'sign-in-first' : 'admin-only')
  const { person } = params
  if (person === caller.person) return turnDown('own-login')
  const district = ground.district.id
  const now = house.now()
  const given = await house.db.withDistrict({ district, role: 'act' }, async (tx): Promise<(GivenLogin & { isAnew: boolean }) | PeopleRefusal> => {
    const unfit = await whyNot(tx, { district, person, now })
    if (unfit !== null) return unfit
    const before = await loginOf(tx, district, person)
    const login = foldLogin(body.login ?? before ?? newLogin())
    if (!isLogin(login)) return 'login-wrong'
    await lockLogins(tx, district)
    const holder = await personOf(tx, district, login)
    if (holder !== null && holder !== person) return 'login-taken'
    const made = await keepLogin(tx, house.keys, { district, person, login })
    await record(tx, { district, now }, { kind: 'sign-in', subject: person, action: 'loginGiven', by: caller.person, answers: { person, login } })
    return { ...made, isAnew: before !== null }
  })
  if (typeof given === 'string') return given === 'login-apart' ? loginApart(person) : turnDown(given)
  tellEnded(house, { district, person })
  const { login, password, setup, isAnew } = given
  return { login, password, setup, isAnew, qr: squaresOf(setup) }
}

type Whose = { readonly district: number; readonly person: string; readonly now: number }

/** Who knows a password and its authenticator can act as that person: the one may not become the two who watch. */
async function whyNot(tx: Tx, { district, person, now }: Whose): Promise<PeopleRefusal | null> {
  const [known] = await tx.rows(z.object({ id: z.string() }), 'select id from people where district_id = $1 and id = $2', [district, person])
  if (known === undefined) return 'no-such-person'
  const sql = 'select post from postings where district_id = $1 and person_id = $2 and (until is null or until > $3) limit 100'
  const held = await tx.rows(z.object({ post: Post }), sql, [district, person, new Date(now)])
  if (held.some(({ post }) => post === 'securityAdmin' || post === 'auditAdmin')) return 'login-apart'
  return isStaff(held) ? null : 'login-without-post'
}

async function loginOf(tx: Tx, district: number, person: string): Promise<string | null> {
  const sql = 'select login from credentials where district_id = $1 and person_id = $2'
  return (await tx.rows(z.object({ login: z.string() }), sql, [district, person]))[0]?.login ?? null
}

/** The code as one vector path of its dark squares. */
function squaresOf(text: string): { size: number; path: string } {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' })
  const { size } = modules
  const dark = Array.from({ length: size * size }, (_, at) => ({ row: Math.floor(at / size), column: at % size }))
  const path = dark.flatMap(({ row, column }) => (modules.get(row, column) === 1 ? [`M${column} ${row}h1v1h-1z`] : [])).join('')
  return { size, path }
}
