// The records behind the lines that are not crossed: looks at identities, notices at night, and how anybody can check that nothing was changed.
import { ArrowLeft, CircleCheckBig, TriangleAlert } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import type { z } from 'zod'
import type { Label } from '../../core/label.ts'
import { IdentityViews, NightNotices, RecordCheck } from '../../core/wall.ts'
import { useSay } from '../kit/say.tsx'
import { clockOf } from '../kit/wording.ts'
import { ask, type Fault } from './source.ts'

const records = ['identity', 'night', 'record'] as const
type Record = (typeof records)[number]
export const isRecord = (text: string): text is Record => records.some((each) => each === text)
const titles: Readonly<{ [name in Record]: Label }> = {
  identity: { zh: '看居民身份的记录', en: 'Looks at who reported' },
  night: { zh: '夜里打扰的记录', en: 'Notices at night' },
  record: { zh: '记录校验', en: 'Check of the records' },
}

export function Records({ district, see, day }: { district: string; see: Record; day: string | null }): ReactNode {
  const say = useSay()
  useEffect(() => {
    document.title = say(titles[see])
  }, [say, see])
  return (
    <div className="records">
      <p>
        <a className="wbtn slim" href={`/centre/${district}`}>
          <ArrowLeft className="i" aria-hidden="true" />
          {say({ zh: '回呼应中心', en: 'Back to the centre' })}
        </a>
      </p>
      <main>
        <h1>{say(titles[see])}</h1>
        {see === 'identity' ? <Identity district={district} day={day} /> : see === 'night' ? <Night district={district} day={day} /> : <Check district={district} />}
      </main>
    </div>
  ) // prettier-ignore
}

function useAsked<T>(path: string, shape: z.ZodType<T>): { data: T | null; fault: Fault } {
  const [told, setTold] = useState<{ data: T | null; fault: Fault }>({ data: null, fault: 'none' })
  useEffect(() => {
    void ask(path, shape).then((answer) => setTold('data' in answer ? { data: answer.data, fault: 'none' } : { data: null, fault: answer.fault }))
  }, [path, shape])
  return told
}

function Waiting({ fault, district }: { fault: Fault; district: string }): ReactNode {
  const say = useSay()
  if (fault === 'none') return <p className="m">{say({ zh: '正在打开……', en: 'Opening…' })}</p>
  if (typeof fault !== 'string') return <p>{say(fault)}</p>
  return fault === 'signedOut' ? (
    <p>
      {say({ zh: '请先登录，再看这些记录。', en: 'Sign in to see these records.' })}{' '}
      <a href={`/staff/${district}/`}>{say({ zh: '去登录', en: 'Sign in' })}</a>
    </p>
  ) : (
    <p>{say({ zh: '连不上，是我们这边的问题。过一会儿再打开。', en: 'Not connected; our fault. Please open it again in a moment.' })}</p>
  )
}

const query = (day: string | null): string => (day !== null && /^\d{4}-\d{2}-\d{2}$/.test(day) ? `?day=${day}` : '')

function Identity({ district, day }: { district: string; day: string | null }): ReactNode {
  const say = useSay()
  const { data, fault } = useAsked(`/api/${district}/identity-views${query(day)}`, IdentityViews)
  if (!data) return <Waiting fault={fault} district={district} />
  return (
    <>
      <p className="sum">
        <b>{data.total}</b>
        <span className="m">
          /{data.of} {say({ zh: `${data.day}，看身份的次数 ÷ 当天的呼`, en: `on ${data.day}: looks ÷ calls of the day` })}
        </span>
      </p>
      <p className="m">
        {say({
          zh: '按岗位和理由类别计数。是谁报的、谁看的，这里都不显示；每一次，报事的人自己查得到理由。',
          en: 'Counted by post and kind of reason. Neither who reported nor who looked is shown here; the person who reported can read every reason.',
        })}
      </p>
      {data.total === 0 ? (
        <p className="none">{say({ zh: '这一天没有人看过居民身份。', en: 'Nobody looked at an identity that day.' })}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>{say({ zh: '岗位', en: 'Post' })}</th>
              <th>{say({ zh: '理由类别', en: 'Kind of reason' })}</th>
              <th className="r">{say({ zh: '次数', en: 'Looks' })}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={`${row.post}${row.reason.en}`}>
                <td>{say(row.label)}</td>
                <td>{say(row.reason)}</td>
                <td className="r">{row.n}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function Night({ district, day }: { district: string; day: string | null }): ReactNode {
  const say = useSay()
  const { data, fault } = useAsked(`/api/${district}/night-notices${query(day)}`, NightNotices)
  if (!data) return <Waiting fault={fault} district={district} />
  return (
    <>
      <p className="sum">
        <b>{data.total}</b>
        <span className="m">
          /{data.of} {say({ zh: `${data.day}，20:00–8:00 送到在岗人员的非急事通知 ÷ 当天的通知`, en: `on ${data.day}: non-emergency notices to staff 20:00–8:00 ÷ notices` })}
        </span>
      </p>
      {data.rows.length === 0 ? (
        <p className="none">{say({ zh: '这一天夜里没有打扰过谁。', en: 'Nobody was disturbed at night.' })}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>{say({ zh: '送到', en: 'Delivered' })}</th>
              <th>{say({ zh: '编号', en: 'Number' })}</th>
              <th>{say({ zh: '地方', en: 'Area' })}</th>
              <th>{say({ zh: '通知', en: 'Notice' })}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row, n) => (
              <tr key={`${row.matter}${n}`}>
                <td className="nw">{clockOf(row.deliveredAt)}</td>
                <td className="nw">
                  <a href={`/staff/${district}/m/${row.matter}`}>{row.number}</a>
                </td>
                <td>{say(row.area.name)}</td>
                <td>{say(row.text)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {data.rows.length < data.total ? <p className="m">{say({ zh: `列出最近 ${data.rows.length} 条，共 ${data.total} 条。`, en: `The newest ${data.rows.length} of ${data.total}.` })}</p> : null}
    </>
  )
} // prettier-ignore

function Check({ district }: { district: string }): ReactNode {
  const say = useSay()
  const { data, fault } = useAsked(`/api/${district}/record-check`, RecordCheck)
  if (!data) return <Waiting fault={fault} district={district} />
  const [newest] = data.checkpoints
  const holds = data.checkpoints.every((each) => each.holds)
  return (
    <>
      <p className={`verdict ${holds ? '' : 'late'}`}>
        {holds ? <CircleCheckBig className="i" aria-hidden="true" /> : <TriangleAlert className="i" aria-hidden="true" />}
        {newest === undefined
          ? say({ zh: '还没有检查点。第一个在几分钟内自己生成。', en: 'No checkpoint yet; the first makes itself within minutes.' })
          : holds
            ? say({ zh: `第 ${newest.n} 号检查点，覆盖 ${newest.heads} 条记录链，首尾相连，未被改动。`, en: `Checkpoint ${newest.n} covers ${newest.heads} chains; they join and nothing was changed.` })
            : say({ zh: '有检查点对不上，请马上联系审计管理员。', en: 'A checkpoint does not match. Tell the audit administrator at once.' })}
      </p>
      <dl>
        {newest ? (
          <>
            <dt>{say({ zh: '总指纹（Merkle 根）', en: 'Merkle root' })}</dt>
            <dd className="mono">{newest.root}</dd>
            <dt>{say({ zh: '检查点指纹', en: 'Hash of the checkpoint' })}</dt>
            <dd className="mono">{newest.hash}</dd>
          </>
        ) : null}
      </dl>
      <h2>{say({ zh: '怎么自己核对', en: 'How to check it yourself' })}</h2>
      <ol>
        <li>
          {say({ zh: '报事的人：打开查询页，下载回执凭证，放进', en: 'Who reported: open your report, take the proof of receipt and put it into' })}{' '}
          <a href="/verify">{say({ zh: '核对页', en: 'the verifier' })}</a>
          {say({ zh: '，不联网也能核对。', en: '; it works offline.' })}
        </li>
        <li>
          {say({ zh: '管服务器的人：运行', en: 'Who runs the server: run' })} <code>npm run prove</code>
          {say({ zh: '，从每一条记录重新算起，数字也一起重算。', en: '; it recomputes every record, and the figures with them.' })}
        </li>
        <li>
          {say({
            zh: '任何人：抄下上面的检查点指纹。以后的检查点都串着它，抄下的对不上，就是有人改过。',
            en: 'Anybody: write down the hash above. Every later checkpoint is chained to it; if it no longer fits, somebody changed something.',
          })}
        </li>
      </ol>
      <table>
        <thead>
          <tr>
            <th className="r">{say({ zh: '检查点', en: 'Checkpoint' })}</th>
            <th>{say({ zh: '时刻', en: 'Taken' })}</th>
            <th className="r">{say({ zh: '记录链', en: 'Chains' })}</th>
            <th>{say({ zh: '指纹', en: 'Hash' })}</th>
            <th>{say({ zh: '结果', en: 'Result' })}</th>
          </tr>
        </thead>
        <tbody>
          {data.checkpoints.map((each) => (
            <tr key={each.n}>
              <td className="r">{each.n}</td>
              <td className="nw">{`${new Date(Date.parse(each.at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')}`}</td>
              <td className="r">{each.heads}</td>
              <td className="mono">{each.hash.slice(0, 16)}…</td>
              <td className={each.holds ? '' : 'late'}>{say(each.holds ? { zh: '对得上', en: 'holds' } : { zh: '对不上', en: 'broken' })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  ) // prettier-ignore
}
