// The ladder as a funnel: at which level matters of thirty days were settled, and the open calls from each level to the next.
import type { ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { Figure } from './figures.tsx'
import type { Wall } from './source.ts'

const steps: Readonly<Record<number, { readonly name: Label; readonly call: string }>> = {
  3: { name: { zh: '网格', en: 'Grid' }, call: 'grid-call' },
  2: { name: { zh: '村（社区）', en: 'Community' }, call: 'community-call' },
  1: { name: { zh: '镇街', en: 'Township' }, call: 'township-call' },
  0: { name: { zh: '区级', en: 'District' }, call: 'escalated-call' },
}

const short: Readonly<Record<string, Label>> = {
  'grid-call': { zh: '网格呼', en: 'Grid' },
  'community-call': { zh: '社区呼', en: 'Community' },
  'township-call': { zh: '镇街吹哨', en: 'Township' },
  'escalated-call': { zh: '提级呼', en: 'Escalated' },
}

export function Ladder({ wall }: { wall: Wall }): ReactNode {
  const say = useSay()
  const { levels } = wall.page
  const settled = levels.reduce((sum, each) => sum + each.n, 0)
  const calls = wall.lists.ladder
  const open = calls.reduce((sum, each) => sum + each.open, 0)
  return (
    <section className="wp ladder">
      <h2>
        {say({ zh: '在哪一级办好', en: 'Settled at' })}
        <small>{say({ zh: `30 天办结 ${settled}`, en: `closed in 30 days: ${settled}` })}</small>
      </h2>
      <p className="m tiny">{say({ zh: '看最后办的人在哪一级；区级是部门和区领导', en: 'by the level of whoever handled it; district: departments and leaders' })}</p>
      <ul className="funnel">
        {levels.map((each) => (
          <li key={each.level}>
            <span>{say(steps[each.level]?.name ?? each.label)}</span>
            <span className="wbar answer" aria-hidden="true">
              <span style={{ width: `${settled > 0 ? (each.n / settled) * 100 : 0}%` }} />
            </span>
            <Figure n={each.n} of={settled} asked={{ measure: `level:${each.level}` }} name={each.label} />
          </li>
        ))}
      </ul>
      {calls.length > 0 ? (
        <>
          <h3>
            {say({ zh: '四级呼叫，现在等着应', en: 'Calls waiting now' })} <small className="m">{open}</small>
          </h3>
          <ul className="calls">
            {calls.map((each) => (
              <li key={each.process}>
                <span className="m small">{say(short[each.process] ?? each.title)}</span>
                <span className="nw">
                  <Figure n={each.open} asked={{ process: each.process, measure: 'open' }} name={each.title} />
                  {each.late > 0 ? (
                    <span className="late small">
                      {' '}
                      {say({ zh: '超', en: 'late' })}{' '}
                      <Figure n={each.late} of={each.open} asked={{ process: each.process, measure: 'overdue' }} name={{ zh: `${each.title.zh}超时`, en: `${each.title.en}, overdue` }} />
                    </span>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
} // prettier-ignore
