// The frame of every resident's page: a bar with the way back, the content, and the main action within thumb's reach.
import { ChevronLeft, Phone, WifiOff, X } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { Link, useParams } from 'wouter'
import type { Label } from '../../core/label.ts'
import { SpeakButton } from '../kit/speak.tsx'
import { useSay } from '../kit/say.tsx'
import { isDemoDistrict, useDistrictPage } from './ask.ts'
import { useMode } from './mode.ts'

export type PageProps = {
  readonly title: Label
  readonly children: ReactNode
  readonly foot?: ReactNode
  /** where the arrow at the top left leads; home without it */ readonly back?: string
  readonly close?: boolean
  /** the bar of the five main places, on pages that have it */ readonly tabs?: ReactNode
  /** what is read aloud in elder mode */ readonly read?: string
  readonly gap?: number
}

export const useDistrict = (): string => useParams<{ district: string }>().district ?? 'dazu'

export function Page(props: PageProps): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const isElder = useMode().mode === 'elder'
  const title = say(props.title)
  useEffect(() => {
    document.title = `${title} · 呼应`
  }, [title])
  return (
    <div className="page">
      <header className="topbar">
        <Link
          href={props.back ?? `/${district}`}
          className={isElder ? 'btn t back' : 'nb'}
          aria-label={say(props.close ? { zh: '关闭', en: 'Close' } : { zh: '返回', en: 'Back' })}
        >
          {props.close && !isElder ? <X className="i" /> : <ChevronLeft className="i" />}
          {isElder ? say({ zh: '返回', en: 'Back' }) : null}
        </Link>
        {isElder ? <h1 className="sr">{title}</h1> : <h1 className="nt">{title}</h1>}
        <div className="right">
          {isElder ? (
            <SpeakButton text={props.read ?? title} />
          ) : isDemoDistrict(district) ? (
            <span className="demo">{say({ zh: '演示', en: 'Demo' })}</span>
          ) : null}
        </div>
      </header>
      <OfflineBar />
      <main className="body" style={props.gap ? { gap: props.gap } : undefined}>
        {props.children}
        {isElder ? <Always /> : null}
      </main>
      {props.foot ? <footer className="footbar">{props.foot}</footer> : null}
      {isElder ? null : props.tabs}
    </div>
  )
}

export function useOnline(): boolean {
  const [isOnline, set] = useState(() => navigator.onLine)
  useEffect(() => {
    const look = () => set(navigator.onLine)
    addEventListener('online', look)
    addEventListener('offline', look)
    return () => {
      removeEventListener('online', look)
      removeEventListener('offline', look)
    }
  }, [])
  return isOnline
}

export function OfflineBar(): ReactNode {
  const say = useSay()
  return (
    <div role="status">
      {useOnline() ? null : (
        <p className="offline">
          <WifiOff className="i" />
          {say({ zh: '现在没网。内容都存在手机里，不会丢。', en: 'No network. Everything is kept on this phone.' })}
        </p>
      )}
    </div>
  )
}

/** In elder mode a person to call is one of the choices on every screen. */
function Always(): ReactNode {
  const hotline = useDistrictPage(useDistrict()).said?.hotline
  return hotline ? (
    <CallLink number={hotline} label={{ zh: `打电话找人 ${hotline}`, en: `Call a person: ${hotline}` }} className="btn s always" />
  ) : null
}

/** One press calls; the number is always written too, for those who dial it on another telephone. */
export function CallLink({ number, label, className }: { number: string; label: Label; className: string }): ReactNode {
  const say = useSay()
  return (
    <a className={className} href={`tel:${number.replace(/[^\d+]/g, '')}`}>
      <Phone className="i" />
      {say(label)}
    </a>
  )
}
