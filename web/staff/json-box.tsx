// Takes a JSON text from a person: pasted, or from a file of this computer; says in words when it cannot be read.
import { useId, useState, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'

export type Reading = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly say: Label | null }

export function readJson(text: string): Reading {
  if (text.trim() === '') return { ok: false, say: null }
  try {
    const value: unknown = JSON.parse(text)
    return { ok: true, value }
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    return { ok: false, say: { zh: `这段不是完整的 JSON：${why}`, en: `This is not complete JSON: ${why}` } }
  }
}

export function JsonBox({ label, text, onText }: { label: Label; text: string; onText: (text: string) => void }): ReactNode {
  const say = useSay()
  const id = useId()
  const [name, setName] = useState<string | null>(null)
  const reading = readJson(text)
  return (
    <div className="col g2">
      <label className="sec" htmlFor={id}>
        {say(label)}
      </label>
      <textarea
        id={id}
        className="field w mono"
        rows={8}
        spellCheck={false}
        value={text}
        aria-invalid={!reading.ok && reading.say !== null}
        onChange={(event) => onText(event.target.value)}
      />
      <label className="btn s filebtn" style={{ alignSelf: 'flex-start' }}>
        <input
          className="sr"
          type="file"
          accept="application/json,.json"
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (!file) return
            setName(file.name)
            void file.text().then(onText)
          }}
        />
        {say(name === null ? { zh: '选一个 JSON 文件', en: 'Choose a JSON file' } : { zh: `换一个文件（${name}）`, en: `Another file (${name})` })}
      </label>
      {!reading.ok && reading.say ? (
        <p className="faultbox" role="alert">
          {say(reading.say)}
        </p>
      ) : null}
    </div>
  )
}
