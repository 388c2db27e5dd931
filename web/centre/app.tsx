// The centre's page: a wall by default, a desk page with the same figures when asked for; both from the server alone.
import { Moon, Pause, RefreshCw, Sun } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { setLanguage, useLanguage, useSay } from '../kit/say.tsx'
import { Mark } from '../kit/phase-marks.tsx'
import { clockOf } from '../kit/wording.ts'
import { DistrictContext } from './figures.tsx'
import { FrozenSheet } from './frozen.tsx'
import { HourNames, Hours } from './hours.tsx'
import { Answered, Feed, Lines, NotWell, ResidentsSay, Sources, Townships, Triage } from './panels.tsx'
import { useCentre, type Source } from './source.ts'

export function Centre({ district, isDesk }: { district: string; isDesk: boolean }): ReactNode {
  const source = useCentre(district)
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const beat = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(beat)
  }, [])
  useEffect(() => {
    document.documentElement.dataset['theme'] = isDesk ? 'light' : 'wall'
  }, [isDesk])
  return (
    <DistrictContext value={district}>
      <div className={`wall ${isDesk ? 'atdesk' : ''}`}>
        <Head source={source} now={now} district={district} isDesk={isDesk} />
        {source.page ? <Body source={source} now={now} /> : <NoPage source={source} district={district} />}
      </div>
    </DistrictContext>
  )
}

function Body({ source, now }: { source: Source; now: number }): ReactNode {
  const say = useSay()
  const { page } = source
  if (!page) return null
  return (
    <main className="wallmain">
      <div className="left">
        <Answered page={page} />
        <Sources page={page} />
        <Triage page={page} />
      </div>
      <Townships page={page} />
      <div className="right">
        <NotWell page={page} now={now} rows={3} />
        <ResidentsSay page={page} />
      </div>
      <Feed page={page} />
      <section className="wp hourly">
        <h2>
          {say({ zh: '一呼一应，每小时', en: 'Calls and answers by the hour' })}
          <small className="f g4 wrap">
            <span className="f ac g2">
              <i className="key call" />
              {say({ zh: `上：呼 ${page.today.called}`, en: `up: ${page.today.called} calls` })}
            </span>
            <span className="f ac g2">
              <i className="key answer" />
              {say({ zh: `下：应 ${page.today.answered}`, en: `down: ${page.today.answered} answered` })}
            </span>
            <span className="f ac g2">
              <i className="key past" />
              {say({ zh: '上周同日的呼', en: 'calls a week ago' })}
            </span>
          </small>
        </h2>
        <Hours page={page} />
        <HourNames />
      </section>
      <Lines page={page} />
    </main>
  )
}

function Head({ source, now, district, isDesk }: { source: Source; now: number; district: string; isDesk: boolean }): ReactNode {
  const say = useSay()
  const language = useLanguage()
  const [isOut, setOut] = useState(false)
  const { page, isFrozen } = source
  const old = page ? Math.max(0, Math.round((now - page.at) / 1000)) : 0
  const isNight = (new Date(now).getUTCHours() + 8) % 24 >= 20 || (new Date(now).getUTCHours() + 8) % 24 < 8
  const there = new Date(now + 8 * 3_600_000)
  const date = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'long', timeZone: 'Asia/Shanghai' }).format(now)
  const weekday = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'short', timeZone: 'Asia/Shanghai' }).format(now)
  return (
    <header className="wallhead">
      <Mark size={isDesk ? 30 : 40} />
      <h1>{say({ zh: `${page?.district.zh ?? ''}·呼应中心`, en: `${page?.district.en ?? ''} · Huying Centre` })}</h1>
      <span className="mode">
        {isNight ? <Moon className="i" aria-hidden="true" /> : <Sun className="i" aria-hidden="true" />}
        {say(isNight ? { zh: '夜间免打扰', en: 'Quiet hours' } : { zh: '平时', en: 'Ordinary day' })}
      </span>
      <div className="grow" />
      {page?.demo ? <span className="demo">{say({ zh: '演示数据', en: 'Demonstration data' })}</span> : null}
      <span className={`m f ac g2 nw ${!isFrozen && (old > 60 || source.fault !== 'none') && page ? 'late' : ''}`}>
        {isFrozen ? <Pause className="i" aria-hidden="true" /> : <RefreshCw className="i" aria-hidden="true" />}
        {page
          ? isFrozen
            ? say({ zh: `定格在 ${clockOf(page.at)}`, en: `Frozen at ${clockOf(page.at)}` })
            : source.fault !== 'none'
              ? say({ zh: `连不上，这是 ${old} 秒前的`, en: `Not connected; ${old} s old` })
              : say({ zh: `${old} 秒前更新`, en: `updated ${old} s ago` })
          : ''}
      </span>
      <button
        type="button"
        className="wbtn"
        disabled={!page}
        onClick={() => {
          source.freeze(true)
          setOut(true)
        }}
      >
        {say({ zh: '定格并导出', en: 'Freeze and export' })}
      </button>
      <button type="button" className="wbtn" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
        {language === 'zh' ? 'English' : '中文'}
      </button>
      {isDesk ? (
        <a className="wbtn" href={`/staff/${district}/`}>
          {say({ zh: '回工作端', en: 'Staff app' })}
        </a>
      ) : null}
      <time className="clock" dateTime={there.toISOString().slice(0, 16)}>
        {clockOf(now)}
      </time>
      <span className="m date">
        {date}
        <br />
        {weekday}
      </span>
      {isOut && page ? (
        <FrozenSheet
          page={page}
          onClose={() => {
            setOut(false)
            source.freeze(false)
          }}
        />
      ) : null}
    </header>
  )
}

function NoPage({ source, district }: { source: Source; district: string }): ReactNode {
  const say = useSay()
  if (source.fault === 'none') return <main className="nopage m">{say({ zh: '正在打开……', en: 'Opening…' })}</main>
  const isOut = source.fault === 'signedOut'
  return (
    <main className="nopage">
      <p className="t24">
        {say(
          isOut
            ? { zh: '请先登录，再看呼应中心。', en: 'Sign in to see the centre.' }
            : typeof source.fault === 'string'
              ? { zh: '连不上，是我们这边的问题。会自己再试。', en: 'Not connected; our fault. It tries again by itself.' }
              : source.fault,
        )}
      </p>
      <a className="wbtn" href={`/staff/${district}/`}>
        {say({ zh: '去登录', en: 'Sign in' })}
      </a>
    </main>
  )
}
