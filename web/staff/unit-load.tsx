// One line above a department's inbox: how much its people carry now, so that nobody has to count.
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
  const { posts, overdue } = inbox.data.counts
  const n = calls.data.mine
  return (
    <p className="t14 m" style={{ padding: '10px 16px 0' }}>
      {say({ zh: `${unit.place.zh}现在手上 ${posts} 件，超时 ${overdue} 件；`, en: `${unit.place.en} has ${posts} open, ${overdue} overdue; ` })}
      <Link href="/calls">{say({ zh: `没办完的呼叫 ${n} 件`, en: `${n} open calls` })}</Link>
    </p>
  )
}
