// Progress: where it stands, who has it, until when, every step so far, and what the person can do now.
import { useEffect, type ReactNode } from 'react'
import { useParams } from 'wouter'
import type { FollowPage } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import './more.css'
import { useAsked } from './ask.ts'
import { keepReceipt } from './receipts.ts'
import { ChoiceFoot, isToJudge, MoreChoices } from './choices.tsx'
import { Letters, Looks, Photos, ProofLink } from './facts.tsx'
import { Page, useDistrict } from './page.tsx'
import { Clock, PhasePill, Timeline } from './timeline.tsx'
import { holderWords } from './sent.tsx'
import { Failed, Loading, Trouble } from './states.tsx'
import { useWhen } from './times.ts'

export default function Progress(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const receipt = (useParams<{ receipt: string }>().receipt ?? '').toUpperCase()
  const asked = useAsked('follow', { params: { district, receipt } }, 20)
  const page = asked.said
  useEffect(() => {
    if (page) keepReceipt(district, { receipt: page.receipt, headline: headlineOf(page, (label) => label.zh), at: page.openedAt })
  }, [district, page?.receipt])
  if (!page)
    return (
      <Page title={title} back={`/${district}/my`}>
        {asked.fault ? <Failed fault={asked.fault} again={asked.again} /> : <Loading />}
      </Page>
    )
  return (
    <Page title={title} back={`/${district}/my`} foot={<ChoiceFoot page={page} />} read={readOf(page, say)}>
      <Head page={page} />
      <StandCard page={page} />
      <Beyond page={page} />
      {asked.fault && asked.stale ? <Trouble say={{ zh: '现在连不上，这是上次看到的。', en: 'Offline: this is what we saw last.' }} /> : null}
      <Timeline page={page} />
      <Photos page={page} />
      <Letters page={page} onFresh={asked.put} />
      <MoreChoices page={page} />
      <Looks page={page} />
      <ProofLink page={page} />
    </Page>
  )
}

const title = { zh: '办理进度', en: 'Progress' }

export const headlineOf = (page: FollowPage, say: (label: { zh: string; en: string }) => string): string =>
  say({ zh: page.headline || named(page).zh, en: page.category ? named(page).en : page.headline || named(page).en })

const named = (page: FollowPage): { zh: string; en: string } => ({
  zh: [page.thing?.zh ?? page.place.zh, page.category?.zh].filter(Boolean).join('·'),
  en: [page.category?.en, page.thing?.en].filter(Boolean).join(': ') || page.place.en,
})

function readOf(page: FollowPage, say: (label: { zh: string; en: string }) => string): string {
  const due =
    page.due === null
      ? ''
      : say({
          zh: `最晚到${new Date(page.due).toLocaleString('zh-CN', { month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZone: 'Asia/Shanghai' })}。`,
          en: '',
        })
  return `${headlineOf(page, say)}。${say(page.plain)}。${due}${page.reply ?? ''}`
}

function Head({ page }: { page: FollowPage }): ReactNode {
  const say = useSay()
  const when = useWhen()
  return (
    <section>
      <h2 className="t20">{headlineOf(page, say)}</h2>
      <p className="t14 m">
        {[say(page.place), page.thing ? say(page.thing) : null, page.category ? say(page.category) : null].filter(Boolean).join('·')}
      </p>
      <p className="t14 m">
        {say({ zh: '查询码 ', en: 'Code ' })}
        <span className="mono nw">{page.receipt}</span>
        {say({ zh: `·${when.day(page.openedAt)}上报`, en: ` · reported ${when.day(page.openedAt)}` })}
        {page.sameCount > 0 ? say({ zh: `·共 ${page.sameCount + 1} 人报`, en: ` · ${page.sameCount + 1} people` }) : ''}
      </p>
    </section>
  )
}

function StandCard({ page }: { page: FollowPage }): ReactNode {
  const say = useSay()
  const when = useWhen()
  const isOver = page.endedAt !== null
  const isYours = isToJudge(page)
  const isBeyond = page.beyond !== null && page.state === 'referred'
  return (
    <section className="card pad">
      <div className="f jb ac g2 wrap">
        <PhasePill
          phase={page.phase}
          {...(isYours ? { word: { zh: '等您定', en: 'Up to you' } } : isBeyond ? { word: { zh: '移交执法了', en: 'Handed to enforcement' } } : {})}
        />
        {isOver ? null : <Clock due={page.due} phase={page.phase} openedAt={page.openedAt} />}
      </div>
      <p className="t18 bb stand">{say(page.plain)}</p>
      {isYours && page.due ? (
        <p className="t14 m">
          {say({
            zh: `${when.clock(page.due)} 前您可以选；不选就先结案，也不会算成满意。`,
            en: `You may choose until ${when.clock(page.due)}; no answer closes it and is not counted as satisfied.`,
          })}
        </p>
      ) : null}
      {page.owner && !isOver && !isYours ? (
        <p className="t14 m">
          {say({
            zh: `现在归：${say(page.owner.place)} ${holderWords(page.owner, say)}`,
            en: `With: ${holderWords(page.owner, say)}, ${say(page.owner.place)}`,
          })}
        </p>
      ) : null}
      {page.due && !isOver && !isYours ? (
        <p className="t14 m">
          {say({
            zh: `${page.late ? '本来该' : '最晚'} ${when.clock(page.due)} 前有下一步${page.late ? '，已经晚了，上一级在管' : ''}`,
            en: page.late ? `Was due ${when.clock(page.due)}; the next level answers for it now` : `Next step by ${when.clock(page.due)}`,
          })}
        </p>
      ) : null}
      {page.endedAt ? <p className="t14 m">{when.short(page.endedAt)}</p> : null}
      {page.reply ? (
        <blockquote className="reply">
          <p className="t13 m">{say({ zh: '给您的答复', en: 'The reply to you' })}</p>
          <p className="read">{page.reply}</p>
        </blockquote>
      ) : null}
      <Stepper page={page} />
    </section>
  )
}

/** What it was handed to answers here too, in plain words; its file stays closed. */
function Beyond({ page }: { page: FollowPage }): ReactNode {
  const say = useSay()
  const when = useWhen()
  const { beyond } = page
  if (!beyond) return null
  return (
    <section className="card pad">
      <h2 className="t16">{say({ zh: '执法那边', en: 'With enforcement' })}</h2>
      <p className="t18 bb">{say(beyond.plain)}</p>
      <p className="t14 m">
        {say({ zh: `移交编号 ${beyond.number} · ${when.short(beyond.at)}`, en: `Hand-over ${beyond.number} · ${when.short(beyond.at)}` })}
      </p>
      {beyond.words ? (
        <blockquote className="reply">
          <p className="t13 m">{say({ zh: '执法单位的结果', en: 'What enforcement decided' })}</p>
          <p className="read">{beyond.words}</p>
        </blockquote>
      ) : null}
    </section>
  )
}

const stages = [
  { zh: '收到', en: 'Received' },
  { zh: '派出', en: 'Assigned' },
  { zh: '在办', en: 'Working' },
  { zh: '核实', en: 'Checking' },
  { zh: '您来定', en: 'You decide' },
]

function Stepper({ page }: { page: FollowPage }): ReactNode {
  const say = useSay()
  if (page.stage === 'dropped') return null
  const now = page.stage === 'done' ? 5 : isToJudge(page) ? 4 : ['received', 'assigned', 'working', 'checking'].indexOf(page.stage)
  return (
    <ol className="stepper" aria-label={say({ zh: '走到哪一步', en: 'Where it stands' })}>
      {stages.map((stage, n) => (
        <li key={stage.zh} className={n < now ? 'd' : n === now ? 'n' : ''} aria-current={n === now ? 'step' : undefined}>
          {say(stage)}
        </li>
      ))}
    </ol>
  )
}
