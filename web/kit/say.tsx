// Says a label in the person's language, Chinese first; the choice is kept on this device and may come in the address.
import { useSyncExternalStore } from 'react'
import type { Label } from '../../core/label.ts'

export type Language = 'zh' | 'en'
export type Say = (label: Label, vars?: Readonly<Record<string, string | number>>) => string
const key = 'huying-language'
const hearers = new Set<() => void>()

function read(): Language {
  const asked = new URLSearchParams(location.search).get('lang')
  if (asked === 'en' || asked === 'zh') return asked
  try {
    return localStorage.getItem(key) === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh'
  }
}

let language: Language = read()
const mark = (): void => {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}
mark()

export function setLanguage(next: Language): void {
  language = next
  mark()
  try {
    localStorage.setItem(key, next)
  } catch {
    // Not kept, but it holds for this visit.
  }
  hearers.forEach((tell) => tell())
}

export function useLanguage(): Language {
  return useSyncExternalStore(
    (tell) => {
      hearers.add(tell)
      return () => void hearers.delete(tell)
    },
    () => language,
  )
}

/** `{name}` places in the label are filled from `vars`. */
export function useSay(): Say {
  const now = useLanguage()
  return (label, vars) => fill(label[now], vars)
}

const fill = (text: string, vars: Readonly<Record<string, string | number>> = {}): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(vars[name] ?? whole))
