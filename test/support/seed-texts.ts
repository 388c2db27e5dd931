// Many matters with their words, put in set by set: what a search has to find its way through.
import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { bigramsOf } from '../../core/bigrams.ts'
import { TUESDAY, type TestDistrict } from './district.ts'

export type Seeding = {
  readonly there: TestDistrict
  readonly owner: Client
  /** the matter whose state all others copy */
  readonly like: string
  readonly count: number
  readonly areas: readonly number[]
  /** what was said in the n-th, 0 being the newest */
  readonly said: (n: number) => string
}
const chunk = 5_000
const minute = 60_000

/** Three share each minute, so that the order of opening alone does not tell them apart. */
export const openedAt = (n: number): number => TUESDAY - minute * (10 + Math.floor(n / 3))
export const numberOf = (n: number): string => `DZ-2610-${String(n).padStart(6, '0')}`

/** Answers the ids, the newest first. */
export async function seedTexts({ there, owner, like, count, areas, said }: Seeding): Promise<readonly string[]> {
  const ids: string[] = []
  for (let start = 0; start < count; start += chunk) {
    const rows = Array.from({ length: Math.min(chunk, count - start) }, (_, at) => {
      const n = start + at
      const area = there.ground.areas.get(areas[n % areas.length] ?? 0)
      const words = said(n)
      const headline = words.slice(0, 12)
      const row = { id: randomUUID(), number: numberOf(n), area_id: area?.id, area_key: area?.key, opened_at: new Date(openedAt(n)).toISOString() }
      ids.push(row.id)
      return { ...row, headline, words, grams: bigramsOf(`${headline} ${words} ${row.number}`) }
    })
    await owner.query(seedSql, [there.ground.district.id, like, JSON.stringify(rows)])
  }
  await owner.query('vacuum analyze matters')
  await owner.query('vacuum analyze words')
  return ids
}

const kept = 'state, phase, seq, round, replied, ended_at, seats, duties, clocks, counts, marks, head'
const seedSql = `
  with r as materialized (
    select * from jsonb_to_recordset($3::jsonb) as r(id uuid, number text, area_id int, area_key bigint, opened_at timestamptz, headline text, words text, grams jsonb)),
  born as (
    insert into matters (district_id, id, number, process, version, area_id, area_key, opened_at, source, headline, words, demo, ${kept})
    select $1, r.id, r.number, m.process, m.version, r.area_id, r.area_key, r.opened_at, 'grid', r.headline, r.words, true, ${kept
      .split(', ')
      .map((name) => `m.${name}`)
      .join(', ')}
    from r join matters m on m.district_id = $1 and m.id = $2)
  insert into words (district_id, matter_id, area_key, opened_at, grams)
  select $1, r.id, r.area_key, r.opened_at, array_to_tsvector(array(select jsonb_array_elements_text(r.grams))) from r`
