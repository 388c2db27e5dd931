// The reports of this phone that wait for the network, as a list that stays fresh.
import { useEffect, useState } from 'react'
import { onOutcome } from './outbox.ts'
import { allWaiting, type Waiting } from './store.ts'

/** The reports of this phone that wait; fresh after each try. */
export function useWaiting(district: string): { readonly list: readonly Waiting[] | null; readonly look: () => void } {
  const [list, setList] = useState<readonly Waiting[] | null>(null)
  const look = () => void allWaiting().then((all) => setList(all.filter((each) => each.district === district)))
  useEffect(() => {
    look()
    return onOutcome(look)
  }, [district])
  return { list, look }
}
