// Squads of volunteers: what each can do and who is in it; those who keep one form it, change it, add and remove members and dissolve it.
import { X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Calls } from '../../core/api.ts'
import { skillNames, skills, type Skill } from '../../core/skills.ts'
import { useSay } from '../kit/say.tsx'
import { AreaField } from './area-field.tsx'
import { tell, useAgain, useAsk, useMore } from './ask.ts'
import { Empty, Sheet, useToast } from './bits.tsx'
import { FormSheet } from './form-sheet.tsx'
import { Listing, SearchField, useFilters } from './listing.tsx'
import { Skills } from './volunteers.tsx'

type Squad = Calls['squads']['answer']['rows'][number]

export function SquadsPart(): ReactNode {
  const say = useSay()
  const { asked, isNarrowed, at, set } = useFilters(['q'])
  const found = useMore('squads', asked)
  const [isForming, setForming] = useState(false)
  const grounds = found.first?.grounds ?? []
  return (
    <>
      <div className="inline">
        <SearchField hint={{ zh: '队名、地方，回车', en: 'Name or place, then Enter' }} value={at('q')} onSearch={(words) => set('q', words)} />
        {grounds.length > 0 ? (
          <button type="button" className="btn soft" onClick={() => setForming(true)}>
            {say({ zh: '建一支队', en: 'Form a squad' })}
          </button>
        ) : null}
      </div>
      <Listing
        found={found}
        count={found.rows.length}
        none={
          isNarrowed
            ? { zh: '没有这样的队，换个词试试。', en: 'No such squad; try other words.' }
            : { zh: '还没有志愿服务队。社区建一支，写上会做什么，对得上的呼叫就会告诉队员。', en: 'No squads yet. The community forms one and says what it can do; calls that fit reach its members.' } // prettier-ignore
        }
      >
        <ul className="col g2">
          {found.rows.map((row) => (
            <SquadCard key={row.id} row={row} />
          ))}
        </ul>
      </Listing>
      {isForming ? <SquadSheet squad={null} area={grounds[0]?.id ?? null} onClose={() => setForming(false)} /> : null}
    </>
  )
}

function SquadCard({ row }: { row: Squad }): ReactNode {
  const say = useSay()
  const [open, setOpen] = useState<'change' | 'member' | 'dissolve' | null>(null)
  const close = () => setOpen(null)
  return (
    <li className="card col g2" style={{ padding: 14 }}>
      <div className="f jb ac wrap g2">
        <b className="b">{say(row.name)}</b>
        <span className="m t14">
          {say(row.area.name)} ·{' '}
          {say({ zh: `${row.members.length} 人`, en: row.members.length === 1 ? '1 member' : `${row.members.length} members` })}
        </span>
      </div>
      <div className="f ac g2 wrap">
        <Skills names={row.skills} />
      </div>
      {row.members.length === 0 ? (
        <p className="m t14">{say({ zh: '还没有队员', en: 'No members yet' })}</p>
      ) : (
        <ul className="f ac g2 wrap">
          {row.members.map((member) => (
            <MemberTag key={member.person} squad={row} member={member} />
          ))}
        </ul>
      )}
      {row.isKept ? (
        <div className="f ac g2 wrap">
          <button type="button" className="btn soft sm" onClick={() => setOpen('member')}>
            {say({ zh: '添队员', en: 'Add a member' })}
          </button>
          <button type="button" className="btn s sm" onClick={() => setOpen('change')}>
            {say({ zh: '改', en: 'Change' })}
          </button>
          <button type="button" className="btn t sm" onClick={() => setOpen('dissolve')}>
            {say({ zh: '解散', en: 'Dissolve' })}
          </button>
        </div>
      ) : null}
      {open === 'change' ? <SquadSheet squad={row} area={row.area.id} onClose={close} /> : null}
      {open === 'member' ? <MemberSheet squad={row} onClose={close} /> : null}
      {open === 'dissolve' ? <DissolveSheet squad={row} onClose={close} /> : null}
    </li>
  )
}

function MemberTag({ squad, member }: { squad: Squad; member: Squad['members'][number] }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const again = useAgain()
  const remove = async () => {
    const told = await tell('leaveSquad', { params: { squad: String(squad.id), person: member.person } })
    toast({ say: told.ok ? { zh: `${member.name} 不在队里了`, en: `${member.name} is no longer in the squad` } : told.label })
    again('squads')
  }
  return (
    <li className="tag f ac g1">
      {member.name}
      {squad.isKept ? (
        <button
          type="button"
          className="iconbtn"
          aria-label={say({ zh: `请 ${member.name} 离队`, en: `Remove ${member.name}` })}
          onClick={() => void remove()}
        >
          <X className="i" aria-hidden="true" />
        </button>
      ) : null}
    </li>
  )
}

function SquadSheet({ squad, area: start, onClose }: { squad: Squad | null; area: number | null; onClose: () => void }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const again = useAgain()
  const [name, setName] = useState(squad?.name.zh ?? '')
  const [area, setArea] = useState(start)
  const [chosen, setChosen] = useState<readonly Skill[]>(squad?.skills ?? [])
  const label = squad ? { zh: `改 ${squad.name.zh}`, en: `Change ${squad.name.en}` } : { zh: '建一支志愿服务队', en: 'Form a squad' }
  const send = async () => {
    if (name.trim().length < 2) return { zh: '写一个队名，至少两个字', en: 'Give it a name' }
    if (area === null || chosen.length === 0) return { zh: '选一片地方，再选会做什么', en: 'Choose an area and what it can do' }
    const told = await tell('saveSquad', { body: { ...(squad ? { squad: squad.id } : {}), name: name.trim(), area, skills: [...chosen] } })
    if (!told.ok) return told.label
    again('squads')
    toast({ say: { zh: `记下了：${told.answer.row.name.zh}`, en: `Kept: ${told.answer.row.name.en}` } })
    return null
  }
  const press = (skill: Skill) => setChosen(chosen.includes(skill) ? chosen.filter((each) => each !== skill) : [...chosen, skill])
  return (
    <FormSheet label={label} submit={{ zh: '存好', en: 'Save' }} onSend={send} onClose={onClose}>
      <label className="col g1">
        <span className="sec">{say({ zh: '队名', en: 'Name' })}</span>
        <input className="field w" maxLength={30} value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <AreaField value={area} onChange={setArea} />
      <p className="sec" id="squad-skills">
        {say({ zh: '会做什么', en: 'What it can do' })}
      </p>
      <div className="picks few" role="group" aria-labelledby="squad-skills">
        {skillNames.map((skill) => (
          <label key={skill} className="pick" data-on={chosen.includes(skill)}>
            <input type="checkbox" checked={chosen.includes(skill)} onChange={() => press(skill)} />
            <span>{say(skills[skill])}</span>
          </label>
        ))}
      </div>
      <p className="t14 m">
        {say({
          zh: '这一片里对得上的呼叫会告诉队员。改了什么会写进登记记录。',
          en: 'Calls there that fit reach the members. Changes are on the trail.',
        })}
      </p>
    </FormSheet>
  )
}

/** Members are chosen among the volunteers of the keeper's own ground. */
function MemberSheet({ squad, onClose }: { squad: Squad; onClose: () => void }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const again = useAgain()
  const [q, setQ] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const found = useAsk('volunteers', { query: { ...(q ? { q } : {}), limit: 50 } })
  const label = { zh: `${squad.name.zh}：添队员`, en: `${squad.name.en}: add a member` }
  const there = new Set(squad.members.map(({ person }) => person))
  const rows = (found.data?.rows ?? []).filter(
    (row, at, all) => !there.has(row.person) && all.findIndex(({ person }) => person === row.person) === at,
  )
  const add = async (person: string) => {
    const told = await tell('joinSquad', { params: { squad: String(squad.id) }, body: { person } })
    if (!told.ok) return setFault(say(told.label))
    again('squads')
    toast({ say: { zh: '添好了', en: 'Added' } })
    return onClose()
  }
  return (
    <Sheet label={label} onClose={onClose}>
      <header>
        <h2 className="t18">{say(label)}</h2>
      </header>
      <div className="mid">
        <label className="col g1">
          <span className="sec">{say({ zh: '找志愿者', en: 'Find a volunteer' })}</span>
          <input className="field w" type="search" value={q} onChange={(event) => setQ(event.target.value)} />
        </label>
        {fault ? (
          <p className="faultbox" role="alert">
            {fault}
          </p>
        ) : null}
        {rows.length === 0 ? (
          <Empty say={{ zh: '没有别的志愿者可添。先要是这一片网格的志愿者。', en: 'No other volunteers here. They join a grid first.' }} />
        ) : (
          <ul className="col g2">
            {rows.map((row) => (
              <li key={row.person} className="f jb ac g2 wrap">
                <span>
                  <b className="b">{row.name}</b> <span className="m t14">{say(row.area.name)}</span>
                  <span className="f g2 wrap">
                    <Skills names={row.skills} />
                  </span>
                </span>
                <button type="button" className="btn soft sm" aria-label={say({ zh: `添 ${row.name}`, en: `Add ${row.name}` })} onClick={() => void add(row.person)}>
                  {say({ zh: '添', en: 'Add' })}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <footer>
        <button type="button" className="btn s" onClick={onClose}>
          {say({ zh: '好了', en: 'Done' })}
        </button>
      </footer>
    </Sheet>
  ) // prettier-ignore
}

function DissolveSheet({ squad, onClose }: { squad: Squad; onClose: () => void }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const again = useAgain()
  const [why, setWhy] = useState('')
  const send = async () => {
    if (why.trim().length < 2) return { zh: '写一下为什么', en: 'Say why' }
    const told = await tell('dissolveSquad', { params: { squad: String(squad.id) }, body: { why: why.trim() } })
    if (!told.ok) return told.label
    again('squads')
    toast({ say: { zh: `${squad.name.zh} 解散了，队员还是各自网格的志愿者`, en: `${squad.name.en} is dissolved; its members stay volunteers` } })
    return null
  }
  return (
    <FormSheet
      label={{ zh: `解散 ${squad.name.zh}`, en: `Dissolve ${squad.name.en}` }}
      submit={{ zh: '解散', en: 'Dissolve' }}
      isGrave
      onSend={send}
      onClose={onClose}
    >
      <label className="col g1">
        <span className="sec">{say({ zh: '为什么', en: 'Why' })}</span>
        <input className="field w" maxLength={200} value={why} onChange={(event) => setWhy(event.target.value)} />
      </label>
    </FormSheet>
  )
}
