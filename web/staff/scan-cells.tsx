// The columns of the list of things that say how often a code is scanned: a bare count a day, of no person.
import { ScanLine } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Calls } from '../../core/api.ts'
import { useSay } from '../kit/say.tsx'

type Scans = Calls['things']['answer']['rows'][number]['scans']

export function ScanHeads({ isFew }: { isFew: boolean }): ReactNode {
  const say = useSay()
  return (
    <>
      <th className="tr" aria-sort={isFew ? 'ascending' : undefined}>
        {say({ zh: '近 30 天扫码', en: 'Scans, 30 days' })}
      </th>
      <th className="tr">{say({ zh: '一共扫码', en: 'Scans in all' })}</th>
      <th className="tr">{say({ zh: '扫码上报', en: 'Reports by code' })}</th>
    </>
  )
}

/** A thing outside of one's area has no figures here, which is not the same as none. */
export function ScanCells({ scans }: { scans: Scans }): ReactNode {
  const say = useSay()
  if (scans === null)
    return (
      <td colSpan={3} className="m tr">
        {say({ zh: '不归您看', en: 'Not yours to see' })}
      </td>
    )
  return (
    <>
      <td className="tr">{scans.last30}</td>
      <td className="tr">{scans.total}</td>
      <td className="tr">{scans.reports}</td>
    </>
  )
}

export function ScanOrder({ sort, onChange }: { sort: string; onChange: (sort: string) => void }): ReactNode {
  const say = useSay()
  return (
    <label>
      {say({ zh: '排列', en: 'Order' })}
      <select className="field" value={sort} onChange={(event) => onChange(event.target.value)}>
        <option value="">{say({ zh: '按编码', en: 'By code' })}</option>
        <option value="few">{say({ zh: '扫得少的在前', en: 'Seldom scanned first' })}</option>
      </select>
    </label>
  )
}

export function ScanNote(): ReactNode {
  const say = useSay()
  return (
    <p className="note">
      <ScanLine className="i" aria-hidden="true" />
      <span>
        {say({
          zh: '只记每天扫了几次，不记是谁。扫得少的，多半是贴得不显眼，可以换个地方贴。',
          en: 'Only how often a day, never who. A code that is seldom scanned mostly hangs where nobody sees it: try another spot.',
        })}
      </span>
    </p>
  )
}
