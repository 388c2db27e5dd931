// What the year's records are of, and where the rows behind each count are.
import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { Calls } from '../../core/api.ts'
import type { Label } from '../../core/label.ts'
import type { OversightRow } from '../../core/oversight-shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { Fault, Wait } from './bits.tsx'
import { OpenNew, OpenOrEnded, OversightList, Seat } from './oversight-parts.tsx'

const days = 366
const kinds = [
  { name: 'circulars', say: { zh: '通报', en: 'Circulars' }, query: { process: 'circular' } },
  { name: 'replays', say: { zh: '复盘', en: 'Replay meetings' }, query: { process: 'governance-record', mark: 'record=replay' } },
  { name: 'stays', say: { zh: '蹲点', en: 'On-site stays' }, query: { process: 'governance-record', mark: 'record=stay' } },
  { name: 'joints', say: { zh: '联席会议', en: 'Joint meetings' }, query: { process: 'governance-record', mark: 'record=joint' } },
  { name: 'listed', say: { zh: '挂牌督办', en: 'Listed' }, query: { process: 'listed-supervision' } },
  { name: 'items', say: { zh: '末尾议题', en: 'Last items' }, query: { process: 'standing-item' } },
  { name: 'handovers', say: { zh: '移交执法', en: 'Handed to enforcement' }, query: { process: 'enforcement-handover' } },
] as const
const records: Readonly<Record<string, Label>> = { replay: { zh: '复盘', en: 'Replay meeting' }, stay: { zh: '蹲点', en: 'On-site stay' }, joint: { zh: '联席会议', en: 'Joint meeting' } } // prettier-ignore

const facts = (each: OversightRow): ReactNode => (
  <>
    <Kind each={each} />
    <Seat each={each} seat="unit" />
    <Seat each={each} seat="referrer" />
    <Seat each={each} seat="follower" />
    <Seat each={each} seat="keeper" />
    <Seat each={each} seat="issuer" />
  </>
)

function Kind({ each }: { each: OversightRow }): ReactNode {
  const say = useSay()
  return <span>{say(records[each.marks['record'] ?? ''] ?? each.row.title)}</span>
}

export function RecordsScreen(): ReactNode {
  const say = useSay()
  const [search] = useSearchParams()
  const counts = useAsk('oversightCounts', { query: { days } })
  const chosen = kinds.find((kind) => kind.name === search.get('of'))
  return (
    <>
      <h1 className="t20">{say({ zh: '通报、复盘、蹲点、联席会议', en: 'Circulars, replays, stays and joint meetings' })}</h1>
      {counts.fault ? <Fault fault={counts.fault} onAgain={counts.again} /> : null}
      {counts.data ? (
        <div className="ovcounts">
          {kinds.map((kind) => {
            const { n, open, late } = counts.data?.[kind.name] ?? { n: 0, open: 0, late: 0 }
            return (
              <Link key={kind.name} href={`/oversight/records?of=${kind.name}`} aria-current={kind === chosen ? 'true' : undefined} aria-label={say({ zh: `${kind.say.zh} ${n} 件，未结 ${open}，超时 ${late}，看明细`, en: `${kind.say.en}: ${n}, ${open} open, ${late} late; see the rows` })}>
                <span className="t14 m">{say(kind.say)}</span>
                <b>{n}</b>
                <span className="t13 m">{say({ zh: `未结 ${open}，超时 ${late}`, en: `${open} open, ${late} late` })}</span>
              </Link>
            )
          })}
        </div>
      ) : counts.fault ? null : (
        <Wait />
      )}
      <p className="t13 m">{say({ zh: '近一年。数字都是从下面这些事里数出来的，没有人填；点一个数，看是哪几件。', en: 'Of the past year, counted from the matters below; nobody types them. Press a number for its rows.' })}</p>
      {counts.data && counts.data.handovers.n > 0 ? <Enforced of={counts.data.enforced} /> : null}
      <OpenNew processes={['circular', 'governance-record']} />
      {chosen ? (
        <>
          <h2 className="t18 f jb ac wrap g2">
            {say({ zh: `近一年的${chosen.say.zh}`, en: `${chosen.say.en} of the past year` })}
            <Link className="t14" href="/oversight/records">
              {say({ zh: '看全部', en: 'Show all' })}
            </Link>
          </h2>
          <OversightList query={{ ...chosen.query, days: String(days) }} empty={{ zh: '近一年没有。', en: 'None in the past year.' }} facts={facts} />
        </>
      ) : (
        <OpenOrEnded query={{ process: 'circular,governance-record' }} empty={{ zh: '还没有。有通报、复盘、蹲点或联席会议，记在这里。', en: 'None yet.' }} facts={facts} />
      )}
    </>
  ) // prettier-ignore
}

/** What became of what was handed to enforcement. */
function Enforced({ of }: { of: Calls['oversightCounts']['answer']['enforced'] }): ReactNode {
  const say = useSay()
  const zh = `移交执法的结果：处罚 ${of.penalised}，责令改正 ${of.corrected}，不予立案或处罚 ${of.notPursued}，移送别处 ${of.movedOn}，收回 ${of.takenBack}。`
  const en = `What enforcement made of it: ${of.penalised} penalised, ${of.corrected} corrected, ${of.notPursued} not pursued, ${of.movedOn} moved on, ${of.takenBack} taken back.`
  return <p className="t14">{say({ zh, en })}</p>
}
