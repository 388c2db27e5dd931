// Shows the act that is held back, with the seconds left and the way to undo it, and says what became of it.
import { useQueryClient } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import type { Viewer } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { keyOfAsk, useDistrict } from './ask.ts'
import { useIsDesk, useLetters, useToast } from './bits.tsx'
import { keepDraft } from './drafts.ts'
import { heldFor, onHeldEnd, sendHeldNow, startHolding, undoHeld, useHeld, type HeldAct } from './held.ts'

export function HeldToast({ viewer }: { viewer: Viewer }): ReactNode {
  const district = useDistrict()
  const client = useQueryClient()
  const toast = useToast()
  const held = useHeld()
  useEffect(() => startHolding(viewer.person, district), [viewer.person, district])
  useEffect(
    () =>
      onHeldEnd((act, told) => {
        const fresh = told.ok ? told.answer.page : told.page
        if (fresh) client.setQueryData(keyOfAsk('matter', { params: { id: act.matter } }), fresh)
        void client.invalidateQueries({ predicate: (query) => ['inbox', 'matters', 'route'].includes(String(query.queryKey[0])) })
        // What was typed must not be lost with a refusal: the form opens with it again.
        if (!told.ok && told.status >= 400 && told.status < 500) keepDraft(act.matter, act.action, { value: act.answers, told })
        const said = told.ok
          ? { zh: `记下了：${act.label.zh}`, en: `Done: ${act.label.en}` }
          : told.status === 0
            ? {
                zh: `现在没网，「${act.label.zh}」先存着，一有网就交`,
                en: `No network. Kept, and sent when you are connected: ${act.label.en}`,
              }
            : told.label
        toast({ say: said, matter: act.matter, number: act.number })
      }),
    [client, toast],
  )
  return held ? <Held key={held.act} held={held} /> : null
}

function Held({ held }: { held: HeldAct }): ReactNode {
  const say = useSay()
  const left = useSecondsLeft()
  const isDesk = useIsDesk()
  const isOn = useLetters({ z: { say: { zh: '撤销', en: 'Undo' }, run: () => undo(held) } }, true)
  return (
    <div className="toast held" role="status">
      <span>
        <span aria-hidden="true">{say({ zh: `「${held.label.zh}」${left} 秒后提交`, en: `${held.label.en}: sent in ${left} s` })}</span>
        <span className="sr">{say({ zh: `${held.label.zh}：6 秒后提交，按 Z 撤销`, en: `${held.label.en}: sent in 6 seconds; Z undoes it` })}</span>
      </span>
      <button type="button" className="f ac g1" onClick={() => undo(held)}>
        <Undo2 className="i" aria-hidden="true" />
        {say({ zh: '撤销', en: 'Undo' })}
        {isOn && isDesk ? <kbd aria-hidden="true">Z</kbd> : null}
      </button>
      <button type="button" onClick={() => void sendHeldNow()}>
        {say({ zh: '现在就交', en: 'Send now' })}
      </button>
    </div>
  )
}

/** In the place of the choices while an act of this matter is held: one thing at a time. */
export function HeldHere({ held }: { held: HeldAct }): ReactNode {
  const say = useSay()
  return (
    <p className="calmbox" aria-live="polite">
      <span>
        {say({ zh: `「${held.label.zh}」6 秒后提交。要改，按「撤销」。`, en: `${held.label.en}: sent in 6 seconds. To change it, press Undo.` })}
      </span>
    </p>
  )
}

/** What was typed comes back with the form. */
function undo(held: HeldAct): void {
  undoHeld()
  keepDraft(held.matter, held.action, { value: held.answers, told: null })
}

function useSecondsLeft(): number {
  const [left, setLeft] = useState(heldFor / 1000)
  useEffect(() => {
    const beat = setInterval(() => setLeft((before) => Math.max(1, before - 1)), 1000)
    return () => clearInterval(beat)
  }, [])
  return left
}
