// Where the wall's figures come from: one question, asked again when the server says that something changed; nothing is made up here.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Label } from '../../core/label.ts'
import { CentrePage } from '../../core/shapes.ts'

export type Source = {
  readonly page: CentrePage | null
  readonly fault: 'none' | 'signedOut' | 'away' | Label
  readonly isFrozen: boolean
  readonly freeze: (isOn: boolean) => void
  readonly again: () => void
}

export function useCentre(district: string): Source {
  const [page, setPage] = useState<CentrePage | null>(null)
  const [fault, setFault] = useState<Source['fault']>('none')
  const [isFrozen, setFrozen] = useState(false)
  const frozen = useRef(false)
  const again = useCallback(async () => {
    if (frozen.current) return
    const told = await askCentre(district)
    if (frozen.current) return
    if ('page' in told) setPage(told.page)
    setFault('page' in told ? 'none' : told.fault)
  }, [district])
  useEffect(() => {
    void again()
    let timer: ReturnType<typeof setTimeout> | undefined
    const stream = new EventSource(`/api/${district}/live`)
    // Three seconds gather a busy moment into one question.
    stream.addEventListener('wake', () => (timer ??= setTimeout(() => ((timer = undefined), void again()), 3000)))
    // A silent stream must not leave an old figure on the wall; the figures never age beyond ten seconds.
    const beat = setInterval(() => void again(), 10_000)
    return () => {
      stream.close()
      clearTimeout(timer)
      clearInterval(beat)
    }
  }, [again, district])
  const freeze = (isOn: boolean) => {
    frozen.current = isOn
    setFrozen(isOn)
    if (!isOn) void again()
  }
  return { page, fault, isFrozen, freeze, again: () => void again() }
}

async function askCentre(district: string): Promise<{ page: CentrePage } | { fault: Source['fault'] }> {
  try {
    const answer = await fetch(`/api/${district}/centre`, { credentials: 'same-origin' })
    if (answer.status === 401) return { fault: 'signedOut' }
    const said: unknown = await answer.json()
    const read = CentrePage.safeParse(said)
    if (answer.ok && read.success) return { page: read.data }
    return { fault: labelOf(said) ?? 'away' }
  } catch {
    return { fault: 'away' }
  }
}

function labelOf(said: unknown): Label | null {
  const member = (from: unknown, name: string): unknown =>
    typeof from === 'object' && from !== null ? Object.entries(from).find(([key]) => key === name)?.[1] : undefined
  const label = member(member(said, 'refusal'), 'label')
  const [zh, en] = [member(label, 'zh'), member(label, 'en')]
  return typeof zh === 'string' && typeof en === 'string' ? { zh, en } : null
}
