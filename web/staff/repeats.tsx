// Problems that came again: in the viewer's whole area, or, when asked for, around one matter.
import { useState, type ReactNode } from 'react'
import type { RepeatGroup } from '../../core/oversight-shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { Listing } from './listing.tsx'
import { Row } from './row.tsx'

const whys = {
  thing: { zh: '同一个东西', en: 'the same thing' },
  place: { zh: '同一类，五十米内', en: 'same class within fifty metres' },
  microGrid: { zh: '同一类，同一个小院楼栋', en: 'same class in one yard or building' },
} as const

/** In the viewer's whole area, or around one matter. */
export function Repeats({ matter }: { matter?: string }): ReactNode {
  const say = useSay()
  const found = useAsk('repeats', { query: { matter } })
  return (
    <section className="col g3">
      <h2 className="t18">{say({ zh: '又来的问题', en: 'Problems that came again' })}</h2>
      <p className="t14 m">{say({ zh: '90 天内三次以上：找根子，不要只补洞。', en: 'Three times or more in 90 days: look for the cause.' })}</p>
      <Listing found={found} count={found.data?.groups.length ?? 0} none={{ zh: '90 天内没有三次以上的。', en: 'None in the past 90 days.' }}>
        {found.data?.groups.map((group) => <Group key={`${group.why}|${group.matters[0]?.id ?? ''}`} group={group} />)}
      </Listing>
      {found.data && found.data.more > 0 ? <p className="t14 m">{say({ zh: `还有 ${found.data.more} 处`, en: `${found.data.more} more places` })}</p> : null}
    </section>
  ) // prettier-ignore
}

function Group({ group }: { group: RepeatGroup }): ReactNode {
  const say = useSay()
  return (
    <details className="pan">
      <summary className="ovrow">
        <span className="b">
          {say(group.place)}
          {group.category ? `·${say(group.category)}` : ''}
        </span>
        <span className="t14 m">{say({ zh: `${group.n} 次，${whys[group.why].zh}`, en: `${group.n} times, ${whys[group.why].en}` })}</span>
      </summary>
      <ul>
        {group.matters.map((row) => (
          <li key={row.id}>
            <Row row={row} href={`/m/${row.id}`} />
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Looked for only when somebody wants to know. */
export function RepeatsHere({ matter }: { matter: string }): ReactNode {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="pan in" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say({ zh: '这里以前出过几次？', en: 'Did this happen here before?' })}</summary>
      {isOpen ? <Repeats matter={matter} /> : null}
    </details>
  )
}
