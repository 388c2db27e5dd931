// temp
import { makePlace } from './place.ts'
import { api } from '../core/api.ts'
import { officersOf } from './patterns.ts'
import { loadMatters } from './load.ts'
const place = await makePlace()
await loadMatters(place, { from: 0, upto: 10000 })
import { actsThroughDoor } from './door.ts'
import { reads } from './reads.ts'
await actsThroughDoor(place, { clients: 64, seconds: 2 }); console.log(await reads(place))
const reply = { setSession: () => undefined, clearSession: () => undefined, userAgent: 'x', sessionToken: null }
for (const o of officersOf(place.ground, 50)) for (const q of ['路灯不亮', '垃圾', '下水道', '建筑垃圾', '路面塌']) {
  const caller: any = { person: o.person, session: 's', strong: true, device: 'aa'.repeat(32), network: 'bb'.repeat(32), postings: place.ground.postingsOf(o.person, Date.now()) }
  const a: any = await place.parts.handlers.matters({ house: place.parts.house, ground: place.ground, caller, reply, query: { limit: 20, q } as any, params: { district: 'dazu' }, body: {} })
  const r = api.matters.answer.safeParse(a)
  if (!r.success) { console.log(q, JSON.stringify(r.error.issues.slice(0, 3)), a); break }
}
const t = performance.now(); 
await place.close()
