// The ladder on one page: the calls one may make, who answers and in what time, and the open calls one is part of.
import { Handshake, Megaphone, Siren, TriangleAlert, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { Label } from '../../core/label.ts'
import type { Opening } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { Fault, Wait } from './bits.tsx'
import { Listing } from './listing.tsx'
import { Row } from './row.tsx'

const rungs: readonly { readonly process: string; readonly who: Label }[] = [
  { process: 'grid-call', who: { zh: '社区干部来应', en: 'Community staff answer' } },
  { process: 'community-call', who: { zh: '镇街综合指挥岗来应', en: 'The township dispatcher answers' } },
  { process: 'township-call', who: { zh: '区级部门到现场，一家牵头', en: 'Departments come to the spot, one leads' } },
  { process: 'escalated-call', who: { zh: '指名的区领导来定', en: 'A named district leader decides' } },
  { process: 'peer-call', who: { zh: '同级互相帮：网格请网格、社区请社区、镇街请镇街', en: 'Equals help each other: grid, community or township' } },
]

export function CallsScreen(): ReactNode {
  const say = useSay()
  const openings = useAsk('openings')
  const calls = useAsk('calls', { every: 30_000 })
  if (openings.fault) return <Fault fault={openings.fault} onAgain={openings.again} />
  if (!openings.data) return <Wait />
  const rows = openings.data.rows
  const mode = rows.find(({ process }) => process === 'emergency-mode')
  return (
    <div className="page">
      <h1 className="t20">{say({ zh: '呼叫', en: 'Calls' })}</h1>
      <p className="m">
        {say({
          zh: '到没到场由呼叫的人记，不由对方自己说；办没办好也由呼叫的人评。',
          en: 'The caller writes down who turned up and judges whether it is done.',
        })}
      </p>
      <div className="calls">
        {rungs.map((rung) => (
          <Rung key={rung.process} who={rung.who} ways={rows.filter(({ process }) => process === rung.process)} process={rung.process} />
        ))}
      </div>
      {mode ? (
        <p>
          <Link className="btn d" href={`/open/${mode.process}/${mode.action}`}>
            <Siren className="i" aria-hidden="true" />
            {say(mode.label)}
          </Link>
        </p>
      ) : null}
      {mode ? <CallUpWays /> : null}
      <section className="pan">
        <header>
          <h2 className="t16">{say({ zh: '没办完的呼叫', en: 'Open calls' })}</h2>
          <span className="t13 m">
            {calls.data
              ? say({ zh: `我和我单位参与 ${calls.data.mine} 件，排在前面`, en: `${calls.data.mine} with me or my unit, first in the list` })
              : ''}
          </span>
        </header>
        <Listing found={calls} count={calls.data?.rows.length ?? 0} none={{ zh: '现在没有呼叫', en: 'No open calls' }}>
          {calls.data?.rows.map((row) => (
            <Row key={row.id} row={row} href={`/m/${row.id}`} />
          ))}
        </Listing>
      </section>
    </div>
  )
}

/** Calling people up belongs to an emergency: in peace it says so and names the other way. */
function CallUpWays(): ReactNode {
  const say = useSay()
  const modes = useAsk('modes').data?.rows ?? []
  return (
    <section className="pan in col g2" style={{ padding: 14 }} data-off={modes.length === 0}>
      <h2 className="t18 f ac g2">
        <Users className="i" aria-hidden="true" />
        {say({ zh: '急时召集', en: 'Emergency call-up' })}
      </h2>
      <p className="t14 m">
        {say(
          modes.length === 0
            ? {
                zh: '紧急状态开着的时候才能召集。平时请人帮忙，在那件事的页面上「呼叫志愿者」。',
                en: 'Only while an emergency mode is open. In normal times call for volunteers on the page of the matter.',
              }
            : {
                zh: '由近到远叫志愿者和在岗的人，来不来自己定。',
                en: 'Calls volunteers and those on post, nearest first; each decides for themselves.',
              },
        )}
      </p>
      {modes.map(({ id, area }) => (
        <div key={id} className="f g2 wrap">
          {(['byWaves', 'allAtOnce'] as const).map((way) => (
            <Link key={way} className={`btn ${way === 'byWaves' ? 'p' : 's'}`} href={`/open/call-up/${way}?about=${id}`}>
              {say(area.name)} {say(way === 'byWaves' ? { zh: '由近到远叫', en: 'Nearest first' } : { zh: '一次都叫', en: 'All at once' })}
            </Link>
          ))}
        </div>
      ))}
    </section>
  )
}

const titles: Readonly<Record<string, Label>> = {
  'grid-call': { zh: '网格呼叫', en: 'Grid call' },
  'community-call': { zh: '社区呼叫', en: 'Community call' },
  'township-call': { zh: '镇街吹哨', en: 'Township whistle' },
  'escalated-call': { zh: '提级呼叫', en: 'Escalated call' },
  'peer-call': { zh: '横向联动', en: 'Call to an equal' },
}

/** A rung that is not the viewer's is shown without buttons, so that everybody knows the whole ladder. */
function Rung({ process, who, ways }: { process: string; who: Label; ways: readonly Opening[] }): ReactNode {
  const say = useSay()
  const [search] = useSearchParams()
  const concerns = search.get('concerns')
  return (
    <section className="pan in col g2" style={{ padding: 14 }} data-off={ways.length === 0}>
      <h2 className="t18 f ac g2">
        {process === 'escalated-call' ? (
          <TriangleAlert className="i" aria-hidden="true" />
        ) : process === 'peer-call' ? (
          <Handshake className="i" aria-hidden="true" />
        ) : (
          <Megaphone className="i" aria-hidden="true" />
        )}
        {say(titles[process] ?? { zh: process, en: process })}
      </h2>
      <p className="t14 m">{say(who)}</p>
      {ways.length === 0 ? (
        <p className="t13 m">{say({ zh: '不归您的岗位呼叫', en: 'Not called by your post' })}</p>
      ) : (
        <div className="col g2">
          {ways.map((way, n) => (
            <Link
              key={way.action}
              className={`btn ${n === 0 ? 'p' : 's'}`}
              href={`/open/${way.process}/${way.action}${concerns ? `?concerns=${encodeURIComponent(concerns)}` : ''}`}
            >
              {say(way.label)}
            </Link>
          ))}
        </div>
      )}
    </section>
  )
}
