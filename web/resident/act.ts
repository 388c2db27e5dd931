// Takes one step on a matter from the phone: one act id per press, sent again by itself while the network is away.
import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Label } from '../../core/label.ts'
import type { FollowPage } from '../../core/shapes.ts'
import { newActId } from '../kit/act-id.ts'
import { ask, leftNoTrace, type Fault } from './ask.ts'

export type Acting = {
  readonly isSending: boolean
  readonly isWaiting: boolean
  readonly fault: Fault | null
  readonly errors: Readonly<Record<string, Label>>
  readonly act: (step: { action: string; answers: Record<string, unknown> }) => void
}

export function useActing(district: string, page: FollowPage | null, onDone: () => void): Acting {
  const [, go] = useLocation()
  const [isSending, setSending] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  const id = useRef(newActId())
  const last = useRef<{ action: string; answers: Record<string, unknown> } | null>(null)
  const isWaiting = fault !== null && (fault.status === 0 || fault.status === 429 || fault.status >= 500)

  const send = (step: { action: string; answers: Record<string, unknown> }) => {
    if (isSending || !page) return
    last.current = step
    setSending(true)
    void ask('followAct', {
      params: { district, receipt: page.receipt },
      body: { act: id.current, action: step.action, answers: step.answers },
    }).then((answer) => {
      setSending(false)
      setFault(answer.ok ? null : answer.fault)
      if (!answer.ok) {
        if (leftNoTrace(answer.fault)) id.current = newActId()
        return
      }
      onDone()
      go(`/${district}/r/${page.receipt}`, { replace: true })
    })
  }
  const again = useRef(() => {})
  again.current = () => last.current && send(last.current)
  useEffect(() => {
    if (!isWaiting) return
    const retry = () => again.current()
    const beat = setTimeout(retry, (fault?.wait ?? (fault?.status === 0 ? 20 : 60)) * 1000)
    addEventListener('online', retry)
    return () => {
      clearTimeout(beat)
      removeEventListener('online', retry)
    }
  }, [isWaiting, fault])
  const errors = fault?.field ? { [fault.field]: fault.say } : {}
  return { isSending, isWaiting, fault, errors, act: send }
}
