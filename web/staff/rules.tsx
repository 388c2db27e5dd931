// Weights of the score and thresholds of the safety report: every version with its day, who proposed and who confirmed it; changed by two people.
import { useState, type ReactNode } from 'react'
import type { Calls } from '../../core/api.ts'
import { ruleNames, type RuleParts } from '../../core/figure-rules.ts'
import { newActId } from '../kit/act-id.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAgain, useAsk } from './ask.ts'
import { Fault, useToast, useWhen, Wait } from './bits.tsx'
import { FormSheet } from './form-sheet.tsx'

type Page = Calls['figureRules']['answer']
type Kind = Page['kinds'][number]
type Rules = Kind['versions'][number]

export function RulesScreen(): ReactNode {
  const say = useSay()
  const page = useAsk('figureRules')
  return (
    <div className="page" style={{ maxWidth: 900 }}>
      <h1 className="t20">{say({ zh: '权重和门槛', en: 'Weights and thresholds' })}</h1>
      <p className="m">
        {say({
          zh: '一个人提，另一个人定：区督查岗提议，区领导或审计管理员确认。从明天或以后起算，以前的时段一直按当时的版本。',
          en: 'One proposes, another decides: the district supervisor proposes, the district leader or the audit administrator confirms. A version begins tomorrow at the earliest; past periods keep the version of their time.',
        })}
      </p>
      {page.fault ? <Fault fault={page.fault} onAgain={page.again} /> : page.data ? null : <Wait />}
      {page.data?.kinds.map((kind) => (
        <One key={kind.kind} kind={kind} page={page.data} />
      ))}
    </div>
  )
}

function One({ kind, page }: { kind: Kind; page: Page | undefined }): ReactNode {
  const say = useSay()
  const [isProposing, setProposing] = useState(false)
  const now = kind.versions.find((version) => version.version === kind.now)
  return (
    <section className="pan col g2" style={{ padding: 14 }} aria-label={say(ruleNames[kind.kind])}>
      <div className="f jb ac wrap g2">
        <h2 className="t18">{say(ruleNames[kind.kind])}</h2>
        {page?.may.propose && kind.open === null ? (
          <button type="button" className="btn s" onClick={() => setProposing(true)}>
            {say({ zh: '提议修改', en: 'Propose a change' })}
          </button>
        ) : null}
      </div>
      {kind.open ? <Waiting kind={kind} open={kind.open} page={page} /> : null}
      <ul className="col g2">
        {kind.versions.map((version) => (
          <Version key={version.version} rules={version} isNow={version.version === kind.now} />
        ))}
        {kind.declined.map((each) => (
          <Version key={each.id} rules={each} isNow={false} />
        ))}
      </ul>
      {isProposing && now ? <Propose kind={kind.kind} now={now} earliest={page?.earliest ?? ''} onClose={() => setProposing(false)} /> : null}
    </section>
  )
}

/** As they are set: whole percents. */
const percent = (share: number): string => `${Math.round(share * 100)}%`
const parts = (rules: Rules) =>
  rules.parts.map((part) => {
    const sign = part.good === 'less' ? '≤' : '≥'
    const edges = `A ${sign} ${percent(part.a ?? 0)}，B ${sign} ${percent(part.b ?? 0)}`
    return { name: part.name, words: part.weight === null ? { zh: edges, en: edges.replace('，', ', ') } : { zh: percent(part.weight), en: percent(part.weight) } }
  }) // prettier-ignore

function Parts({ rules }: { rules: Rules }): ReactNode {
  const say = useSay()
  return (
    <span className="f wrap g2 t14">
      {parts(rules).map((part) => (
        <span key={part.name.en}>
          {say(part.name)} <b className="nw">{say(part.words)}</b>
        </span>
      ))}
    </span>
  )
}

function Who({ rules }: { rules: Rules }): ReactNode {
  const say = useSay()
  const when = useWhen()
  if (rules.proposedAt === null) return <span className="t13 m">{say({ zh: '随产品来的默认值', en: 'As shipped with the product' })}</span>
  const asked = { zh: `${rules.proposedBy ?? ''} ${when(rules.proposedAt).zh} 提议：${rules.reason ?? ''}`, en: `Proposed by ${rules.proposedBy ?? ''}, ${when(rules.proposedAt).en}: ${rules.reason ?? ''}` } // prettier-ignore
  const words = rules.decidedWords ? `（${rules.decidedWords}）` : ''
  const by = rules.decidedAt === null ? null : { zh: `${rules.decidedBy ?? ''} ${when(rules.decidedAt).zh} ${rules.outcome === 'confirmed' ? '确认' : '没有同意'}${words}`, en: `${rules.outcome === 'confirmed' ? 'Confirmed' : 'Declined'} by ${rules.decidedBy ?? ''}, ${when(rules.decidedAt).en}${words}` } // prettier-ignore
  return (
    <span className="t13 m">
      {say(asked)}
      {by ? ` · ${say(by)}` : ''}
    </span>
  )
}

function Version({ rules, isNow }: { rules: Rules; isNow: boolean }): ReactNode {
  const say = useSay()
  return (
    <li className="card col g1" style={{ padding: 14 }}>
      <span className="f ac wrap g2">
        <b className="b">
          {rules.version === null
            ? say({ zh: '没有同意的提议', en: 'Declined proposal' })
            : say({ zh: `第 ${rules.version} 版`, en: `Version ${rules.version}` })}
          {rules.from === null ? '' : say({ zh: `，${rules.from} 起的时段`, en: `, periods from ${rules.from}` })}
        </b>
        {isNow ? <span className="tag brand">{say({ zh: '现在用的', en: 'In force' })}</span> : null}
      </span>
      <Parts rules={rules} />
      <Who rules={rules} />
    </li>
  )
}

function Waiting({ kind, open, page }: { kind: Kind; open: Rules; page: Page | undefined }): ReactNode {
  const say = useSay()
  const again = useAgain()
  const toast = useToast()
  const [words, setWords] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const isOwn = open.id !== null && (page?.may.own.includes(open.id) ?? false)
  const decide = async (confirm: boolean) => {
    const told = await tell('decideRules', { params: { id: open.id ?? '' }, body: { confirm, ...(words.trim() ? { words: words.trim() } : {}) } })
    if (!told.ok) return setFault(say(told.label))
    toast({ say: confirm ? { zh: '确认了，按写的日子生效', en: 'Confirmed; it begins on its day' } : { zh: '没有同意，原来的继续用', en: 'Declined; the old one stays' } }) // prettier-ignore
    return again()
  }
  return (
    <div className="calmbox col g2" role="group" aria-label={say(ruleNames[kind.kind])}>
      <b>{say({ zh: `等着定的提议：${open.from ?? ''} 起`, en: `Waiting for a decision: from ${open.from ?? ''}` })}</b>
      <Parts rules={open} />
      <Who rules={open} />
      {page?.may.decide && !isOwn ? (
        <>
          <label className="col g1 t14">
            {say({ zh: '说明（可以不写）', en: 'Words (optional)' })}
            <input className="field" maxLength={500} value={words} onChange={(event) => setWords(event.target.value)} />
          </label>
          <span className="f wrap g2">
            <button type="button" className="btn p" onClick={() => void decide(true)}>
              {say({ zh: '确认', en: 'Confirm' })}
            </button>
            <button type="button" className="btn s" onClick={() => void decide(false)}>
              {say({ zh: '不同意', en: 'Decline' })}
            </button>
          </span>
        </>
      ) : isOwn ? (
        <span className="f wrap ac g2">
          <span className="t14">{say({ zh: '等别人确认，自己提的自己不能定。', en: 'Somebody else confirms it.' })}</span>
          <button type="button" className="btn s sm" onClick={() => void decide(false)}>
            {say({ zh: '收回', en: 'Take back' })}
          </button>
        </span>
      ) : null}
      {fault ? (
        <p className="faultbox" role="alert">
          {fault}
        </p>
      ) : null}
    </div>
  )
}

type Wish = { readonly [field: string]: string }
const keyOf = (indicator: string, field: string) => `${indicator}|${field}`
const wishOf = (rules: Rules): Wish =>
  Object.fromEntries(rules.parts.flatMap((part) => (['weight', 'a', 'b'] as const).flatMap((field) => (part[field] === null ? [] : [[keyOf(part.indicator, field), String(Math.round(part[field] * 100))]])))) // prettier-ignore

type ProposePlan = { readonly kind: Kind['kind']; readonly now: Rules; readonly earliest: string; readonly onClose: () => void }
function Propose({ kind, now, earliest, onClose }: ProposePlan): ReactNode {
  const say = useSay()
  const again = useAgain()
  const toast = useToast()
  const [wish, setWish] = useState<Wish>(() => wishOf(now))
  const [from, setFrom] = useState(earliest)
  const [reason, setReason] = useState('')
  const [id] = useState(() => newActId())
  const share = (indicator: string, field: string) => Number(wish[keyOf(indicator, field)] ?? '0') / 100
  const rules: RuleParts = kind === 'weights' ? { kind, parts: now.parts.map(({ indicator }) => ({ indicator, weight: share(indicator, 'weight') })) } : { kind, parts: now.parts.map(({ indicator }) => ({ indicator, a: share(indicator, 'a'), b: share(indicator, 'b') })) } // prettier-ignore
  const send = async () => {
    if (reason.trim().length < 4) return { zh: '写清楚为什么改，至少 4 个字', en: 'Say why, in at least 4 characters' }
    const told = await tell('proposeRules', { body: { id, rules, from, reason } })
    if (!told.ok) return told.label
    again('figureRules')
    toast({ say: { zh: '提上去了，等别人确认', en: 'Proposed; somebody else decides' } })
    return null
  }
  const fields = kind === 'weights' ? [['weight', { zh: '权重', en: 'weight' }] as const] : [['a', { zh: 'A 档', en: 'A' }] as const, ['b', { zh: 'B 档', en: 'B' }] as const] // prettier-ignore
  const words = { zh: `提议修改：${ruleNames[kind].zh}`, en: `Propose: ${ruleNames[kind].en}` }
  return (
    <FormSheet label={words} submit={{ zh: '提上去', en: 'Propose' }} onSend={send} onClose={onClose}>
      {now.parts.map((part) => (
        <fieldset key={part.indicator} className="f ac wrap g2" style={{ border: 0, padding: 0, margin: 0 }}>
          <legend>{say(part.name)}</legend>
          {fields.map(([field, label]) => (
            <label key={field} className="f ac g1">
              <span className="nw">{`${say(label)}${part.a === null ? '' : part.good === 'less' ? ' ≤' : ' ≥'}`}</span>
              <input
                className="field"
                style={{ width: '5.5em' }}
                type="number"
                inputMode="numeric"
                min={0}
                max={100}
                step={1}
                value={wish[keyOf(part.indicator, field)] ?? ''}
                onChange={(event) => setWish({ ...wish, [keyOf(part.indicator, field)]: event.target.value })}
              />
              %
            </label>
          ))}
        </fieldset>
      ))}
      {kind === 'weights' ? <SumLine rules={rules} /> : null}
      <label className="col g1">
        {say({ zh: '从哪天起的时段', en: 'For periods from' })}
        <input className="field" type="date" min={earliest} value={from} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label className="col g1">
        {say({ zh: '为什么改', en: 'Why' })}
        <textarea className="field" rows={2} minLength={4} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
    </FormSheet>
  )
}

function SumLine({ rules }: { rules: RuleParts }): ReactNode {
  const say = useSay()
  const sum = rules.kind === 'weights' ? Math.round(rules.parts.reduce((total, { weight }) => total + weight, 0) * 100) : 0
  return (
    <p className={sum === 100 ? 't14 m' : 't14 b'} role="status">
      {say({ zh: `加起来 ${sum}%${sum === 100 ? '' : '，要正好 100%'}`, en: `They make ${sum}%${sum === 100 ? '' : '; it must be 100%'}` })}
    </p>
  )
}
