// Myself: my posts, how the screens look, where I am signed in, and the way out.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Viewer } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAgain, useAsk, useDistrict } from './ask.ts'
import { Fault, useToast, useWhen, Wait } from './bits.tsx'
import { Settings } from './choices-of-mine.tsx'
import { dispatches, keepsVolunteers, isAdministrator, looksAfterData, onlyAdministers, reportsForOthers, seesConnections } from './frame.tsx'
import { useKeptFindings } from './finding-outbox.ts'
import { sendHeldNow } from './held.ts'
import { Password } from './password.tsx'

const stillIn = { zh: '现在没网，还没有退出。连上网再按一次。', en: 'No network: you are still signed in. Press again when connected.' }

export function Me({ viewer }: { viewer: Viewer }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const again = useAgain()
  const toast = useToast()
  const n = useKeptFindings(viewer.person).length
  const out = async () => {
    await sendHeldNow()
    const told = await tell('signOut', { body: {} })
    if (!told.ok) toast({ say: told.status === 0 ? stillIn : told.label })
    again()
  }
  const isAdmin = viewer.postings.some((posting) => posting.post === 'systemAdmin')
  const isAuditor = viewer.postings.some((posting) => posting.post === 'auditAdmin')
  return (
    <div className="page" style={{ maxWidth: 760 }}>
      <h1 className="t20">{viewer.name}</h1>
      <section className="pan">
        <header>
          <h2 className="t14">{say({ zh: '我的岗位', en: 'My posts' })}</h2>
        </header>
        <ul className="plainlist">
          {viewer.postings.map((posting) => (
            <li key={`${posting.post}${posting.area ?? ''}${posting.organisation ?? ''}`}>
              <b className="b">{say(posting.label)}</b>·{say(posting.place)}
            </li>
          ))}
          {viewer.postings.length === 0 ? <li className="m">{say({ zh: '现在没有岗位', en: 'No post now' })}</li> : null}
        </ul>
      </section>
      <Settings />
      <Password />
      <Devices />
      <nav className="pan plainlist" aria-label={say({ zh: '更多', en: 'More' })}>
        {[
          ...(dispatches(viewer) ? [{ href: '/desk', zh: '指挥台', en: 'Desk' }] : []),
          ...(onlyAdministers(viewer) ? [] : [{ href: '/oversight', zh: '督办', en: 'Supervision' }]),
          ...(reportsForOthers(viewer) ? [{ href: '/behalf', zh: '代人报', en: 'On behalf' }] : []),
          { href: '/notices', zh: '提醒', en: 'Notices' },
          { href: '/indicators', zh: '指标', en: 'Indicators' },
          { href: '/bulletins', zh: '通报', en: 'Bulletins' },
          { href: '/analysis', zh: '分析', en: 'Analysis' },
          { href: '/use', zh: '用得怎样', en: 'Use and effect' },
          ...(looksAfterData(viewer) ? [{ href: '/quality', zh: '数据质量', en: 'Data quality' }] : []),
          ...(keepsVolunteers(viewer) ? [{ href: '/volunteers', zh: '志愿者和服务队', en: 'Volunteers and squads' }] : []),
          ...(isAdministrator(viewer) ? [] : [{ href: '/together', zh: '联建联办联动', en: 'Working together' }]),
          ...(isAdministrator(viewer) ? [] : [{ href: '/resources', zh: '资源', en: 'Resources' }]),
          { href: '/things', zh: '有码的东西', en: 'Things with a code' },
          { href: '/policies', zh: '政策文件', en: 'Policies' },
          { href: '/processes', zh: '流程', en: 'Processes' },
          ...(isAdmin
            ? [
                { href: '/people', zh: '人和岗位', en: 'People and posts' },
                { href: '/calendar', zh: '节假日表', en: 'Calendar' },
              ]
            : []),
          ...(seesConnections(viewer) ? [{ href: '/connectors', zh: '系统对接', en: 'Connections' }] : []),
          ...(isAdministrator(viewer) ? [{ href: '/erasures', zh: '抹去个人信息', en: 'To be forgotten' }] : []),
          ...(isAuditor
            ? [
                { href: '/audit', zh: '登记记录', en: 'Registry trail' },
                { href: '/rules', zh: '权重和门槛', en: 'Weights and thresholds' },
              ]
            : []),
          { href: '/idea', zh: '对本系统提意见', en: 'Tell us about this system' },
        ].map((each) => (
          <Link key={each.href} className="linkrow" href={each.href}>
            {say(each)}
          </Link>
        ))}
        <a className="linkrow" href={`/centre/${district}?desk=1`}>
          {say({ zh: '呼应中心', en: 'The centre' })}
        </a>
      </nav>
      {n > 0 ? (
        <p className="note">
          {say({
            zh: `还有 ${n} 件发现在等网络。退出后它们留在这台手机里，只有您再登录才看得到、才会交。`,
            en: `${n} findings wait for the network. They stay on this phone; only you, signed in again, see and send them.`,
          })}
        </p>
      ) : null}
      <button type="button" className="btn s" onClick={() => void out()}>
        {say({ zh: '退出登录', en: 'Sign out' })}
      </button>
    </div>
  )
}

function Devices(): ReactNode {
  const say = useSay()
  const when = useWhen()
  const toast = useToast()
  const found = useAsk('devices')
  const drop = async (id: string) => {
    const told = await tell('dropDevice', { params: { id } })
    toast({ say: told.ok ? { zh: '那台设备已经退出', en: 'That device is signed out' } : told.label })
    found.again()
  }
  return (
    <section className="pan">
      <header>
        <h2 className="t14">{say({ zh: '登录着的设备', en: 'Signed-in devices' })}</h2>
      </header>
      {found.data ? (
        <ul className="plainlist">
          {found.data.rows.map((device) => (
            <li key={device.id} className="f jb ac g3">
              <span>
                <b className="b">{device.device}</b>{' '}
                {device.isThis ? <span className="tag brand">{say({ zh: '这一台', en: 'this one' })}</span> : null}
                <br />
                <span className="t13 m">{say({ zh: `最近 ${when(device.seenAt).zh}`, en: `Last ${when(device.seenAt).en}` })}</span>
              </span>
              {device.isThis ? null : (
                <button type="button" className="btn d sm" onClick={() => void drop(device.id)}>
                  {say({ zh: '让它退出', en: 'Sign it out' })}
                </button>
              )}
            </li>
          ))}
        </ul>
      ) : found.fault ? (
        <Fault fault={found.fault} onAgain={found.again} />
      ) : (
        <Wait />
      )}
    </section>
  )
}
