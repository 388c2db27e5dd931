// Where it is busy: a hexagon for each township and the true outlines, each with its open and overdue matters; all of it also as a list.
import { useState, type ReactNode } from 'react'
import { Link, useSearchParams } from 'wouter'
import { HexMap } from '../kit/hex-map.tsx'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { Fault, useBase, useIsDesk, Wait } from './bits.tsx'
import { Outlines } from './outlines.tsx'

export function MapScreen(): ReactNode {
  const say = useSay()
  const isDesk = useIsDesk()
  const base = useBase()
  const [search] = useSearchParams()
  const under = search.get('under')
  const found = useAsk('areas', { query: under ? { under } : {} })
  const [isOutline, setOutline] = useState(false)
  if (found.fault) return <Fault fault={found.fault} onAgain={found.again} />
  if (!found.data) return <Wait />
  const rows = found.data.rows.filter((area) => (under ? String(area.parent) === under : area.level === 1))
  const tiles = rows.flatMap((area) =>
    area.tile
      ? [
          {
            key: String(area.id),
            col: area.tile.col,
            row: area.tile.row,
            label: say(area.name),
            n: area.open,
            late: area.overdue,
            href: `${base}/matters?area=${area.id}`,
          },
        ]
      : [],
  )
  return (
    <div className="page" style={{ maxWidth: 1480 }}>
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say(under ? { zh: '下一级', en: 'One level down' } : { zh: '现在在办，按镇街', en: 'Open now, by township' })}</h1>
        <span className="f g1">
          {under ? (
            <Link className="btn sm s" href="/map">
              {say({ zh: '回全区', en: 'Whole district' })}
            </Link>
          ) : null}
          {tiles.length > 0 ? (
            <button type="button" className="btn sm s" aria-pressed={isOutline} onClick={() => setOutline(!isOutline)}>
              {say(isOutline ? { zh: '看六边形', en: 'Hexagons' } : { zh: '看轮廓', en: 'Outlines' })}
            </button>
          ) : null}
        </span>
      </div>
      <div className="mapgrid">
        <section className="pan">
          <div className="in">
            {isOutline || tiles.length === 0 ? (
              <Outlines areas={rows} />
            ) : (
              <HexMap tiles={tiles} label={say({ zh: '各镇街在办件数', en: 'Open matters by township' })} />
            )}
            <p className="t13 q" style={{ marginTop: 8 }}>
              {say({ zh: '方位示意，不代表行政区划界线。', en: 'A sketch of positions, not administrative boundaries.' })}{' '}
              {say(found.data.attribution)}
            </p>
          </div>
        </section>
        <section className="pan">
          <header>
            <h2 className="t14">{say({ zh: '同样的数，排成表', en: 'The same numbers as a list' })}</h2>
          </header>
          <ul>
            {rows.map((area) => (
              <li key={area.id} className="f ac" style={{ borderTop: '1px solid var(--line-soft)' }}>
                <Link className="linkrow grow" href={`/matters?area=${area.id}`} style={{ alignItems: 'center', minHeight: isDesk ? 40 : 48 }}>
                  <span className="grow">{say(area.name)}</span>
                  <b className="b">{area.open}</b>
                  {area.overdue > 0 ? <span className="late b t13">{say({ zh: `超时 ${area.overdue}`, en: `${area.overdue} late` })}</span> : null}
                </Link>
                {area.level < 3 ? (
                  <Link
                    className="btn t sm"
                    href={`/map?under=${area.id}`}
                    aria-label={say({ zh: `看${area.name.zh}下面`, en: `Inside ${area.name.en}` })}
                  >
                    {say({ zh: '下面', en: 'Inside' })}
                  </Link>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  )
}
