// Human numbers of matters, like DZ-2611-000417, taken in blocks so that no intake waits for a counter row.
import { z } from 'zod'
import type { Ground, House } from './house.ts'

const block = 500

/** Gives as many fresh numbers as asked for; a crash loses at most the rest of a block. */
export function makeNumbers(house: House): (ground: Ground, many: number) => Promise<readonly string[]> {
  const stocks = new Map<string, { next: number; end: number }>()
  let turn: Promise<unknown> = Promise.resolve()

  const take = async (ground: Ground, many: number): Promise<readonly string[]> => {
    const month = monthOf(house.now())
    const key = `${ground.district.id}|${month}`
    let stock = stocks.get(key)
    if (!stock || stock.end - stock.next < many) {
      const size = Math.max(block, many)
      const rows = await house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) =>
        tx.rows(
          z.object({ next: z.number() }),
          'insert into number_blocks (district_id, month, next) values ($1, $2, $3) on conflict (district_id, month) do update set next = number_blocks.next + $4 returning next',
          [ground.district.id, month, 1 + size, size],
        ),
      )
      const end = rows[0]?.next ?? 1 + size
      stock = { next: end - size, end }
      stocks.set(key, stock)
    }
    const first = stock.next
    stock.next += many
    return Array.from({ length: many }, (_, at) => `${initials(ground.district.slug)}-${month}-${String(first + at).padStart(6, '0')}`)
  }

  return (ground, many) => {
    if (many === 0) return Promise.resolve([])
    const mine = turn.then(() => take(ground, many))
    turn = mine.catch(() => undefined)
    return mine
  }
}

const monthOf = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(2, 7).replace('-', '')
const initials = (slug: string): string =>
  ({ dazu: 'DZ', dadukou: 'DK', tongnan: 'TN', rongchang: 'RC', haizhu: 'HZ' })[slug] ?? slug.slice(0, 2).toUpperCase()
