// The table of those who could take a matter: why they stand where they stand, how far, how much they carry; digits choose.
import { CircleCheck, CircleDot } from 'lucide-react'
import { useDeferredValue, useId, useState, type ReactNode } from 'react'
import type { Calls } from '../../core/api.ts'
import type { Label } from '../../core/label.ts'
import type { MatterPage } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { Fault, Wait } from './bits.tsx'
import { metresBetween, metresInWords, usePlacesAround, type Spot } from './distances.ts'
import { answerOf, keyOf } from './holder-picker.tsx'

export type Candidate = Calls['holders']['answer']['rows'][number] & { readonly spot: Spot | null; readonly distance: Label | null }
export type Found = {
  readonly rows: readonly Candidate[]
  readonly here: Spot | null
  readonly q: string
  readonly setQ: (q: string) => void
  readonly isPending: boolean
  readonly fault: Label | null
  readonly again: () => void
}

/** The server's order: suggested first; distance is only said where both positions are known. */
export function useCandidates(page: MatterPage, posts?: readonly string[]): Found {
  const { id, lon, lat, area } = page.matter
  const [q, setQ] = useState('')
  const words = useDeferredValue(q.trim())
  const found = useAsk('holders', { query: { matter: id, ...(words ? { q: words } : {}) } })
  const places = usePlacesAround(area.id)
  const here = lon === null || lat === null ? null : { lon, lat }
  const rows = (found.data?.rows ?? [])
    .filter((row) => !posts || posts.includes(row.holder.post))
    .sort((one, other) => Number(other.suggested) - Number(one.suggested))
    .map((row) => {
      const spot = row.holder.area === null ? null : (places.get(row.holder.area) ?? null)
      return { ...row, spot, distance: spot && here ? metresInWords(metresBetween(here, spot)) : null }
    })
  return { rows, here, q, setQ, isPending: found.isPending, fault: found.fault, again: found.again }
}

export type CandidatesProps = {
  readonly found: Found
  readonly chosen: Candidate | undefined
  readonly onChoose: (row: Candidate) => void
  readonly error: Label | undefined
  readonly hasKeys: boolean
}
const shownFirst = 9

export function Candidates({ found, chosen, onChoose, error, hasKeys }: CandidatesProps): ReactNode {
  const say = useSay()
  const id = useId()
  const [isAll, setAll] = useState(false)
  const most = Math.max(1, ...found.rows.map((row) => row.open))
  const suggested = found.rows.filter((row) => row.suggested).length
  const rows = isAll ? found.rows : found.rows.slice(0, shownFirst)
  return (
    <section className="pan" aria-labelledby={`${id}h`}>
      <header className="wrap g2">
        <h2 id={`${id}h`}>{say({ zh: '可以派给谁', en: 'Who could take it' })}</h2>
        <span className="nn">
          {say({ zh: `看了 ${found.rows.length} 个，对口 ${suggested} 个`, en: `${found.rows.length} looked at, ${suggested} fitting` })}
        </span>
        <input
          className="field findhere"
          type="search"
          value={found.q}
          onChange={(event) => found.setQ(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          placeholder={say({ zh: '按单位、地方、岗位找', en: 'Search by unit, place or post' })}
          aria-label={say({ zh: '找办理人', en: 'Search for a handler' })}
        />
      </header>
      {error ? (
        <p className="t14 late" role="alert" id={`${id}e`} style={{ padding: '10px 16px 0' }}>
          {say(error)}
        </p>
      ) : null}
      {found.fault ? <Fault fault={found.fault} onAgain={found.again} /> : null}
      <div role="radiogroup" aria-labelledby={`${id}h`} aria-describedby={error ? `${id}e` : undefined} className="cands">
        {rows.map((row, n) => (
          <CandidateRow
            key={keyOf(answerOf(row.holder))}
            row={row}
            digit={hasKeys && n < 9 ? String(n + 1) : null}
            n={n + 1}
            group={id}
            most={most}
            isOn={row === chosen}
            onChoose={() => onChoose(row)}
          />
        ))}
      </div>
      {found.isPending ? <Wait /> : null}
      {!found.isPending && !found.fault && rows.length === 0 ? (
        <p className="t14 m" style={{ padding: '12px 16px' }}>
          {say({ zh: '没有找到，换个说法试试', en: 'Nothing found; try other words' })}
        </p>
      ) : null}
      {found.rows.length > rows.length ? (
        <button type="button" className="btn t w" onClick={() => setAll(true)}>
          {say({ zh: `再看 ${found.rows.length - rows.length} 个`, en: `${found.rows.length - rows.length} more` })}
        </button>
      ) : null}
    </section>
  )
}

type RowProps = {
  readonly row: Candidate
  readonly digit: string | null
  readonly n: number
  readonly group: string
  readonly most: number
  readonly isOn: boolean
  readonly onChoose: () => void
}

function CandidateRow({ row, digit, n, group, most, isOn, onChoose }: RowProps): ReactNode {
  const say = useSay()
  const Fit = row.suggested ? CircleCheck : CircleDot
  return (
    <label className="cand" data-on={isOn}>
      <span className="cn">{digit ? <kbd aria-hidden="true">{digit}</kbd> : <span className="t13 m">{n}</span>}</span>
      <input type="radio" name={group} checked={isOn} onChange={onChoose} />
      <span className="who">
        <b className="b">
          {say(row.holder.place)} {say(row.holder.label)}
        </b>
        <span className="t13 m">
          {row.holder.name ? `${row.holder.name}·` : ''}
          {say({ zh: `${row.people} 人在岗`, en: `${row.people} on duty` })}
        </span>
      </span>
      <span className={`why2 t14 ${row.suggested ? 'brand' : 'm'}`}>
        <Fit className="i" aria-hidden="true" />
        {[row.why, ...row.reasons.filter(({ zh }) => zh.includes('清单'))].map((reason) => say(reason)).join('；')}
      </span>
      <span className="far t14">
        {row.distance ? (
          <>
            <span className="sr">{say({ zh: '离现场', en: 'Distance ' })}</span>
            {say(row.distance)}
          </>
        ) : (
          <span className="m">
            <span aria-hidden="true">—</span>
            <span className="sr">{say({ zh: '距离不明', en: 'Distance unknown' })}</span>
          </span>
        )}
      </span>
      <span className="load t14">
        <span className="bar" aria-hidden="true">
          <span style={{ width: `${(row.open / most) * 100}%` }} />
        </span>
        <span className="nw">{say({ zh: `手上 ${row.open} 件`, en: `${row.open} open` })}</span>
      </span>
    </label>
  )
}
