// How this platform does in the district, for everybody: thirty days of figures without a person, the newest root over all records, the filing number, and where to complain about the platform itself.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { figureWords } from '../../core/figure-words.ts'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { useAsked } from './ask.ts'
import { Page, useDistrict } from './page.tsx'
import { Failed, Loading } from './states.tsx'
import { useWhen } from './times.ts'

const title: Label = { zh: '这个平台用得怎样', en: 'How this platform does' }

export default function Use(): ReactNode {
  const say = useSay()
  const when = useWhen()
  const district = useDistrict()
  const asked = useAsked('publicUse', { params: { district } })
  const page = asked.said
  if (!page) return <Page title={title}>{asked.fault ? <Failed fault={asked.fault} again={asked.again} /> : <Loading />}</Page>
  const told = page.rows.map((row) => ({ ...row, words: figureWords(row, row.figure) }))
  return (
    <Page title={title} read={told.map((row) => `${say(row.name)}，${say(row.words)}`).join('。')}>
      <section className="card pad col g2">
        <h2 className="sec">
          {say(page.name)}
          <small>{say(page.period.words)}</small>
        </h2>
        {page.demo ? <p className="t14"><span className="demo">{say({ zh: '演示数据', en: 'Demonstration data' })}</span></p> : null}
        <dl className="col g3">
          {told.map((row) => (
            <div key={row.id}>
              <dt className="t14 m">{say(row.name)}</dt>
              <dd className="t18 b">{say(row.words)}</dd>
              <dd className="t14 m">{say(row.formula)}</dd>
            </div>
          ))}
        </dl>
        <p className="t14 m">
          {say({
            zh: '只数办了多少事，不数谁登录过、在线多久。不到个人，不排名，少于 20 件不算率。',
            en: 'Only what was done is counted, never who signed in or for how long. No person, no ranking, no rate below 20.',
          })}
        </p>
      </section>
      <section className="card pad col g2">
        <h2 className="sec">{say({ zh: '记录有没有被改过', en: 'Whether records were changed' })}</h2>
        {page.checkpoint ? (
          <p>
            {page.checkpoint.holds
              ? say({ zh: `${when.short(Date.parse(page.checkpoint.at))} 又封了一次，和前一次接得上。`, en: `Sealed again ${when.short(Date.parse(page.checkpoint.at))}; it follows from the seal before.` })
              : say({ zh: `${when.short(Date.parse(page.checkpoint.at))} 封的和前一次接不上，正在查。`, en: `The seal of ${when.short(Date.parse(page.checkpoint.at))} does not follow from the one before; it is being looked into.` })}
          </p>
        ) : (
          <p className="m">{say({ zh: '还没有封过。', en: 'Nothing was sealed yet.' })}</p>
        )}
        {page.checkpoint ? (
          <p className="t14 m">
            {say({ zh: `第 ${page.checkpoint.n} 次，校验码 `, en: `Number ${page.checkpoint.n}, check ` })}
            <code>{page.checkpoint.root.slice(0, 16)}</code>
          </p>
        ) : null}
        <a className="btn s" href="/verify">
          {say({ zh: '拿回执自己验', en: 'Verify your own receipt' })}
        </a>
      </section>
      <section className="card pad col g2">
        <h2 className="sec">{say({ zh: '对这个平台有意见', en: 'A complaint about this platform' })}</h2>
        <p>{say({ zh: '不好用、说错了、不该问的问了，都可以说。和别的事一样有编号、有人管、有期限。', en: 'Hard to use, wrong, or asks what it should not: say so. Like every matter it gets a number, somebody who has it, and a date.' })}</p>
        <Link className="btn soft" href={`/${district}/report?about=platform`}>
          {say({ zh: '说给我们听', en: 'Tell us' })}
        </Link>
      </section>
      <p className="t13 q tc">
        {page.filing ? say({ zh: `备案编号：${page.filing}`, en: `Filing: ${page.filing}` }) : say({ zh: '备案编号：还没有填', en: 'Filing number: not set yet' })}
        {' · '}
        <a href={`tel:${page.hotline}`}>{page.hotline}</a>
      </p>
    </Page>
  )
} // prettier-ignore
