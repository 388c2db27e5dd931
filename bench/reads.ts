// How long the pages take that people wait for, in process and one at a time, so that two sizes of the district can be compared.
import { randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import type { Call, Caller } from '../server/matters/endpoint.ts'
import { isRefused } from '../server/matters/endpoint.ts'
import { must, officersOf, openAsk, words } from './patterns.ts'
import type { Place } from './place.ts'
import { middle } from './run.ts'

export type Reads = Readonly<Record<string, number>>
const rounds = 11

export async function reads(place: Place): Promise<Reads> {
  const { ground, parts } = place
  const { handlers, house } = parts
  const [officer, other] = officersOf(ground, 2)
  const leader = ground.roster.present({ post: 'districtLeader', area: [...ground.areas.values()].find((area) => area.level === 0)?.id ?? 0 })[0]
  if (!officer || !other || !leader) throw new Error('The district lacks the people that the measure needs.')
  const reply = { setSession: () => undefined, clearSession: () => undefined, userAgent: 'bench', sessionToken: null }
  const callerOf = (person: string | null): Caller => ({
    person,
    session: null,
    strong: true,
    device: hex(),
    network: hex(),
    postings: person === null ? [] : ground.postingsOf(person, Date.now()),
  })
  const around = (person: string | null) => ({ house, ground, caller: callerOf(person), reply })
  const params = { district: ground.district.slug }
  const page = { limit: 20, after: undefined, q: undefined }
  const { matter } = await must(place, openAsk(place.district, officer))
  const insist = async (asked: Promise<unknown>): Promise<void> => { const answer = await asked; if (isRefused(answer)) throw new Error(`refused: ${answer.refused.code}`) } // prettier-ignore
  const inbox = (person: string, list: Call<'inbox'>['query']['list']) => () =>
    insist(handlers.inbox({ ...around(person), params, query: { ...page, list }, body: {} }))
  const search = (person: string, q: string) => () => insist(handlers.matters({ ...around(person), params, query: { ...page, q }, body: {} }))
  const wanted: Readonly<Record<string, () => Promise<unknown>>> = {
    'intake (report)': () =>
      insist(
        handlers.report({
          ...around(null),
          params,
          query: {},
          body: { act: uuidv7(), id: uuidv7(), category: 'lamp-out', what: words, area: officer.grid, standing: 'confidential' },
        }),
      ),
    'matter page': () => insist(handlers.matter({ ...around(officer.person), params: { ...params, id: matter.id }, query: {}, body: {} })),
    'inbox, grid officer': inbox(officer.person, 'mine'),
    'inbox, district leader': inbox(leader, 'area'),
    'map (areas), district leader': () => insist(handlers.areas({ ...around(leader), params, query: { under: undefined }, body: {} })),
    'centre, district leader': () => insist(handlers.centre({ ...around(leader), params, query: {}, body: {} })),
    'list, district leader': () => insist(handlers.matters({ ...around(leader), params, query: page, body: {} })),
    'search 路灯不亮, grid officer': search(officer.person, '路灯不亮'),
    'search 路灯不亮, district leader': search(leader, '路灯不亮'),
  }
  const found: Record<string, number> = {}
  for (const [name, work] of Object.entries(wanted)) found[name] = await middle(rounds, work)
  return found
}

const hex = (): string => randomBytes(32).toString('hex')
