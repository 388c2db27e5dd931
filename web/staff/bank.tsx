// The problem bank: what is parked and when it is looked at again; problems that came back; where handler and resident do not agree.
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import { useSay } from '../kit/say.tsx'
import { look, useAsk, useDistrict } from './ask.ts'
import { Listing } from './listing.tsx'
import { When } from './oversight-parts.tsx'
import { Repeats } from './repeats.tsx'
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
        <Link href="/oversight/truth">{say({ zh: '说办好了、居民说没有的', en: 'Said done, but not by the resident' })}</Link>
      </p>
      {found.data && found.data.over > 0 ? (
        <p className="calmbox">{say({ zh: `有 ${found.data.over} 件到了再看的日子还没办完`, en: `${found.data.over} have reached their day and are still open` })}</p>
      ) : null}
      <Listing found={{ ...found, isMore: next !== null, more: () => void onMore() }} count={rows.length} none={{ zh: '没有挂账的事。', en: 'Nothing is parked.' }}>
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
      </Listing>
      <Repeats />
    </>
  ) // prettier-ignore
}
