// One choice of the person who reported: its form, what will happen, and the button that says it.
import { LoaderCircle } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useParams } from 'wouter'
import type { Label } from '../../core/label.ts'
import type { Choice, FollowPage } from '../../core/shapes.ts'
import { AnswerForm, missingIn, type AnswerValues } from '../kit/answer-form.tsx'
import { useSay } from '../kit/say.tsx'
import { useActing, type Acting } from './act.ts'
import { useAsked } from './ask.ts'
import { useKeptText } from './draft.ts'
import { Page, useDistrict } from './page.tsx'
import { headlineOf } from './progress.tsx'
import { Failed, Loading } from './states.tsx'

export default function Do(): ReactNode {
  const district = useDistrict()
  const { receipt = '', action = '' } = useParams<{ receipt: string; action: string }>()
  const asked = useAsked('follow', { params: { district, receipt } })
  const choice = asked.said?.choices.find((each) => each.action === action)
  if (!asked.said || !choice)
    return (
      <Page title={{ zh: '办理进度', en: 'Progress' }} back={`/${district}/r/${receipt}`}>
        {asked.said && !asked.stale ? (
          <Failed
            fault={{
              status: 409,
              say: { zh: '这一步现在用不上，事情已经走到别的环节。', en: 'Not possible at this step any more.' },
              code: null,
              field: null,
              wait: null,
            }}
            again={asked.again}
          />
        ) : asked.fault ? (
          <Failed fault={asked.fault} again={asked.again} />
        ) : (
          <Loading />
        )}
      </Page>
    )
  return <DoForm page={asked.said} choice={choice} />
}

const consequences: Readonly<Record<string, Label>> = {
  withdraw: {
    zh: '撤回后就不再办了，记录还在。要再办，得重新报一件。',
    en: 'Nobody goes on with it; the record stays. To take it up again you report anew.',
  },
  remind: { zh: '现在办这件事的人会马上收到您的催办。', en: 'Whoever has it now hears from you at once.' },
  reopen: { zh: '换上一级的人来看为什么没好，时间从第一次上报算。', en: 'The next level looks why; time counts from the first report.' },
  object: { zh: '换一个人再看一次，可以说一次。', en: 'Somebody else looks again; possible once.' },
}

function DoForm({ page, choice }: { page: FollowPage; choice: Choice }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const [kept, keep] = useKeptText(`do-${page.receipt}-${choice.action}`)
  const [value, setValue] = useState<AnswerValues>(() => valueOf(kept))
  const [missing, setMissing] = useState<Readonly<Record<string, Label>>>({})
  const acting = useActing(district, page, () => keep(''))
  const change = (next: AnswerValues) => {
    setValue(next)
    keep(JSON.stringify(next))
  }
  const send = () => {
    const found = missingIn(choice.form, value)
    setMissing(found)
    if (Object.keys(found).length === 0) acting.act({ action: choice.action, answers: { ...value } })
  }
  const said = consequences[choice.action]
  const foot = (
    <>
      <ActFault acting={acting} />
      <button
        type="button"
        className={`btn xl w ${choice.tone === 'grave' ? 'd' : 'p'}`}
        aria-disabled={choice.refusal !== null || undefined}
        aria-busy={acting.isSending}
        onClick={choice.refusal ? undefined : send}
      >
        {acting.isSending ? <LoaderCircle className="i spin" /> : null}
        {acting.isSending ? say({ zh: '正在交……', en: 'Sending…' }) : say(choice.label)}
      </button>
      {choice.refusal ? <p className="t13 m">{say(choice.refusal.label)}</p> : null}
    </>
  )
  return (
    <Page title={choice.label} back={`/${district}/r/${page.receipt}`} foot={foot} gap={16}>
      <section>
        <h2 className="t20">{say(choice.label)}</h2>
        <p className="m">{headlineOf(page, say)}</p>
      </section>
      {said ? <p className="card pad">{say(said)}</p> : null}
      <AnswerForm fields={choice.form} value={value} onChange={change} errors={{ ...missing, ...acting.errors }} district={district} />
    </Page>
  )
}

export function ActFault({ acting }: { acting: Acting }): ReactNode {
  const say = useSay()
  if (!acting.fault || acting.fault.field) return null
  return (
    <p role="alert" className={`t14 ${acting.isWaiting ? 'm' : 'late'}`}>
      {say(acting.fault.say)}
      {acting.isWaiting
        ? say({
            zh: '您写的还在，这一页开着就会自动再交，不会重复。',
            en: ' Your words are kept; it is sent again by itself while this page is open, never twice.',
          })
        : ''}
    </p>
  )
}

function valueOf(kept: string): AnswerValues {
  try {
    const found: unknown = JSON.parse(kept || '{}')
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? { ...found } : {}
  } catch {
    return {}
  }
}
