// Records one voice note with the phone's own microphone; asks for the microphone only when pressed.
import { useEffect, useRef, useState } from 'react'
import type { Label } from '../../core/label.ts'

export type Recording = 'idle' | 'asking' | 'on' | 'refused' | 'missing'
const longest = 60_000
export const noMicrophone: Label = {
  zh: '这里用不了话筒，请打字，或者用输入法里的语音',
  en: 'No microphone here; please type, or dictate with your keyboard',
}

/** `start` and `stop` may be bound to press and release, or one after the other to clicks and keys; `onNote` gets the finished note. */
export function useRecorder(onNote: (note: Blob) => void): { state: Recording; seconds: number; start: () => void; stop: () => void } {
  const [state, setState] = useState<Recording>('idle')
  const [seconds, setSeconds] = useState(0)
  const recorder = useRef<MediaRecorder | null>(null)
  const tell = useRef(onNote)
  tell.current = onNote
  useEffect(() => () => stopAll(recorder.current), [])
  useEffect(() => {
    if (state !== 'on') return
    const began = Date.now()
    const beat = setInterval(() => {
      setSeconds(Math.floor((Date.now() - began) / 1000))
      if (Date.now() - began > longest) stopAll(recorder.current)
    }, 250)
    return () => clearInterval(beat)
  }, [state])
  const start = () => {
    if (state === 'on' || state === 'asking') return
    if (typeof MediaRecorder === 'undefined' || !navigator.mediaDevices) return setState('missing')
    setState('asking')
    setSeconds(0)
    navigator.mediaDevices
      .getUserMedia({ audio: true })
      .then((sound) => {
        const machine = new MediaRecorder(sound)
        const parts: Blob[] = []
        machine.ondataavailable = (event) => parts.push(event.data)
        machine.onstop = () => {
          sound.getTracks().forEach((track) => track.stop())
          setState('idle')
          const note = new Blob(parts, { type: machine.mimeType || 'audio/webm' })
          if (note.size > 0) tell.current(note)
        }
        recorder.current = machine
        machine.start()
        setState('on')
      })
      .catch(() => setState('refused'))
  }
  return { state, seconds, start, stop: () => stopAll(recorder.current) }
}

function stopAll(machine: MediaRecorder | null): void {
  if (machine && machine.state !== 'inactive') machine.stop()
}
