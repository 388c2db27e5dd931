// The library of policies for staff: found by words and class, read, and kept by who leads the work of a township or the district.
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import { policyStateLabels } from '../../core/policy-states.ts'
import type { PolicyHead } from '../../core/policy-shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useAgain, useAsk, useDistrict } from './ask.ts'
import { Fault, Wait } from './bits.tsx'
import { Listing, SearchField, useFilters } from './listing.tsx'
import { PolicyForm } from './policy-form.tsx'

export function PoliciesScreen(): ReactNode {
  const say = useSay()
  const again = useAgain()
  const { isNarrowed, at, set } = useFilters(['q', 'class'])
  const classes = useAsk('district').data?.classes ?? []
  const found = useAsk('policies', { query: { q: at('q') || undefined, classCode: at('class') || undefined } })
  const [isAdding, setAdding] = useState(false)
  return (
    <div className="page" style={{ maxWidth: 960 }}>
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say({ zh: '政策文件', en: 'Policies' })}</h1>
        {found.data?.mayKeep ? (
          <button type="button" className="btn soft" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
            {say({ zh: '存一份文件', en: 'Keep a document' })}
          </button>
        ) : null}
      </div>
      <div className="inline">
        <SearchField
          hint={{ zh: '标题、文号、正文，回车', en: 'Title, number, text, then Enter' }}
          value={at('q')}
          onSearch={(words) => set('q', words)}
        />
        <label>
          {say({ zh: '哪一类事', en: 'Class' })}
          <select className="field" value={at('class')} onChange={(event) => set('class', event.target.value)}>
            <option value="">{say({ zh: '不限', en: 'Any' })}</option>
            {classes.map((each) => (
              <option key={each.code} value={each.code}>
                {say(each.label)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {
        isAdding && found.data ? <PolicyForm homes={found.data.homes} older={found.data.rows} policy={null} onKept={() => { setAdding(false); again('policies') }} /> : null /* prettier-ignore */
      }
      <Listing
        found={found}
        count={found.data?.rows.length ?? 0}
        none={
          isNarrowed
            ? { zh: '没有这样的文件，换个词试试。', en: 'No such document; try another word.' }
            : { zh: '还没有文件。', en: 'No documents yet.' }
        }
      >
        <ul className="col g2">
          {found.data?.rows.map((row) => (
            <li key={row.id} className="card col g1" style={{ padding: 14 }}>
              <PolicyLine row={row} />
            </li>
          ))}
        </ul>
      </Listing>
    </div>
  )
}

export function PolicyLine({ row }: { row: PolicyHead }): ReactNode {
  const say = useSay()
  return (
    <>
      <div className="f jb ac wrap g2">
        <Link className="b" href={`/policies/${row.id}`}>
          {row.title}
        </Link>
        <span className="f ac g1">
          {row.demo ? <span className="demo">{say({ zh: '演示', en: 'Demo' })}</span> : null}
          <span className={`tag ${row.state === 'published' ? 'brand' : ''}`}>{say(policyStateLabels[row.state])}</span>
        </span>
      </div>
      <p className="t13 m">{[row.number, row.issuer, row.issuedOn, say(row.area.name)].filter(Boolean).join(' · ')}</p>
    </>
  )
}

export function PolicyScreen({ id }: { id: string }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const again = useAgain()
  const found = useAsk('policy', { params: { id } })
  const list = useAsk('policies')
  const classes = useAsk('district').data?.classes ?? []
  const [isChanging, setChanging] = useState(false)
  if (found.fault) return <Fault fault={found.fault} onAgain={found.again} />
  const policy = found.data
  if (!policy) return <Wait />
  return (
    <div className="page" style={{ maxWidth: 820 }}>
      <p className="t13 m">
        <Link href="/policies">{say({ zh: '政策文件', en: 'Policies' })}</Link> /
      </p>
      <h1 className="t20">{policy.title}</h1>
      <div className="f ac wrap g2 t14 m">
        {policy.demo ? <span className="demo">{say({ zh: '演示数据', en: 'Demonstration data' })}</span> : null}
        <span className={`tag ${policy.state === 'published' ? 'brand' : ''}`}>{say(policyStateLabels[policy.state])}</span>
        <span>{[policy.number, policy.issuer, policy.issuedOn].filter(Boolean).join(' · ')}</span>
        <span>{say({ zh: `适用：${policy.area.name.zh}`, en: `In force in ${policy.area.name.en}` })}</span>
      </div>
      {policy.replacedBy ? (
        <p className="note">
          {say({ zh: '已由这份代替：', en: 'Replaced by ' })}
          <Link href={`/policies/${policy.replacedBy.id}`}>{policy.replacedBy.title}</Link>
        </p>
      ) : null}
      {policy.classes.length > 0 ? (
        <p className="f ac wrap g1 t14">
          {say({ zh: '管这些事：', en: 'Basis of: ' })}
          {
            classes.filter(({ code }) => policy.classes.includes(code)).map((each) => <span key={each.code} className="tag">{say(each.label)}</span>) /* prettier-ignore */
          }
        </p>
      ) : null}
      {
        policy.words ? <article className="pan in" style={{ padding: 16, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{policy.words}</article> : null /* prettier-ignore */
      }
      <div className="f ac wrap g2">
        {policy.file ? (
          <a className="btn s" href={`/api/${district}/policies/${policy.id}/file`}>
            {say({ zh: '下载 PDF', en: 'Download the PDF' })} · {Math.ceil(policy.file.bytes / 1024)} KB
          </a>
        ) : null}
        {policy.mayKeep && policy.state !== 'replaced' ? (
          <button type="button" className="btn soft" aria-expanded={isChanging} onClick={() => setChanging(!isChanging)}>
            {say({ zh: '改', en: 'Change' })}
          </button>
        ) : null}
      </div>
      {
        isChanging ? <PolicyForm homes={list.data?.homes ?? []} older={list.data?.rows ?? []} policy={policy} onKept={() => { setChanging(false); again() }} /> : null /* prettier-ignore */
      }
    </div>
  )
}

/** What a matter rests on: a few documents of its class or process, in force where it lies. Nothing where there are none. */
export function Basis({ category, process, area }: { category: string | null; process: string; area: number }): ReactNode {
  const say = useSay()
  const found = useAsk('policies', { query: { process, area, state: 'published', limit: 5, ...(category ? { category } : {}) } })
  const rows = found.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <section className="pan">
      <header>
        <h3>{say({ zh: '依据', en: 'What it rests on' })}</h3>
      </header>
      <ul className="plainlist t14">
        {rows.map((row) => (
          <li key={row.id}>
            <Link href={`/policies/${row.id}`}>{row.title}</Link>
            <span className="t13 m"> {row.number}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
