// The published documents that say how things are done here, for everybody to read.
import { useState, type ReactNode } from 'react'
import { Link, useParams } from 'wouter'
import { policyStateLabels } from '../../core/policy-states.ts'
import { useSay } from '../kit/say.tsx'
import { useAsked } from './ask.ts'
import './more.css'
import { Page, useDistrict } from './page.tsx'
import { Failed, Loading } from './states.tsx'

const title = { zh: '政策文件', en: 'Policies' }

export default function Policies(): ReactNode {
  const { id } = useParams<{ id?: string }>()
  return id ? <One id={id} /> : <All />
}

function All(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const [q, setQ] = useState('')
  const asked = useAsked('policies', { params: { district }, query: { limit: '50', ...(q ? { q } : {}) } })
  const rows = asked.said?.rows ?? []
  return (
    <Page title={title} back={`/${district}/me`}>
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          setQ(String(new FormData(event.currentTarget).get('q') ?? '').trim())
        }}
      >
        <input
          className="field w"
          type="search"
          name="q"
          maxLength={60}
          aria-label={say({ zh: '找文件', en: 'Search' })}
          placeholder={say({ zh: '想找什么，如：路灯', en: 'What about? Such as: lamps' })}
        />
      </form>
      {!asked.said ? asked.fault ? <Failed fault={asked.fault} again={asked.again} /> : <Loading /> : null /* prettier-ignore */}
      {asked.said && rows.length === 0 ? (
        <p className="m">
          {say(q ? { zh: '没有找到，换个词试试。', en: 'Nothing found; try another word.' } : { zh: '还没有公开的文件。', en: 'No documents yet.' })}
        </p>
      ) : null}
      <ul className="col g2">
        {rows.map((row) => (
          <li key={row.id}>
            <Link className="card col g1 plain" style={{ padding: 14 }} href={`/${district}/policies/${row.id}`}>
              <b>{row.title}</b>
              <span className="t14 m">{[row.number, row.issuer, row.issuedOn].filter(Boolean).join(' · ')}</span>
              {row.state === 'published' ? null : <span className="t14">{say(policyStateLabels[row.state])}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  )
}

function One({ id }: { id: string }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const asked = useAsked('policy', { params: { district, id } })
  const policy = asked.said
  if (!policy)
    return (
      <Page title={title} back={`/${district}/policies`}>
        {asked.fault ? <Failed fault={asked.fault} again={asked.again} /> : <Loading />}
      </Page>
    )
  return (
    <Page title={title} back={`/${district}/policies`} read={`${policy.title}。${policy.words}`}>
      <h2 className="t20">{policy.title}</h2>
      <p className="t14 m">{[policy.number, policy.issuer, policy.issuedOn, say(policy.area.name)].filter(Boolean).join(' · ')}</p>
      {
        policy.demo ? <p className="t14"><span className="demo">{say({ zh: '演示数据', en: 'Demonstration data' })}</span></p> : null /* prettier-ignore */
      }
      {policy.replacedBy ? (
        <p>
          {say({ zh: '已由新文件代替：', en: 'Replaced by ' })}
          <Link href={`/${district}/policies/${policy.replacedBy.id}`}>{policy.replacedBy.title}</Link>
        </p>
      ) : null}
      <article style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{policy.words}</article>
      {policy.file ? (
        <a className="btn s" href={`/api/${district}/policies/${policy.id}/file`}>
          {say({ zh: '下载 PDF', en: 'Download the PDF' })}
        </a>
      ) : null}
    </Page>
  )
}
