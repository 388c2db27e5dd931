// The docket of a standing item: who takes part, the plan, the money, what each meeting heard, and when the problem was first reported.
import { grouped } from '../../../core/grouped.ts'
import { z } from 'zod'
import type { AgendaItem } from '../../../core/oversight-shapes.ts'
import { Instant, type Tx } from '../../db/gate.ts'

export type Docket = Pick<AgendaItem, 'firstReport' | 'person' | 'partners' | 'plan' | 'money' | 'spent' | 'meetings'>
const Said = z.object({ subject_id: z.string(), seq: z.number(), action: z.string(), at: Instant, name: z.string(), value: z.unknown() })
const First = z.object({ id: z.string(), first: Instant })
type Said = z.output<typeof Said>

/** The first report of whatever it goes back to: the matter it is about, and what that one came from. */
const firstSql = `with recursive back(id, at_id, n) as (
    select m.id, m.id, 0 from matters m where m.district_id = $1 and m.id = any($2::uuid[])
    union all select b.id, coalesce(m.about_id, m.parent_id), b.n + 1 from back b join matters m on m.district_id = $1 and m.id = b.at_id where coalesce(m.about_id, m.parent_id) is not null and b.n < 6)
  select b.id, min(m.opened_at) as first from back b join matters m on m.district_id = $1 and m.id = b.at_id group by b.id limit 2000`

export async function readDockets(tx: Tx, district: number, ids: readonly string[]): Promise<ReadonlyMap<string, Docket>> {
  if (ids.length === 0) return new Map()
  const firsts = await tx.rows(First, firstSql, [district, ids])
  const said = await tx.rows(
    Said,
    `select l.subject_id, l.seq, e.action, e.at, l.name, l.value from leaves l join events e on e.district_id = l.district_id and e.subject_id = l.subject_id and e.seq = l.seq
     where l.district_id = $1 and l.subject_id = any($2::uuid[]) and e.action in ('lead', 'relead', 'progress', 'solve') and l.name like 'a:%' order by l.subject_id, l.seq limit 20000`,
    [district, ids],
  )
  const bySubject = grouped(said, (each) => each.subject_id)
  return new Map(firsts.map(({ id, first }) => [id, docketFrom(first, bySubject.get(id) ?? [])]))
}

export const emptyDocket = (firstReport: number): Docket => ({
  firstReport,
  person: null,
  partners: null,
  plan: null,
  money: null,
  spent: 0,
  meetings: [],
})
export const docketOf = (docket: Docket): Docket => docket

function docketFrom(firstReport: number, said: readonly Said[]): Docket {
  const last = (name: string) => said.filter((each) => each.name === `a:${name}` && (each.action === 'lead' || each.action === 'relead')).at(-1)?.value // prettier-ignore
  const steps = [...new Set(said.filter((each) => each.action === 'progress').map((each) => each.seq))]
  const meetings = steps.map((seq) => {
    const here = said.filter((each) => each.seq === seq)
    const value = (name: string) => here.find((each) => each.name === `a:${name}`)?.value
    return { at: here[0]?.at ?? 0, day: text(value('meeting')), moved: text(value('moved')) ?? '', next: text(value('next')), spent: amount(value('spent')) }
  }) // prettier-ignore
  const atMeetings = meetings.reduce((sum, each) => sum + (each.spent ?? 0), 0)
  // who reports the solution names the whole sum
  const inAll = amount(said.filter((each) => each.action === 'solve' && each.name === 'a:spent').at(-1)?.value)
  return {
    firstReport,
    person: text(last('person')),
    partners: text(last('partners')),
    plan: text(last('plan')),
    money: amount(last('money')),
    spent: inAll ?? atMeetings,
    meetings: meetings.reverse(),
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const amount = (value: unknown): number | null => (typeof value === 'number' ? value : null)
