// Says that matters offered as one are not one: a tap, taken back in the toast, and there may be said why.
import { useState, type ReactNode } from 'react'
import { whyApartWords, whysApart, type WhyApart } from '../../core/may-be-one.ts'
import type { MatterRow } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAgain } from './ask.ts'
import { useToast } from './bits.tsx'

/** Two of them, or all of a group, each told apart from each. */
export function NotOne({ rows }: { rows: readonly MatterRow[] }): ReactNode {
  const say = useSay()
  const sayNotOne = useNotOne(rows)
  const [isSending, setSending] = useState(false)
  const [first, ...others] = rows.map(({ number }) => number)
  const aloud =
    others.length > 1
      ? { zh: `${first} 和 ${others.join('、')} 都不是同一件`, en: `None of ${first} and ${others.join(', ')} is the same as another` }
      : { zh: `${others[0]} 和 ${first} 不是同一件`, en: `${others[0]} and ${first} are not one` }
  const press = async (button: HTMLElement) => {
    // the button goes with what it stands beside: whoever works by keyboard goes on at the head of the list, which stays
    const head = button.closest('details')?.querySelector('summary')
    setSending(true)
    if (await sayNotOne()) head?.focus({ preventScroll: true })
    setSending(false)
  }
  return (
    <button
      type="button"
      className="btn s sm"
      aria-label={say(aloud)}
      aria-busy={isSending}
      disabled={isSending}
      onClick={(event) => void press(event.currentTarget)}
    >
      {say(others.length > 1 ? { zh: '都不是同一件', en: 'None is the same' } : { zh: '不是同一件', en: 'Not one' })}
    </button>
  )
}

/** Sends it at once; what follows from the toast is sent in the order it was pressed. */
function useNotOne(rows: readonly MatterRow[]): () => Promise<boolean> {
  const toast = useToast()
  const again = useAgain()
  return async () => {
    const [matter = '', ...others] = rows.map(({ id }) => id)
    const send = (more: { why?: WhyApart; takeBack?: boolean } = {}) => tell('notOne', { body: { matter, others, ...more } })
    const told = await send()
    again('mayBeOne')
    if (!told.ok) {
      toast({ say: told.label })
      return false
    }
    let going: Promise<unknown> = Promise.resolve()
    const after = <T,>(next: () => Promise<T>): Promise<T> => {
      const turn = going.then(next)
      going = turn
      return turn
    }
    const undo = async () => {
      const back = await after(() => send({ takeBack: true }))
      again('mayBeOne')
      toast({ say: back.ok ? { zh: '收回了，照旧放在一起问', en: 'Taken back; they are offered together as before' } : back.label })
    }
    const giveWhy = async (why: WhyApart) => {
      const kept = await after(() => send({ why }))
      if (!kept.ok) toast({ say: kept.label })
    }
    toast({
      say: { zh: '记下了，不再放在一起问', en: 'Noted; not offered together again' },
      undo: () => void undo(),
      ask: <Why key={`${matter} ${others.join(' ')}`} onWhy={(why) => void giveWhy(why)} />,
    })
    return true
  }
}

function Why({ onWhy }: { onWhy: (why: WhyApart) => void }): ReactNode {
  const say = useSay()
  const [chosen, setChosen] = useState<WhyApart | null>(null)
  return (
    <span className="apart" role="group" aria-label={say({ zh: '为什么，可以不说', en: 'Why, if you like' })}>
      <span aria-hidden="true">{say({ zh: '为什么（可不说）', en: 'Why (optional)' })}</span>
      {whysApart.map((why) => (
        <button
          key={why}
          type="button"
          aria-pressed={why === chosen}
          onClick={() => {
            if (why === chosen) return
            setChosen(why)
            onWhy(why)
          }}
        >
          {say(whyApartWords[why])}
        </button>
      ))}
    </span>
  )
}
