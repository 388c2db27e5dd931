// Asks the server from a page: keeps the last answer on the phone, so that a page opens without a network too.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Calls } from '../../core/api.ts'
import type { Label } from '../../core/label.ts'
import { paths, type PathName } from '../../core/paths.ts'

export type Asking<Name extends PathName> = {
  readonly params: Record<string, string>
  readonly query?: Record<string, string>
  readonly body?: Calls[Name]['body']
}
/** `status` 0: the network; `wait`: seconds the server asked us to wait. */
export type Fault = {
  readonly status: number
  readonly say: Label
  readonly code: string | null
  readonly field: string | null
  readonly wait: number | null
}
/** A refused act left no trace, so the corrected one is a new act; one that was not answered may have arrived and keeps its id. */
export const leftNoTrace = ({ status }: Fault): boolean => status >= 400 && status < 500 && status !== 429
export type Answer<T> = { readonly ok: true; readonly said: T } | { readonly ok: false; readonly fault: Fault }

/** Never throws. */
export async function ask<Name extends PathName>(name: Name, asking: Asking<Name>): Promise<Answer<Calls[Name]['answer']>> {
  const [method, path] = paths[name]
  const query = new URLSearchParams(asking.query).toString()
  const where = path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(asking.params[key] ?? '')) + (query ? `?${query}` : '')
  try {
    const sending = method === 'GET' ? {} : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(asking.body ?? {}) }
    const answer = await fetch(where, { credentials: 'same-origin', ...sending })
    if (answer.ok) return { ok: true, said: await answer.json() }
    const said: { refusal?: { code?: string; label?: Label; field?: string } } | null = await answer.json().catch(() => null)
    const ours = answer.status >= 500 || !said?.refusal?.label
    return {
      ok: false,
      fault: {
        status: answer.status,
        say: ours ? ourFault : (said?.refusal?.label ?? ourFault),
        code: said?.refusal?.code ?? null,
        field: said?.refusal?.field ?? null,
        wait: Number(answer.headers.get('retry-after')) || null,
      },
    }
  } catch {
    return { ok: false, fault: { status: 0, say: noNetwork, code: null, field: null, wait: null } }
  }
}
const ourFault: Label = { zh: '我们这边的机器暂时没有回应，不是您的问题。', en: 'Our machine does not answer just now. It is not your fault.' }
const noNetwork: Label = { zh: '现在没网，连不上。', en: 'No network just now.' }

export type Asked<T> = {
  readonly said: T | null
  readonly fault: Fault | null
  readonly stale: boolean
  readonly again: () => void
  readonly put: (said: T) => void
}

/** Asks when shown, again when the page is seen again or `every` seconds; shows what it knew until the answer comes. */
export function useAsked<Name extends PathName>(name: Name, asking: Asking<Name> | null, every?: number): Asked<Calls[Name]['answer']> {
  const key = asking ? `huying-seen-${name}-${Object.values(asking.params).join('-')}-${new URLSearchParams(asking.query)}` : null
  const [known, setKnown] = useState<{ key: string | null; said: Calls[Name]['answer'] | null; stale: boolean }>(() => ({
    key,
    said: remembered(key),
    stale: true,
  }))
  const [fault, setFault] = useState<Fault | null>(null)
  const latest = useRef({ key, asking })
  latest.current = { key, asking }
  const retry = useRef<{ isShown: boolean; tries: number; timer?: ReturnType<typeof setTimeout> }>({ isShown: true, tries: 0 })
  const again = useCallback(() => {
    const now = latest.current
    if (!now.asking || !now.key) return
    const { key: asked } = now
    void ask(name, now.asking).then((answer) => {
      if (latest.current.key !== asked || !retry.current.isShown) return
      setFault(answer.ok ? null : answer.fault)
      clearTimeout(retry.current.timer)
      // A network that comes back is not always announced: 2, 4, 8 … at most 30 seconds.
      if (!answer.ok && (answer.fault.status === 0 || answer.fault.status >= 500))
        retry.current.timer = setTimeout(again, Math.min(30_000, 2000 * 2 ** retry.current.tries++))
      if (answer.ok) {
        retry.current.tries = 0
        remember(asked, answer.said)
        setKnown({ key: asked, said: answer.said, stale: false })
      }
    })
  }, [name])
  useEffect(() => {
    setKnown((before) => (before.key === key ? before : { key, said: remembered(key), stale: true }))
    const waiting = retry.current
    waiting.isShown = true
    again()
    const seen = () => document.visibilityState === 'visible' && again()
    document.addEventListener('visibilitychange', seen)
    addEventListener('online', again)
    const beat = every ? setInterval(seen, every * 1000) : null
    return () => {
      document.removeEventListener('visibilitychange', seen)
      removeEventListener('online', again)
      if (beat) clearInterval(beat)
      clearTimeout(waiting.timer)
      waiting.isShown = false
      waiting.tries = 0
    }
  }, [key, again, every])
  const put = useCallback((said: Calls[Name]['answer']) => setKnown({ key: latest.current.key, said, stale: false }), [])
  return { said: known.key === key ? known.said : remembered(key), fault, stale: known.stale, again, put }
}

function remembered<T>(key: string | null): T | null {
  try {
    const found: T | null = key ? JSON.parse(localStorage.getItem(key) ?? 'null') : null
    return found
  } catch {
    return null
  }
}
function remember(key: string, said: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(said))
  } catch {
    // Full or refused: the page works, only not without a network.
  }
}

/** Pages about a signed-in person leave nothing behind when she leaves. */
export function forgetSeen(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith('huying-seen-')) localStorage.removeItem(key)
}

type District = Calls['district']['answer']
export const useDistrictPage = (district: string): Asked<District> => useAsked('district', { params: { district } })
/** From what this phone last heard: a page that is only for people who are signed in asks nothing for others. */
export const wasSignedIn = (district: string): boolean => (remembered<Calls['me']['answer']>(`huying-seen-me-${district}-`)?.viewer ?? null) !== null
/** From what this phone last heard; the label 演示 never depends on the network. */
export const isDemoDistrict = (district: string): boolean => remembered<District>(`huying-seen-district-${district}-`)?.demo ?? false
