// One matter on its own page: who has it and until when first, then what one may do, how the time ran, and the whole story.
import { ChevronLeft, Link2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import type { MatterPage } from '../../core/shapes.ts'
import { MiniMap } from '../kit/mini-map.tsx'
import { useSay } from '../kit/say.tsx'
import { useActing } from './acting.tsx'
import { AroundMatter } from './around-matter.tsx'
import { useAsk } from './ask.ts'
import { Clock, Fault, Phase, useIsDesk, useLetters, useNow, useWhen, Wait } from './bits.tsx'
import { Deeds } from './deeds.tsx'
import { ClockPanel, isFinding, LettersPanel, PartsPanel, ReporterSees, SaidPanel, SeatsPanel } from './matter-parts.tsx'
import { Basis } from './policies.tsx'
import { Reveal } from './reveal.tsx'
import { Timeline } from './timeline.tsx'
import { placeInTrail, type Place } from './trail.ts'

export function MatterScreen({ id }: { id: string }): ReactNode {
  const say = useSay()
  const [, go] = useLocation()
  const found = useAsk('matter', { params: { id } })
  const acting = useActing(found.data)
  const isDesk = useIsDesk()
  const now = useNow()
  const [place] = useState(() => placeInTrail(id))
  const step = (to: string | null) => (to ? () => go(`/m/${to}`, { replace: true }) : () => undefined)
  const hasKeys = useLetters(
    {
      ...Object.fromEntries(
        (found.data?.choices ?? []).flatMap((choice) =>
          choice.key && !choice.refusal ? [[choice.key.toLowerCase(), { say: choice.label, run: () => acting.choose(choice) }]] : [],
        ),
      ),
      ...(place
        ? {
            '[': { say: { zh: '上一件', en: 'Previous' }, run: step(place.before) },
            ']': { say: { zh: '下一件', en: 'Next' }, run: step(place.after) },
          }
        : {}),
      Escape: { say: { zh: '回列表', en: 'Back to the list' }, run: () => go(place?.back ?? '/') },
    },
    acting.dialog === null,
  )
  if (found.fault) return <Fault fault={found.fault} onAgain={found.again} />
  const page = found.data
  if (!page) return <Wait />
  const deeds = (
    <section className="pan in" style={{ padding: 14 }}>
      <h2 className="t16" style={{ marginBottom: 10 }}>
        {say({ zh: '您现在可以', en: 'You may now' })}
      </h2>
      <Deeds page={page} onChoose={acting.choose} hasKeys={hasKeys && isDesk} isStack />
    </section>
  )
  return (
    <div className="page" style={{ maxWidth: 1480 }}>
      <div className="f jb ac wrap g2">
        {isDesk ? (
          <p className="t13 m crumb f ac g1">
            <Link href={place?.back ?? '/matters'} className="f ac g1">
              <ChevronLeft className="i" aria-hidden="true" />
              {say(place ? { zh: '回列表', en: 'Back to the list' } : { zh: '全部事项', en: 'All matters' })}
            </Link>
            / <span className="mono">{page.matter.number}</span>
          </p>
        ) : null}
        {place && place.of > 1 ? <Beside place={place} hasKeys={hasKeys && isDesk} /> : null}
      </div>
      <div className="cols wide">
        <div className="grow">
          <MatterHead page={page} />
          {isDesk ? null : deeds}
          <ClockPanel page={page} now={now} />
          <SaidPanel page={page} />
          <div className="cols" style={{ gap: 12 }}>
            <Story page={page} />
            {page.children.length > 0 || page.parent || !isFinding(page) ? (
              <div className="col g3" style={{ width: isDesk ? 330 : '100%', flex: 'none' }}>
                <PartsPanel page={page} />
                <ReporterSees page={page} />
              </div>
            ) : null}
          </div>
        </div>
        <aside>
          {isDesk ? deeds : null}
          <Where page={page} />
          <AroundMatter page={page} />
          <SeatsPanel page={page} />
          <Basis category={page.matter.category?.code ?? null} process={page.matter.process} area={page.matter.area.id} />
          <Reveal page={page} />
          <LettersPanel page={page} onPage={acting.replace} />
        </aside>
      </div>
      {acting.dialog}
    </div>
  )
}

/** The matters before and after this one in the list one came from. */
function Beside({ place, hasKeys }: { place: Place; hasKeys: boolean }): ReactNode {
  const say = useSay()
  const link = (to: string | null, words: { zh: string; en: string }, key: string) =>
    to ? (
      <Link className="btn sm s" href={`/m/${to}`} replace>
        {say(words)}
        {hasKeys ? <kbd aria-hidden="true">{key}</kbd> : null}
      </Link>
    ) : null
  return (
    <nav className="f ac g2 t13 m" aria-label={say({ zh: '这一列里的前后', en: 'Neighbours in the list' })}>
      {link(place.before, { zh: '上一件', en: 'Previous' }, '[')}
      <span className="nw">
        {place.at}/{place.of}
      </span>
      {link(place.after, { zh: '下一件', en: 'Next' }, ']')}
    </nav>
  )
}

export function MatterHead({ page, isSmall }: { page: MatterPage; isSmall?: boolean }): ReactNode {
  const say = useSay()
  const when = useWhen()
  const { matter } = page
  const triage =
    matter.triage === null
      ? null
      : {
          private: { zh: '私事·引导自己办', en: 'Private · guided' },
          small: { zh: '小事·村（社区）协商办', en: 'Small · community' },
          major: { zh: '大事·镇街研究', en: 'Major · township' },
        }[matter.triage]
  return (
    <div>
      {isSmall ? <p className="t13 m mono">{matter.number}</p> : null}
      <h1 className="t24" style={{ marginTop: 2 }}>
        {matter.headline || (matter.category ? say(matter.category.label) : say(matter.title))}
      </h1>
      <div className="f ac g2 wrap" style={{ marginTop: 8 }}>
        <Phase row={matter} />
        <Clock row={matter} isLong />
        {triage ? <span className="tag">{say(triage)}</span> : null}
        {matter.owner ? (
          <span className="tag brand">
            {say({ zh: `在 ${matter.owner.place.zh} ${matter.owner.label.zh}`, en: `With ${matter.owner.place.en} ${matter.owner.label.en}` })}
          </span>
        ) : null}
        {matter.sameCount > 1 ? (
          <span className="tag">{say({ zh: `${matter.sameCount} 人报同一处`, en: `${matter.sameCount} reported the same` })}</span>
        ) : null}
        {matter.demo ? <span className="demo">{say({ zh: '演示', en: 'Demo' })}</span> : null}
      </div>
      <p className="m t14" style={{ marginTop: 6 }}>
        {say(matter.area.name)}
        {matter.place.zh === matter.area.name.zh ? '' : `·${say(matter.place)}`}·
        {say({ zh: `${when(matter.openedAt).zh} 上报`, en: `reported ${when(matter.openedAt).en}` })}
      </p>
    </div>
  )
}

export function Where({ page }: { page: MatterPage }): ReactNode {
  const say = useSay()
  const { matter } = page
  if (matter.lon === null || matter.lat === null) return null
  return (
    <section className="pan" style={{ flex: 'none' }}>
      <MiniMap lon={matter.lon} lat={matter.lat} />
      <p className="t13 m" style={{ padding: '8px 12px' }}>
        {say(matter.place)}·{say({ zh: '位置示意，不代表行政区划界线', en: 'Sketch, not an administrative boundary' })}
      </p>
    </section>
  )
}

export function Story({ page, isShort }: { page: MatterPage; isShort?: boolean }): ReactNode {
  const say = useSay()
  const [isWorkOnly, setWorkOnly] = useState(false)
  const steps = isWorkOnly ? page.timeline.filter((step) => step.toLabel !== null) : page.timeline
  return (
    <section className="pan grow" style={{ minWidth: 0 }}>
      <header>
        <h3>{say({ zh: '来龙去脉', en: 'The story' })}</h3>
        <span className="f g1" hidden={isShort ?? false}>
          <button type="button" className={`btn sm ${isWorkOnly ? 't' : 'soft'}`} aria-pressed={!isWorkOnly} onClick={() => setWorkOnly(false)}>
            {say({ zh: `全部 ${page.timeline.length}`, en: `All ${page.timeline.length}` })}
          </button>
          <button type="button" className={`btn sm ${isWorkOnly ? 'soft' : 't'}`} aria-pressed={isWorkOnly} onClick={() => setWorkOnly(true)}>
            {say({ zh: '只看办理', en: 'Moves only' })}
          </button>
        </span>
      </header>
      <div className="in">
        <Timeline steps={steps} matter={page.matter} />
        <p className="t13 m f ac g1 wrap" style={{ marginTop: 12 }}>
          <Link2 className="i" aria-hidden="true" />
          {page.proof.holds ? (
            say({ zh: `${page.proof.events} 条记录首尾相连，未被改动`, en: `${page.proof.events} records chained end to end, unchanged` })
          ) : (
            <b className="late">
              {say({
                zh: `${page.proof.events} 条记录对不上，请告诉审计管理员`,
                en: `${page.proof.events} records do not match: tell the audit administrator`,
              })}
            </b>
          )}{' '}
          <a href="/verify.html">{say({ zh: '怎么验证', en: 'How to verify' })}</a>
        </p>
      </div>
    </section>
  )
}
