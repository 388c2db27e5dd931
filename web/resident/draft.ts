// The draft of one page, saved while typing and found again after a closed page, a dead battery or a lost network.
import { useCallback, useEffect, useRef, useState } from 'react'
import { dropDraft, emptyDraft, keepDraft, readDraft, type Draft } from './store.ts'

export type Drafting = {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  readonly clear: () => void
  readonly isFound: boolean
}

/** `begin` is what an untouched draft holds. */
export function useDraft(key: string, begin: Draft = emptyDraft): Drafting {
  const [draft, setDraft] = useState<Draft>(begin)
  const [isFound, setFound] = useState(false)
  const touched = useRef(false)
  useEffect(() => {
    touched.current = false
    setDraft(begin)
    void readDraft(key).then((found) => {
      if (!found || touched.current) return
      setDraft(found)
      setFound(true)
    })
  }, [key, begin])
  useEffect(() => {
    if (!touched.current) return
    const soon = setTimeout(() => void keepDraft(key, draft), 250)
    return () => clearTimeout(soon)
  }, [key, draft])
  const change = useCallback((part: Partial<Draft>) => {
    touched.current = true
    setDraft((before) => ({ ...before, ...part }))
  }, [])
  const clear = useCallback(() => {
    touched.current = false
    setDraft(emptyDraft)
    setFound(false)
    void dropDraft(key)
  }, [key])
  return { draft, change, clear, isFound }
}

/** Words of a small form (an answer, a letter), kept for this phone until they are sent. */
export function useKeptText(key: string): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => {
    try {
      return localStorage.getItem(`huying-text-${key}`) ?? ''
    } catch {
      return ''
    }
  })
  const change = useCallback(
    (next: string) => {
      setText(next)
      try {
        if (next) localStorage.setItem(`huying-text-${key}`, next)
        else localStorage.removeItem(`huying-text-${key}`)
      } catch {
        // Not kept; the page still holds it.
      }
    },
    [key],
  )
  return [text, change]
}
