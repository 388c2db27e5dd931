// The wall by keyboard alone: letters and digits act unless this device has switched letter keys off; Escape always goes back.
import { useEffect, useRef } from 'react'

const lettersOn = (): boolean => {
  try {
    return localStorage.getItem('huying-letters') !== 'off'
  } catch {
    return true
  }
}

export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector('dialog[open]')) return
      const name = event.key.length === 1 ? event.key.toLowerCase() : event.key
      if (name.length === 1 && !lettersOn()) return
      const run = latest.current[name]
      if (!run) return
      event.preventDefault()
      run()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}
