// Find a matter by its tracking code, without signing in.
import { useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import './more.css'
import { ask } from './ask.ts'
import { Page, useDistrict } from './page.tsx'
import { Wrong } from './states.tsx'

export default function Find(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const [, go] = useLocation()
  const [text, setText] = useState('')
  const [fault, setFault] = useState<Label | null>(null)
  const [isAsking, setAsking] = useState(false)
  const letters = text
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, 9)
  const shown = [letters.slice(0, 3), letters.slice(3, 6), letters.slice(6)].filter(Boolean).join('-')
  const find = () => {
    if (letters.length < 9)
      return setFault({ zh: `还差 ${9 - letters.length} 位，查询码一共 9 位`, en: `${9 - letters.length} characters short: a code has 9` })
    setAsking(true)
    void ask('follow', { params: { district, receipt: shown } }).then((answer) => {
      setAsking(false)
      if (answer.ok) return go(`/${district}/r/${shown}`)
      setFault(
        answer.fault.status === 404 || answer.fault.status === 400 || answer.fault.status === 422
          ? { zh: '没有这个查询码。码里没有 0、1、O、I、L，再看看。', en: 'No such code. Codes have no 0, 1, O, I or L; please look again.' }
          : answer.fault.say,
      )
    })
  }
  const foot = (
    <button type="button" className="btn p xl w" aria-busy={isAsking} onClick={find}>
      {say(isAsking ? { zh: '正在找……', en: 'Looking…' } : { zh: '看进度', en: 'See progress' })}
    </button>
  )
  return (
    <Page title={{ zh: '用查询码找', en: 'Find by code' }} foot={foot}>
      <form
        className="col g2"
        onSubmit={(event) => {
          event.preventDefault()
          find()
        }}
      >
        <label className="sec" htmlFor="code">
          {say({ zh: '查询码', en: 'Tracking code' })}
        </label>
        <input
          id="code"
          className="field w mono codefield"
          autoFocus
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          inputMode="text"
          placeholder="7K3-9Q2-M4T"
          value={shown}
          aria-invalid={fault !== null}
          aria-describedby={fault ? 'code-fault' : 'code-hint'}
          onChange={(event) => {
            setText(event.target.value)
            setFault(null)
          }}
        />
        <Wrong id="code-fault" say={fault} />
        <p id="code-hint" className="t14 m">
          {say({ zh: '上报后给您的那 9 位，抄下的、复制的、纸回执上的都是它。', en: 'The nine characters you were given when you reported.' })}
        </p>
      </form>
    </Page>
  )
}
