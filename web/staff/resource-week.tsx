// One resource by the week: who has it on which day, and asking for a day; of a fund what was granted and spent.
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { Calls } from '../../core/api.ts'
import type { Label } from '../../core/label.ts'
import { openToLabels, type BookingShape, type ResourceRow } from '../../core/resource-shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk } from './ask.ts'
import { Empty, Fault, useLetters, useNow, Wait } from './bits.tsx'
import { About, homesFor } from './resources.tsx'
import { AskSheet, OfferSheet, WithdrawSheet } from './resource-sheets.tsx'
import { amountWords, freeWords, localDay, localTime, whenWords } from './resource-words.ts'
import { clockOf } from '../kit/wording.ts'
import './resources.css'

const dayMs = 86_400_000
const weekdays: readonly Label[] = [{ zh: '周一', en: 'Mon' }, { zh: '周二', en: 'Tue' }, { zh: '周三', en: 'Wed' }, { zh: '周四', en: 'Thu' }, { zh: '周五', en: 'Fri' }, { zh: '周六', en: 'Sat' }, { zh: '周日', en: 'Sun' }] // prettier-ignore

export function ResourceScreen({ id }: { id: string }): ReactNode {
  const [search] = useSearchParams()
  const day = search.get('day')
  const found = useAsk('resource', { params: { id }, query: day && /^\d{4}-\d{2}-\d{2}$/.test(day) ? { day } : {} })
  if (found.fault) return <Fault fault={found.fault} onAgain={found.again} />
  if (!found.data) return <Wait />
  return <Resource page={found.data} concerns={search.get('concerns')} />
}

type Page = Calls['resource']['answer']
function Resource({ page, concerns }: { page: Page; concerns: string | null }): ReactNode {
  const say = useSay()
  const { row } = page
  const [open, setOpen] = useState<'change' | 'withdraw' | { readonly from: string; readonly until: string } | 'ask' | null>(null)
  const close = () => setOpen(null)
  const isLent = row.endedAt === null
  return (
    <div className="page">
      <p className="t14">
        <Link href="/resources">{say({ zh: '全部资源', en: 'All resources' })}</Link>
      </p>
      <div className="f jb as wrap g2">
        <div className="col g1">
          <h1 className="t20">
            {say(row.name)} {row.demo ? <span className="demo">{say({ zh: '演示', en: 'Demo' })}</span> : null}
          </h1>
          <About row={row} />
          <p className="m t14">{say(openToLabels[row.openTo])}</p>
        </div>
        <div className="f ac g2 wrap">
          <span className={row.free > 0 ? 'tag brand' : 'tag'}>{isLent ? say(freeWords(row, row.free)) : say({ zh: '已收回，不再出借', en: 'Withdrawn' })}</span>
          {isLent ? (
            <button type="button" className="btn p" onClick={() => setOpen('ask')}>
              {say({ zh: '借用', en: 'Ask for it' })}
            </button>
          ) : null}
          {row.isKept && isLent ? (
            <>
              <button type="button" className="btn s" onClick={() => setOpen('change')}>
                {say({ zh: '改', en: 'Change' })}
              </button>
              <button type="button" className="btn t" onClick={() => setOpen('withdraw')}>
                {say({ zh: '收回', en: 'Withdraw' })}
              </button>
            </>
          ) : null}
        </div>
      </div>
      {row.kind === 'fund' ? <Ledger page={page} /> : <Week page={page} onAsk={isLent ? setOpen : null} />}
      {open === 'change' ? <OfferSheet row={row} homes={homesFor(row, page.homes)} onClose={close} /> : null}
      {open === 'withdraw' ? <WithdrawSheet row={row} onClose={close} /> : null}
      {open === 'ask' ? <AskSheet row={row} window={null} concerns={concerns} onClose={close} /> : null}
      {open !== null && typeof open === 'object' ? <AskSheet row={row} window={open} concerns={concerns} onClose={close} /> : null}
    </div>
  )
} // prettier-ignore

type OnAsk = ((window: { readonly from: string; readonly until: string }) => void) | null
function Week({ page, onAsk }: { page: Page; onAsk: OnAsk }): ReactNode {
  const say = useSay()
  const now = useNow()
  const [, setSearch] = useSearchParams()
  const turn = (days: number) =>
    setSearch((before) => ({ ...Object.fromEntries(before), day: localDay(days === 0 ? now : page.from + days * dayMs) }), { replace: true })
  useLetters(
    {
      j: { say: { zh: '下一周', en: 'Next week' }, run: () => turn(7) },
      k: { say: { zh: '上一周', en: 'Week before' }, run: () => turn(-7) },
    },
    true,
  )
  const [first, last] = [localDay(page.from), localDay(page.from + 6 * dayMs)]
  return (
    <section className="col g2" aria-label={say({ zh: `${first} 到 ${last}`, en: `${first} to ${last}` })}>
      <div className="f ac jb wrap g2">
        <h2 className="t16" aria-live="polite">
          {first.slice(5).replace('-', '/')} – {last.slice(5).replace('-', '/')}
        </h2>
        <div className="f ac g2 wrap nw">
          <button type="button" className="btn s sm" onClick={() => turn(-7)}>
            <ChevronLeft className="i" aria-hidden="true" />
            {say({ zh: '上一周', en: 'Before' })}
          </button>
          <button type="button" className="btn s sm" onClick={() => turn(0)}>
            {say({ zh: '这一周', en: 'This week' })}
          </button>
          <button type="button" className="btn s sm" onClick={() => turn(7)}>
            {say({ zh: '下一周', en: 'Next' })}
            <ChevronRight className="i" aria-hidden="true" />
          </button>
        </div>
      </div>
      <ol className="week">
        {weekdays.map((name, at) => (
          <Day key={name.en} row={page.row} name={name} from={page.from + at * dayMs} bookings={page.bookings} onAsk={onAsk} />
        ))}
      </ol>
    </section>
  )
}

type DayPlan = { row: ResourceRow; name: Label; from: number; bookings: readonly BookingShape[]; onAsk: OnAsk }
function Day({ row, name, from, bookings, onAsk }: DayPlan): ReactNode {
  const say = useSay()
  const now = useNow()
  const upto = from + dayMs
  const here = bookings.filter((each) => each.from < upto && endOf(each) > from)
  const isToday = now >= from && now < upto
  const isOver = upto <= now
  const date = localDay(from).slice(5).replace('-', '/')
  // a booking of several days is said by what of it lies in this one
  const hours = (each: BookingShape) => `${each.from <= from ? '0:00' : clockOf(each.from)}–${endOf(each) >= upto ? '24:00' : clockOf(endOf(each))}`
  const askFor = () => {
    const start = Math.max(from + 9 * 3_600_000, Math.ceil(now / 3_600_000) * 3_600_000)
    onAsk?.({ from: localTime(start), until: localTime(start + 2 * 3_600_000) })
  }
  return (
    <li className="pan" data-today={isToday} data-over={isOver}>
      <h3 className="t14">
        {say(name)} {date} {isToday ? <span className="tag brand">{say({ zh: '今天', en: 'today' })}</span> : null}
      </h3>
      {here.length === 0 ? <p className="m t14">{isOver ? say({ zh: '没人用', en: 'Not used' }) : say({ zh: '空着', en: 'Free' })}</p> : null}
      <ul className="col g1">
        {here.map((each) => (
          <li key={`${each.from}${each.matter ?? ''}${say(each.by)}`} className="held t14">
            <b className="b">{hours(each)}</b> {amountWords(row, each.amount)}
            <br />
            {each.matter ? <Link href={`/m/${each.matter}`}>{say(each.by)}</Link> : say(each.by)}
            {each.freedAt !== null ? <span className="m"> {say({ zh: '还了', en: 'back' })}</span> : null}
          </li>
        ))}
      </ul>
      {onAsk && !isOver ? (
        <button type="button" className="btn t sm" onClick={askFor} aria-label={say({ zh: `借 ${date}`, en: `Ask for ${date}` })}>
          {say({ zh: '借这天', en: 'Ask' })}
        </button>
      ) : null}
    </li>
  )
}
const endOf = ({ until, freedAt }: BookingShape): number => (freedAt === null ? until : Math.min(until, freedAt))

/** What was granted and what was really spent, the latest first. */
function Ledger({ page }: { page: Page }): ReactNode {
  const say = useSay()
  const now = useNow()
  if (page.bookings.length === 0)
    return <Empty say={{ zh: '还没有人用过这笔资金。按「借用」写清要多少、做什么。', en: 'Nothing was granted from it yet. Ask, saying how much and what for.' }} />
  return (
    <div className="pan scrolltable" tabIndex={0} role="region" aria-label={say({ zh: '用在哪', en: 'Where it went' })}>
      <table>
        <thead>
          <tr>
            <th>{say({ zh: '谁', en: 'Who' })}</th>
            <th>{say({ zh: '什么时候用', en: 'When' })}</th>
            <th>{say({ zh: '多少元', en: 'Yuan' })}</th>
            <th>{say({ zh: '怎么样了', en: 'How it stands' })}</th>
          </tr>
        </thead>
        <tbody>
          {page.bookings.map((each) => (
            <tr key={`${each.from}${each.matter ?? ''}${say(each.by)}`}>
              <td>{each.matter ? <Link href={`/m/${each.matter}`}>{say(each.by)}</Link> : say(each.by)}</td>
              <td>{say(whenWords(each, now))}</td>
              <td>{each.amount.toLocaleString('en-US')}</td>
              <td>{each.freedAt === null ? say({ zh: '批了，还没结账', en: 'Granted, not settled' }) : say({ zh: '结账了，是实际用的', en: 'Settled: really spent' })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
} // prettier-ignore
