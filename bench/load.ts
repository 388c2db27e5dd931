// Loads many matters by sets: rows, desk, words and roll-ups as the server would keep them. They carry no events; matters that are acted on in a measure are opened through the door.
import { bigramsOf } from '../core/bigrams.ts'
import { stories } from '../server/demo/stories.ts'
import type { Place } from './place.ts'
import { lifeOf, type Pattern } from './patterns.ts'

/** Every twentieth is unfinished. */
const unfinishedEvery = 20
/** The id of the n-th loaded matter; the same arithmetic in SQL, here and in the baseline. */
export const idSql = (n: string): string => `('00000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`

/** `unsaid` leaves out the words that searches read, a third of what a matter takes on the disk. */
export type Range = { readonly from: number; readonly upto: number; readonly unsaid?: boolean }

/** Brings the loaded matters from `from` to `upto`; a later call goes on where the first stopped. */
export async function loadMatters(place: Place, range: Range): Promise<number> {
  const began = performance.now()
  if (range.from === 0) await prepare(place)
  const { district, asOwner } = place
  // made anew after the load, which is faster than keeping them during it
  const indexes = await asOwner(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as sql from pg_index where indrelid in ('matters'::regclass, 'words'::regclass) and not indisunique order by 1`,
  )
  for (const { name } of indexes) await asOwner(`drop index ${String(name)}`)
  for (let at = range.from; at < range.upto; at += 100_000) {
    await asOwner(chunkSql(district, { ...range, from: at, upto: Math.min(range.upto, at + 100_000) }))
  }
  for (const { sql } of indexes) await asOwner(String(sql))
  await asOwner(rollupSql(district, range))
  for (const table of ['matters', 'desk', 'words', 'rollups']) await asOwner(`vacuum (analyze) ${table}`)
  await asOwner('checkpoint')
  return (performance.now() - began) / 1000
}

/** What was said, what it is about and where: texts with their bigrams, grids in order of a skew, and three real rows to copy states from. */
async function prepare(place: Place): Promise<void> {
  const { asOwner, ground } = place
  const texts = stories.flatMap((story) =>
    story.said.map((said) => ({ category: story.category, weight: story.weight, said, grams: bigramsOf(`${said} ${said}`) })),
  )
  await asOwner(
    `create unlogged table bench_texts as select row_number() over () as n, r.category, r.said, array_to_tsvector(array(select jsonb_array_elements_text(r.grams))) as grams from jsonb_to_recordset($1::jsonb) as r(category text, weight int, said text, grams jsonb), generate_series(1, r.weight)`,
    [JSON.stringify(texts)],
  )
  const grids = [...ground.areas.values()].filter((area) => area.level === 3 && area.parent !== null)
  await asOwner(
    `create unlogged table bench_grids as select (row_number() over (order by r.key) - 1)::int as n, r.* from jsonb_to_recordset($1::jsonb) as r(id int, key bigint, community int, "communityKey" bigint, lon float8, lat float8)`,
    [
      JSON.stringify(
        grids.map((grid) => ({
          id: grid.id,
          key: grid.key,
          community: grid.parent,
          communityKey: ground.areas.get(grid.parent ?? 0)?.key,
          lon: grid.lon,
          lat: grid.lat,
        })),
      ),
    ],
  )
  await asOwner('create index on bench_grids (n)')
  await asOwner('create index on bench_texts (n)')
  const patterns: readonly Pattern[] = await lifeOf(place)
  await asOwner(
    `create unlogged table bench_patterns as select r.* from jsonb_to_recordset($1::jsonb) as r(name text, process text, version int, community int, grid int, state text, phase text, seq int, round int, replied boolean, seats text, duties jsonb, clocks jsonb, counts jsonb, marks jsonb, owner_post text, at_community boolean, clock text, late text)`,
    [JSON.stringify(patterns)],
  )
}

/** Numbers n give everything else by arithmetic, so that a load can be repeated. Matters are spread over two years, unfinished ones over the last ten days. */
const chunkSql = (district: number, range: Range): string => `
  with numbered as materialized (
    select n, n % ${unfinishedEvery} = 0 as unfinished, ((hashint4(n) & 2147483647) / 2147483647.0) as dice, ((hashint4(n + 7919) & 2147483647) / 2147483647.0) as when_dice from generate_series(${range.from}, ${range.upto - 1}) n),
  placed as materialized (
    select x.n, ${idSql('x.n')} as id, x.unfinished, x.dice, g.id as grid, g.key, g.community, g."communityKey", g.lon, g.lat, t.category, t.said, t.grams,
      now() - (case when x.unfinished then x.when_dice * interval '10 days' else interval '1 day' + x.when_dice * interval '729 days' end) as opened_at,
      case when not x.unfinished then 'closed' when x.n % 60 = 0 then 'small' when x.n % 60 = 20 then 'handling' else 'reported' end as pattern
    from numbered x
    join bench_grids g on g.n = floor(x.dice * x.dice * (select count(*) from bench_grids))::int
    join bench_texts t on t.n = 1 + (hashint4(x.n + 104729) & 2147483647) % (select count(*) from bench_texts)),
  born as (
    insert into matters (district_id, id, number, process, version, area_id, area_key, opened_at, source, headline, words, lon, lat, demo, state, phase, seq, round, replied, ended_at, seats, duties, clocks, counts, marks, head)
    select ${district}, x.id, 'BL-' || lpad(x.n::text, 9, '0'), p.process, p.version, x.grid, x.key, x.opened_at, case when x.n % 5 = 0 then 'grid' when x.n % 5 < 3 then 'resident-qr' else 'resident' end, x.said, x.said, x.lon + (x.dice - 0.5) / 800, x.lat + (x.dice - 0.5) / 900, true,
      p.state, p.phase, p.seq, p.round, p.replied, case when p.phase = 'done' then x.opened_at + interval '8 hours' + x.dice * interval '6 days' end,
      replace(p.seats, '"area":' || p.community, '"area":' || x.community)::jsonb, p.duties, p.clocks, p.counts, p.marks || jsonb_build_object('category', x.category), decode(repeat('00', 32), 'hex')
    from placed x join bench_patterns p on p.name = x.pattern),
  waiting as (
    insert into desk (district_id, matter_id, area_key, area_id, owner_post, owner_area, owner_key, owner_organisation, blocked, process, state, phase, category, urgency, returned, due_at, clock, late, provisional, opened_at, lon, lat, since)
    select ${district}, x.id, x.key, x.grid, p.owner_post, case when p.at_community then x.community else x.grid end, case when p.at_community then x."communityKey" else x.key end, null, false, p.process, p.state, p.phase, x.category, case when x.n % 1000 = 0 then 2 else 0 end, false,
      now() + interval '30 minutes' + x.dice * interval '5 days', p.clock, p.late, false, x.opened_at, x.lon, x.lat, x.opened_at
    from placed x join bench_patterns p on p.name = x.pattern where x.unfinished)
  ${range.unsaid ? 'select count(*) from placed' : `insert into words (district_id, matter_id, area_key, opened_at, grams) select ${district}, x.id, x.key, x.opened_at, x.grams from placed x`}`

/** The figures of the loaded matters by area, day and measure, written day by day as time would write them, for the measures that a matter of these kinds counts in. */
const rollupSql = (district: number, range: Range): string => `
  insert into rollups (district_id, area_id, area_key, day, measure, amount)
  select ${district}, a.id, min(a.key), day, measure, sum(n) from (select area_key, day, measure, count(*) as n from (
    select m.area_key, (t.at at time zone 'Asia/Shanghai')::date as day, t.measure from matters m,
      lateral (values (m.opened_at, 'called'), (m.opened_at, 'called:' || to_char(m.opened_at at time zone 'Asia/Shanghai', 'HH24')), (m.opened_at, 'source:' || m.source), (m.opened_at, case when m.phase <> 'waiting' then 'answered' end), (m.opened_at, case when m.phase <> 'waiting' then 'inTime' end), (m.ended_at, case when m.ended_at is not null then 'closed' end), (m.ended_at, case when m.ended_at is not null then 'level:3' end)) t(at, measure)
    where m.district_id = ${district} and m.id >= ${idSql(String(range.from))} and m.id < ${idSql(String(range.upto))} and t.measure is not null and t.at is not null
    union all select m.area_key, '1970-01-01'::date, t.measure from matters m, lateral (values ('now:open'), ('now:phase:' || m.phase), (case when m.state = 'returned' then 'now:returned' end), (case when m.marks ->> 'urgency' = 'emergency' then 'now:emergency' end)) t(measure)
    where m.district_id = ${district} and m.id >= ${idSql(String(range.from))} and m.id < ${idSql(String(range.upto))} and m.phase not in ('done', 'dropped') and t.measure is not null) counted group by 1, 2, 3) leaves
  cross join lateral (values (area_key, 3), ((area_key >> 24) << 24, 2), ((area_key >> 36) << 36, 1), (0::bigint, 0)) up(key, level)
  join areas a on a.district_id = ${district} and a.key = up.key and a.level = up.level
  group by a.id, day, measure order by day, a.id, measure
  on conflict (district_id, area_id, day, measure) do update set amount = rollups.amount + excluded.amount`
