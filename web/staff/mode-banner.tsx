// Says on every staff page that an emergency mode is in force here, why and until when.
import { Siren } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { useWhen } from './bits.tsx'
import { MyCallUps } from './call-ups.tsx'
import './ladder.css'

export function ModeBanner(): ReactNode {
  const say = useSay()
  const when = useWhen()
  const found = useAsk('modes', { every: 60_000 })
  const isOpen = (found.data?.rows.length ?? 0) > 0
  return (
    <>
      {found.data?.rows.map((mode) => (
        <p key={mode.id} className="modebar" role="status">
          <Siren className="i" aria-hidden="true" />
          <b className="b">{say({ zh: `${mode.area.name.zh}紧急状态中`, en: `Emergency mode: ${mode.area.name.en}` })}</b>
          <span>{mode.reason}</span>
          <span>
            {say({ zh: '到', en: 'until' })} {say(when(mode.until))}
          </span>
          <Link href={`/m/${mode.id}`}>{say({ zh: '看看', en: 'Open' })}</Link>
        </p>
      ))}
      {isOpen ? <MyCallUps /> : null}
    </>
  )
}
