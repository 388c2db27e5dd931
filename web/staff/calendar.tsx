// A new calendar of holidays for the system administrator: says what it will do before, and how many deadlines were counted anew after.
import { useState, type ReactNode } from 'react'
import { z } from 'zod'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { tell } from './ask.ts'
import { JsonBox, readJson } from './json-box.tsx'

const Calendar = z.object({
  version: z.string().min(1).max(40),
  coveredUntil: z.iso.date(),
  daysOff: z.array(z.iso.date()).max(2000),
  makeUpDays: z.array(z.iso.date()).max(500),
})

export function CalendarScreen(): ReactNode {
  const say = useSay()
  const [text, setText] = useState('')
  const [fault, setFault] = useState<Label | null>(null)
  const [done, setDone] = useState<{ readonly version: string; readonly n: number } | null>(null)
  const [isSending, setSending] = useState(false)
  const json = readJson(text)
  const read = json.ok ? Calendar.safeParse(json.value) : null
  const send = async () => {
    if (isSending || !read?.success) return
    setSending(true)
    const told = await tell('importCalendar', { body: read.data })
    setSending(false)
    setFault(told.ok ? null : told.label)
    if (!told.ok) return
    setDone({ version: read.data.version, n: told.answer.recomputed })
    setText('')
  }
  return (
    <div className="page" style={{ maxWidth: 820 }}>
      <h1 className="t20">{say({ zh: '导入节假日表', en: 'Import a calendar' })}</h1>
      <p className="m">
        {say({
          zh: '国务院办公厅每年公布放假安排以后导入一次。工作日的时限按它算；公布以前暂按周末算，并写明「暂」。',
          en: 'Once a year, after the State Council publishes the holidays. Working-day deadlines follow it; before that they are provisional.',
        })}
      </p>
      {done ? (
        <p className="calmbox" role="status">
          <span>
            <b className="b">{say({ zh: `「${done.version}」导入了。`, en: `${done.version} is in force.` })}</b>{' '}
            {say({ zh: `${done.n} 件在办的事，时限正按它重算。`, en: `${done.n} open matters have their deadlines counted anew.` })}
          </span>
        </p>
      ) : null}
      <JsonBox label={{ zh: '粘贴节假日表（JSON）', en: 'Paste the calendar (JSON)' }} text={text} onText={setText} />
      <details>
        <summary className="btn t">{say({ zh: '格式是什么样', en: 'What it looks like' })}</summary>
        <pre className="pan t13" style={{ padding: 14, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {'{\n  "version": "2027",\n  "coveredUntil": "2027-12-31",\n  "daysOff": ["2027-01-01", "…"],\n  "makeUpDays": ["2027-02-06", "…"]\n}'}
        </pre>
      </details>
      {read && !read.success ? <Wrong issues={read.error.issues} /> : null}
      {read?.success ? <WhatItDoes calendar={read.data} /> : null}
      {fault ? (
        <p className="faultbox" role="alert">
          {say(fault)}
        </p>
      ) : null}
      {read?.success ? (
        <button type="button" className="btn p" style={{ alignSelf: 'flex-start' }} aria-busy={isSending} onClick={() => void send()}>
          {say(isSending ? { zh: '正在导入……', en: 'Importing…' } : { zh: '导入并重算时限', en: 'Import and count anew' })}
        </button>
      ) : null}
    </div>
  )
}

const names: Readonly<Record<string, Label>> = {
  version: { zh: '版本名（version）', en: 'version' },
  coveredUntil: { zh: '管到哪天（coveredUntil）', en: 'coveredUntil' },
  daysOff: { zh: '放假的日子（daysOff）', en: 'daysOff' },
  makeUpDays: { zh: '调休上班的日子（makeUpDays）', en: 'makeUpDays' },
}

function Wrong({ issues }: { issues: readonly { readonly path: readonly PropertyKey[] }[] }): ReactNode {
  const say = useSay()
  return (
    <div className="faultbox" role="alert">
      <p className="b">{say({ zh: '还不能导入，这几处不对：', en: 'Not yet; this is wrong:' })}</p>
      <ul>
        {issues.slice(0, 20).map((issue) => {
          const [field, n] = issue.path
          const name = say(names[String(field)] ?? { zh: '整段', en: 'the whole' })
          return (
            <li key={issue.path.join('.')}>
              {n === undefined
                ? say({ zh: `${name}：没写或写法不对`, en: `${name}: missing or misspelt` })
                : say({
                    zh: `${name}第 ${Number(n) + 1} 个：日期要写成 2027-01-01`,
                    en: `${name}, entry ${Number(n) + 1}: write dates as 2027-01-01`,
                  })}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function WhatItDoes({ calendar }: { calendar: z.output<typeof Calendar> }): ReactNode {
  const say = useSay()
  const { version, coveredUntil, daysOff, makeUpDays } = calendar
  return (
    <section className="pan">
      <header>
        <h2>{say({ zh: '导入以后', en: 'What it will do' })}</h2>
      </header>
      <ul className="in col g1">
        <li>{say({ zh: `叫「${version}」，管到 ${coveredUntil}`, en: `It is called ${version} and holds until ${coveredUntil}` })}</li>
        <li>
          {say({
            zh: `${daysOff.length} 天放假，${makeUpDays.length} 天周末上班`,
            en: `${daysOff.length} days off, ${makeUpDays.length} weekend days worked`,
          })}
        </li>
        <li>
          {say({
            zh: '所有在办的事，时限马上按它重算；已经办完的不动',
            en: 'All open matters are counted anew at once; ended ones stay as they were',
          })}
        </li>
        <li>{say({ zh: '导入了不能撤回，只能再导入一份新的', en: 'It cannot be taken back, only followed by a newer one' })}</li>
      </ul>
    </section>
  )
}
