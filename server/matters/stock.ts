// What there is of a resource and who has it when: read by a batch under a lock on the resource itself, so that nothing is granted twice.
import { z } from 'zod'
import { heldOf, resourceKinds, type Holding, type Stock } from '../../core/holds.ts'
import type { Matter } from '../../core/matter.ts'
import { Instant } from '../db/gate.ts'
import type { Planned } from '../db/planned.ts'
import type { Ground } from './house.ts'
import { placeLabel } from './see/names.ts'
import type { BookingRow } from './writing.ts'

const actions = new WeakMap<Ground['processes'], ReadonlySet<string>>()
/** Whether a step of this name holds a resource in some process: only then is anything of resources read. */
export function mayHold({ processes }: Ground, action: string): boolean {
  const known =
    actions.get(processes) ??
    new Set(
      processes.flatMap(({ process }) =>
        [process.always ?? {}, ...Object.values(process.states).map((state) => state.can ?? {})].flatMap((table) =>
          Object.entries(table).flatMap(([name, plan]) => (plan.then?.some((effect) => 'hold' in effect) ? [name] : [])),
        ),
      ),
    )
  actions.set(processes, known)
  return known.has(action)
}

/** Those that the matters $2 ask for. */
const wanted = `select r.id, r.kind, r.quantity, r.ended_at is null as offered from resources r where r.district_id = $1 and r.id = any(array(select (m.marks->>'resource')::uuid from matters m where m.district_id = $1 and m.id = any($2) and m.marks->>'resource' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'))`

/** Of a fund the sum; of others what is granted now and later. What is out and was not brought back is held until a minute from now ($3). */
export const holdingsOf = (now: string) => `coalesce((select json_agg(h) from (
    select b.matter_id as matter, b.area_id as area, b.amount, b.from_at as "from", case when r.kind = 'tool' and b.freed_at is null then greatest(b.ends_at, ${now}::timestamptz + interval '1 minute') else b.ends_at end as until from bookings b
      where r.kind <> 'fund' and b.district_id = $1 and b.resource_id = r.id and b.amount > 0 and (b.ends_at > ${now}::timestamptz or (r.kind = 'tool' and b.freed_at is null))
    union all select null, null, sum(b.amount)::int, '1970-01-01', '9999-01-01' from bookings b where r.kind = 'fund' and b.district_id = $1 and b.resource_id = r.id having sum(b.amount) > 0
  ) h), '[]')` // prettier-ignore

export const StockRow = z.object({
  id: z.string(),
  kind: z.enum(resourceKinds),
  quantity: z.number(),
  offered: z.boolean(),
  holdings: z.array(z.object({ matter: z.string().nullable(), area: z.number().nullable(), amount: z.number(), from: Instant, until: Instant })),
})

export const stockStatements = ({ district, ids, now }: { readonly district: string; readonly ids: string; readonly now: number }): readonly Planned[] => [
  { name: 'door_resources', types: 'int, uuid[]', sql: `${wanted} order by r.id for update`, values: [district, ids] },
  { name: 'door_stocks', types: 'int, uuid[], timestamptz', sql: `select s.*, ${holdingsOf('$3')} as holdings from (${wanted}) s join resources r on r.district_id = $1 and r.id = s.id`, values: [district, ids, `'${new Date(now).toISOString()}'`] },
] // prettier-ignore

export const stocksIn = (ground: Ground, rows: readonly unknown[]): ReadonlyMap<string, Stock> =>
  new Map(
    z
      .array(StockRow)
      .parse(rows)
      .map((row) => [row.id, stockOf(ground, row)]),
  )

/** Who has it is told by their ground. */
export const stockOf = (ground: Ground, { kind, quantity, offered, holdings }: z.output<typeof StockRow>): Stock => ({
  kind,
  quantity,
  isOffered: offered,
  holdings: holdings.map(
    ({ matter, area, ...held }): Holding => ({ ...held, matter: matter ?? '', by: placeLabel(ground, area) }),
  ),
}) // prettier-ignore

type Change = { readonly stock: Stock; readonly matter: string; readonly bookings: readonly BookingRow[] }
/** The stock as one matter meets it after others before it in the same batch. What a fund got back in it counts from the next batch on. */
export function stockAsOf(ground: Ground, { stock, matter, bookings }: Change): Stock {
  const changed = new Set([matter, ...bookings.map((each) => each.matter_id)])
  const fresh = bookings.flatMap(
    (each): Holding[] =>
    each.matter_id === matter || (stock.kind === 'fund' && each.freed_at !== null)
      ? []
      : [{ matter: each.matter_id, amount: each.amount, from: Date.parse(each.from_at), until: Date.parse(each.freed_at ?? each.until_at), by: placeLabel(ground, each.area_id) }], // prettier-ignore
  )
  return { ...stock, holdings: [...stock.holdings.filter((each) => !changed.has(each.matter)), ...fresh] }
}

/** The row that a matter leaves: its marks say everything. */
export function bookingOf(matter: Pick<Matter, 'id' | 'area' | 'marks'>): BookingRow | null {
  const held = heldOf(matter.marks)
  if (!held) return null
  const iso = (at: number) => new Date(at).toISOString()
  return {
    matter_id: matter.id,
    resource_id: held.resource,
    area_id: matter.area,
    amount: held.amount,
    from_at: iso(held.from),
    until_at: iso(held.until),
    freed_at: held.freedAt === null ? null : iso(held.freedAt),
  }
}
