// What everybody may read of how the platform does in a district: thirty whole days of the catalogue's figures and the newest root over all records; of no place below it and of no person.
import { z } from 'zod'
import { dayOf } from '../../core/calendar.ts'
import { indicatorNamed } from '../../core/indicators.ts'
import { publicIndicators } from '../../core/use-shapes.ts'
import { midnightOf } from '../../core/windows.ts'
import type { Answer, Call } from '../matters/endpoint.ts'
import { amountsIn } from '../matters/see/amounts.ts'
import { figureFrom, measuresFor } from '../matters/see/figures.ts'
import { newestCheckpoints } from '../matters/see/lines.ts'
import { inScopes } from '../matters/see/scopes.ts'
import { spanShape } from './asked.ts'
import { wholeOf } from './bulletin-write.ts'
import { shapeOf } from './indicators.ts'

const dayMs = 86_400_000
const toldDays = 30
const chosen = publicIndicators.flatMap((id) => indicatorNamed(id) ?? [])
const Settings = z.object({ filing: z.string().nullable().catch(null), hotline: z.string().catch('12345') })

export async function publicUse({ house, ground }: Call<'publicUse'>): Promise<Answer<'publicUse'>> {
  const upto = midnightOf(dayOf(house.now()))
  const window = { from: upto - toldDays * dayMs, upto }
  const whole = wholeOf(ground)
  const area = ground.areas.get(whole.area)
  const [amounts] = await inScopes(house, [whole], (look) => amountsIn(look, ground, { areas: area ? [area] : [], window, measures: chosen.flatMap((each) => measuresFor(each)) })) // prettier-ignore
  const [newest] = await newestCheckpoints(house, ground, 1)
  const { name, demo, settings } = ground.district
  return {
    name,
    demo,
    ...Settings.parse(settings),
    period: spanShape(window),
    rows: chosen.map((indicator) => {
      const { id, name, formula, unit, told } = shapeOf(indicator)
      return { id, name, formula, unit, told, figure: figureFrom(ground, indicator, { amounts: amounts?.get(whole.area) ?? new Map(), window, side: 'without' }) } // prettier-ignore
    }),
    checkpoint: newest ? { n: newest.n, at: newest.at, root: newest.root, holds: newest.holds } : null,
  }
}
