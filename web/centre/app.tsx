// The centre's page: a wall by default, a desk page with the same figures when asked for; both from the server alone.
import { Download, Moon, Pause, Play, RefreshCw, Sun } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { setLanguage, useLanguage, useSay } from '../kit/say.tsx'
import { Mark } from '../kit/phase-marks.tsx'
import { clockOf } from '../kit/wording.ts'
import { Alarm } from './alarm.tsx'
import { dayShown } from './day-shown.ts'
import { DistrictContext } from './figures.tsx'
import { FrozenSheet } from './frozen.tsx'
import { HourNames, Hours } from './hours.tsx'
import { useKeys } from './keys.ts'
import { Ladder } from './ladder.tsx'
import { Feed, NotWell, Supervised } from './lists.tsx'
import { MapPanel } from './map-panel.tsx'
import { OnDuty } from './on-duty.tsx'
import { Answered, Lines, ResidentsSay, Sources, Triage } from './panels.tsx'
import { useCentre, type Source, type Wall } from './source.ts'

export function Centre({ district, isDesk, isElder }: { district: string; isDesk: boolean; isElder: boolean }): ReactNode {
  const source = useCentre(district)
  const [now, setNow] = useState(() => Date.now())
  const { wall } = source
  const isEmergency = (wall?.lists.modes.length ?? 0) > 0
  useEffect(() => {
    const beat = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(beat)
  }, [])
  useEffect(() => {
    document.documentElement.dataset['theme'] = isDesk ? 'light' : 'wall'
    document.documentElement.dataset['mode'] = isEmergency && !isDesk ? 'emergency' : 'standard'
  }, [isDesk, isEmergency])
  return (
    <DistrictContext value={district}>
      <div className={`wall ${isDesk ? 'atdesk' : ''} ${isElder ? 'elder' : ''} ${isEmergency ? 'emg' : ''}`}>
        <Head source={source} now={now} district={district} isDesk={isDesk} />
        {wall ? (
          <Body wall={wall} source={source} now={source.isFrozen ? wall.page.at : now} isDesk={isDesk} isEmergency={isEmergency} />
        ) : (
          <NoPage source={source} district={district} />
        )}
      </div>
    </DistrictContext>
  )
}

type Shown = { readonly wall: Wall; readonly source: Source; readonly now: number; readonly isDesk: boolean; readonly isEmergency: boolean }

/** In an emergency what nobody has answered moves first and grows; where calls come from can wait. */
function Body({ wall, source, now, isDesk, isEmergency }: Shown): ReactNode {
  const { page, lists, forces } = wall
  const notWell = <NotWell wall={wall} now={now} isDesk={isDesk} />
  const feed = <Feed page={page} isDesk={isDesk} />
  const duty = <OnDuty forces={forces} isFull={isDesk} isDesk={isDesk} />
  return (
    <main className="wallmain">
      <div className="left">
        {isEmergency ? (
          <>
            {notWell}
            {feed}
          </>
        ) : (
          <>
            <Answered page={page} />
            <Sources page={page} />
            <Triage page={page} />
          </>
        )}
      </div>
      <MapPanel wall={wall} source={source} isEmergency={isEmergency} isDesk={isDesk} />
      <div className="mid">
        {isEmergency ? duty : notWell}
        <Supervised lists={lists} now={now} isDesk={isDesk} />
      </div>
      <div className="right">
        {isEmergency ? <Answered page={page} /> : <ResidentsSay page={page} />}
        <Ladder wall={wall} />
      </div>
      <div className="bottom">
        <Hourly wall={wall} />
        {isEmergency ? null : duty}
        {isEmergency ? null : feed}
        <Lines page={page} />
      </div>
    </main>
  )
}

function Hourly({ wall: { page } }: { wall: Wall }): ReactNode {
  const say = useSay()
  const { called, answered, isToday } = dayShown(page)
  return (
    <section className="wp hourly">
      <h2>
        <span>
          {say({ zh: '一呼一应，每小时', en: 'Call and answer, hourly' })}
          {isToday ? null : <span className="ofday">{say({ zh: '昨天', en: 'Yesterday' })}</span>}
        </span>
        <small className="f g4 hourkeys">
          <span className="f ac g2">
            <i className="key call" />
            {say({ zh: `上：呼 ${called}`, en: `calls: ${called}` })}
          </span>
          <span className="f ac g2">
            <i className="key answer" />
            {say({ zh: `下：应 ${answered}`, en: `answered: ${answered}` })}
          </span>
          {isToday ? (
            <span className="f ac g2 lastweek">
              <i className="key past" />
              {say({ zh: '上周同日的呼', en: 'a week ago' })}
            </span>
          ) : null}
        </small>
      </h2>
      {called === 0 ? <p className="m small">{say({ zh: '今天还没有人呼。', en: 'No calls today yet.' })}</p> : null}
      <Hours page={page} />
      <HourNames />
    </section>
  )
}

function Head({ source, now, district, isDesk }: { source: Source; now: number; district: string; isDesk: boolean }): ReactNode {
  const say = useSay()
  const language = useLanguage()
  const [isOut, setOut] = useState(false)
  const { wall, isFrozen } = source
  const page = wall?.page
  const modes = wall?.lists.modes ?? []
  const out = () => {
    if (!wall) return
    source.freeze(true)
    setOut(true)
  }
  const toggle = () => wall && source.freeze(!isFrozen)
  useKeys({ f: toggle, e: out })
  const there = new Date(now + 8 * 3_600_000)
  const [locale, zone] = [language === 'zh' ? 'zh-CN' : 'en-GB', 'Asia/Shanghai']
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: zone }).format(now)
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: zone }).format(now)
  return (
    <header className="wallhead">
      <Mark size={isDesk ? 30 : 40} />
      <h1>{say({ zh: `${page?.district.zh ?? ''}·呼应中心`, en: `${page?.district.en ?? ''} · Huying Centre` })}</h1>
      {modes.length > 0 ? <Alarm modes={modes} now={now} /> : <Hush now={now} />}
      <div className="grow" />
      {page?.demo ? <span className="demo">{say({ zh: '演示数据', en: 'Demonstration data' })}</span> : null}
      {page ? <Age source={source} now={now} at={page.at} /> : null}
      <button type="button" className="wbtn slim" disabled={!page} aria-pressed={isFrozen} onClick={toggle}>
        {isFrozen ? <Play className="i" aria-hidden="true" /> : <Pause className="i" aria-hidden="true" />}
        {say(isFrozen ? { zh: '接着更新', en: 'Go on' } : { zh: '定格', en: 'Freeze' })}
        <kbd>F</kbd>
      </button>
      <button type="button" className="wbtn slim" disabled={!page} onClick={out} aria-label={say({ zh: '定格并导出', en: 'Freeze and export' })}>
        <Download className="i" aria-hidden="true" />
        {say({ zh: '导出', en: 'Export' })}
        <kbd>E</kbd>
      </button>
      <button type="button" className="wbtn slim" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
        {language === 'zh' ? 'English' : '中文'}
      </button>
      {isDesk ? (
        <a className="wbtn slim" href={`/staff/${district}/`}>
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
      {isOut && wall ? (
        <FrozenSheet
          wall={wall}
          onClose={() => {
            setOut(false)
            source.freeze(false)
          }}
        />
      ) : null}
    </header>
  ) // prettier-ignore
}

function Hush({ now }: { now: number }): ReactNode {
  const say = useSay()
  const hour = new Date(now + 8 * 3_600_000).getUTCHours()
  const isNight = hour >= 20 || hour < 8
  return (
    <span className="mode">
      {isNight ? <Moon className="i" aria-hidden="true" /> : <Sun className="i" aria-hidden="true" />}
      {say(isNight ? { zh: '夜间免打扰', en: 'Quiet hours' } : { zh: '平时', en: 'Ordinary day' })}
    </span>
  )
}

/** How old the figures are: said always, and in cinnabar once they are older than they should be. */
function Age({ source, now, at }: { source: Source; now: number; at: number }): ReactNode {
  const say = useSay()
  const { isFrozen, fault } = source
  const old = Math.max(0, Math.round((now - at) / 1000))
  const words = isFrozen
    ? { zh: `定格在 ${clockOf(at)}`, en: `Frozen at ${clockOf(at)}` }
    : fault !== 'none'
      ? { zh: `连不上，这是 ${old} 秒前的`, en: `Not connected; ${old} s old` }
      : { zh: `${old} 秒前更新`, en: `updated ${old} s ago` }
  return (
    <span className={`m f ac g2 nw age ${!isFrozen && (old > 60 || fault !== 'none') ? 'late' : ''}`}>
      {isFrozen ? <Pause className="i" aria-hidden="true" /> : <RefreshCw className="i" aria-hidden="true" />}
      {say(words)}
    </span>
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
