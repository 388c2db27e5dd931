// The townships as options of a select, in administrative order.
import type { ReactNode } from 'react'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'

export function TownshipOptions(): ReactNode {
  const say = useSay()
  const areas = useAsk('areas')
  return (areas.data?.rows ?? [])
    .filter((area) => area.level === 1)
    .map((area) => (
      <option key={area.id} value={area.id}>
        {say(area.name)}
      </option>
    ))
}
