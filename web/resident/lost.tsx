// The page for an address that leads nowhere: whose mistake it is not, and three ways on.
import { CircleAlert, House, ScanLine, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { useSay } from '../kit/say.tsx'
import './more.css'
import { useDistrictPage } from './ask.ts'
import { Mark } from './drawings.tsx'
import { useMode } from './mode.ts'
import { CallLink } from './page.tsx'

export default function Lost(): ReactNode {
  const say = useSay()
  const [path] = useLocation()
  const district = path.split('/')[1] || 'dazu'
  const page = useDistrictPage(district).said
  const isElder = useMode().mode === 'elder'
  const ways = [
    { href: `/${district}/find`, icon: <Search className="i brand" />, say: { zh: '用查询码查进度', en: 'Find a report by its code' } },
    { href: `/${district}/scan`, icon: <ScanLine className="i brand" />, say: { zh: '扫码上报', en: 'Scan a code to report' } },
  ]
  return (
    <div className="page">
      <header className="homebar">
        <Link className="f ac g2 grow plain" href={`/${district}`} aria-label={say({ zh: '呼应，回首页', en: 'Huying, first page' })}>
          <Mark size={40} />
          <b className="b t18">{page ? say({ zh: `呼应·${page.name.zh}`, en: `Huying, ${page.name.en}` }) : say({ zh: '呼应', en: 'Huying' })}</b>
        </Link>
        {page?.demo ? <span className="demo">{say({ zh: '演示', en: 'Demo' })}</span> : null}
      </header>
      <main className="body col g3">
        <section className="card pad wrong f g3 as">
          <CircleAlert className="i late large" />
          <div className="grow col g1">
            <h1 className="t20">{say({ zh: '没有这一页', en: 'There is no such page' })}</h1>
            <p className="m">
              {say({
                zh: '地址可能少了一截，或是过期了。您报过的事都还在，用查询码就能找到。',
                en: 'The address may be cut short or out of date. What you reported is all there; its code finds it.',
              })}
            </p>
          </div>
        </section>
        <h2 className="sec">{say({ zh: '您可以', en: 'You can' })}</h2>
        <nav className="card rows" aria-label={say({ zh: '您可以', en: 'You can' })}>
          {ways.map((way) => (
            <Link key={way.href} className="row plain" href={way.href}>
              {way.icon}
              <span className="grow">{say(way.say)}</span>
            </Link>
          ))}
        </nav>
      </main>
      <footer className="footbar col g2">
        <Link className={`btn p w ${isElder ? 'huge' : 'xl'}`} href={`/${district}`}>
          <House className="i" />
          {say({ zh: '回首页', en: 'Go to the first page' })}
        </Link>
        {page ? (
          <CallLink number={page.hotline} label={{ zh: `打电话找人 ${page.hotline}`, en: `Call a person: ${page.hotline}` }} className="btn t w" />
        ) : null}
      </footer>
    </div>
  )
}
