// Which of our categories each class of the hotline or the city's platform is: mapped by hand or from a file, those nobody has mapped first.
import { useId, useState, type ReactNode } from 'react'
import type { Connector } from '../../core/connect-shapes.ts'
import type { Label } from '../../core/label.ts'
import type { CategoryShape } from '../../core/shapes.ts'
import type { ClassesPage, ClassRow } from '../../core/upper-shapes.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAgain, useAsk } from './ask.ts'
import { Fault, Sheet, useToast, Wait } from './bits.tsx'
import { base64Of, mostBytes } from './duty-import.tsx'
import { FormSheet } from './form-sheet.tsx'

type Plan = { readonly row: Connector; readonly mayChange: boolean; readonly onClose: () => void }

export function ClassesSheet({ row, mayChange, onClose }: Plan): ReactNode {
  const found = useAsk('outsideClasses', { params: { id: row.id } })
  const shop = useAsk('district')
  const label = { zh: `类别对照 · ${row.name}`, en: `Classes · ${row.name}` }
  if (found.data && shop.data)
    return <ClassesForm key={row.id} {...{ row, mayChange, onClose, label }} page={found.data} categories={shop.data.categories} />
  return (
    <Sheet label={label} onClose={onClose}>
      {found.fault ? <Fault fault={found.fault} onAgain={found.again} /> : <Wait />}
    </Sheet>
  )
}

type Edited = ClassRow & { readonly n: number }
type FormPlan = Plan & { readonly page: ClassesPage; readonly categories: readonly CategoryShape[]; readonly label: Label }

/** What came in unmapped stands first, without a category yet; a row without one is not kept. */
const rowsOf = ({ rows, unmapped }: ClassesPage): readonly Edited[] => [
  ...unmapped.map(({ code, name, n }) => ({ code, name, category: '', n })),
  ...rows.map((row) => ({ ...row, n: 0 })),
]

function ClassesForm({ row, mayChange, onClose, page, categories, label }: FormPlan): ReactNode {
  const say = useSay()
  const again = useAgain()
  const toast = useToast()
  const [rows, setRows] = useState(() => rowsOf(page))
  const change = (at: number, more: Partial<Edited>) => setRows((all) => all.map((each, n) => (n === at ? { ...each, ...more } : each)))
  const send = async () => {
    const kept = rows.filter(({ code, category }) => code.trim() !== '' && category !== '').map(({ code, name, category }) => ({ code, name, category })) // prettier-ignore
    const told = await tell('setOutsideClasses', { params: { id: row.id }, body: { rows: kept } })
    if (!told.ok) return told.label
    again('connectors')
    again('outsideClasses')
    toast({ say: { zh: `存了 ${told.answer.rows.length} 条`, en: `${told.answer.rows.length} rows kept` } })
    return null
  }
  return (
    <FormSheet label={label} submit={{ zh: '保存', en: 'Save' }} notNow={{ zh: '关上', en: 'Close' }} onSend={mayChange ? send : async () => null} onClose={onClose}>
      <p className="t14 m">
        {say({
          zh: '对方的分类代码对上我们的类别。没对上的照样收下，归“其他、说不清”，由网格员看了再定。',
          en: 'Each class of theirs gets a category of ours. What has none still comes in, as “something else”, and a person looks at it.',
        })}
      </p>
      {mayChange ? <ClassesImport id={row.id} onDone={(next) => setRows(rowsOf(next))} /> : null}
      {rows.length === 0 ? <p className="m">{say({ zh: '还没有。', en: 'None yet.' })}</p> : null}
      <ul className="plainlist">
        {rows.map((each, at) => (
          <ClassLine key={at} {...{ each, at, mayChange, categories }} onChange={(more) => change(at, more)} onDrop={() => setRows((all) => all.filter((_, n) => n !== at))} /> /* prettier-ignore */
        ))}
      </ul>
      {mayChange ? (
        <button type="button" className="btn s" style={{ alignSelf: 'flex-start' }} onClick={() => setRows([...rows, { code: '', name: '', category: '', n: 0 }])}>
          {say({ zh: '加一条', en: 'Add a row' })}
        </button>
      ) : null}
    </FormSheet>
  )
} // prettier-ignore

type LinePlan = {
  readonly each: Edited
  readonly at: number
  readonly mayChange: boolean
  readonly categories: readonly CategoryShape[]
  readonly onChange: (more: Partial<Edited>) => void
  readonly onDrop: () => void
}
function ClassLine({ each, at, mayChange, categories, onChange, onDrop }: LinePlan): ReactNode {
  const say = useSay()
  const name = (word: Label): string => say({ zh: `第 ${at + 1} 条的${word.zh}`, en: `${word.en} of row ${at + 1}` })
  return (
    <li className="col g1" style={{ padding: '8px 0' }}>
      {each.n > 0 ? (
        <span className="tag warn" style={{ alignSelf: 'flex-start' }}>
          {say({ zh: `没对上，来过 ${each.n} 件`, en: `not mapped, came ${each.n} times` })}
        </span>
      ) : null}
      <div className="inline">
        <input className="field" style={{ flex: '1 1 90px', minWidth: 0 }} value={each.code} maxLength={40} readOnly={!mayChange || each.n > 0} aria-label={name({ zh: '代码', en: 'Code' })} placeholder={say({ zh: '代码', en: 'Code' })} onChange={(event) => onChange({ code: event.target.value })} />
        <input className="field" style={{ flex: '1 1 110px', minWidth: 0 }} value={each.name} maxLength={60} readOnly={!mayChange} aria-label={name({ zh: '名称', en: 'Name' })} placeholder={say({ zh: '对方的名称', en: 'Their name' })} onChange={(event) => onChange({ name: event.target.value })} />
        <select className="field" style={{ flex: '2 1 150px', minWidth: 0 }} value={each.category} disabled={!mayChange} aria-label={name({ zh: '类别', en: 'Category' })} onChange={(event) => onChange({ category: event.target.value })}>
          <option value="">{say({ zh: '我们的类别', en: 'Our category' })}</option>
          {categories.map((category) => (
            <option key={category.code} value={category.code}>
              {say(category.label)}
            </option>
          ))}
        </select>
        {mayChange && each.n === 0 ? (
          <button type="button" className="btn t sm" aria-label={say({ zh: `去掉第 ${at + 1} 条`, en: `Remove row ${at + 1}` })} onClick={onDrop}>
            {say({ zh: '去掉', en: 'Remove' })}
          </button>
        ) : null}
      </div>
    </li>
  )
} // prettier-ignore

function ClassesImport({ id, onDone }: { id: string; onDone: (page: ClassesPage) => void }): ReactNode {
  const say = useSay()
  const again = useAgain()
  const field = useId()
  const [said, setSaid] = useState<readonly Label[]>([])
  const send = async (file: File) => {
    if (file.size > mostBytes) return setSaid([{ zh: '文件太大了，一次最多 650 KB', en: 'Too large: at most 650 KB' }])
    const body = { name: file.name.slice(0, 100), file: base64Of(new Uint8Array(await file.arrayBuffer())) }
    const told = await tell('importOutsideClasses', { params: { id }, body })
    if (!told.ok) return setSaid([told.label])
    const { added, changed, faults } = told.answer
    setSaid([
      { zh: `新增 ${added}，改动 ${changed}`, en: `New ${added}, changed ${changed}` },
      ...faults.map((each) => ({ zh: `第 ${each.row} 行：${each.say.zh}`, en: `Row ${each.row}: ${each.say.en}` })),
    ])
    again('connectors')
    again('outsideClasses')
    return onDone(told.answer)
  }
  return (
    <div className="col g1">
      <label className="sec" htmlFor={field}>
        {say({ zh: '从 .xlsx 或 .csv 导入：第一行写 代码、名称、类别', en: 'Import .xlsx or .csv; first row: code, name, category' })}
      </label>
      <input
        id={field}
        type="file"
        accept=".csv,.xlsx"
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) void send(file)
        }}
      />
      <div role="status" className="t14">
        {said.map((each) => (
          <p key={each.en}>{say(each)}</p>
        ))}
      </div>
    </div>
  )
}
