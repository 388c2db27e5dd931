// Is it solved? The person decides: yes, partly or no, with five grades if wanted and nothing chosen beforehand.
import { CircleCheckBig, CircleMinus, CircleX, EyeOff, type LucideIcon } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link, useParams } from 'wouter'
import type { Label } from '../../core/label.ts'
import type { FollowPage } from '../../core/shapes.ts'
import { AnswerForm } from '../kit/answer-form.tsx'
import { useSay } from '../kit/say.tsx'
import './more.css'
import { useActing } from './act.ts'
import { useAsked } from './ask.ts'
import { isToJudge } from './choices.tsx'
import { ActFault } from './do.tsx'
import { useKeptText } from './draft.ts'
import { fileUrl } from './facts.tsx'
import { Page, useDistrict } from './page.tsx'
import { headlineOf } from './progress.tsx'
import { Failed, Loading, SendFoot } from './states.tsx'
import { useWhen } from './times.ts'

type Solved = 'yes' | 'partly' | 'no'
const answers: readonly { value: Solved; label: Label; more: Label; Icon: LucideIcon }[] = [
  { value: 'yes', label: { zh: '办好了', en: 'It is solved' }, more: { zh: '这件事就办完了', en: 'Then it is finished' }, Icon: CircleCheckBig },
  {
    value: 'partly',
    label: { zh: '办了一点，还没全好', en: 'Partly' },
    more: { zh: '换上一级接着看，时间从第一次上报算', en: 'The next level goes on; time counts from the first report' },
    Icon: CircleMinus,
  },
  { value: 'no', label: { zh: '没办好', en: 'Not solved' }, more: { zh: '换上一级来看为什么', en: 'The next level looks why' }, Icon: CircleX },
]

export default function Judge(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const receipt = useParams<{ receipt: string }>().receipt ?? ''
  const asked = useAsked('follow', { params: { district, receipt } })
  if (!asked.said || !isToJudge(asked.said))
    return (
      <Page title={title} back={`/${district}/r/${receipt}`}>
        {asked.fault && !asked.said ? (
          <Failed fault={asked.fault} again={asked.again} />
        ) : asked.said && !asked.stale ? (
          <section className="card pad col g3">
            <p>{say({ zh: '这件现在不用您定。', en: 'Nothing to decide just now.' })}</p>
            <Link className="btn p" href={`/${district}/r/${receipt}`}>
              {say({ zh: '看进度', en: 'See the progress' })}
            </Link>
          </section>
        ) : (
          <Loading />
        )}
      </Page>
    )
  return <JudgeForm page={asked.said} />
}

const title: Label = { zh: '请您定', en: 'You decide' }

function JudgeForm({ page }: { page: FollowPage }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const [solved, setSolved] = useState<Solved | null>(null)
  const [words, setWords] = useKeptText(`judge-${page.receipt}`)
  const [more, setMore] = useState<Readonly<Record<string, unknown>>>({})
  const [fault, setFault] = useState<Label | null>(null)
  const acting = useActing(district, page, () => setWords(''))
  const choice = page.choices.find((each) => each.action === (solved === 'yes' ? 'confirm' : 'dispute'))
  const rating = page.choices.flatMap((each) => each.form).find((field) => field.name === 'rating')
  const photos = solved === null || solved === 'yes' ? undefined : choice?.form.find((field) => field.name === 'photos')
  const send = () => {
    const text = words.trim()
    if (!solved) return setFault({ zh: '先选一个：办好了、办了一点，还是没办好', en: 'Choose one first: solved, partly, or not' })
    if (solved !== 'yes' && text === '')
      return setFault({ zh: '说一句还差什么，上一级好接着看', en: 'Say what is still missing, so that the next level can go on' })
    setFault(null)
    const grade = more['rating'] === undefined ? {} : { rating: more['rating'] }
    const pictures = solved === 'yes' || more['photos'] === undefined ? {} : { photos: more['photos'] }
    acting.act(
      solved === 'yes'
        ? { action: 'confirm', answers: { ...grade, ...(text ? { words: text } : {}) } }
        : { action: 'dispute', answers: { ...grade, ...pictures, solved, why: text } },
    )
  }
  const foot = (
    <>
      <ActFault acting={acting} />
      <SendFoot wrong={fault} label={{ zh: '告诉他们', en: 'Tell them' }} isSending={acting.isSending} onSend={send} />
    </>
  )
  return (
    <Page
      title={title}
      back={`/${district}/r/${page.receipt}`}
      foot={foot}
      read={`${say({ zh: '办好了吗？请您定。', en: 'Is it solved? You decide.' })}${headlineOf(page, say)}。${page.reply ?? ''}`}
    >
      <section>
        <h2 className="t24">{say({ zh: '办好了吗？', en: 'Is it solved?' })}</h2>
        <p className="m">{headlineOf(page, say)}</p>
      </section>
      <BeforeAfter page={page} />
      {page.reply ? <blockquote className="card pad reply">{page.reply}</blockquote> : null}
      <div className="col g2" role="radiogroup" aria-label={say({ zh: '办好了吗', en: 'Is it solved' })}>
        {answers.map(({ value, label, more: note, Icon }) => (
          <label key={value} className="pick verdict" data-on={solved === value}>
            <input
              className="sr"
              type="radio"
              name="solved"
              checked={solved === value}
              onChange={() => {
                setSolved(value)
                setFault(null)
              }}
            />
            <Icon className="i" />
            <span>
              <span className="block t18 bb">{say(label)}</span>
              <span className="block t13 m plainw">{say(note)}</span>
            </span>
          </label>
        ))}
      </div>
      <div className="col g2">
        <label className="sec" htmlFor="said">
          {say(solved === null || solved === 'yes' ? { zh: '想说的话', en: 'Anything to say' } : { zh: '还差什么', en: 'What is still missing' })}
          {solved === null || solved === 'yes' ? <small>{say({ zh: '可以不填', en: 'optional' })}</small> : null}
        </label>
        <textarea
          id="said"
          className="field w"
          rows={2}
          maxLength={2000}
          value={words}
          aria-invalid={fault !== null && solved !== null}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      {photos ? <AnswerForm fields={[photos]} value={more} onChange={setMore} district={district} /> : null}
      {rating ? <Grades field={rating} value={more['rating']} onChange={(grade) => setMore({ ...more, rating: grade })} /> : null}
      <p className="note">
        <EyeOff className="i" />
        <span>
          {say({
            zh: '办事的人现在看不到您的评价。您不选，也不会算成满意。',
            en: 'Those who handled it do not see your rating now. No answer is not counted as satisfied.',
          })}
        </span>
      </p>
    </Page>
  )
}

function Grades({
  field,
  value,
  onChange,
}: {
  field: FollowPage['choices'][number]['form'][number]
  value: unknown
  onChange: (grade: string | undefined) => void
}): ReactNode {
  const say = useSay()
  return (
    <fieldset className="card pad grades">
      <legend className="sr">{say(field.label)}</legend>
      <p className="sec" aria-hidden="true">
        {say({ zh: '办得怎么样？', en: 'How was it handled?' })}
        <small>{say({ zh: '可以不选', en: 'optional' })}</small>
      </p>
      <div className="five">
        {field.options?.map((option) => (
          <label key={option.value} className="pick grade" data-on={value === option.value}>
            <input
              className="sr"
              type="radio"
              name="rating"
              checked={value === option.value}
              onChange={() => onChange(option.value)}
              onClick={() => value === option.value && onChange(undefined)}
            />
            <span>{say(option.label)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** The reporter's own first photo beside the last one of those who did the work. */
function BeforeAfter({ page }: { page: FollowPage }): ReactNode {
  const say = useSay()
  const when = useWhen()
  const district = useDistrict()
  const steps = [...page.steps].sort((one, other) => one.seq - other.seq)
  const pictures = page.attachments.filter((each) => each.kind === 'photo')
  const after = steps.filter((step) => ['resolve', 'pass', 'progress'].includes(step.action)).flatMap((step) => step.photos.map((id) => ({ id, at: step.at }))).at(-1) // prettier-ignore
  const first = steps[0]?.photos[0] ?? pictures.find((each) => each.at <= page.openedAt + 600_000)?.id
  const shown = [
    first ? { id: first, at: page.openedAt, label: { zh: '办之前', en: 'Before' } } : null,
    after ? { ...after, label: { zh: '办之后', en: 'After' } } : null,
  ].filter((each) => each !== null)
  if (shown.length === 0) return null
  return (
    <div className="f g2">
      {shown.map((each) => (
        <figure key={each.id} className="grow beforeafter">
          <img src={fileUrl(page, district, { id: each.id, thumb: true })} alt={say(each.label)} />
          <figcaption className="f jb t13">
            <b className="b">{say(each.label)}</b>
            <span className="m">{when.day(each.at)}</span>
          </figcaption>
        </figure>
      ))}
    </div>
  )
}
