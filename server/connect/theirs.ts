// What a department's own system may do: list the open matters of its organisation, read one, and take a step as its officer would.
import { refuse } from '../../core/refusals.ts'
import type { Door } from '../matters/door.ts'
import { isRefused, refused, type Call, type Caller, type Handlers, type Refused } from '../matters/endpoint.ts'
import { stoodAt, turnedDown } from '../matters/intake.ts'
import { inbox } from '../matters/see/inbox.ts'
import { matterPage } from '../matters/see/matter-page.ts'
import { stepBy } from '../matters/steps.ts'
import { turnDown } from './refusals.ts'

export const theirHandlers = (door: Door): Handlers<'connectMatters' | 'connectMatter' | 'connectStep'> => ({
  connectMatters: async (call) => {
    const seen = keyed(call)
    if (isRefused(seen)) return seen
    const found = await inbox(call)
    return isRefused(found) ? found : { rows: found.rows, next: found.next }
  },

  connectMatter: async (call) => {
    const seen = keyed(call)
    if (isRefused(seen)) return seen
    const page = await matterPage(call.house, call.ground, { caller: call.caller, id: call.params.id })
    // a look at a reporter's contact has a person who gives a reason
    return isRefused(page) ? page : { ...page, mayReveal: false }
  },

  connectStep: async (call) => {
    const seen = keyed(call)
    if (isRefused(seen)) return seen
    const verdict = await stepBy(door, call, { ...call.body, matter: call.params.id })
    if (!verdict) return refused(refuse('not-found'), 404)
    if (!verdict.ok) return turnedDown(verdict)
    if (!verdict.repeated) await count(call, seen)
    return stoodAt(verdict)
  },
})

const keyed = ({ caller }: { readonly caller: Caller }): string | Refused =>
  caller.connector === undefined ? turnDown('key-first') : caller.postings.length === 0 ? turnDown('department-only') : caller.connector

const count = ({ house, ground }: Call<'connectStep'>, connector: string): Promise<number> =>
  house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) =>
    tx.run('update connectors set acts = acts + 1 where district_id = $1 and id = $2', [ground.district.id, connector]),
  )
