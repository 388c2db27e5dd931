// Freezes the figures of one moment and hands them out: on paper, as JSON and as CSV, each with its formula.
import { useEffect, useRef, type ReactNode } from 'react'
import { useSay } from '../kit/say.tsx'
import { frozenCsv, frozenJson, frozenRows, rateOf } from './sheet.ts'
import type { Wall } from './source.ts'

export function FrozenSheet({ wall, onClose }: { wall: Wall; onClose: () => void }): ReactNode {
  const say = useSay()
  const { page } = wall
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = box.current
    if (dialog && !dialog.open) dialog.showModal()
    return () => dialog?.close()
  }, [])
  const at = new Date(page.at + 8 * 3_600_000).toISOString().slice(0, 16)
  const hand = (kind: 'json' | 'csv') => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(
      new Blob([kind === 'json' ? frozenJson(wall) : frozenCsv(wall)], { type: kind === 'json' ? 'application/json' : 'text/csv;charset=utf-8' }),
    )
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
          <h2>{say({ zh: `${page.district.zh}，${at.replace('T', ' ')} 定格`, en: `${page.district.en}, frozen at ${at.replace('T', ' ')}` })}</h2>
          <p className="m">
            {say(
              page.demo
                ? { zh: '演示数据。每个数都带公式，可以点回明细。', en: 'Demonstration data. Every figure carries its formula.' }
                : { zh: '每个数都带公式，可以点回明细。', en: 'Every figure carries its formula.' },
            )}
          </p>
        </div>
        <div className="f g2 wrap noprint">
          <button type="button" className="wbtn" onClick={() => hand('csv')}>
            CSV
          </button>
          <button type="button" className="wbtn" onClick={() => hand('json')}>
            JSON
          </button>
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
            </tr>
          </thead>
          <tbody>
            {frozenRows(wall).map((row, n) => (
              <tr key={`${row.name.en}${n}`}>
                <td>{say(row.name)}</td>
                <td className="r nw">
                  {row.n}
                  {row.of === null ? '' : `/${row.of}`}
                  <small className="m">{say(rateOf(row))}</small>
                </td>
                <td className="m">{say(row.formula)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </dialog>
  )
}
