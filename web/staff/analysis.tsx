// Analysis: where matters wait, what gathers where, what grows, and a forecast that shows its own error.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { AnalysisPage } from '../../core/figures.ts'
import { lengthWords, percent, tidy } from '../../core/figure-words.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { Empty, Fault, Wait } from './bits.tsx'
import { PeriodChoice, queryOf } from './figure-bits.tsx'
import { useFilters } from './listing.tsx'

const names = ['preset', 'area'] as const

export function AnalysisScreen(): ReactNode {
  const say = useSay()
  const { asked, set } = useFilters(names)
  const page = useAsk('analysis', { query: asked })
  return (
    <div className="page">
      <h1 className="t20">{say({ zh: '分析', en: 'Analysis' })}</h1>
      <PeriodChoice asked={asked} onSet={set} hasSides={false} />
      {page.fault ? <Fault fault={page.fault} onAgain={page.again} /> : page.data ? null : <Wait />}
      {page.data ? (
        <div className="figpage">
          <Waits page={page.data} />
          <Spots page={page.data} />
          <Growth page={page.data} />
          <Forecast page={page.data} />
        </div>
      ) : null}
    </div>
  )
}

const rowsHref = (page: AnalysisPage, asked: Readonly<Record<string, string>>): string =>
  `/matters?${new URLSearchParams({ from: page.period.from, upto: page.period.upto, ...asked }).toString()}`

function Waits({ page }: { page: AnalysisPage }): ReactNode {
  const say = useSay()
  const most = Math.max(1, ...page.waits.map((wait) => wait.minutes))
  return (
    <section className="pan in figcard" aria-label={say({ zh: '卡在哪一步', en: 'Where matters wait' })}>
      <h2>{say({ zh: '卡在哪一步', en: 'Where matters wait' })}</h2>
      <p className="t13 m">{say({ zh: '离开这一步的事一共等了多久。按步骤，不按人。', en: 'How long matters stood at a step before they left it. By step, never by person.' })}</p>
      {page.waits.length === 0 ? <Empty say={{ zh: '这段时间没有事走过哪一步。', en: 'Nothing moved in this period.' }} /> : null}
      <ul>
        {page.waits.slice(0, 12).map((wait) => (
          <li key={wait.measure}>
            <Link className="figline" href={rowsHref(page, { measure: wait.measure, area: String(page.area.id) })}>
              <span className="figplace">
                {say(wait.label)}
                <br />
                <span className="t13 m">{say(wait.owner)}</span>
              </span>
              <span className="figmid">
                <span className="figbar less" aria-hidden="true">
                  <i style={{ width: `${(wait.minutes / most) * 100}%` }} />
                </span>
              </span>
              <span className="t13">
                {say({ zh: `共 ${lengthWords(wait.minutes).zh} · ${wait.left} 次`, en: `${lengthWords(wait.minutes).en} · ${wait.left} times` })}
                <br />
                <span className="m">
                  {wait.median === null ? say({ zh: '样本不足，不算中位数', en: 'too few for a median' }) : say({ zh: `一半不超过 ${lengthWords(wait.median).zh}`, en: `half within ${lengthWords(wait.median).en}` })} · {say({ zh: `现在 ${wait.now} 件`, en: `${wait.now} now` })}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
} // prettier-ignore

function Spots({ page }: { page: AnalysisPage }): ReactNode {
  const say = useSay()
  return (
    <section className="pan in figcard" aria-label={say({ zh: '热点', en: 'Hot spots' })}>
      <h2>{say({ zh: '热点：哪里、哪一类、几点', en: 'Hot spots: where, what, when' })}</h2>
      <p className="t13 m">{say({ zh: '最近 7 天至少 3 件，而且是前四周平均的一倍半以上。', en: 'At least 3 in 7 days and half as many again as the four weeks before.' })}</p>
      {page.spots.length === 0 ? <Empty say={{ zh: '没有突然多起来的地方。', en: 'Nothing gathers.' }} /> : null}
      <ul>
        {page.spots.slice(0, 12).map((spot) => (
          <li key={`${spot.area.id}${spot.split}`}>
            <Link className="figline" href={`/matters?${queryOf({ measure: 'called', split: spot.split, from: spot.from, upto: spot.upto, area: String(spot.area.id) })}`}>
            <span className="figplace">
              {say(spot.area.name)} · {say(spot.name)}
              {spot.hour === null ? '' : say({ zh: ` · 多在 ${spot.hour} 点`, en: ` · mostly at ${spot.hour}:00` })}
            </span>
            <span className="nw">
              <b>{spot.n}</b> <span className="m">{say({ zh: `平时一周 ${tidy(spot.usual)}`, en: `usually ${tidy(spot.usual)} a week` })}</span>
            </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
} // prettier-ignore

function Growth({ page }: { page: AnalysisPage }): ReactNode {
  const say = useSay()
  const told = page.growth.filter((each) => each.n > 0 || each.before > 0)
  return (
    <section className="pan in figcard" aria-label={say({ zh: '各类多了少了', en: 'Growth by kind' })}>
      <h2>{say({ zh: '各类多了少了', en: 'Growth by kind' })}</h2>
      <p className="t13 m">
        {say(page.period.words)} {say({ zh: '比', en: 'against' })} {say(page.before.words)}
      </p>
      {told.length === 0 ? <Empty say={{ zh: '两期都没有呼声。', en: 'No calls in either period.' }} /> : null}
      <ul>
        {told.map((each) => (
          <li key={each.split}>
            <Link className="figline" href={rowsHref(page, { measure: 'called', split: each.split, area: String(page.area.id) })}>
              <span className="figplace">{say(each.name)}</span>
              <span className="nw">
                {each.before} → <b>{each.n}</b>
              </span>
              <span className="t13 m nw">
                {each.growth === null ? say({ zh: '上期不足 20 件，不算增幅', en: 'base below 20: no rate' }) : `${each.growth > 0 ? '+' : ''}${percent(each.growth)}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
} // prettier-ignore

function Forecast({ page }: { page: AnalysisPage }): ReactNode {
  const say = useSay()
  const { forecast } = page
  const most = Math.max(1, ...forecast.days.map((day) => day.expected))
  return (
    <section className="pan in figcard" aria-label={say({ zh: '预测', en: 'Forecast' })}>
      <h2>
        {say({ zh: '接下来 7 天的呼声', en: 'Calls in the next 7 days' })} <span className="tag">{say({ zh: '预测，不是事实', en: 'forecast, not fact' })}</span>
      </h2>
      {forecast.state === 'tooFew' ? (
        <Empty say={{ zh: `只有 ${forecast.weeks} 周的数，满 4 周才预测。`, en: `Only ${forecast.weeks} weeks known; a forecast needs 4.` }} />
      ) : (
        <>
          <p className="t13 m">
            {say({ zh: `前 ${forecast.weeks} 周同一个星期几的平均。`, en: `Mean of the same weekday over ${forecast.weeks} weeks. ` })}
            {forecast.error === null ? '' : say({ zh: `用它倒推过去 ${forecast.tested} 天，平均差 ${percent(forecast.error)}。`, en: `Tried on ${forecast.tested} past days it was off by ${percent(forecast.error)} on average.` })}
          </p>
          <ul>
            {forecast.days.map((day) => (
              <li key={day.day} className="figline">
                <span className="figplace">{day.day.slice(5)}</span>
                <span className="figmid">
                  <span className="figbar guess" aria-hidden="true">
                    <i style={{ width: `${(day.expected / most) * 100}%` }} />
                  </span>
                </span>
                <b>{tidy(day.expected)}</b>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
} // prettier-ignore
