// Bulletins: a list of the written ones, and one as it was frozen, with the words people added; nobody types a figure here.
import { useEffect, useState, type ReactNode } from 'react'
import { Link, useSearchParams } from 'wouter'
import { bulletinKinds, type Bulletin, type BulletinHead } from '../../core/figures.ts'
import type { Label } from '../../core/label.ts'
import { newActId } from '../kit/act-id.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAgain, useAsk } from './ask.ts'
import { Empty, Fault, useIsDesk, useToast, useWhen, Wait } from './bits.tsx'
import { TakeAway } from './figure-bits.tsx'
import { Changes, FigureTable, Levels, Places, Sections } from './bulletin-figures.tsx'
import { AreaField } from './area-field.tsx'
import { kindNames, WaitingForMe } from './bulletins-waiting.tsx'

export function BulletinsScreen({ id }: { id: string | null }): ReactNode {
  const say = useSay()
  const isDesk = useIsDesk()
  const [search, setSearch] = useSearchParams()
  const kind = bulletinKinds.find((each) => each === search.get('kind')) ?? 'daily'
  const list = useAsk('bulletins', { query: { kind, limit: 40, ...(search.get('area') ? { area: search.get('area') } : {}) } })
  // a district may write others than the usual three: without a wish, the first of its own
  const [first] = list.data?.kinds ?? []
  const isOther = first !== undefined && !list.data?.kinds.includes(kind)
  useEffect(() => {
    if (isOther) setSearch((asked) => new URLSearchParams([...[...asked].filter(([name]) => name !== 'kind'), ['kind', first]]), { replace: true })
  }, [isOther, first, setSearch])
  const own = (list.data?.rows ?? []).filter((row) => row.isLatest)
  const shown = id ?? (isDesk ? (own[0]?.id ?? null) : null)
  return (
    <div className="page">
      <h1 className="t20">{say({ zh: '通报', en: 'Bulletins' })}</h1>
      <div className="f g1 wrap" role="group" aria-label={say({ zh: '哪一种', en: 'Kind' })}>
        {(list.data?.kinds ?? bulletinKinds.slice(0, 3)).map((each) => (
          <button key={each} type="button" className="btn s sm" aria-pressed={each === kind} onClick={() => setSearch({ kind: each, ...(search.get('area') ? { area: search.get('area') ?? '' } : {}) })}>
            {say(kindNames[each])}
          </button>
        ))}
      </div>
      <WaitingForMe />
      {list.fault ? <Fault fault={list.fault} onAgain={list.again} /> : list.data ? null : <Wait />}
      {list.data && own.length === 0 ? <Empty say={{ zh: '还没有通报。区和镇街的每天早上 8 点自己写好，村（社区）的每周、每月写，不用填表。', en: 'No bulletin yet. Those of the district and townships write themselves at 8 every morning, those of communities weekly and monthly; there is no form.' }} /> : null}
      <div className="bulletins">
        {id !== null && !isDesk ? null : (
          <nav className="col g2" aria-label={say({ zh: '写好的通报', en: 'Written bulletins' })}>
            <AreaPick chosen={search.get('area') ?? ''} onPick={(area) => setSearch({ kind, ...(area ? { area } : {}) })} />
            {own.map((row) => (
              <HeadRow key={row.id} row={row} isHere={row.id === shown} query={search.toString()} />
            ))}
            <p className="t13 m">{say({ zh: '没人填表：全部数字来自已有的事项。', en: 'Nobody fills a form: every number comes from matters that exist.' })}</p>
          </nav>
        )}
        {shown ? <One key={shown} id={shown} /> : null}
      </div>
    </div>
  )
} // prettier-ignore

function AreaPick({ chosen, onPick }: { chosen: string; onPick: (area: string) => void }): ReactNode {
  const home = useAsk('me').data?.viewer?.postings[0]?.area ?? null
  return <AreaField value={chosen ? Number(chosen) : home} deepest={2} isFilter onChange={(area) => onPick(area === null ? '' : String(area))} />
}

function HeadRow({ row, isHere, query }: { row: BulletinHead; isHere: boolean; query: string }): ReactNode {
  const say = useSay()
  return (
    <Link className="bulletinhead" href={`/bulletins/${row.id}${query ? `?${query}` : ''}`} aria-current={isHere ? 'page' : undefined}>
      <span>{say(row.words)}</span>
      {row.isApproved ? null : <span className="tag call">{say({ zh: '待审', en: 'Not approved' })}</span>}
      {row.correction > 0 ? <span className="tag">{say({ zh: `第 ${row.correction} 次更正`, en: `Correction ${row.correction}` })}</span> : null}
    </Link>
  )
}

function One({ id }: { id: string }): ReactNode {
  const say = useSay()
  const page = useAsk('bulletin', { params: { id } })
  if (page.fault) return <Fault fault={page.fault} onAgain={page.again} />
  if (!page.data) return <Wait />
  const { body } = page.data
  return (
    <>
      <article className="paper">
        <h2 className="t24">
          {say(body.title)} · {say(page.data.words)}
        </h2>
        <p className="t13 m">
          {say({ zh: '统计：', en: 'Period: ' })}
          {say(page.data.words)}
          {page.data.correction > 0 ? say({ zh: ` · 第 ${page.data.correction} 次更正`, en: ` · correction ${page.data.correction}` }) : ''}
        </p>
        <Approval page={page.data} />
        <Changes page={page.data} />
        <Sections page={page.data} />
        <Levels page={page.data} />
        {page.data.added.map((each) => (
          <blockquote key={each.id} className="added">
            {each.words}
            <footer className="t13 m">
              {each.by} · <Stamp at={each.at} />
            </footer>
          </blockquote>
        ))}
        <p className="t13 m">
          {body.checkpoint ? say({ zh: `校验码 ${body.checkpoint.root.slice(0, 12)} · 任何人可据此核对当天全部记录没有被改动`, en: `Check ${body.checkpoint.root.slice(0, 12)}: anybody may verify that no record was changed` }) : say({ zh: '写的时候还没有检查点', en: 'There was no checkpoint yet' })} · {say({ zh: `指标口径第 ${page.data.indicatorsVersion} 版`, en: `definitions, version ${page.data.indicatorsVersion}` })}
        </p>
      </article>
      <aside className="col g3">
        {page.data.mayApprove ? <Approve id={id} /> : null}
        {page.data.approval ? null : <AddWords id={id} />}
        <div className="pan in col g2">
          <TakeAway path={`bulletins/${id}`} kinds={['pdf', 'xlsx']} />
          <p className="t13 m">{say({ zh: '写好就不再变。以后数据有更正，会另出一份有编号的更正。点数字打开的是这些事现在的样子，件数可能和写的时候不同。', en: 'Written once. If data change later, a numbered correction follows. A number opens its rows as they stand now, which may be more or fewer than when this was written.' })}</p>
          {page.data.others.map((other) => (
            <Link key={other.id} href={`/bulletins/${other.id}`}>
              {other.correction === 0 ? say({ zh: '看原来的一份', en: 'See the first one' }) : say({ zh: `看第 ${other.correction} 次更正`, en: `See correction ${other.correction}` })}
            </Link>
          ))}
        </div>
        <FigureTable page={page.data} />
        <Places page={page.data} />
      </aside>
    </>
  )
} // prettier-ignore

function Approval({ page }: { page: Bulletin }): ReactNode {
  const say = useSay()
  return page.approval ? (
    <p className="t13 m">
      {say({ zh: '已批准发出：', en: 'Approved for circulation: ' })}
      {page.approval.by}（{say(page.approver)}） · <Stamp at={page.approval.at} />
    </p>
  ) : (
    <p className="t14">
      <span className="tag call">{say({ zh: '待审', en: 'Not approved' })}</span> {say({ zh: `还没有${page.approver.zh}批准，不作为正式通报。`, en: `Not yet approved by the ${page.approver.en.toLowerCase()}; not for circulation.` })}
    </p>
  )
} // prettier-ignore

/** Once; nothing can be added afterwards. */
function Approve({ id }: { id: string }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const again = useAgain()
  const [fault, setFault] = useState<Label | null>(null)
  const send = async () => {
    const told = await tell('approveBulletin', { params: { id }, body: {} })
    if (!told.ok) return setFault(told.label)
    toast({ say: { zh: '批准了，可以发出', en: 'Approved for circulation' } })
    again('bulletin')
    again('waitingBulletins')
    return again('bulletins')
  }
  return (
    <div className="pan in col g2">
      <p className="t13 m">{say({ zh: '批准后可以发出，不能再补文字；数字谁也改不了。补过话的人自己不能批。', en: 'Once approved it may circulate and nothing can be added; nobody can change a figure. Who added words does not approve.' })}</p>
      {fault ? (
        <p className="faultbox" role="alert">
          {say(fault)}
        </p>
      ) : null}
      <button type="button" className="btn p" onClick={() => void send()}>
        {say({ zh: '批准发出', en: 'Approve' })}
      </button>
    </div>
  )
} // prettier-ignore

const Stamp = ({ at }: { at: number }): ReactNode => useSay()(useWhen()(at))

/** Words under one's own name; figures nobody can write. */
function AddWords({ id }: { id: string }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const again = useAgain()
  const [words, setWords] = useState('')
  const [fault, setFault] = useState<Label | null>(null)
  const [act, setAct] = useState(() => newActId())
  const send = async () => {
    const told = await tell('bulletinWords', { params: { id }, body: { id: act, words } })
    if (!told.ok) return setFault(told.label)
    setWords('')
    setAct(newActId())
    setFault(null)
    toast({ say: { zh: '加上了', en: 'Added' } })
    again('bulletin')
  }
  return (
    <form
      className="pan in col g2"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <label className="col g1">
        {say({ zh: '补充几句（会署您的名字）', en: 'Add words (under your name)' })}
        <textarea className="field" rows={3} maxLength={2000} value={words} onChange={(event) => setWords(event.target.value)} />
      </label>
      <p className="t13 m">{say({ zh: '数字自动填好，文字由您定。', en: 'Figures fill themselves; words are yours.' })}</p>
      {fault ? (
        <p className="faultbox" role="alert">
          {say(fault)}
        </p>
      ) : null}
      <button type="submit" className="btn p" disabled={words.trim() === ''}>
        {say({ zh: '加上', en: 'Add' })}
      </button>
    </form>
  )
}
