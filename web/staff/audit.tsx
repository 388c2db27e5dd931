// The trail of the registry: who changed posts, things and processes, and who came in or was refused. Only for the audit administrator.
import type { ReactNode } from 'react'
import type { Calls } from '../../core/api.ts'
import { registryKindLabels, registryKinds } from '../../core/registry.ts'
import { useSay } from '../kit/say.tsx'
import { useMore } from './ask.ts'
import { useWhen } from './bits.tsx'
import { Listing, SearchField, useFilters } from './listing.tsx'

type Entry = Calls['audit']['answer']['rows'][number]

export function Audit(): ReactNode {
  const say = useSay()
  const { asked, isNarrowed, at, set } = useFilters(['q', 'kind'])
  const found = useMore('audit', asked)
  return (
    <div className="page">
      <h1 className="t20">{say({ zh: '登记记录', en: 'Registry trail' })}</h1>
      <p className="t14 m">
        {say({
          zh: '谁改了岗位、东西、流程，谁登录、谁被拒，都在这里。只能看，不能改；有人从数据库里动过，核对时会露出来。',
          en: 'Who changed posts, things and processes, who signed in or was refused. Read only; tampering in the database shows in the proof.',
        })}
      </p>
      <div className="inline">
        <SearchField
          hint={{ zh: '姓名、岗位、地方、编码，回车', en: 'Name, post, place, code, then Enter' }}
          value={at('q')}
          onSearch={(words) => set('q', words)}
        />
        <label>
          {say({ zh: '哪一类', en: 'Kind' })}
          <select className="field" value={at('kind')} onChange={(event) => set('kind', event.target.value)}>
            <option value="">{say({ zh: '不限', en: 'Any' })}</option>
            {registryKinds.map((each) => (
              <option key={each} value={each}>
                {say(registryKindLabels[each])}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Listing
        found={found}
        count={found.rows.length}
        none={
          isNarrowed
            ? { zh: '没有这样的记录，换个词或换一类试试。', en: 'No such entry. Try another word or kind.' }
            : { zh: '还没有记录。有人登录或改了登记，就会出现在这里。', en: 'Nothing yet. Sign-ins and changes to the registry will appear here.' }
        }
      >
        <Entries rows={found.rows} />
      </Listing>
    </div>
  )
}

function Entries({ rows }: { rows: readonly Entry[] }): ReactNode {
  const say = useSay()
  const when = useWhen()
  return (
    <div className="pan scrolltable" tabIndex={0} role="region" aria-label={say({ zh: '登记记录表', en: 'Table of the registry trail' })}>
      <table>
        <thead>
          <tr>
            <th>{say({ zh: '什么时候', en: 'When' })}</th>
            <th>{say({ zh: '谁', en: 'Who' })}</th>
            <th>{say({ zh: '做了什么', en: 'What' })}</th>
            <th>{say({ zh: '内容', en: 'Said' })}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((entry) => (
            <tr key={entry.id}>
              <td className="nw">
                <time dateTime={new Date(entry.at).toISOString()}>{say(when(entry.at))}</time>
              </td>
              <td className="b nw">{entry.by ?? say({ zh: '系统', en: 'System' })}</td>
              <td>{say(entry.action)}</td>
              <td>{entry.said.map(({ label, text }) => `${say(label)} ${say(text)}`).join(say({ zh: '，', en: ', ' }))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
