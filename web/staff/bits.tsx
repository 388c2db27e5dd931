// The small parts the staff screens share: times in words, dialogs, the word after an act, empty and waiting places, letter keys.
import { Keyboard, Undo2 } from 'lucide-react'
import { createContext, useContext, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { Label } from '../../core/label.ts'
import type { Phase as PhaseName } from '../../core/process.ts'
import type { MatterRow } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useDistrict } from './ask.ts'
import { useHeld } from './held.ts'
import { ClockChip, PhaseBadge, PhaseCircle } from '../kit/phase-marks.tsx'
import { useMine } from './mine.ts'
import { dayAndTime } from '../kit/wording.ts'

export const useBase = (): string => `/staff/${useDistrict()}`

/** Ticks twice a minute: enough for minutes left. */
export function useNow(every = 30_000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const beat = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(beat)
  }, [every])
  return now
}

export function useWhen(): (at: number) => Label {
  const now = useNow()
  return (at) => dayAndTime(at, now)
}
const nameOfKey = (key: string): string => (key === 'Escape' ? 'Esc' : key.length === 1 ? key.toUpperCase() : key)

export const Phase = ({ row }: { row: MatterRow }): ReactNode => <PhaseBadge phase={row.phase} label={row.stateLabel} />
export const Dot = ({ phase }: { phase: PhaseName }): ReactNode => (
  <span style={{ color: `var(--${phase}-fg)`, marginTop: 2, flex: 'none' }}>
    <PhaseCircle phase={phase} />
  </span>
)
export function Clock({ row, isLong }: { row: MatterRow; isLong?: boolean }): ReactNode {
  const now = useNow()
  if (row.endedAt !== null) return null
  return <ClockChip row={row} now={now} isLong={isLong ?? false} />
}

const wide = '(min-width: 900px)'
export const useIsDesk = (): boolean =>
  useSyncExternalStore(
    (tell) => {
      const media = matchMedia(wide)
      media.addEventListener('change', tell)
      return () => media.removeEventListener('change', tell)
    },
    () => matchMedia(wide).matches,
  )

/** Words after 300 ms, a way out after 8 s. */
export function Wait(): ReactNode {
  const say = useSay()
  const [stage, setStage] = useState(0)
  useEffect(() => {
    const steps = [setTimeout(() => setStage(1), 300), setTimeout(() => setStage(2), 8000)]
    return () => steps.forEach(clearTimeout)
  }, [])
  if (stage === 0) return null
  return (
    <p className="m t14" role="status" style={{ padding: 16 }}>
      {say({ zh: '正在打开……', en: 'Opening…' })}
      {stage === 2 ? (
        <>
          {' '}
          <button type="button" className="btn t sm" onClick={() => location.reload()}>
            {say({ zh: '太久了，重新打开', en: 'Taking long; open again' })}
          </button>
        </>
      ) : null}
    </p>
  )
}

export function Fault({ fault, onAgain }: { fault: Label; onAgain: () => void }): ReactNode {
  const say = useSay()
  return (
    <div className="col g3" style={{ padding: 16, alignItems: 'flex-start' }}>
      <p className="faultbox" role="alert">
        {say(fault)}
      </p>
      <button type="button" className="btn s" onClick={onAgain}>
        {say({ zh: '再试一次', en: 'Try again' })}
      </button>
    </div>
  )
}

export function Empty({ say: words }: { say: Label }): ReactNode {
  const say = useSay()
  return (
    <p className="m" style={{ padding: '28px 16px', textAlign: 'center', textWrap: 'balance' }}>
      {say(words)}
    </p>
  )
}

export function More({ isMore, onMore }: { isMore: boolean; onMore: () => void }): ReactNode {
  const say = useSay()
  if (!isMore) return null
  return (
    <button type="button" className="btn t w" onClick={onMore}>
      {say({ zh: '再看 20 件', en: '20 more' })}
    </button>
  )
}

/** A dialog of the browser's own: the focus stays inside, Escape closes, the page behind is still. */
export function Sheet({ label, onClose, children }: { label: Label; onClose: () => void; children: ReactNode }): ReactNode {
  const say = useSay()
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = box.current
    if (dialog && !dialog.open) dialog.showModal()
    // At the desk one types at once; on a phone the keyboard would jump over the question.
    const first = dialog?.querySelector('.mid :is(input, textarea, select)')
    if (first instanceof HTMLElement && matchMedia('(pointer: fine)').matches) first.focus()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={box}
      className="sheet"
      aria-label={say(label)}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      {children}
    </dialog>
  )
}

type ToastWords = {
  readonly say: Label
  readonly matter?: string
  readonly number?: string
  /** takes back what was just done; the letter Z does it too */ readonly undo?: () => void
  /** something more that may be said about it, or not */ readonly ask?: ReactNode
}
const ToastContext = createContext<(words: ToastWords) => void>(() => undefined)
export const useToast = (): ((words: ToastWords) => void) => useContext(ToastContext)

/** The word after an act, said aloud too; it stays long enough to be read and goes by itself. */
export function Toasts({ children }: { children: ReactNode }): ReactNode {
  const say = useSay()
  const [words, setWords] = useState<ToastWords | null>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!words) return
    // not while somebody is choosing in it
    const end = setInterval(() => !box.current?.contains(document.activeElement) && setWords(null), 8000)
    return () => clearInterval(end)
  }, [words])
  return (
    <ToastContext value={setWords}>
      {children}
      <div role="status" aria-live="polite">
        {words ? (
          <div className={words.undo ? 'toast more' : 'toast'} ref={box}>
            <span>{say(words.say)}</span>
            {words.undo ? <Undo undo={words.undo} onDone={() => setWords(null)} /> : null}
            {words.matter ? <Link href={`/m/${words.matter}`}>{words.number ?? say({ zh: '看这件', en: 'See it' })}</Link> : null}
            <button type="button" onClick={() => setWords(null)}>
              {say({ zh: '知道了', en: 'OK' })}
            </button>
            {words.ask}
          </div>
        ) : null}
      </div>
    </ToastContext>
  )
}

function Undo({ undo, onDone }: { undo: () => void; onDone: () => void }): ReactNode {
  const say = useSay()
  const isDesk = useIsDesk()
  // an act that is held back is undone first
  const held = useHeld()
  const press = () => {
    onDone()
    undo()
  }
  const isOn = useLetters({ z: { say: { zh: '撤销', en: 'Undo' }, run: press } }, held === null)
  return (
    <button type="button" className="f ac g1" onClick={press}>
      <Undo2 className="i" aria-hidden="true" />
      {say({ zh: '撤销', en: 'Undo' })}
      {isOn && isDesk ? <kbd aria-hidden="true">Z</kbd> : null}
    </button>
  )
}

/** `as` is how the foot names the key; an empty one stands beside another that speaks for it. */
export type LetterKeys = Readonly<Record<string, { readonly say: Label; readonly run: () => void; readonly as?: string }>>
const bound = new Set<LetterKeys>()
const hearers = new Set<() => void>()
let shown: readonly (readonly [string, Label])[] = []
const refresh = () => {
  shown = [...bound].flatMap((keys) => Object.entries(keys).flatMap(([key, { say, as }]) => (as === '' ? [] : [[as ?? key, say] as const])))
  hearers.forEach((tell) => tell())
}

/** In a box to tick or a row to choose a letter means nothing, so there the keys still act. */
const isTypedInto = (from: HTMLElement): boolean =>
  from.isContentEditable ||
  ['TEXTAREA', 'SELECT'].includes(from.tagName) ||
  (from instanceof HTMLInputElement && !['radio', 'checkbox'].includes(from.type))

/** Single letters act while no field has the focus; the settings switch them off, arrows and Enter stay. Says whether letters are on. */
export function useLetters(keys: LetterKeys, isOn: boolean): boolean {
  const { letters } = useMine()
  const latest = useRef(keys)
  // Before the next press: after paint would be too late for quick fingers.
  useLayoutEffect(() => {
    latest.current = keys
  })
  const names = Object.keys(keys).join(' ')
  useLayoutEffect(() => {
    if (!isOn || !letters) return
    const mine = latest.current
    bound.add(mine)
    refresh()
    const press = (event: KeyboardEvent) => {
      const from = event.target
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (from instanceof HTMLElement && isTypedInto(from)) return
      if (event.key === 'Enter' && from instanceof HTMLElement && ['A', 'BUTTON', 'SUMMARY', 'INPUT'].includes(from.tagName)) return
      if (document.querySelector('dialog[open]')) return
      const found = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (!found) return
      event.preventDefault()
      found.run()
    }
    addEventListener('keydown', press)
    return () => {
      removeEventListener('keydown', press)
      bound.delete(mine)
      refresh()
    }
  }, [isOn, letters, names])
  return letters
}

/** The keys that work now, at the foot of the desk; `?` shows them all. */
export function KeysFoot(): ReactNode {
  const say = useSay()
  const keys = useSyncExternalStore(
    (tell) => {
      hearers.add(tell)
      return () => void hearers.delete(tell)
    },
    () => shown,
  )
  const [isAll, setAll] = useState(false)
  const isOn = useLetters({ '?': { say: { zh: '全部快捷键', en: 'All keys' }, run: () => setAll(true) } }, true)
  if (!isOn) return null
  const list = keys.map(([key, words]) => (
    <span key={`${key}${words.en}`}>
      <kbd>{nameOfKey(key)}</kbd>
      {say(words)}
    </span>
  ))
  return (
    <footer className="keys" style={{ overflow: 'hidden' }}>
      {list.filter((each) => !String(each.key).startsWith('?')).slice(0, 9)}
      <button type="button" className="f ac g1" style={{ marginLeft: 'auto' }} onClick={() => setAll(true)}>
        <kbd>?</kbd>
        <span className="nw">{say({ zh: '全部快捷键', en: 'All keys' })}</span>
      </button>
      {isAll ? (
        <Sheet label={{ zh: '全部快捷键', en: 'All keys' }} onClose={() => setAll(false)}>
          <div className="body">
            <header>
              <h2 className="t18 f ac g2">
                <Keyboard className="i" aria-hidden="true" />
                {say({ zh: '全部快捷键', en: 'All keys' })}
              </h2>
            </header>
            <div className="mid">
              {keys.map(([key, words]) => (
                <p key={`${key}${words.en}`} className="f jb">
                  {say(words)} <kbd>{nameOfKey(key)}</kbd>
                </p>
              ))}
              <p className="t13 m">{say({ zh: '单个字母的快捷键可以在「我的」里关掉。', en: 'Single-letter keys can be switched off under Me.' })}</p>
            </div>
            <footer>
              <button type="button" className="btn p" onClick={() => setAll(false)}>
                {say({ zh: '知道了', en: 'OK' })}
              </button>
            </footer>
          </div>
        </Sheet>
      ) : null}
    </footer>
  )
}
