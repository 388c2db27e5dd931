// Me: signed in or not, language, elder mode, and what this phone remembers.
import { BookOpen, ChartNoAxesColumn, ChevronRight, Eraser, FileCheck2, HandHeart, Languages, LogIn, LogOut, UserPlus, Volume2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { setLanguage, useLanguage, useSay } from '../kit/say.tsx'
import './more.css'
import { ask, forgetSeen, isDemoDistrict, useAsked } from './ask.ts'
import { useMode } from './mode.ts'
import { Page, useDistrict } from './page.tsx'
import { Tabs } from './tabs.tsx'
import { forgetReceipt, keptReceipts } from './receipts.ts'

export default function Me(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const language = useLanguage()
  const { setMode } = useMode()
  const [, go] = useLocation()
  const me = useAsked('me', { params: { district } })
  const viewer = me.said?.viewer ?? null
  const [isForgotten, setForgotten] = useState(false)
  const signOut = () => void ask('signOut', { params: { district }, body: {} }).then(() => { forgetSeen(); me.again(); go(`/${district}`) }) // prettier-ignore
  const forget = () => {
    keptReceipts(district).forEach((each) => forgetReceipt(district, each.receipt))
    forgetSeen()
    setForgotten(true)
  }
  return (
    <Page title={{ zh: '我的', en: 'Me' }} tabs={<Tabs here="me" />}>
      <section className="card pad">
        <p className="t18 bb">{viewer ? viewer.name : say({ zh: '没有登录', en: 'Not signed in' })}</p>
        <p className="t14 m">
          {viewer
            ? say({ zh: '换手机也能看自己的事', en: 'Your matters are on any phone' })
            : say({ zh: '不登录也能报、能查', en: 'Reporting and following work without it' })}
        </p>
      </section>
      <ul className="card rows">
        <li>
          {viewer ? (
            <button type="button" className="row plain w" onClick={signOut}>
              <LogOut className="i m" />
              <span className="grow">{say({ zh: '退出登录', en: 'Sign out' })}</span>
            </button>
          ) : (
            <Link className="row plain" href={`/${district}/sign-in`}>
              <LogIn className="i m" />
              <span className="grow">{say({ zh: '手机号登录', en: 'Sign in with your number' })}</span>
              <ChevronRight className="i q" />
            </Link>
          )}
        </li>
        <li>
          <Link className="row plain" href={`/${district}/hands`}>
            <HandHeart className="i m" />
            <span className="grow">{say({ zh: '搭把手：认领身边的事', en: 'Lend a hand: take up something nearby' })}</span>
            <ChevronRight className="i q" />
          </Link>
        </li>
        {viewer ? (
          <li>
            <Link className="row plain" href={`/${district}/volunteer`}>
              <UserPlus className="i m" />
              <span className="grow">{say({ zh: '我想当志愿者：加入、退出', en: 'Volunteering: join or stop' })}</span>
              <ChevronRight className="i q" />
            </Link>
          </li>
        ) : null}
        <li>
          <button type="button" className="row plain w" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
            <Languages className="i m" />
            <span className="grow" lang={language === 'zh' ? 'en' : 'zh-CN'}>
              {language === 'zh' ? 'English' : '中文'}
            </span>
          </button>
        </li>
        <li>
          <button
            type="button"
            className="row plain w"
            onClick={() => {
              setMode('elder')
              go(`/${district}/elder`)
            }}
          >
            <Volume2 className="i m" />
            <span className="grow">{say({ zh: '长辈版：大字、读给我听', en: 'Elder mode: large text, read aloud' })}</span>
          </button>
        </li>
        <li>
          <Link className="row plain" href={`/${district}/policies`}>
            <BookOpen className="i m" />
            <span className="grow">{say({ zh: '政策文件：这里的事按什么办', en: 'Policies: how things are done here' })}</span>
            <ChevronRight className="i q" />
          </Link>
        </li>
        <ThePlatform district={district} />
        <li>
          <a className="row plain" href="/verify">
            <FileCheck2 className="i m" />
            <span className="grow">{say({ zh: '自己验一验回执', en: 'Check a receipt yourself' })}</span>
            <ChevronRight className="i q" />
          </a>
        </li>
        <li>
          <button type="button" className="row plain w" onClick={forget}>
            <Eraser className="i m" />
            <span className="grow">
              {say({ zh: '让这台手机忘掉查询码', en: 'Make this phone forget the codes' })}
              <span className="block t13 m" role="status">
                {say(
                  isForgotten
                    ? { zh: '忘掉了。凭查询码或登录还能看到。', en: 'Forgotten. The codes or signing in still work.' }
                    : { zh: '借别人的手机报完，可以点一下', en: "For reports from somebody else's phone" },
                )}
              </span>
            </span>
          </button>
        </li>
      </ul>
      {isDemoDistrict(district) ? (
        <a className="btn soft" href={`/demo/${district}`}>
          {say({ zh: '演示：换个人看看', en: 'Demonstration: be somebody else' })}
        </a>
      ) : null}
    </Page>
  )
}

function ThePlatform({ district }: { district: string }): ReactNode {
  const say = useSay()
  return (
    <li>
      <Link className="row plain" href={`/${district}/use`}>
        <ChartNoAxesColumn className="i m" />
        <span className="grow">{say({ zh: '这个平台用得怎样，对它有意见', en: 'How this platform does, and complaints about it' })}</span>
        <ChevronRight className="i q" />
      </Link>
    </li>
  )
}
