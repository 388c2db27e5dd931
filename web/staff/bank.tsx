// The problem bank: what is parked and when it is looked at again; problems that came back; where handler and resident do not agree.
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { RepeatGroup } from '../../core/oversight-shapes.ts'
import { useSay } from '../kit/say.tsx'
import { look, useAsk, useDistrict } from './ask.ts'
import { Empty, Fault, More, Wait } from './bits.tsx'
import { When } from './oversight-parts.tsx'
import { Row } from './row.tsx'
import type { MatterRow } from '../../core/shapes.ts'

export function BankScreen(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const found = useAsk('problemBank', { query: { limit: 20 } })
  const [more, setMore] = useState<{ rows: readonly MatterRow[]; next: string | null } | null>(null)
  const next = more ? more.next : (found.data?.next ?? null)
  const rows = [...(found.data?.rows ?? []), ...(more?.rows ?? [])]
  const onMore = async () => {
    const told = await look('problemBank', { district, query: { limit: 20, after: next } })
    if (told.ok) setMore({ rows: [...(more?.rows ?? []), ...told.answer.rows], next: told.answer.next })
  }
  return (
    <>
      <h1 className="t20">{say({ zh: '问题库', en: 'Problem bank' })}</h1>
      <p className="t14 m">
        {say({ zh: '现在办不了的事，挂着账，说好哪天再看。到了日子自己回到镇街桌上。', en: 'What cannot be done now, kept with the day it is looked at again; on that day it comes back by itself.' })}{' '}
        <Link href="/matters?measure=truth">{say({ zh: '说办好了、居民说没有的', en: 'Said done, but not by the resident' })}</Link>
      </p>
      {found.fault ? <Fault fault={found.fault} onAgain={found.again} /> : found.data ? null : <Wait />}
      {found.data && found.data.over > 0 ? (
        <p className="calmbox">{say({ zh: `有 ${found.data.over} 件到了再看的日子还没办完`, en: `${found.data.over} have reached their day and are still open` })}</p>
      ) : null}
      {found.data && rows.length === 0 ? <Empty say={{ zh: '没有挂账的事。', en: 'Nothing is parked.' }} /> : null}
      {rows.length > 0 ? (
        <ul className="pan">
          {rows.map((row) => (
            <li key={row.id}>
              <Row row={row} href={`/m/${row.id}`} />
              {row.due === null ? null : (
                <p className="t13 m" style={{ padding: '0 16px 12px' }}>
                  {row.state === 'parked' ? say({ zh: '再看：', en: 'Looked at again: ' }) : say({ zh: '已到日子，最晚：', en: 'Its day has come; due: ' })}
                  <When at={row.due} />
                </p>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      <More isMore={next !== null} onMore={() => void onMore()} />
      <Repeats />
    </>
  ) // prettier-ignore
}

const whys = {
  thing: { zh: '同一个东西', en: 'the same thing' },
  place: { zh: '同一类，五十米内', en: 'same class within fifty metres' },
  microGrid: { zh: '同一类，同一个小院楼栋', en: 'same class in one yard or building' },
} as const

/** In the viewer's whole area, or around one matter. */
export function Repeats({ matter }: { matter?: string }): ReactNode {
  const say = useSay()
  const found = useAsk('repeats', { query: { matter } })
  if (matter !== undefined && (found.data?.groups.length ?? 0) === 0) return null
  return (
    <section className="col g3">
      <h2 className="t18">{say({ zh: '又来的问题', en: 'Problems that came again' })}</h2>
      <p className="t14 m">{say({ zh: '90 天内三次以上：找根子，不要只补洞。', en: 'Three times or more in 90 days: look for the cause.' })}</p>
      {found.fault ? <Fault fault={found.fault} onAgain={found.again} /> : found.data ? null : <Wait />}
      {found.data?.groups.length === 0 ? <Empty say={{ zh: '90 天内没有三次以上的。', en: 'None in the past 90 days.' }} /> : null}
      {found.data?.groups.map((group) => <Group key={`${group.why}|${group.matters[0]?.id ?? ''}`} group={group} />)}
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
