// Picks whom to hand a matter to: the suggested ones first, each with why and how much it carries now.
import { useDeferredValue, useId, useState, type ReactNode } from 'react'
import type { Calls } from '../../core/api.ts'
import type { HolderShape } from '../../core/shapes.ts'
import type { HolderField } from '../kit/answer-form.tsx'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { Wait } from './bits.tsx'

export type HolderAnswer = {
  readonly post: string
  readonly area?: number
  readonly organisation?: number
  readonly person?: string
}
type HolderRow = Calls['holders']['answer']['rows'][number]
export const answerOf = (holder: HolderShape): HolderAnswer => ({
  post: holder.post,
  ...(holder.area === null ? {} : { area: holder.area }),
  ...(holder.organisation === null ? {} : { organisation: holder.organisation }),
})
/** Whom one chose, by name where a person is chosen; the server keeps the reasons. */
export const answerWith = (row: HolderRow): HolderAnswer => ({
  ...answerOf(row.holder),
  ...(row.person === null ? {} : { person: row.person }),
})
export const keyOf = (answer: unknown): string => {
  const part = (name: string) =>
    typeof answer === 'object' && answer !== null ? (Object.entries(answer).find(([key]) => key === name)?.[1] ?? '') : ''
  return `${part('post')}/${part('area')}/${part('organisation')}/${part('person')}`
}

export function HolderPicker({ matter, holder }: { matter?: string; holder: HolderField }): ReactNode {
  const say = useSay()
  const id = useId()
  const [q, setQ] = useState('')
  const words = useDeferredValue(q.trim())
  const found = useAsk('holders', {
    query: {
      matter,
      posts: holder.field.posts?.join(','),
      ...(holder.field.level ? { level: holder.field.level } : {}),
      ...(holder.field.besides ? { besides: holder.field.besides } : {}),
      ...(words ? { q: words } : {}),
    },
  })
  const isMany = holder.field.kind === 'holders'
  const chosen = (Array.isArray(holder.value) ? holder.value : holder.value ? [holder.value] : []).map(keyOf)
  const rows = (found.data?.rows ?? [])
    .filter((row) => !holder.field.posts || holder.field.posts.includes(row.holder.post))
    .sort((a, b) => Number(b.suggested) - Number(a.suggested))
  const press = (answer: HolderAnswer) => {
    if (!isMany) return holder.onChange(answer)
    const before = Array.isArray(holder.value) ? holder.value : []
    const isOn = chosen.includes(keyOf(answer))
    return holder.onChange(isOn ? before.filter((each) => keyOf(each) !== keyOf(answer)) : [...before, answer])
  }
  return (
    <div className="col g2">
      <input
        className="field w"
        type="search"
        value={q}
        onChange={(event) => setQ(event.target.value)}
        placeholder={say({ zh: '按单位、地方、岗位找', en: 'Search by unit, place or post' })}
        aria-label={say({ zh: '找办理人', en: 'Search for a handler' })}
      />
      <div className="holders" role={isMany ? 'group' : 'radiogroup'} aria-labelledby={holder.labelledBy} tabIndex={-1}>
        {rows.map((row) => {
          const answer = answerWith(row)
          const isOn = chosen.includes(keyOf(answer))
          return (
            <label key={keyOf(answer)} className="holder" data-on={isOn}>
              <input type={isMany ? 'checkbox' : 'radio'} name={id} checked={isOn} onChange={() => press(answer)} />
              <span>
                <b className="b">
                  {say(row.holder.place)} {say(row.holder.label)}
                  {row.holder.name ? `·${row.holder.name}` : ''}
                </b>
                {row.suggested ? (
                  <span className="tag brand" style={{ marginLeft: 8 }}>
                    {say({ zh: '建议', en: 'Suggested' })}
                  </span>
                ) : null}
                <br />
                <span className="t13 m">{row.reasons.map((reason) => say(reason)).join(say({ zh: '；', en: '; ' }))}</span>
              </span>
              <span className="t13 m tr nw">
                {say({ zh: `手上 ${row.open} 件`, en: `${row.open} open` })}
                <br />
                {say({ zh: `${row.people} 人在岗`, en: `${row.people} on duty` })}
              </span>
            </label>
          )
        })}
      </div>
      {found.isPending ? (
        <Wait />
      ) : rows.length === 0 ? (
        <p className="t14 m">{say({ zh: '没有找到，换个说法试试', en: 'Nothing found; try other words' })}</p>
      ) : null}
      <p className="t13 m">{say({ zh: '系统只排顺序、讲理由。派给谁，由您定。', en: 'The system only orders and explains. You decide.' })}</p>
    </div>
  )
}

/** Picks another matter, for merging and the like: by number or words, from those the viewer may see; one that stands in the answer already is shown first. */
export function MatterPicker({ own, picked, process }: { own: string; picked: HolderField; process?: string | undefined }): ReactNode {
  const say = useSay()
  const id = useId()
  const [q, setQ] = useState('')
  const words = useDeferredValue(q.trim())
  const found = useAsk('matters', { query: { limit: 8, ...(process ? { process } : {}), ...(words ? { q: words } : {}) } })
  const [first] = useState(() => (typeof picked.value === 'string' ? picked.value : ''))
  const known = useAsk('matter', { params: { id: first }, enabled: first !== '' }).data?.matter
  const rows = [...(known ? [known] : []), ...(found.data?.rows ?? []).filter((row) => row.id !== known?.id)].filter((row) => row.id !== own && row.endedAt === null) // prettier-ignore
  return (
    <div className="col g2">
      <input
        className="field w"
        type="search"
        value={q}
        onChange={(event) => setQ(event.target.value)}
        placeholder={say({ zh: '编号或几个字', en: 'Number or a few words' })}
        aria-label={say({ zh: '找另一件', en: 'Search for the other matter' })}
      />
      <div className="holders" role="radiogroup" aria-labelledby={picked.labelledBy}>
        {rows.map((row) => (
          <label key={row.id} className="holder" data-on={picked.value === row.id}>
            <input type="radio" name={id} checked={picked.value === row.id} onChange={() => picked.onChange(row.id)} />
            <span>
              <b className="b">{row.headline || say(row.title)}</b>
              <br />
              <span className="t13 m">
                {row.number}·{say(row.place)}
              </span>
            </span>
            <span className="t13 m">{say(row.stateLabel)}</span>
          </label>
        ))}
      </div>
      {found.isPending ? <Wait /> : null}
    </div>
  )
}
