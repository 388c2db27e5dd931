// temp
import { makePlace } from './place.ts'
import { uuidv7 } from 'uuidv7'
import { officersOf, words } from './patterns.ts'
import { loadMatters } from './load.ts'
import { Session } from 'node:inspector/promises'
import { writeFileSync } from 'node:fs'
const place = await makePlace()
await loadMatters(place, { from: 0, upto: 10000 })
const h = place.parts.handlers
const officers = officersOf(place.ground, 32)
const reply = { setSession: () => undefined, clearSession: () => undefined, userAgent: 'x', sessionToken: null }
async function worker(n: number, until: number) {
  let k = 0
  const o = officers[n % officers.length]!
  const caller: any = { person: o.person, session: 's', strong: true, device: 'aa'.repeat(32), network: 'bb'.repeat(32), postings: place.ground.postingsOf(o.person, Date.now()) }
  const around: any = { house: place.parts.house, ground: place.ground, caller, reply, query: {} }
  while (performance.now() < until) {
    const id = uuidv7()
    await h.openMatter({ ...around, params: { district: 'dazu' }, body: { act: uuidv7(), id, process: 'resident-report', action: 'fromGroup', answers: { category: 'lamp-out', what: words } } }); k++
    for (const [action, answers] of [['takeUp', {}], ['progress', { words: '下午到现场' }], ['note', { words: '梯子' }], ['resolve', { done: 'x更换' }]] as any) { const a: any = await h.act({ ...around, params: { district: 'dazu', id }, body: { act: uuidv7(), action, answers } }); if (!a.page) console.log(a); k++ }
  }
  return k
}
const run = async (sec: number) => { const u = process.cpuUsage(); const t = performance.now(); const ks = await Promise.all(Array.from({ length: 32 }, (_, n) => worker(n, t + sec * 1000))); const k = ks.reduce((a, b) => a + b, 0); const c = process.cpuUsage(u); console.log(k / sec, 'acts/s', (c.user + c.system) / 1000 / k, 'cpu ms/act') }
await run(4)
const s = new Session(); s.connect(); await s.post('Profiler.enable'); await s.post('Profiler.setSamplingInterval', { interval: 500 }); await s.post('Profiler.start')
await run(8)
writeFileSync('/tmp/p.cpuprofile', JSON.stringify((await s.post('Profiler.stop')).profile))
await place.close()
