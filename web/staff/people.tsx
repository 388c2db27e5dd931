// Who holds which post where: look up, add, end, note an absence. Only for the system administrator.
import { useState, type ReactNode } from 'react'
import { Link, useSearchParams } from 'wouter'
import { z } from 'zod'
import type { Calls } from '../../core/api.ts'
import { postNames, posts, Post } from '../../core/posts.ts'
import { newActId } from '../kit/act-id.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAsk, useMore } from './ask.ts'
import { Empty, Fault, More, Sheet, useToast, useWhen, Wait } from './bits.tsx'
import { TownshipOptions } from './township-options.tsx'

type Posting = Calls['postings']['answer']['rows'][number]
/** Members of a squad are added by whoever keeps it. */
const given = postNames.filter((post) => post !== 'squadMember')

export function People(): ReactNode {
  const say = useSay()
  const toast = useToast()
  const when = useWhen()
  const [search, setSearch] = useSearchParams()
  const q = search.get('q') ?? ''
  const found = useMore('postings', q ? { q } : {})
  const [isAdding, setAdding] = useState(false)
  const [away, setAway] = useState<Posting | null>(null)
  const [ending, setEnding] = useState<Posting | null>(null)
  const end = async (posting: Posting) => {
    const told = await tell('endPosting', { params: { id: posting.id } })
    setEnding(null)
    toast({
      say: told.ok
        ? {
            zh: `${posting.person.name} 的岗位到此为止，手上的事会交给接手的人`,
            en: `The posting of ${posting.person.name} has ended; open matters pass on`,
          }
        : told.label,
    })
    found.again()
  }
  return (
    <div className="page">
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say({ zh: '人和岗位', en: 'People and posts' })}</h1>
        <Link className="btn t" href="/grids" style={{ marginLeft: 'auto' }}>
          {say({ zh: '网格管哪些事', en: 'What grids are for' })}
        </Link>
        <button type="button" className="btn soft" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
          {say({ zh: '安排一个人', en: 'Add a posting' })}
        </button>
      </div>
      <input
        className="field"
        type="search"
        defaultValue={q}
        aria-label={say({ zh: '找人', en: 'Search people' })}
        placeholder={say({ zh: '姓名，回车', en: 'Name, then Enter' })}
        onKeyDown={(event) => event.key === 'Enter' && setSearch(event.currentTarget.value ? { q: event.currentTarget.value } : {})}
      />
      {isAdding ? <AddPosting onAdded={found.again} /> : null}
      {found.fault ? (
        <Fault fault={found.fault} onAgain={found.again} />
      ) : found.isPending ? (
        <Wait />
      ) : found.rows.length === 0 ? (
        <Empty say={{ zh: '没有找到', en: 'Nobody found' }} />
      ) : null}
      {found.rows.length > 0 ? (
        <div className="pan scrolltable" tabIndex={0} role="region" aria-label={say({ zh: '岗位表', en: 'Table of postings' })}>
          <table>
            <thead>
              <tr>
                <th>{say({ zh: '姓名', en: 'Name' })}</th>
                <th>{say({ zh: '岗位', en: 'Post' })}</th>
                <th>{say({ zh: '哪里', en: 'Where' })}</th>
                <th>{say({ zh: '在不在', en: 'Present' })}</th>
                <th>
                  <span className="sr">{say({ zh: '可以做的', en: 'Actions' })}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((posting) => (
                <tr key={posting.id}>
                  <td className="b nw">{posting.person.name}</td>
                  <td>{say(posting.holder.label)}</td>
                  <td>{say(posting.holder.place)}</td>
                  <td>
                    {posting.absent
                      ? say({
                          zh: `不在，到 ${when(posting.absent.until).zh}${posting.absent.substitute ? `，${posting.absent.substitute} 代` : ''}`,
                          en: `Away until ${when(posting.absent.until).en}${posting.absent.substitute ? `; ${posting.absent.substitute} stands in` : ''}`,
                        })
                      : say({ zh: '在', en: 'Yes' })}
                  </td>
                  <td className="nw">
                    <button
                      type="button"
                      className="btn t sm"
                      onClick={() => setAway(posting)}
                      aria-label={say({ zh: `${posting.person.name} 请假`, en: `Absence of ${posting.person.name}` })}
                    >
                      {say({ zh: '请假', en: 'Absence' })}
                    </button>
                    <button
                      type="button"
                      className="btn t sm late"
                      onClick={() => setEnding(posting)}
                      aria-label={say({ zh: `${posting.person.name} 卸任`, en: `End the posting of ${posting.person.name}` })}
                    >
                      {say({ zh: '卸任', en: 'End' })}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <More isMore={found.isMore} onMore={found.more} />
      {away ? <Absence posting={away} onClose={() => setAway(null)} onDone={found.again} /> : null}
      {ending ? <EndSheet ending={ending} onClose={() => setEnding(null)} onEnd={() => void end(ending)} /> : null}
    </div>
  )
}

function EndSheet({ ending, onClose, onEnd }: { ending: Posting; onClose: () => void; onEnd: () => void }): ReactNode {
  const say = useSay()
  return (
    <Sheet label={{ zh: '卸任', en: 'End the posting' }} onClose={onClose}>
      <div className="body">
        <header>
          <h2 className="t18">
            {say({
              zh: `${ending.person.name} 不再担任${ending.holder.label.zh}？`,
              en: `${ending.person.name} no longer ${ending.holder.label.en}?`,
            })}
          </h2>
        </header>
        <p className="mid">
          {say({
            zh: '他手上没办完的事，会自动交给同岗位的人或上一级，并留下记录。',
            en: 'Open matters pass to the same post or the one above, with a record.',
          })}
        </p>
        <footer>
          <button type="button" className="btn s" onClick={onClose}>
            {say({ zh: '先不', en: 'Not now' })}
          </button>
          <button type="button" className="btn d" onClick={onEnd}>
            {say({ zh: '结束这个岗位', en: 'End this posting' })}
          </button>
        </footer>
      </div>
    </Sheet>
  )
}

const NewPosting = z.object({ name: z.string().trim().min(1).max(40), phone: z.string().trim(), post: Post, area: z.coerce.number().int() })

function AddPosting({ onAdded }: { onAdded: () => void }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const [township, setTownship] = useState('')
  const tops = useAsk('areas')
  const under = useAsk('areas', { query: { under: township }, enabled: township !== '' })
  const [fault, setFault] = useState<string | null>(null)
  const [id, setId] = useState(() => newActId())
  const send = async (form: HTMLFormElement) => {
    const filled = NewPosting.safeParse(Object.fromEntries(new FormData(form)))
    if (!filled.success) return setFault(say({ zh: '姓名、岗位和地方都要有', en: 'Name, post and place are needed' }))
    const { phone, ...rest } = filled.data
    const told = await tell('addPosting', { body: { id, ...rest, ...(phone ? { phone } : {}) } })
    if (!told.ok) return setFault(say(told.label))
    form.reset()
    setFault(null)
    setId(newActId())
    toast({ say: { zh: `安排好了：${rest.name}`, en: `Added: ${rest.name}` } })
    return onAdded()
  }
  const places = [
    ...(tops.data?.rows ?? []).filter((area) => area.level < 1 || township === '' || String(area.id) === township),
    ...(township ? (under.data?.rows ?? []) : []),
  ]
  return (
    <form
      className="pan col g3"
      style={{ padding: 16 }}
      onSubmit={(event) => {
        event.preventDefault()
        void send(event.currentTarget)
      }}
    >
      <div className="formgrid">
        <label>
          {say({ zh: '姓名', en: 'Name' })}
          <input className="field" name="name" required maxLength={40} autoComplete="off" />
        </label>
        <label>
          {say({ zh: '手机（可以不填）', en: 'Phone (optional)' })}
          <input className="field" name="phone" inputMode="tel" maxLength={20} autoComplete="off" />
        </label>
        <label>
          {say({ zh: '岗位', en: 'Post' })}
          <select className="field" name="post" required>
            {given.map((post) => (
              <option key={post} value={post}>
                {say(posts[post].label)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say({ zh: '先选镇街', en: 'Township first' })}
          <select className="field" value={township} onChange={(event) => setTownship(event.target.value)}>
            <option value="">{say({ zh: '全区', en: 'Whole district' })}</option>
            <TownshipOptions />
          </select>
        </label>
        <label>
          {say({ zh: '在哪里任职', en: 'Where' })}
          <select className="field" name="area" required>
            {places.map((area) => (
              <option key={area.id} value={area.id}>
                {say(area.name)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {fault ? (
        <p className="t14 late" role="alert">
          {fault}
        </p>
      ) : null}
      <button type="submit" className="btn p" style={{ alignSelf: 'flex-start' }}>
        {say({ zh: '安排', en: 'Add' })}
      </button>
    </form>
  )
}

function Absence({ posting, onClose, onDone }: { posting: Posting; onClose: () => void; onDone: () => void }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const [id] = useState(() => newActId())
  const [fault, setFault] = useState<string | null>(null)
  const title = { zh: `${posting.person.name} 请假`, en: `Absence of ${posting.person.name}` }
  const send = async (form: HTMLFormElement) => {
    const filled = z
      .object({ from: z.iso.date(), until: z.iso.date(), reason: z.string().trim().min(1).max(200) })
      .safeParse(Object.fromEntries(new FormData(form)))
    if (!filled.success) return setFault(say({ zh: '起止日期和事由都要有', en: 'Dates and a reason are needed' }))
    const { from, until, reason } = filled.data
    if (until < from) return setFault(say({ zh: '回来的日子要在走的日子之后', en: 'The return must come after the start' }))
    const told = await tell('addAbsence', {
      body: { id, person: posting.person.id, reason, from: Date.parse(`${from}T00:00:00+08:00`), until: Date.parse(`${until}T23:59:00+08:00`) },
    })
    if (!told.ok) return setFault(say(told.label))
    toast({ say: { zh: '记下了，这期间的事会交给在岗的人', en: 'Noted; matters go to those on duty meanwhile' } })
    onDone()
    return onClose()
  }
  return (
    <Sheet label={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send(event.currentTarget)
        }}
      >
        <header>
          <h2 className="t18">{say(title)}</h2>
        </header>
        <div className="mid formgrid">
          <label>
            {say({ zh: '从', en: 'From' })}
            <input className="field" type="date" name="from" required />
          </label>
          <label>
            {say({ zh: '到', en: 'Until' })}
            <input className="field" type="date" name="until" required />
          </label>
          <label>
            {say({ zh: '事由', en: 'Reason' })}
            <input className="field" name="reason" required maxLength={200} />
          </label>
          {fault ? (
            <p className="t14 late" role="alert">
              {fault}
            </p>
          ) : null}
        </div>
        <footer>
          <button type="button" className="btn s" onClick={onClose}>
            {say({ zh: '先不', en: 'Not now' })}
          </button>
          <button type="submit" className="btn p">
            {say({ zh: '记下', en: 'Note it' })}
          </button>
        </footer>
      </form>
    </Sheet>
  )
}
