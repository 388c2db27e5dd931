// One line above a department's inbox: how much of what it has a part in is open, so that nobody has to count.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Viewer } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'

export function UnitLoad({ viewer }: { viewer: Viewer }): ReactNode {
  const say = useSay()
  const unit = viewer.postings.find(({ organisation }) => organisation !== null)
  const inbox = useAsk('inbox', { query: { limit: 1 }, enabled: unit !== undefined })
  const calls = useAsk('calls', { enabled: unit !== undefined })
  if (!unit || !inbox.data || !calls.data) return null
  // both numbers are of the same matters, whoever holds them now, so the second is part of the first
  const { area, overdue } = inbox.data.counts
  const n = calls.data.mine
  return (
    <p className="t14 m unitload">
      {say({ zh: `本单位没办完的 ${area} 件，超时 ${overdue} 件；`, en: `Your unit: ${area} open, ${overdue} overdue; ` })}
      <Link className="nw" href="/calls">
        {say({ zh: `呼叫 ${n} 件`, en: `${n} open calls` })}
      </Link>
    </p>
  )
}
