// Calls of one grid that may be one and the same: offered to those who sort them, merged with one tap each or told apart with one, and undone within seconds.
import { CopyMinus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { mostApart } from '../../core/may-be-one.ts'
import type { OneGroup } from '../../core/oversight-shapes.ts'
import type { MatterRow } from '../../core/shapes.ts'
import { newActId } from '../kit/act-id.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { useWhen } from './bits.tsx'
import { holdBack, useHeld } from './held.ts'
import { NotOne } from './not-one.tsx'

const whys = {
  thing: { zh: '同一个东西', en: 'the same thing' },
  place: { zh: '同一类，五十米内', en: 'same category within fifty metres' },
  words: { zh: '说的话差不多', en: 'nearly the same words' },
} as const
/** What those read whose call goes into the other. */
const told = '和邻居先报的是同一件，并在一起办，办完一起告诉您。'

export function MayBeOne(): ReactNode {
  const say = useSay()
  const { data } = useAsk('mayBeOne', { every: 120_000 })
  if (!data || data.groups.length === 0) return null
  const n = data.groups.length + data.more
  return (
    <details className="card maybe">
      <summary>
        <CopyMinus className="i" aria-hidden="true" />
        <b className="b">{say({ zh: '这些可能是一件', en: 'These may be one' })}</b>
        <span className="nn">{say({ zh: `${n} 处`, en: `${n}` })}</span>
      </summary>
      <p className="t13 m">
        {say({ zh: '留最早的一件，其余并进去，报的人一起得答复。', en: 'The earliest stays; the others go into it and are answered together.' })}
      </p>
      {data.groups.map((group) => (
        <Group key={`${group.keep.id} ${group.others[0]?.matter.id ?? ''}`} group={group} />
      ))}
      {data.more > 0 ? <p className="t13 m">{say({ zh: `还有 ${data.more} 处，并完这些再列`, en: `${data.more} more after these` })}</p> : null}
    </details>
  )
}

function Group({ group: { keep, others } }: { group: OneGroup }): ReactNode {
  const say = useSay()
  const held = useHeld()
  return (
    <section className="one" aria-label={say({ zh: `留 ${keep.number}`, en: `Keep ${keep.number}` })}>
      <Told row={keep} note={say({ zh: '最早的，留下', en: 'the earliest, stays' })} />
      <ul>
        {others.map(({ matter, why, mayMerge }) => (
          <li key={matter.id}>
            <Told row={matter} note={say(whys[why])} />
            {held?.matter === matter.id ? (
              <span className="t13 m">{say({ zh: '正在并，6 秒内可撤销', en: 'Merging; undo within 6 s' })}</span>
            ) : (
              <span className="f ac g2 wrap">
                {mayMerge ? <Merge row={matter} keep={keep} /> : <Whose row={matter} />}
                <NotOne rows={[keep, matter]} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && others.length <= mostApart ? (
        <p className="all">
          <NotOne rows={[keep, ...others.map(({ matter }) => matter)]} />
        </p>
      ) : null}
    </section>
  )
}

function Told({ row, note }: { row: MatterRow; note: string }): ReactNode {
  const say = useSay()
  const when = useWhen()
  return (
    <p className="grow">
      <Link className="b" href={`/m/${row.id}`}>
        {row.headline || say(row.title)}
      </Link>
      <br />
      <span className="t13 m">
        {note}·{row.place ? say(row.place) : say(row.area.name)}·{say(when(row.openedAt))}
      </span>
    </p>
  )
}

function Merge({ row, keep }: { row: MatterRow; keep: MatterRow }): ReactNode {
  const say = useSay()
  const label = { zh: '合并', en: 'Merge' }
  const press = () =>
    holdBack({
      act: newActId(),
      matter: row.id,
      number: row.number,
      action: 'merge',
      label,
      answers: { into: keep.id, words: told },
      seen: row.seq,
    })
  return (
    <button
      type="button"
      className="btn s sm"
      aria-label={say({ zh: `把 ${row.number} 并进 ${keep.number}`, en: `Merge ${row.number} into ${keep.number}` })}
      onClick={press}
    >
      {say({ zh: '并进去', en: 'Merge' })}
    </button>
  )
}

function Whose({ row }: { row: MatterRow }): ReactNode {
  const say = useSay()
  return (
    <span className="t13 m">{row.owner ? say({ zh: `由${row.owner.label.zh}并`, en: `${row.owner.label.en} merges` }) : say(row.stateLabel)}</span>
  )
}
