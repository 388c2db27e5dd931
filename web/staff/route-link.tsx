// Leads from the inbox to the round, where somebody has more than one thing of a kind to go to.
import { RouteIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'

/** Of those whose day is a round; others find it by its address. */
export function RouteLink(): ReactNode {
  const say = useSay()
  const isCleaner = useAsk('me').data?.viewer?.postings.some(({ post }) => post === 'cleaner') ?? false
  const round = useAsk('route', { enabled: isCleaner }).data
  if (!round || round.matters < 2) return null
  const metres = say(howFar(round.metres))
  return (
    <Link className="btn soft w" href="/route">
      <RouteIcon className="i" aria-hidden="true" />
      {say({ zh: `${round.stops.length} 个垃圾箱，排好了路线（约 ${metres}）`, en: `${round.stops.length} bins in a short round (about ${metres})` })}
    </Link>
  )
}

/** As the crow flies, so rounded: to ten metres, above a kilometre to a hundred. */
export const howFar = (metres: number): { zh: string; en: string } =>
  metres < 995
    ? { zh: `${Math.round(metres / 10) * 10} 米`, en: `${Math.round(metres / 10) * 10} m` }
    : { zh: `${(metres / 1000).toFixed(1)} 公里`, en: `${(metres / 1000).toFixed(1)} km` }
