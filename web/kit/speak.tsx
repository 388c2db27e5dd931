// The button that reads a screen aloud, for who would rather listen.
import { Volume2 } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useLanguage, useSay } from './say.tsx'

/** Absent where the browser has no voice. A second press stops it. */
export function SpeakButton({ text }: { readonly text: string }): ReactNode {
  const say = useSay()
  const language = useLanguage()
  const [isSpeaking, setSpeaking] = useState(false)
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), [])
  if (!('speechSynthesis' in globalThis)) return null
  const press = () => {
    speechSynthesis.cancel()
    if (isSpeaking) return setSpeaking(false)
    const words = new SpeechSynthesisUtterance(text)
    words.lang = language === 'zh' ? 'zh-CN' : 'en-GB'
    words.rate = 0.9
    words.onend = () => setSpeaking(false)
    words.onerror = () => setSpeaking(false)
    speechSynthesis.speak(words)
    setSpeaking(true)
  }
  return (
    <button type="button" className="btn soft sm" style={{ minHeight: 48 }} aria-pressed={isSpeaking} onClick={press}>
      <Volume2 className="i" aria-hidden="true" />
      {say(isSpeaking ? { zh: '停下', en: 'Stop' } : { zh: '读给我听', en: 'Read aloud' })}
    </button>
  )
}
