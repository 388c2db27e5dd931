// Words pasted from a chat group become drafts, one per paragraph; each is confirmed by a person before it is sent.
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { Label } from '../../core/label.ts'
import type { CategoryShape, Viewer } from '../../core/shapes.ts'
import { newActId } from '../kit/act-id.ts'
import { useSay } from '../kit/say.tsx'
import { look, useAsk, useDistrict } from './ask.ts'
import { openMatter, ownArea } from './opening.ts'
import { cameItself, NumberField, SourceFields } from './source-fields.tsx'

type Draft = {
  readonly id: string
  readonly act: string
  readonly what: string
  readonly category: string
  readonly outside: string
  readonly isOn: boolean
  readonly number: string | null
  readonly fault: Label | null
}

/** A paragraph is what lies between empty lines; without any, each line is one. */
export function splitPasted(text: string): readonly string[] {
  const blocks = text.split(/\n\s*\n/).map((each) => each.trim()).filter(Boolean) // prettier-ignore
  const parts = blocks.length > 1 ? blocks : text.split('\n').map((each) => each.trim()).filter(Boolean) // prettier-ignore
  return parts.slice(0, 30).map((each) => each.slice(0, 2000))
}

export function Paste({ viewer }: { viewer: Viewer }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const shop = useAsk('district')
  const [text, setText] = useState('')
  const [drafts, setDrafts] = useState<readonly Draft[]>([])
  const [isSending, setSending] = useState(false)
  const [came, setCame] = useState(cameItself)
  const change = (id: string, more: Partial<Draft>) => setDrafts((all) => all.map((each) => (each.id === id ? { ...each, ...more } : each)))
  const split = async () => {
    const parts = splitPasted(text).map((what) => ({
      id: newActId(),
      act: newActId(),
      what,
      category: '',
      outside: '',
      isOn: true,
      number: null,
      fault: null,
    }))
    setDrafts(parts)
    await Promise.all(
      parts.map(async (part) => {
        const guess = await look('guess', { district, query: { words: part.what.slice(0, 500) } })
        const first = guess.ok ? guess.answer.categories[0] : undefined
        if (first) change(part.id, { category: first })
      }),
    )
  }
  const waiting = drafts.filter((draft) => draft.isOn && draft.number === null)
  const send = async () => {
    if (isSending) return
    setSending(true)
    for (const draft of waiting) {
      if (!draft.category) {
        change(draft.id, { fault: { zh: '选一个类别再交', en: 'Choose a category first' } })
        continue
      }
      const told = await openMatter({
        process: 'resident-report',
        action: 'fromGroup',
        answers: { what: draft.what, category: draft.category },
        area: ownArea(viewer),
        act: draft.act,
        id: draft.id,
        came: { ...came, outside: draft.outside },
      })
      change(
        draft.id,
        told.ok ? { number: told.answer.page.matter.number, fault: null } : { fault: told.label, ...(told.status === 0 ? {} : { act: newActId() }) },
      )
    }
    setSending(false)
  }
  return (
    <div className="page" style={{ maxWidth: 760 }}>
      <h1 className="t20">{say({ zh: '从群里粘贴', en: 'Paste from a chat group' })}</h1>
      <p className="m">
        {say({
          zh: '一段算一件。姓名、电话请删掉再交；每一件都由您看过才交。',
          en: 'One paragraph, one matter. Remove names and numbers; you confirm each.',
        })}
      </p>
      {drafts.every(({ number }) => number === null) ? (
        <SourceFields came={came} onChange={setCame} own={{ source: 'group', say: { zh: '群里转来', en: 'From a chat group' } }} hasNumber={false} />
      ) : null}
      {drafts.length === 0 ? (
        <>
          <textarea
            className="field w"
            rows={8}
            value={text}
            onChange={(event) => setText(event.target.value)}
            aria-label={say({ zh: '粘贴在这里', en: 'Paste here' })}
            placeholder={say({ zh: '粘贴在这里，空一行分开', en: 'Paste here, with an empty line between' })}
          />
          <button type="button" className="btn p" aria-disabled={text.trim() === ''} onClick={() => text.trim() && void split()}>
            {say({ zh: '分成几件看看', en: 'Split into drafts' })}
          </button>
        </>
      ) : null}
      <ul className="col g3">
        {drafts.map((draft, n) => (
          <DraftCard
            key={draft.id}
            draft={draft}
            n={n}
            hasNumber={came.source !== null}
            categories={shop.data?.categories ?? []}
            onChange={(more) => change(draft.id, more)}
          />
        ))}
      </ul>
      {drafts.length > 0 ? (
        <div className="f g2 wrap">
          {waiting.length > 0 ? (
            <button type="button" className="btn p" aria-busy={isSending} onClick={() => void send()}>
              {say(isSending ? { zh: '正在交……', en: 'Sending…' } : { zh: `交这 ${waiting.length} 件`, en: `Send these ${waiting.length}` })}
            </button>
          ) : null}
          <button type="button" className="btn s" onClick={() => setDrafts([])}>
            {say({ zh: '重新粘贴', en: 'Paste again' })}
          </button>
        </div>
      ) : null}
    </div>
  )
}

function DraftCard({
  draft,
  n,
  hasNumber,
  categories,
  onChange,
}: {
  draft: Draft
  n: number
  hasNumber: boolean
  categories: readonly CategoryShape[]
  onChange: (more: Partial<Draft>) => void
}): ReactNode {
  const say = useSay()
  return (
    <li className="card draft">
      {draft.number ? (
        <p className="b brand">
          {say({ zh: '交了：', en: 'Sent: ' })}
          <Link href={`/m/${draft.id}`}>{draft.number}</Link>
        </p>
      ) : (
        <label className="f ac g2 b">
          <input
            type="checkbox"
            checked={draft.isOn}
            onChange={(event) => onChange({ isOn: event.target.checked })}
            style={{ width: 22, height: 22, accentColor: 'var(--brand)' }}
          />
          {say({ zh: `第 ${n + 1} 件`, en: `Draft ${n + 1}` })}
        </label>
      )}
      <textarea
        className="field w"
        rows={3}
        value={draft.what}
        readOnly={draft.number !== null}
        maxLength={2000}
        aria-label={say({ zh: `第 ${n + 1} 件的原话`, en: `Words of draft ${n + 1}` })}
        onChange={(event) => onChange({ what: event.target.value })}
      />
      <select
        className="field"
        value={draft.category}
        disabled={draft.number !== null}
        aria-label={say({ zh: `第 ${n + 1} 件的类别`, en: `Category of draft ${n + 1}` })}
        onChange={(event) => onChange({ category: event.target.value, fault: null })}
      >
        <option value="">{say({ zh: '是哪一类', en: 'Category' })}</option>
        {categories.map((category) => (
          <option key={category.code} value={category.code}>
            {say(category.label)}
          </option>
        ))}
      </select>
      {hasNumber && draft.number === null ? (
        <NumberField
          value={draft.outside}
          label={{ zh: `第 ${n + 1} 件的来件编号`, en: `Number of draft ${n + 1} where it came from` }}
          onChange={(outside) => onChange({ outside, fault: null })}
        />
      ) : null}
      {draft.fault ? (
        <p className="t14 late" role="alert">
          {say(draft.fault)}
        </p>
      ) : null}
    </li>
  )
}
