// My matters: those of the signed-in person and the receipts this phone remembers.
import { CloudUpload, ScanLine, Search } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import { Phase } from './phase.ts'
import type { FollowPage } from '../../core/shapes.ts'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import './more.css'
import { ask, useAsked } from './ask.ts'
import { Houses } from './pictures.tsx'
import { isToJudge } from './choices.tsx'
import { onOutcome } from './outbox.ts'
import { Page, useDistrict } from './page.tsx'
import { keptReceipts } from './receipts.ts'
import { PhasePill } from './timeline.tsx'
import { Loading } from './states.tsx'
import { Tabs } from './tabs.tsx'
import { useWhen } from './times.ts'
import { useWaiting } from './waiting-list.ts'

export type Mine = {
  readonly receipt: string | null
  readonly id: string
  readonly headline: string
  readonly plain: Label | null
  readonly phase: Phase | null
  readonly due: number | null
  readonly openedAt: number
  readonly toJudge: boolean
}

/** Both sources as one list, newest first; what needs the person comes first. */
export function useMine(district: string): { readonly list: readonly Mine[] | null; readonly isSignedIn: boolean } {
  const me = useAsked('me', { params: { district } })
  const isSignedIn = me.said?.viewer != null
  const mine = useAsked('my', isSignedIn ? { params: { district } } : null)
  const [kept, setKept] = useState<readonly Mine[] | null>(null)
  const [sent, setSent] = useState(0)
  // A report that waited may go out while this list is on the screen.
  useEffect(() => onOutcome((_, outcome) => outcome.kind === 'sent' && setSent((n) => n + 1)), [])
  useEffect(() => {
    const receipts = keptReceipts(district)
    setKept(
      receipts.map((each) => ({
        receipt: each.receipt,
        id: each.receipt,
        headline: each.headline,
        plain: null,
        phase: null,
        due: null,
        openedAt: each.at,
        toJudge: false,
      })),
    )
    // The newest ten are enough for a first look; each opens in full.
    for (const each of receipts.slice(0, 10))
      void ask('follow', { params: { district, receipt: each.receipt } }).then((answer) => {
        if (answer.ok) setKept((all) => all?.map((one) => (one.receipt === each.receipt ? fromFollow(answer.said) : one)) ?? null)
      })
  }, [district, sent])
  if (kept === null || (me.said === null && me.fault === null)) return { list: null, isSignedIn }
  const signed: readonly Mine[] = isSignedIn ? (mine.said?.rows.map((row) => ({ ...row, phase: phaseOf(row.phase), toJudge: false })) ?? []) : []
  const known = new Set(kept.map((each) => each.id))
  const all = [...kept, ...signed.filter((each) => !known.has(each.id))]
  return { list: all.sort((one, other) => Number(other.toJudge) - Number(one.toJudge) || other.openedAt - one.openedAt), isSignedIn }
}

const fromFollow = (page: FollowPage): Mine => ({
  receipt: page.receipt,
  id: page.id,
  headline: page.headline,
  plain: page.plain,
  phase: page.phase,
  due: page.due,
  openedAt: page.openedAt,
  toJudge: isToJudge(page),
})
const phaseOf = (text: string): Phase | null => Phase.find((each) => each === text) ?? null

export default function My(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const { list, isSignedIn } = useMine(district)
  const waiting = useWaiting(district).list ?? []
  return (
    <Page title={{ zh: '我的事', en: 'My matters' }} tabs={<Tabs here="my" />}>
      {waiting.length > 0 ? (
        <Link className="card row plain" href={`/${district}/waiting`}>
          <CloudUpload className="i brand" />
          <span className="grow">{say({ zh: `${waiting.length} 件等着交，一有网就交`, en: `${waiting.length} waiting for the network` })}</span>
        </Link>
      ) : null}
      {list === null ? <Loading /> : list.length === 0 ? <Empty /> : <MineList list={list} />}
      {list && list.length > 0 ? (
        <div className="col ac g1">
          <Link className="btn t" href={`/${district}/find`}>
            <Search className="i" />
            {say({ zh: '用查询码找别的', en: 'Find another by its code' })}
          </Link>
          {isSignedIn ? null : (
            <Link className="btn t" href={`/${district}/sign-in`}>
              {say({ zh: '用手机号登录，换手机也能看', en: 'Sign in to see them on any phone' })}
            </Link>
          )}
        </div>
      ) : null}
    </Page>
  )
}

export function MineList({ list }: { list: readonly Mine[] }): ReactNode {
  return (
    <ul className="card rows">
      {list.map((each) => (
        <MineRow key={each.id} mine={each} />
      ))}
    </ul>
  )
}

/** Matters reported while signed in may have no code on this phone; the row then opens by asking for it. */
export function MineRow({ mine }: { mine: Mine }): ReactNode {
  const say = useSay()
  const when = useWhen()
  const district = useDistrict()
  const plain = mine.plain ? say(mine.plain) : ''
  const due = mine.due ? say({ zh: `最晚${when.clock(mine.due)}`, en: `by ${when.clock(mine.due)}` }) : ''
  const body = (
    <>
      <span className="grow">
        <span className="block b">{mine.headline}</span>
        <span className="block t13 m">
          {mine.toJudge ? say({ zh: '请您看看：办好了吗？', en: 'Please look: is it solved?' }) : plain || due ? null : when.short(mine.openedAt)}
          {mine.toJudge ? null : plain}
          {!mine.toJudge && plain && due ? '·' : null}
          {!mine.toJudge && due ? <span className="nw">{due}</span> : null}
        </span>
      </span>
      {mine.toJudge ? (
        <span className="btn soft sm tall">{say({ zh: '去看看', en: 'Look' })}</span>
      ) : mine.phase ? (
        <PhasePill phase={mine.phase} />
      ) : null}
    </>
  )
  return (
    <li>
      {mine.receipt ? (
        <Link className="row plain as" href={mine.toJudge ? `/${district}/r/${mine.receipt}/judge` : `/${district}/r/${mine.receipt}`}>
          {body}
        </Link>
      ) : (
        <div className="row as">{body}</div>
      )}
    </li>
  )
}

function Empty(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  return (
    <section className="empty col ac g3 tc">
      <Houses />
      <h2 className="t20">{say({ zh: '您还没有报过事', en: 'Nothing reported yet' })}</h2>
      <p className="m narrow">
        {say({
          zh: '看到路灯、垃圾箱、井盖有问题，扫一下上面的码，剩下的我们来。',
          en: 'A lamp, a bin or a manhole is wrong? Scan its code; we do the rest.',
        })}
      </p>
      <Link className="btn p xl" href={`/${district}/scan`}>
        <ScanLine className="i" />
        {say({ zh: '扫码上报', en: 'Scan a code' })}
      </Link>
      <Link className="btn t" href={`/${district}/find`}>
        {say({ zh: '报过，但没登录？用查询码找', en: 'Reported before? Find it by its code' })}
      </Link>
      <Link className="btn t" href={`/${district}/sign-in`}>
        {say({ zh: '用手机号登录', en: 'Sign in with your number' })}
      </Link>
    </section>
  )
}
