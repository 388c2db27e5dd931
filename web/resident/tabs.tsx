// The bar of the five main places at the foot of the main pages.
import { CircleUserRound, ClipboardList, House, UserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useSay } from '../kit/say.tsx'
import { Mark } from './drawings.tsx'
import { useDistrict } from './page.tsx'

export function Tabs({ here }: { here: 'home' | 'my' | 'me' }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const current = (tab: string) => (tab === here ? ('page' as const) : undefined)
  return (
    <nav className="tabbar" aria-label={say({ zh: '主导航', en: 'Main' })}>
      <Link href={`/${district}`} aria-current={current('home')}>
        <House className="i" />
        {say({ zh: '首页', en: 'Home' })}
      </Link>
      <Link href={`/${district}/my`} aria-current={current('my')}>
        <ClipboardList className="i" />
        {say({ zh: '我的事', en: 'My matters' })}
      </Link>
      <Link href={`/${district}/report`} className="fab">
        <span className="knob">
          <Mark size={32} on="brand" />
        </span>
        {say({ zh: '呼一声', en: 'Call' })}
      </Link>
      <Link href={`/${district}/officer`}>
        <UserRound className="i" />
        {say({ zh: '网格员', en: 'Officer' })}
      </Link>
      <Link href={`/${district}/me`} aria-current={current('me')}>
        <CircleUserRound className="i" />
        {say({ zh: '我的', en: 'Me' })}
      </Link>
    </nav>
  )
}
