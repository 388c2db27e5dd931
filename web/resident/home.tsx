// The first page: call, see one's own matters, reach one's grid officer.
import { CloudUpload, FileCheck2, HandHeart, Mic, ScanLine, Search, UserRound } from 'lucide-react'
import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import { Link } from 'wouter'
import { setLanguage, useLanguage, useSay } from '../kit/say.tsx'
import './more.css'
import { AnsweredLately } from './answered-lately.tsx'
import { useDistrictPage, wasSignedIn } from './ask.ts'
import { Mark } from './drawings.tsx'
import ElderHome from './elder-home.tsx'
import { useMode } from './mode.ts'
import { MineList, useMine } from './my.tsx'
import { keptOfficer } from './officer-kept.ts'
import { OfflineBar, useDistrict } from './page.tsx'
import { Arcs } from './pictures.tsx'
import { Tabs } from './tabs.tsx'
import { holderWords } from './sent.tsx'
import { Failed } from './states.tsx'
import { useWaiting } from './waiting-list.ts'

// only who is signed in is ever called up: nobody else's phone fetches it
const CallUps = lazy(() => import('./call-ups.tsx'))

export default function Home(): ReactNode {
  return useMode().mode === 'elder' ? <ElderHome /> : <StandardHome />
}

function StandardHome(): ReactNode {
  const say = useSay()
  const language = useLanguage()
  const district = useDistrict()
  const { said: page, fault, again } = useDistrictPage(district)
  const { list } = useMine(district)
  const waiting = useWaiting(district).list ?? []
  useEffect(() => {
    document.title = language === 'zh' ? '呼应' : 'Huying'
  }, [language])
  return (
    <div className="page">
      <header className="homebar">
        <div className="f ac g2 grow">
          <Mark size={40} />
          <div>
            <h1>{say({ zh: '呼应', en: 'Huying' })}</h1>
            <p className="t13 m">
              {page ? say(page.name) : ''} {page?.demo ? <span className="demo">{say({ zh: '演示', en: 'Demo' })}</span> : null}
            </p>
          </div>
        </div>
        <Link className="btn s sm tall" href={`/${district}/elder`}>
          {say({ zh: '长辈版', en: 'Elder' })}
        </Link>
        <button
          type="button"
          className="btn s sm tall"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          aria-label={language === 'zh' ? 'EN: English' : '中文'}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {language === 'zh' ? 'EN' : '中文'}
        </button>
      </header>
      <OfflineBar />
      <main className="body homebody">
        {fault && !page ? (
          <Failed
            fault={
              fault.status === 404
                ? { ...fault, say: { zh: '没有这个区。看看地址对不对。', en: 'No such district. Please check the address.' } }
                : fault
            }
            again={again}
          />
        ) : null}
        {wasSignedIn(district) ? (
          <Suspense fallback={null}>
            <CallUps />
          </Suspense>
        ) : null}
        <section className="hero">
          <Arcs />
          <h2>{say({ zh: '有事，呼一声', en: 'Something wrong? Call' })}</h2>
          <p>{say({ zh: '每一声，都有人应', en: 'Every call gets an answer' })}</p>
          <div className="f g2">
            <Link className="btn grow white" href={`/${district}/scan`}>
              <ScanLine className="i" />
              {say({ zh: '扫码上报', en: 'Scan code' })}
            </Link>
            <Link className="btn grow deep" href={`/${district}/report`}>
              <Mic className="i" />
              {say({ zh: '说一说', en: 'Tell us' })}
            </Link>
          </div>
        </section>
        {waiting.length > 0 ? (
          <Link className="card row plain" href={`/${district}/waiting`}>
            <CloudUpload className="i brand" />
            <span className="grow">{say({ zh: `${waiting.length} 件等着交，一有网就交`, en: `${waiting.length} waiting for the network` })}</span>
          </Link>
        ) : null}
        {list && list.length > 0 ? (
          <section className="col g2">
            <h2 className="sec">
              {say({ zh: '我的事', en: 'My matters' })}
              <Link className="t14 all" href={`/${district}/my`}>
                {say({ zh: `全部 ${list.length} 件`, en: `All ${list.length}` })}
              </Link>
            </h2>
            <MineList list={list.slice(0, 2)} />
          </section>
        ) : null}
        <nav className="services" aria-label={say({ zh: '常用', en: 'Often used' })}>
          <Service href={`/${district}/officer`} icon={<UserRound className="i" />} label={say({ zh: '我的网格员', en: 'My officer' })} />
          <Service href={`/${district}/find`} icon={<Search className="i" />} label={say({ zh: '查进度', en: 'Find by code' })} />
          <Service href="/verify" icon={<FileCheck2 className="i" />} label={say({ zh: '验回执', en: 'Verify' })} outside />
          <Service href={`/${district}/hands`} icon={<HandHeart className="i" />} label={say({ zh: '搭把手', en: 'Lend a hand' })} />
        </nav>
        <Around district={district} />
        <AnsweredLately district={district} />
        <section className="card pad col g2">
          <h2 className="sec">{say({ zh: '您报了以后', en: 'After you report' })}</h2>
          <ol className="col g2 promise">
            <li>{say({ zh: '马上告诉您：归谁管、最晚什么时候回您', en: 'At once you see who has it and until when' })}</li>
            <li>{say({ zh: '到时间没人理，系统自动交给上一级', en: 'If nobody answers in time, the next level has it' })}</li>
            <li>{say({ zh: '换个人去核实，最后由您说办没办好', en: 'Someone else checks, and you say whether it is solved' })}</li>
          </ol>
        </section>
        {page ? (
          <p className="t13 q tc">
            {say({ zh: '急事打 ', en: 'Urgent: ' })}
            <a href={`tel:${page.hotline}`}>{page.hotline}</a>
            {page.filing ? ` · ${page.filing}` : ''}
            {' · '}
            <Link href={`/${district}/use`}>{say({ zh: '这个平台用得怎样', en: 'How this platform does' })}</Link>
          </p>
        ) : null}
      </main>
      <Tabs here="home" />
    </div>
  )
}

/** Who answers for the place this phone reported from last. */
function Around({ district }: { district: string }): ReactNode {
  const say = useSay()
  const { officer, yardHead } = keptOfficer(district)
  const people = [officer, yardHead].flatMap((each) => (each ? [holderWords(each, say)] : []))
  return officer ? (
    <Link className="card row plain" href={`/${district}/officer`}>
      <UserRound className="i brand" />
      <span className="grow">
        {people.map((each, n) => (
          <span key={each} className="nw">
            {n > 0 ? `· ${each}` : `${each} `}
          </span>
        ))}
      </span>
    </Link>
  ) : null
}

function Service({ href, icon, label, outside }: { href: string; icon: ReactNode; label: string; outside?: boolean }): ReactNode {
  const inside = (
    <>
      <span className="tile">{icon}</span>
      {label}
    </>
  )
  return outside ? (
    <a className="card service" href={href}>
      {inside}
    </a>
  ) : (
    <Link className="card service" href={href}>
      {inside}
    </Link>
  )
}
