// Volunteers of a place: who asks to join, who is there with what they can do, and the squads. Counted by grid, never ranked.
import { useState, type ReactNode } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { Calls } from '../../core/api.ts'
import type { Label } from '../../core/label.ts'
import type { Choice } from '../../core/shapes.ts'
import { skillNames, skills } from '../../core/skills.ts'
import { newActId } from '../kit/act-id.ts'
import { AnswerForm, missingIn, type AnswerValues } from '../kit/answer-form.tsx'
import { useSay } from '../kit/say.tsx'
import { tell, useAgain, useDistrict, useMore } from './ask.ts'
import { useToast, useWhen } from './bits.tsx'
import { CivicPostsPart } from './civic.tsx'
import { FormSheet } from './form-sheet.tsx'
import { Listing, SearchField, useFilters } from './listing.tsx'
import { SquadsPart } from './squads.tsx'

type Applicant = Calls['volunteers']['answer']['waiting'][number]
type Volunteer = Calls['volunteers']['answer']['rows'][number]

export function VolunteersScreen(): ReactNode {
  const say = useSay()
  const [search, setSearch] = useSearchParams()
  const list = search.get('list') ?? ''
  const turn = (list: string) => setSearch(list ? { list } : {})
  return (
    <div className="page">
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say({ zh: '志愿者', en: 'Volunteers' })}</h1>
        <div className="f g2 wrap" role="group" aria-label={say({ zh: '看哪些', en: 'Show' })}>
          {lists.map((each) => (
            <button key={each.list} type="button" className={`btn sm ${each.list === list ? 'soft' : 's'}`} aria-pressed={each.list === list} onClick={() => turn(each.list)}>
              {say(each.say)}
            </button>
          ))}
        </div>
      </div>
      {list === 'squads' ? <SquadsPart /> : list === 'posts' ? <CivicPostsPart /> : <PeoplePart />}
    </div>
  )
} // prettier-ignore
const lists = [
  { list: '', say: { zh: '人', en: 'People' } },
  { list: 'squads', say: { zh: '服务队', en: 'Squads' } },
  { list: 'posts', say: { zh: '特色岗位', en: 'Posts' } },
] as const

function PeoplePart(): ReactNode {
  const say = useSay()
  const { asked, isNarrowed, at, set } = useFilters(['q', 'skill', 'area'])
  const found = useMore('volunteers', asked)
  const waiting = found.first?.waiting ?? []
  const grids = found.first?.grids ?? []
  return (
    <>
      {waiting.length > 0 ? (
        <section className="col g2">
          <h2 className="t16">{say({ zh: `想加入的，${waiting.length} 位`, en: `Asking to join: ${waiting.length}` })}</h2>
          <ul className="col g2">
            {waiting.map((each) => (
              <ApplicantCard key={each.id} applicant={each} onDone={found.again} />
            ))}
          </ul>
        </section>
      ) : null}
      <div className="inline">
        <SearchField hint={{ zh: '姓名、网格，回车', en: 'Name or grid, then Enter' }} value={at('q')} onSearch={(words) => set('q', words)} />
        <label>
          {say({ zh: '会做什么', en: 'Skill' })}
          <select className="field" value={at('skill')} onChange={(event) => set('skill', event.target.value)}>
            <option value="">{say({ zh: '不限', en: 'Any' })}</option>
            {skillNames.map((name) => (
              <option key={name} value={name}>
                {say(skills[name])}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say({ zh: '网格', en: 'Grid' })}
          <select className="field" value={at('area')} onChange={(event) => set('area', event.target.value)}>
            <option value="">{say({ zh: '全部', en: 'All' })}</option>
            {grids.map((each) => (
              <option key={each.area.id} value={each.area.id}>
                {say({ zh: `${each.area.name.zh}，${each.people} 位`, en: `${each.area.name.en}: ${each.people}` })}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Listing
        found={found}
        count={found.rows.length}
        none={
          isNarrowed
            ? { zh: '没有这样的志愿者，换个条件试试。', en: 'Nobody like that; try other words.' }
            : { zh: '这里还没有志愿者。居民在手机上「我的」里就能加入。', en: 'No volunteers here yet. Residents join on their phones, under “Me”.' }
        }
      >
        <p className="m t14">{say({ zh: `共 ${found.first?.total ?? 0} 位，按网格排`, en: `${found.first?.total ?? 0} in all, by grid` })}</p>
        <ul className="col g2">
          {found.rows.map((row) => (
            <VolunteerCard key={row.id} row={row} />
          ))}
        </ul>
      </Listing>
    </>
  )
}

export function Skills({ names }: { names: readonly string[] }): ReactNode {
  const say = useSay()
  const known = skillNames.filter((name) => names.includes(name))
  return known.length === 0 ? (
    <span className="m t14">{say({ zh: '没写会做什么', en: 'No skills said' })}</span>
  ) : (
    known.map((name) => (
      <span key={name} className="tag">
        {say(skills[name])}
      </span>
    ))
  )
}

function VolunteerCard({ row }: { row: Volunteer }): ReactNode {
  const say = useSay()
  return (
    <li className="card col g2" style={{ padding: 14 }}>
      <div className="f jb ac wrap g2">
        <b className="b">{row.name}</b>
        <span className="m t14">{say(row.area.name)}</span>
      </div>
      <div className="f ac g2 wrap">
        <Skills names={row.skills} />
        {row.squads.map((squad) => (
          <span key={squad.id} className="tag brand">
            {say(squad.name)}
          </span>
        ))}
      </div>
    </li>
  )
}

function ApplicantCard({ applicant, onDone }: { applicant: Applicant; onDone: () => void }): ReactNode {
  const say = useSay()
  const when = useWhen()
  const toast = useToast()
  const again = useAgain()
  const [choice, setChoice] = useState<Choice | null>(null)
  const name = applicant.name ?? say({ zh: '没有留名', en: 'No name' })
  const done = (label: Label) => {
    setChoice(null)
    toast({ say: { zh: `${name}：${label.zh}`, en: `${name}: ${label.en}` }, matter: applicant.id, number: applicant.number })
    again('inbox')
    // the post follows the answer in a moment
    setTimeout(onDone, 1200)
    onDone()
  }
  return (
    <li className="card col g2" style={{ padding: 14 }}>
      <div className="f jb ac wrap g2">
        <b className="b">{name}</b>
        <span className="m t14">{say(applicant.area.name)}</span>
      </div>
      <div className="f ac g2 wrap">
        <Skills names={applicant.skills} />
      </div>
      {applicant.words ? <p>{applicant.words}</p> : null}
      <div className="f ac g2 wrap">
        {applicant.choices.map((each) => (
          <button
            key={each.action}
            type="button"
            className={`btn ${each.tone === 'main' ? 'p' : 's'}`}
            disabled={each.refusal !== null}
            title={each.refusal ? say(each.refusal.label) : undefined}
            aria-label={say({ zh: `${each.label.zh}：${name}`, en: `${each.label.en}: ${name}` })}
            onClick={() => setChoice(each)}
          >
            {say(each.label)}
          </button>
        ))}
        <Link className="t14" href={`/m/${applicant.id}`}>
          {applicant.number}
        </Link>
        {applicant.due === null ? null : (
          <span className="m t13">{say({ zh: `最晚 ${when(applicant.due).zh} 答复`, en: `Answer by ${when(applicant.due).en}` })}</span>
        )}
      </div>
      {choice ? <AnswerSheet id={applicant.id} name={name} choice={choice} onDone={done} onClose={() => setChoice(null)} /> : null}
    </li>
  )
}

type AnswerProps = {
  readonly id: string
  readonly name: string
  readonly choice: Choice
  readonly onDone: (label: Label) => void
  readonly onClose: () => void
}
function AnswerSheet({ id, name, choice, onDone, onClose }: AnswerProps): ReactNode {
  const district = useDistrict()
  const [act] = useState(() => newActId())
  const [value, setValue] = useState<AnswerValues>({})
  const [errors, setErrors] = useState<Readonly<Record<string, Label>>>({})
  const send = async () => {
    const missing = missingIn(choice.form, value)
    setErrors(missing)
    if (Object.keys(missing).length > 0) return 'said'
    const told = await tell('step', { params: { id }, body: { act, action: choice.action, answers: value } })
    if (!told.ok && told.field) setErrors({ [told.field]: told.label })
    if (!told.ok) return told.label
    onDone(choice.label)
    return null
  }
  const label = { zh: `${choice.label.zh}：${name}`, en: `${choice.label.en}: ${name}` }
  return (
    <FormSheet label={label} submit={choice.label} onSend={send} onClose={onClose}>
      <AnswerForm fields={choice.form} value={value} onChange={setValue} errors={errors} district={district} />
    </FormSheet>
  )
}
