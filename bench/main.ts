// temp
import { makePlace } from './place.ts'
import { loadMatters } from './load.ts'
import { calibrate } from './run.ts'
const place = await makePlace()
console.log(place.postgres, place.ground.areas.size, calibrate())
try { console.log(await loadMatters(place, { from: 0, upto: 10000 }))
console.log(await place.asOwner('select state, count(*) from matters group by 1'), await place.asOwner('select count(*) from rollups'), await place.asOwner('select * from desk limit 1'))
} finally { await place.close() }
