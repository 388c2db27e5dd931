// Handing a matter on: what it is, who could take it and why, what to tell them, and what happens once it is sent.
import { Info, ShieldCheck } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import type { Label } from '../../core/label.ts'
import type { Choice, MatterPage } from '../../core/shapes.ts'
import { newActId } from '../kit/act-id.ts'
import { AnswerForm, missingIn, type AnswerValues } from '../kit/answer-form.tsx'
import { useSay } from '../kit/say.tsx'
import { isDispatch } from './acting.tsx'
import { useAsk, useDistrict } from './ask.ts'
import { Fault, useIsDesk, useLetters, Wait } from './bits.tsx'
import { Candidates, useCandidates, type Candidate } from './candidates.tsx'
import { DispatchMap, type Marked } from './dispatch-map.tsx'
import { dropDraft, keepDraft, readDraft } from './drafts.ts'
import { HeldHere } from './held-toast.tsx'
import { holdBack, useHeld } from './held.ts'
import { answerOf, answerWith, HolderPicker, keyOf } from './holder-picker.tsx'
import { MatterHead } from './matter.tsx'
import { SaidPanel } from './matter-parts.tsx'
import { Next } from './next-steps.tsx'

export function DispatchScreen({ id }: { id: string }): ReactNode {
  const say = useSay()
  const [search] = useSearchParams()
  const found = useAsk('matter', { params: { id } })
  const held = useHeld()
  if (found.fault) return <Fault fault={found.fault} onAgain={found.again} />
  const page = found.data
  if (!page) return <Wait />
  const asked = search.get('do')
  const choice = page.choices.find((each) => isDispatch(each) && (asked === null || each.action === asked))
  if (held?.matter === id)
    return (
      <div className="page">
        <MatterHead page={page} />
        <HeldHere held={held} />
        <Back id={id} />
      </div>
    )
  if (!choice || choice.refusal)
    return (
      <div className="page">
        <MatterHead page={page} />
        <p className="calmbox">
          <span>{say(choice?.refusal?.label ?? { zh: '这件事现在不用派。', en: 'This matter is not to be handed on now.' })}</span>
        </p>
        <Back id={id} />
      </div>
    )
  return <Dispatch key={`${id}:${choice.action}`} page={page} choice={choice} />
}

function Back({ id }: { id: string }): ReactNode {
  const say = useSay()
  return (
    <Link className="btn s" style={{ alignSelf: 'flex-start' }} href={`/m/${id}`}>
      {say({ zh: '回到这件事', en: 'Back to the matter' })}
    </Link>
  )
}

function Dispatch({ page, choice }: { page: MatterPage; choice: Choice }): ReactNode {
  const say = useSay()
  const isDesk = useIsDesk()
  const [, go] = useLocation()
  const [search] = useSearchParams()
  const { id, number } = page.matter
  const field = choice.form.find((each) => each.kind === 'holder')
  const name = field?.name ?? 'holder'
  const [before] = useState(() => readDraft(id, choice.action))
  const [value, setValue] = useState<AnswerValues>(before.value)
  const [errors, setErrors] = useState<Readonly<Record<string, Label>>>(before.told?.field ? { [before.told.field]: before.told.label } : {})
  // What was seen when the page opened: a change meanwhile must not slip by unread.
  const [seen] = useState(before.told?.page?.matter.seq ?? page.matter.seq)
  const candidates = useCandidates(page, field?.posts)
  const change = (next: AnswerValues) => {
    keepDraft(id, choice.action, { value: next, told: null })
    setValue(next)
  }
  const chosen = candidates.rows.find((row) => keyOf(answerOf(row.holder)) === keyOf(value[name]))
  const choose = (row: Candidate | undefined) => row && change({ ...value, [name]: answerWith(row) })
  const from = search.get('from') ?? ''
  // in its place: the browser's way back then leads past a page that has nothing more to hand on
  const back = () => go(/^\/(?!\/)/.test(from) ? from : `/m/${id}`, { replace: true })
  const send = () => {
    const missing = missingIn(choice.form, value)
    setErrors(missing)
    if (Object.keys(missing).length > 0) return
    holdBack({ act: newActId(), matter: id, number, action: choice.action, label: choice.label, answers: value, seen })
    dropDraft(id, choice.action)
    back()
  }
  const hasKeys = useLetters(
    {
      ...Object.fromEntries(
        candidates.rows.slice(0, 9).map((row, n) => [String(n + 1), { say: { zh: '选人', en: 'Choose' }, as: n === 0 ? '1–9' : '', run: () => choose(row) }]),
      ), // prettier-ignore
      Enter: { say: choice.label, run: send },
      Escape: { say: { zh: '返回', en: 'Back' }, run: back },
    },
    true,
  )
  const chosenBox = <Chosen chosen={chosen} choice={choice} hasKeys={hasKeys && isDesk} onBack={back} />
  return (
    <form
      className="page dispatch"
      style={{ maxWidth: 1480 }}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      onKeyDown={(event) => {
        // Inside a field Enter is a new line; with Ctrl or ⌘ it sends.
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
      }}
    >
      <div className="f jb as wrap g3">
        <p className="t13 m mono">
          <Link href={`/m/${id}`}>{number}</Link>
        </p>
        <p className="note">
          <Info className="i" aria-hidden="true" />
          <span>{say({ zh: '系统只排顺序、讲理由。派给谁，由您定。', en: 'The system only orders and explains. You decide.' })}</span>
        </p>
      </div>
      {before.told ? (
        <p className="faultbox" role="alert">
          {say(before.told.label)}
        </p>
      ) : null}
      <div className="cols wide">
        <div className="grow">
          <MatterHead page={page} />
          <Candidates found={candidates} chosen={chosen} onChoose={choose} error={errors[name]} hasKeys={hasKeys && isDesk} />
          <div className="cols" style={{ gap: 12 }}>
            <Wording form={choice.form.filter((each) => each.name !== name)} value={value} errors={errors} page={page} onChange={change} />
            <Next page={page} choice={choice} />
          </div>
          {isDesk ? null : <SaidPanel page={page} />}
        </div>
        <aside>
          {isDesk ? chosenBox : null}
          {candidates.here ? <DispatchMap here={candidates.here} marks={marksOf(candidates.rows, chosen)} /> : null}
          {isDesk ? <SaidPanel page={page} /> : null}
        </aside>
      </div>
      {isDesk ? null : chosenBox}
    </form>
  )
}

/** Posts of the same area stand at the same spot: one mark with all their numbers. */
function marksOf(rows: readonly Candidate[], chosen: Candidate | undefined): readonly Marked[] {
  const placed = rows.slice(0, 9).flatMap((row, n) => (row.spot ? [{ ...row.spot, n: String(n + 1), isChosen: row === chosen }] : []))
  const spots = [...new Map(placed.map((mark) => [`${mark.lon} ${mark.lat}`, mark])).values()]
  return spots.map((spot) => {
    const here = placed.filter((mark) => mark.lon === spot.lon && mark.lat === spot.lat)
    return { lon: spot.lon, lat: spot.lat, n: here.map((mark) => mark.n).join(' '), isChosen: here.some((mark) => mark.isChosen) }
  })
}

type WordingProps = {
  readonly form: Choice['form']
  readonly value: AnswerValues
  readonly errors: Readonly<Record<string, Label>>
  readonly page: MatterPage
  readonly onChange: (value: AnswerValues) => void
}

function Wording({ form, value, errors, page, onChange }: WordingProps): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const photos = page.attachments.length
  return (
    <section className="pan grow">
      <header>
        <h2>{say({ zh: '派单内容', en: 'What goes with it' })}</h2>
      </header>
      <div className="in col g4">
        <AnswerForm
          fields={form}
          value={value}
          onChange={onChange}
          errors={errors}
          district={district}
          renderHolder={(holder) => <HolderPicker matter={page.matter.id} holder={holder} />}
        />
        <p className="t13 m">
          {photos > 0
            ? say({ zh: `照片和录音 ${photos} 个，随单带走`, en: `${photos} photos or recordings go with it` })
            : say({ zh: '没有照片', en: 'No photos' })}
        </p>
      </div>
    </section>
  )
}

type ChosenProps = { readonly chosen: Candidate | undefined; readonly choice: Choice; readonly hasKeys: boolean; readonly onBack: () => void }

function Chosen({ chosen, choice, hasKeys, onBack }: ChosenProps): ReactNode {
  const say = useSay()
  return (
    <section className="pan in chosen" style={{ padding: 14 }} aria-live="polite">
      <h2 className="t13 m" style={{ fontWeight: 400 }}>
        {say({ zh: '您选的', en: 'Your choice' })}
      </h2>
      {chosen ? (
        <>
          <p className="t18 bb">
            {say(chosen.holder.place)} {say(chosen.holder.label)}
          </p>
          <ul className="col g1 t14 ticks">
            <li>{say(chosen.why)}</li>
            {chosen.distance ? <li>{say({ zh: `离现场约 ${chosen.distance.zh}`, en: `About ${chosen.distance.en} from the scene` })}</li> : null}
            <li>
              {say({
                zh: `手上 ${chosen.open} 件，${chosen.people} 人在岗`,
                en: `${chosen.open} open, ${chosen.people} on duty`,
              })}
            </li>
          </ul>
        </>
      ) : (
        <p className="t16 b">{say({ zh: '还没选。在表里点一行。', en: 'Nobody yet. Press a row of the table.' })}</p>
      )}
      <button type="submit" className="btn p w">
        {say(choice.label)}
        {hasKeys ? <kbd aria-hidden="true">Enter</kbd> : null}
      </button>
      <button type="button" className="btn s w" onClick={onBack}>
        {say({ zh: '先不派', en: 'Not now' })}
        {hasKeys ? <kbd aria-hidden="true">Esc</kbd> : null}
      </button>
      <p className="note">
        <ShieldCheck className="i" aria-hidden="true" />
        <span>{say({ zh: '对方看不到上报人的姓名和电话。', en: 'They do not see the name or number of the reporter.' })}</span>
      </p>
    </section>
  )
}
