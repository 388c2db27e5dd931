// temp
import { makePlace } from './place.ts'
import { loadMatters } from './load.ts'
import { calibrate } from './run.ts'
import { scriptsOf, throughDriver, throughPgbench } from './baseline.ts'
import { actsThroughDoor, claimStorm } from './door.ts'
import { serve, actsOverHttp, lifecycles, batchesOverHttp, spikes } from './over-http.ts'
const place = await makePlace()
console.log(place.postgres, place.ground.areas.size, calibrate())
try { console.log(await loadMatters(place, { from: 0, upto: 10000 }))
 const scripts = await scriptsOf(place, 10000)
 const only = process.argv[2] ?? 'all'
 if (only === 'all') for (const clients of [1,16,64]) {
  console.log(await throughDriver(place, scripts, {clients, seconds: 3}), await throughPgbench(place, scripts, {clients, seconds: 3}), await actsThroughDoor(place, {clients, seconds: 3}))
 }
 if (only === 'all') console.log(await actsThroughDoor(place, {clients: 256, seconds: 3}))
 if (only === 'all') console.log(await claimStorm(place, 10000))
 const served = await serve(place, { users: 50, ...(process.argv[3] ? { profile: process.argv[3] } : {}) })
 console.log(await served.usage())
 const u0 = await served.usage()
 console.log('acts', await actsOverHttp(served, { clients: 64, seconds: 5 }))
 const u1 = await served.usage(); console.log('cpu ms', u1.cpuMs - u0.cpuMs)
 console.log('batch', await batchesOverHttp(served, { clients: 16, seconds: 4 }))
 console.log('life', await lifecycles(served, { clients: 64, seconds: 4, search: false }))
 console.log('life search', await lifecycles(served, { clients: 64, seconds: 4, search: true }))
 console.log(await spikes(served, { factor: 1, secondsEach: 1 }))
 await served.end()
} finally { await place.close() }
