// Brings a duty list in from a file and says row by row what could not be read.
import { useId, useState, type ReactNode } from 'react'
import type { Calls } from '../../core/api.ts'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAgain } from './ask.ts'

export const mostBytes = 650_000

export function DutyImport(): ReactNode {
  const say = useSay()
  const id = useId()
  const again = useAgain()
  const [fault, setFault] = useState<Label | null>(null)
  const [done, setDone] = useState<Calls['importDuties']['answer'] | null>(null)
  const [isSending, setSending] = useState(false)
  const send = async (file: File) => {
    setDone(null)
    if (file.size > mostBytes) return setFault({ zh: '文件太大了，一次最多 650 KB（几千行）', en: 'Too large: at most 650 KB (some thousand rows)' })
    setSending(true)
    const told = await tell('importDuties', { body: { name: file.name.slice(0, 100), file: base64Of(new Uint8Array(await file.arrayBuffer())) } })
    setSending(false)
    setFault(told.ok ? null : told.label)
    if (!told.ok) return
    setDone(told.answer)
    again('dutyItems')
  }
  return (
    <section className="pan col g2" style={{ padding: 14 }}>
      <label className="sec" htmlFor={id}>
        {say({ zh: '导入清单（.xlsx 或 .csv）', en: 'Import a list (.xlsx or .csv)' })}
      </label>
      <p className="t13 m">
        {say({
          zh: '第一行写：编码、事项、层级、清单；类别、单位、英文可以没有。',
          en: 'First row: code, name, level, list; category, unit and name_en are optional.',
        })}
      </p>
      <input
        id={id}
        type="file"
        accept=".csv,.xlsx"
        aria-busy={isSending}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file && !isSending) void send(file)
        }}
      />
      {fault ? (
        <p className="faultbox" role="alert">
          {say(fault)}
        </p>
      ) : null}
      {done ? (
        <div className="calmbox" role="status">
          <div>
            <p>
              {say({
                zh: `新增 ${done.added}，改动 ${done.changed}，没变 ${done.same}；还没对上类别 ${done.unmapped}。`,
                en: `New ${done.added}, changed ${done.changed}, as before ${done.same}; not mapped ${done.unmapped}.`,
              })}
            </p>
            {done.faults.length > 0 ? (
              <ul className="t14">
                {done.faults.map((each) => (
                  <li key={each.row}>
                    {say({ zh: `第 ${each.row} 行：`, en: `Row ${each.row}: ` })}
                    {say(each.say)}
                  </li>
                ))}
              </ul>
            ) : null}
          </div>
        </div>
      ) : null}
    </section>
  )
}

/** In slices, because a call takes only so many arguments. */
export function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}
