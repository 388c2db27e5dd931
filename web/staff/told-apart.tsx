// From which others this matter was told apart, and taking that back long after the toast has gone.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { whyApartWords } from '../../core/may-be-one.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAgain, useAsk } from './ask.ts'
import { useToast } from './bits.tsx'

export function ToldApart({ matter }: { matter: string }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const again = useAgain()
  const found = useAsk('toldApart', { query: { matter } })
  const takeBack = async (other: string) => {
    const told = await tell('notOne', { body: { matter, others: [other], takeBack: true } })
    toast({ say: told.ok ? { zh: '收回了，照旧放在一起问', en: 'Taken back; they are offered together as before' } : told.label })
    again('toldApart')
    again('mayBeOne')
  }
  const rows = found.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <ul className="plainlist t13 m">
      {rows.map((row) => (
        <li key={row.id} className="f ac wrap g1">
          {say({ zh: '已认定与', en: 'Told apart from' })}
          <Link href={`/m/${row.id}`} className="mono">
            {row.number}
          </Link>
          {say({ zh: '不是同一件', en: 'as not one' })}
          {row.why ? say({ zh: `（${whyApartWords[row.why].zh}）`, en: ` (${whyApartWords[row.why].en})` }) : null}
          {found.data?.mayTakeBack ? (
            <button
              type="button"
              className="btn t sm"
              aria-label={say({ zh: `撤回：与 ${row.number} 不是同一件`, en: `Take back: not one with ${row.number}` })}
              onClick={() => void takeBack(row.id)}
            >
              {say({ zh: '撤回', en: 'Take back' })}
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
