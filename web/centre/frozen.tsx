// Freezes the figures of one moment and hands them out: as Excel, CSV and JSON and on paper, each with its formula, period and place.
import { useEffect, useRef, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { frozenRows, panelNames, rateOf, type FrozenRow } from './sheet.ts'
import type { Wall } from './source.ts'
import { exclusionWords, frozenBook, frozenCsv, frozenJson, groundOf, instantOf, panelTitles, periodOf } from './taken-out.ts'

const kinds = {
  xlsx: { words: 'Excel', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', make: frozenBook },
  csv: { words: 'CSV', type: 'text/csv;charset=utf-8', make: frozenCsv },
  json: { words: 'JSON', type: 'application/json', make: frozenJson },
} as const
const kindNames = ['xlsx', 'csv', 'json'] as const

export function FrozenSheet({ wall, onClose }: { wall: Wall; onClose: () => void }): ReactNode {
  const say = useSay()
  const { page } = wall
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = box.current
    if (dialog && !dialog.open) dialog.showModal()
    return () => dialog?.close()
  }, [])
  const rows = frozenRows(wall)
  const at = new Date(page.at + 8 * 3_600_000).toISOString().slice(0, 16)
  const hand = async (kind: (typeof kindNames)[number]) => {
    const made = await kinds[kind].make(wall)
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([typeof made === 'string' ? made : new Uint8Array(made)], { type: kinds[kind].type }))
    link.download = `huying-centre-${at.replace(/\W/g, '')}.${kind}`
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <dialog
      ref={box}
      className="frozen"
      aria-label={say({ zh: '定格的数字', en: 'Frozen figures' })}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <header className="f jb ac g3 wrap">
        <div>
          <h2>
            {say({ zh: `${page.district.zh}，`, en: `${page.district.en}, ` })}
            <span style={{ display: 'inline-block' }}>{say({ zh: `${at.replace('T', ' ')} 定格`, en: `frozen at ${at.replace('T', ' ')}` })}</span>
          </h2>
          <p className="m">
            {say({ zh: `${groundOf(wall).zh}。截至 ${instantOf(page.at)}，${exclusionWords.zh}。每个数都带公式和时段。`, en: `${groundOf(wall).en}, as of ${instantOf(page.at)}, ${exclusionWords.en}. Each figure has its formula and period.` })}
            {page.demo ? say({ zh: '演示数据。', en: ' Demonstration data.' }) : ''}
          </p>
        </div>
        <div className="f g2 wrap noprint">
          {kindNames.map((kind) => (
            <button key={kind} type="button" className="wbtn" onClick={() => void hand(kind)}>
              {kinds[kind].words}
            </button>
          ))}
          <button type="button" className="wbtn" onClick={() => print()}>
            {say({ zh: '打印', en: 'Print' })}
          </button>
          <button type="button" className="wbtn" onClick={onClose}>
            {say({ zh: '关上，接着更新', en: 'Close and go on' })}
          </button>
        </div>
      </header>
      <div className="frozenrows" tabIndex={0} role="region" aria-label={say({ zh: '数字和公式', en: 'Figures and formulas' })}>
        <table>
          <thead>
            <tr>
              <th>{say({ zh: '指标', en: 'Measure' })}</th>
              <th className="r">n/N</th>
              <th>{say({ zh: '公式', en: 'Formula' })}</th>
              <th>{say({ zh: '时段', en: 'Period' })}</th>
            </tr>
          </thead>
          {panelNames.map((panel) => {
            const mine = rows.filter((row) => row.panel === panel)
            return mine.length > 0 ? <PanelRows key={panel} title={panelTitles[panel]} rows={mine} at={page.at} /> : null
          })}
        </table>
      </div>
    </dialog>
  )
} // prettier-ignore

function PanelRows({ title, rows, at }: { title: Label; rows: readonly FrozenRow[]; at: number }): ReactNode {
  const say = useSay()
  return (
    <tbody>
      <tr className="panel">
        <th colSpan={4} scope="rowgroup">
          {say(title)}
        </th>
      </tr>
      {rows.map((row, n) => (
        <tr key={`${row.name.en}${n}`}>
          <td>{say(row.name)}</td>
          <td className="r nw">
            {row.n}
            {row.of === null ? '' : `/${row.of}`}
            <small className="m">{say(rateOf(row))}</small>
          </td>
          <td className="m">{say(row.formula)}</td>
          <td className="m nw">{say(periodOf(row.span, at))}</td>
        </tr>
      ))}
    </tbody>
  )
}
