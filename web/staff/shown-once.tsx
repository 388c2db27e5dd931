// A secret that is shown once: it is read or copied, and gone when the dialog closes.
import type { ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { Sheet, useToast } from './bits.tsx'

type Plan = {
  readonly label: Label
  readonly advice: Label
  /** what the button copies */ readonly text: string
  /** in place of the plain text */ readonly children?: ReactNode
  readonly onClose: () => void
}

export function ShownOnce({ label, advice, text, children, onClose }: Plan): ReactNode {
  const say = useSay()
  const toast = useToast()
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => toast({ say: { zh: '复制了', en: 'Copied' } }),
      () => toast({ say: { zh: '没复制上，请手动选中', en: 'Not copied; select it by hand' } }),
    )
  return (
    <Sheet label={label} onClose={onClose}>
      <div className="body">
        <header>
          <h2 className="t18">{say(label)}</h2>
        </header>
        <div className="mid col g3">
          <p className="note">{say(advice)}</p>
          {children ?? <Secret text={text} />}
        </div>
        <footer>
          <button type="button" className="btn s" onClick={copy}>
            {say({ zh: '复制', en: 'Copy' })}
          </button>
          <button type="button" className="btn p" onClick={onClose}>
            {say({ zh: '交好了', en: 'Handed over' })}
          </button>
        </footer>
      </div>
    </Sheet>
  )
}

/** One press selects all of it. */
export const Secret = ({ text }: { text: string }): ReactNode => (
  <code className="field" style={{ overflowWrap: 'anywhere', userSelect: 'all', height: 'auto' }}>
    {text}
  </code>
)
