// The bulletins that wait for this viewer, in every area of theirs: those without added words are approved together, the others one by one after reading.
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { bulletinKinds, WaitingBulletins } from '../../core/figures.ts'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAgain, useAsk } from './ask.ts'
import { useToast } from './bits.tsx'
import './use.css'
import { FormSheet } from './form-sheet.tsx'

export const kindNames: Readonly<Record<(typeof bulletinKinds)[number], Label>> = {
  daily: { zh: '日通报', en: 'Daily' },
  weekly: { zh: '周小结', en: 'Weekly' },
  monthly: { zh: '月总结', en: 'Monthly' },
  noon: { zh: '午间日报', en: 'Noon' },
  '19th': { zh: '月报（19 日起）', en: 'From the 19th' },
}

type Row = WaitingBulletins['rows'][number]

export function WaitingForMe(): ReactNode {
  const say = useSay()
  const waiting = useAsk('waitingBulletins')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [isAsking, setAsking] = useState(false)
  const { rows = [], total = 0 } = waiting.data ?? {}
  if (rows.length === 0) return null
  const plain = rows.filter((row) => row.added === 0)
  const chosen = plain.filter((row) => !left.has(row.id))
  const toggle = (id: string) => setLeft((before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]))
  return (
    <details className="pan in waitingbulletins">
      <summary>
        {say({ zh: `等您批的 ${total} 份`, en: `${total} wait for your approval` })}
        {rows.length > plain.length ? <span className="t13 m"> {say({ zh: `最近的里 ${rows.length - plain.length} 份有人补了话，要打开看`, en: `${rows.length - plain.length} of the newest with added words, to be opened` })}</span> : null}
      </summary>
      <ul className="col g1">
        {rows.map((row) => (
          <li key={row.id} className="f ac g2 wrap">
            {row.added === 0 ? (
              <label className="f ac g2">
                <input type="checkbox" checked={!left.has(row.id)} onChange={() => toggle(row.id)} />
                <NameOf row={row} />
              </label>
            ) : (
              <NameOf row={row} />
            )}
            <Link href={`/bulletins/${row.id}?kind=${row.kind}&area=${row.area.id}`}>{say(row.added === 0 ? { zh: '看', en: 'Open' } : { zh: `补了 ${row.added} 段话，打开看过再批`, en: `${row.added} added: open and read first` })}</Link>
          </li>
        ))}
      </ul>
      {total > rows.length ? <p className="t13 m">{say({ zh: `先列最近的 ${rows.length} 份，批完再列。`, en: `The newest ${rows.length} first; the rest follow.` })}</p> : null}
      {plain.length > 0 ? (
        <button type="button" className="btn p" disabled={chosen.length === 0} onClick={() => setAsking(true)}>
          {say({ zh: `批准选中的 ${chosen.length} 份`, en: `Approve the ${chosen.length} chosen` })}
        </button>
      ) : null}
      {isAsking ? <Ask rows={chosen} onClose={() => setAsking(false)} /> : null}
    </details>
  )
} // prettier-ignore

function NameOf({ row }: { row: Row }): ReactNode {
  const say = useSay()
  return (
    <span>
      {say(row.area.name)} · {say(kindNames[row.kind])} · {say(row.words)}
      {row.correction > 0 ? say({ zh: ` · 第 ${row.correction} 次更正`, en: ` · correction ${row.correction}` }) : ''}
    </span>
  )
}

/** Says how many and which before anything is approved; each is its own approval in the trail. */
function Ask({ rows, onClose }: { rows: readonly Row[]; onClose: () => void }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const again = useAgain()
  const send = async (): Promise<Label | null> => {
    const told = await tell('approveBulletins', { body: { ids: rows.map((row) => row.id) } })
    if (!told.ok) return told.label
    const refusals = told.answer.results.flatMap(({ id, refusal }) => (refusal ? [{ row: rows.find((row) => row.id === id), label: refusal.label }] : []))
    for (const name of ['bulletin', 'bulletins', 'waitingBulletins'] as const) again(name)
    toast({ say: { zh: `批准了 ${rows.length - refusals.length} 份`, en: `${rows.length - refusals.length} approved` } })
    if (refusals.length === 0) return null
    const words = (of: 'zh' | 'en') => refusals.map(({ row, label }) => `${row?.area.name[of] ?? ''}：${label[of]}`).join('；')
    return { zh: `有 ${refusals.length} 份没批：${words('zh')}`, en: `${refusals.length} not approved: ${words('en')}` }
  }
  return (
    <FormSheet label={{ zh: `批准这 ${rows.length} 份`, en: `Approve these ${rows.length}` }} submit={{ zh: `批准 ${rows.length} 份`, en: `Approve ${rows.length}` }} onSend={send} onClose={onClose}>
      <p className="t14">{say({ zh: '都没有人补过话，数字谁也改不了。批准后可以发出，不能再补。每一份各记一条。', en: 'Nobody added words to these and nobody can change a figure. Once approved they circulate and nothing can be added. Each is recorded by itself.' })}</p>
      <ul className="t14 col g1">
        {rows.map((row) => (
          <li key={row.id}>
            <NameOf row={row} />
          </li>
        ))}
      </ul>
    </FormSheet>
  )
} // prettier-ignore
