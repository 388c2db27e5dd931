// probe
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { it } from 'vitest'
import { freshDistrict } from '../support/district.ts'
import { townOf } from '../support/seed-matters.ts'
it('probe', async () => {
  const t = await freshDistrict()
  const town = townOf(t)
  const officer = t.who('gridOfficer'); const sup = t.who('supervisor')
  const r = await town.report({ category: [...t.ground.categories.keys()][0] ?? '', what: '楼道堆物走不过去', area: officer.area ?? 0 })
  await town.settle()
  const c = new Client({ connectionString: t.ownerUrl }); await c.connect()
  const n = 200000
  await c.query(`create temp table g as select gen_random_uuid() as id, a.id as area_id, a.key as area_key, s, now() - (s || ' seconds')::interval as at from generate_series(1, ${n}) s join (select id, key, row_number() over (order by id) as k, count(*) over () as c from areas where level = 3) a on a.k = 1 + s % a.c`)
  await c.query(`insert into matters select m.district_id, g.id, 'X' || g.s, m.process, m.version, g.area_id, g.area_key, null, null, null, date_trunc('milliseconds', g.at), m.source, m.headline, case when g.s % 50 = 0 then '路灯不亮' else '楼道堆物走不过去' end, m.lon, m.lat, m.demo, m.state, case when g.s % 10 = 0 then m.phase else 'done' end, m.seq, m.round, m.replied, m.ended_at, m.seats, m.duties, m.clocks, m.counts, m.marks, m.head from g, matters m where m.id = $1`, [r.id])
  await c.query(`insert into desk select d.district_id, g.id, g.area_key, g.area_id, d.owner_post, g.area_id, g.area_key, null, false, d.process, d.state, d.phase, d.category, d.urgency, d.returned, d.due_at, d.clock, d.late, d.provisional, date_trunc('milliseconds', g.at), d.lon, d.lat from g, desk d where d.matter_id = $1 and g.s % 10 = 0`, [r.id])
  await c.query(`insert into words select w.district_id, g.id, g.area_key, date_trunc('milliseconds', g.at), case when g.s % 50 = 0 then array_to_tsvector(array['路灯','灯不','不亮']) else w.grams end from g, words w where w.matter_id = $1`, [r.id])
  await c.query('analyze')
  const time = async (name: string, work: () => Promise<unknown>) => { const ms: number[] = []; for (let i = 0; i < 4; i++) { const s = performance.now(); await work(); ms.push(Math.round(performance.now() - s)) } ; console.log(name, ms.join(' ')) }
  for (const [who, caller] of [['grid', officer.caller], ['district', sup.caller]] as const) {
    await time(who + ' inbox mine', () => town.see('inbox', caller))
    await time(who + ' inbox area', () => town.see('inbox', caller, { query: { list: 'area' } }))
    await time(who + ' matters', () => town.see('matters', caller))
    await time(who + ' search', () => town.see('matters', caller, { query: { q: '路灯' } }))
    await time(who + ' search common', () => town.see('matters', caller, { query: { q: '楼道' } }))
    await time(who + ' page', () => town.see('matter', caller, { params: { id: r.id } }))
    await time(who + ' centre', () => town.see('centre', caller))
    await time(who + ' called drill', () => town.see('matters', caller, { query: { measure: 'called', day: '2026-11-24' } }))
    await time(who + ' closed drill', () => town.see('matters', caller, { query: { measure: 'closed', day: '2026-11-24' } }))
  }
  await time('follow', () => town.see('follow', t.visitor(), { params: { receipt: r.receipt } }))
  await time('holders', () => town.see('holders', sup.caller, { query: { matter: r.id } }))
  await time('near', () => town.see('near', t.visitor(), { query: { lon: 105.7, lat: 29.7 } }))
  await c.end(); await t.close()
}, 200000)
