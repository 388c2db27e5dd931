// Who holds which post where: look up, add, give a login, end, note an absence. Only for the system administrator.
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import { z } from 'zod'
import type { Calls } from '../../core/api.ts'
import { posts } from '../../core/posts.ts'
import { newActId } from '../kit/act-id.ts'
import { useSay } from '../kit/say.tsx'
import { AddPosting } from './add-posting.tsx'
import { tell, useMore } from './ask.ts'
import { useToast, useWhen } from './bits.tsx'
import { FormSheet } from './form-sheet.tsx'
import { Listing, SearchField, useFilters } from './listing.tsx'
import { LoginSheet, LoginShown, type GivenLogin } from './login-sheet.tsx'

type Posting = Calls['postings']['answer']['rows'][number]

export function People(): ReactNode {
  const say = useSay()
  const when = useWhen()
  const { asked, isNarrowed, at, set } = useFilters(['q'])
  const found = useMore('postings', asked)
  const [isAdding, setAdding] = useState(false)
  const [away, setAway] = useState<Posting | null>(null)
  const [ending, setEnding] = useState<Posting | null>(null)
  const [entering, setEntering] = useState<Posting | null>(null)
  const [shown, show] = useState<GivenLogin | null>(null)
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
      <div className="inline">
        <SearchField
          label={{ zh: '找人', en: 'Search people' }}
          hint={{ zh: '姓名，回车', en: 'Name, then Enter' }}
          value={at('q')}
          onSearch={(words) => set('q', words)}
        />
      </div>
      {isAdding ? <AddPosting onAdded={found.again} /> : null}
      <Listing
        found={found}
        count={found.rows.length}
        none={
          isNarrowed
            ? { zh: '没有找到，换个名字试试。', en: 'Nobody found; try another name.' }
            : { zh: '还没有人任职。', en: 'Nobody holds a post yet.' }
        }
      >
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
                  <td className="nw">{say(posting.holder.label)}</td>
                  <td className="nw">{say(posting.holder.place)}</td>
                  <td>
                    {posting.absent
                      ? say({
                          zh: `不在，到 ${when(posting.absent.until).zh}${posting.absent.substitute ? `，${posting.absent.substitute} 代` : ''}`,
                          en: `Away until ${when(posting.absent.until).en}${posting.absent.substitute ? `; ${posting.absent.substitute} stands in` : ''}`,
                        })
                      : say({ zh: '在', en: 'Yes' })}
                  </td>
                  <td className="nw">
                    <LoginButton posting={posting} onPress={() => setEntering(posting)} />
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
      </Listing>
      {away ? <Absence posting={away} onClose={() => setAway(null)} onDone={found.again} /> : null}
      {
        entering ? <LoginSheet posting={entering} onClose={() => setEntering(null)} onGiven={(next) => { show(next); found.again() }} /> : null /* prettier-ignore */
      }
      {shown ? <LoginShown shown={shown} onClose={() => show(null)} /> : null}
      {ending ? <EndSheet posting={ending} onClose={() => setEnding(null)} onDone={found.again} /> : null}
    </div>
  )
}

/** Volunteers sign in by their phone, and of those who watch the administrator the server says how. */
function LoginButton({ posting, onPress }: { posting: Posting; onPress: () => void }): ReactNode {
  const say = useSay()
  const { name } = posting.person
  if (!posts[posting.holder.post].staff) return null
  return (
    <button
      type="button"
      className="btn t sm"
      onClick={onPress}
      aria-label={say(
        posting.hasLogin === true ? { zh: `${name} 重新给登录`, en: `New login for ${name}` } : { zh: `${name} 给登录`, en: `Give login to ${name}` },
      )}
    >
      {say(posting.hasLogin === true ? { zh: '重新给登录', en: 'New login' } : { zh: '给登录', en: 'Give login' })}
    </button>
  )
}

type AboutPosting = { readonly posting: Posting; readonly onClose: () => void; readonly onDone: () => void }

function EndSheet({ posting, onClose, onDone }: AboutPosting): ReactNode {
  const say = useSay()
  const toast = useToast()
  const { person, holder } = posting
  const send = async () => {
    const told = await tell('endPosting', { params: { id: posting.id } })
    if (!told.ok) return told.label
    toast({
      say: { zh: `${person.name} 的岗位到此为止，手上的事会交给接手的人`, en: `The posting of ${person.name} has ended; open matters pass on` },
    })
    onDone()
    return null
  }
  return (
    <FormSheet
      label={{ zh: `${person.name} 不再担任${holder.label.zh}？`, en: `${person.name} no longer ${holder.label.en}?` }}
      submit={{ zh: '结束这个岗位', en: 'End this posting' }}
      isGrave
      onSend={send}
      onClose={onClose}
    >
      <p>
        {say({
          zh: '他手上没办完的事，会自动交给同岗位的人或上一级，并留下记录。',
          en: 'Open matters pass to the same post or the one above, with a record.',
        })}
      </p>
    </FormSheet>
  )
}

const Away = z.object({ from: z.iso.date(), until: z.iso.date(), reason: z.string().trim().min(1).max(200) })

function Absence({ posting, onClose, onDone }: AboutPosting): ReactNode {
  const say = useSay()
  const toast = useToast()
  const [id] = useState(() => newActId())
  const send = async (form: HTMLFormElement) => {
    const filled = Away.safeParse(Object.fromEntries(new FormData(form)))
    if (!filled.success) return { zh: '起止日期和事由都要有', en: 'Dates and a reason are needed' }
    const { from, until, reason } = filled.data
    if (until < from) return { zh: '回来的日子要在走的日子之后', en: 'The return must come after the start' }
    const told = await tell('addAbsence', {
      body: { id, person: posting.person.id, reason, from: Date.parse(`${from}T00:00:00+08:00`), until: Date.parse(`${until}T23:59:00+08:00`) },
    })
    if (!told.ok) return told.label
    toast({ say: { zh: '记下了，这期间的事会交给在岗的人', en: 'Noted; matters go to those on duty meanwhile' } })
    onDone()
    return null
  }
  return (
    <FormSheet
      label={{ zh: `${posting.person.name} 请假`, en: `Absence of ${posting.person.name}` }}
      submit={{ zh: '记下', en: 'Note it' }}
      onSend={send}
      onClose={onClose}
    >
      <div className="formgrid">
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
      </div>
    </FormSheet>
  )
}
