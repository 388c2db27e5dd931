// Elder mode: one thing per screen, large words, read aloud, and always a person to call.
import { ClipboardCheck, HeartHandshake, Mic, PhoneCall } from 'lucide-react'
import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import type { Label } from '../../core/label.ts'
import { SpeakButton } from '../kit/speak.tsx'
import { useSay } from '../kit/say.tsx'
import { useAsked, useDistrictPage } from './ask.ts'
import { Mark } from './drawings.tsx'
import { setMode } from './mode.ts'
import { useMine } from './my.tsx'
import { keptOfficer } from './officer-kept.ts'
import { OfflineBar, useDistrict } from './page.tsx'
import { holderWords } from './sent.tsx'

const CallUps = lazy(() => import('./call-ups.tsx'))

export default function ElderHome(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const [, go] = useLocation()
  const page = useDistrictPage(district).said
  const viewer = useAsked('me', { params: { district } }).said?.viewer ?? null
  const mine = useMine(district).list ?? []
  const { officer, yardHead } = keptOfficer(district)
  useEffect(() => void setMode('elder'), [])
  const open = mine.filter((each) => each.phase !== 'done' && each.phase !== 'dropped').length
  const call: Label = officer?.name
    ? { zh: `打给${officer.name}`, en: `Call ${officer.name}` }
    : officer
      ? { zh: '打给网格员', en: 'Call the officer' }
      : { zh: '打给值班的人', en: 'Call the duty desk' }
  const hello = say(
    viewer
      ? { zh: `${viewer.name}，您好。今天想办什么？`, en: `Hello ${viewer.name}. What do you need today?` }
      : { zh: '您好。今天想办什么？', en: 'Hello. What do you need today?' },
  )
  const back = () => {
    setMode('standard')
    go(`/${district}`)
  }
  return (
    <div className="page elder">
      <header className="topbar elderbar">
        <div className="f ac g2">
          <Mark size={44} />
          <h1>{say({ zh: '呼应', en: 'Huying' })}</h1>
        </div>
        <SpeakButton
          text={`${hello}${say({ zh: `第一个，我要反映，说出来就行。第二个，${call.zh}。第三个，我的事，${open} 件正在办。第四个，请人帮我办。`, en: `First: tell us. Second: ${call.en}. Third: my matters, ${open} open. Fourth: ask someone to help.` })}`}
        />
      </header>
      <OfflineBar />
      <main className="body">
        <p className="hello">
          {hello} {page?.demo ? <span className="demo">{say({ zh: '演示', en: 'Demo' })}</span> : null}
        </p>
        {viewer ? (
          <Suspense fallback={null}>
            <CallUps />
          </Suspense>
        ) : null}
        <Link className="choice first" href={`/${district}/elder/report`}>
          <Mic className="i" />
          <span>
            <b>{say({ zh: '我要反映', en: 'Tell us' })}</b>
            <span>{say({ zh: '说出来就行', en: 'Just say it' })}</span>
          </span>
        </Link>
        <a className="choice call" href={`tel:${(page?.hotline ?? '12345').replace(/[^\d+]/g, '')}`}>
          <PhoneCall className="i" />
          <span>
            <b>{say(call)}</b>
            <span>
              {say(
                officer
                  ? { zh: `${officer.label.zh}，值班台转接`, en: `${officer.label.en}, through the duty desk` }
                  : { zh: page?.hotline ?? '12345', en: page?.hotline ?? '12345' },
              )}
            </span>
          </span>
        </a>
        <Link className="choice" href={`/${district}/my`}>
          <ClipboardCheck className="i" />
          <span>
            <b>{say({ zh: '我的事', en: 'My matters' })}</b>
            <span className="m">{say(open > 0 ? { zh: `${open} 件正在办`, en: `${open} open` } : { zh: '现在没有在办的', en: 'None open' })}</span>
          </span>
        </Link>
        <Link className="choice" href={`/${district}/officer`}>
          <HeartHandshake className="i" />
          <span>
            <b>{say({ zh: '请人帮我办', en: 'Ask someone to help' })}</b>
            {yardHead ? <span className="m">{holderWords(yardHead, say)}</span> : null}
          </span>
        </Link>
      </main>
      <footer className="footbar">
        <button type="button" className="btn t w" onClick={back}>
          {say({ zh: '回到标准版', en: 'Back to the standard pages' })}
        </button>
      </footer>
    </div>
  )
}
