// A complaint or a wish about this system itself, not about a matter.
import { useState, type ReactNode } from 'react'
import { useSearchParams } from 'wouter'
import { newActId } from '../kit/act-id.ts'
import { useSay } from '../kit/say.tsx'
import { tell } from './ask.ts'

export function Idea(): ReactNode {
  const say = useSay()
  const [search] = useSearchParams()
  const [words, setWords] = useState('')
  const [id, setId] = useState(() => newActId())
  const [said, setSaid] = useState<{ zh: string; en: string } | null>(null)
  const [isKept, setKept] = useState(false)
  const send = async () => {
    if (words.trim() === '') return setSaid({ zh: '先写一句', en: 'Write something first' })
    const told = await tell('idea', { body: { id, words, page: search.get('from') ?? '/staff' } })
    setKept(told.ok)
    if (!told.ok) return setSaid(told.label)
    setWords('')
    setId(newActId())
    return setSaid({ zh: '记下了。管系统的人会看。', en: 'Kept. Those who run the system will read it.' })
  }
  return (
    <form
      className="page"
      style={{ maxWidth: 640 }}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <h1 className="t20">{say({ zh: '对本系统提意见', en: 'Tell us about this system' })}</h1>
      <p className="m">
        {say({
          zh: '哪里难用、哪里多余、哪里让您白跑，都可以说。这里只收对系统本身的意见，办事请走上报。',
          en: 'What is hard, needless or wasteful? Only about the system itself.',
        })}
      </p>
      <label className="col g2">
        <span className="sec">{say({ zh: '您说', en: 'Your words' })}</span>
        <textarea className="field w" rows={6} maxLength={2000} value={words} onChange={(event) => setWords(event.target.value)} />
      </label>
      {said ? (
        <p className={isKept ? 'calmbox' : 'faultbox'} role="status">
          {say(said)}
        </p>
      ) : null}
      <button type="submit" className="btn p" style={{ alignSelf: 'flex-start' }}>
        {say({ zh: '交上去', en: 'Send' })}
      </button>
    </form>
  )
}
