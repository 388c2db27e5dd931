// The numbers of a bulletin, each a way to its rows: sentences, what was corrected, levels, the table of all figures, and places.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Bulletin } from '../../core/figures.ts'
import { figureWords, tidy } from '../../core/figure-words.ts'
import { useSay } from '../kit/say.tsx'
import { changeRows, closedRows, figureRows, levelRows, placeRows, sectionRows, sentenceRows, type PlaceNumber } from './bulletin-rows.ts'
import { Rows } from './figure-bits.tsx'
import './bulletin-figures.css'

type Page = { readonly page: Bulletin }

const To = ({ href, children }: { href: string | null; children: ReactNode }): ReactNode =>
  href === null ? children : <Rows href={href}>{children}</Rows>

export function Sections({ page }: Page): ReactNode {
  const say = useSay()
  return page.body.sections.map((section) => (
    <section key={section.title.en}>
      <h3>
        <To href={sectionRows(page, section)}>{say(section.title)}</To>
      </h3>
      {section.sentences.map((sentence) => (
        <p key={sentence.say.en}>
          <To href={sentenceRows(page, sentence)}>{say(sentence.say)}</To>
        </p>
      ))}
    </section>
  ))
}

export function Changes({ page }: Page): ReactNode {
  const say = useSay()
  if (page.body.changes.length === 0) return null
  return (
    <p className="calmbox">
      {say({ zh: '更正了：', en: 'Corrected: ' })}
      {page.body.changes.map((change, at) => (
        <span key={change.name.en}>
          {at > 0 ? say({ zh: '；', en: '; ' }) : ''}
          <To href={changeRows(page, change)}>{`${say(change.name)} ${change.was} → ${change.is}`}</To>
        </span>
      ))}
    </p>
  )
}

export function Levels({ page }: Page): ReactNode {
  const say = useSay()
  const { levels } = page.body
  const total = levels.reduce((sum, level) => sum + level.n, 0)
  if (total === 0) return null
  return (
    <section>
      <h3>
        <Rows href={closedRows(page)}>{say({ zh: `办好的 ${total} 件，在哪一级办好`, en: `Where the ${total} closed were settled` })}</Rows>
      </h3>
      <div className="levels">
        {levels.map((level, at) =>
          level.n > 0 ? (
            <span key={level.name.en} data-at={at} style={{ flexGrow: level.n }}>
              <Link href={levelRows(page, at)}>
                {say(level.name)} {level.n}/{total}
              </Link>
            </span>
          ) : null,
        )}
      </div>
    </section>
  )
}

export function FigureTable({ page }: Page): ReactNode {
  const say = useSay()
  return (
    <details className="pan in">
      <summary>{say({ zh: '全部指标', en: 'All figures' })}</summary>
      <ul className="t13">
        {page.body.figures.map((figure) => (
          <li key={figure.id} className="f jb g2">
            <span>{say(figure.name)}</span>
            <span className="m">
              <To href={figureRows(page, figure)}>{say(figureWords(figure, figure.without))}</To>
            </span>
          </li>
        ))}
        {(page.body.scores ?? []).map((score) => (
          <li key={score.id} className="f jb g2">
            <span>{say(score.name)}</span>
            <span className="m">
              {score.figure.value === null ? say({ zh: '数据不够，不算', en: 'not enough to tell' }) : tidy(score.figure.value)} ·{' '}
              {say({ zh: `权重第 ${score.version} 版`, en: `weights, version ${score.version}` })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Townships of a district, communities of a township, grids of a community, as on paper. */
export function Places({ page }: Page): ReactNode {
  const say = useSay()
  if (page.body.places.length === 0) return null
  return (
    <details className="pan in">
      <summary>{say({ zh: '分区看（按行政次序，不排名）', en: 'By place (administrative order, no ranking)' })}</summary>
      <ul className="t13">
        {page.body.places.map((place) => {
          const shown = (of: PlaceNumber, words: string) => <To href={placeRows(page, place, of)}>{words}</To>
          return (
            <li key={place.id ?? place.name.en} className="col">
              <span>{say(place.name)}</span>
              <span className="m">
                {shown('called', say({ zh: `上报 ${place.called}`, en: `${place.called} calls` }))}
                {say({ zh: '，', en: ', ' })}
                {shown('closed', say({ zh: `办结 ${place.closed}`, en: `${place.closed} closed` }))}
                {say({ zh: '，按期办好 ', en: ', in time ' })}
                {shown('dueInTime', String(place.dueInTime))}/{shown('due', String(place.due))}
              </span>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
