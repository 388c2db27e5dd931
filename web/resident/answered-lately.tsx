// What was put right around here within a week, so that the first page shows that a call is answered; nobody's words and nobody's name.
import { CircleCheckBig } from 'lucide-react'
import type { ReactNode } from 'react'
import { useSay } from '../kit/say.tsx'
import { useAsked } from './ask.ts'
import { useWhen } from './times.ts'

export function AnsweredLately({ district }: { district: string }): ReactNode {
  const say = useSay()
  const when = useWhen()
  const { said } = useAsked('answeredLately', { params: { district } })
  if (!said) return null
  const day = (at: number) => (when.day(at) === when.day(Date.now()) ? say({ zh: '今天', en: 'today' }) : when.day(at))
  return (
    <section className="card">
      <h2 className="sec lately">
        {say({ zh: '这周，邻居呼的有了回应', en: 'Neighbours answered this week' })}
        {said.demo ? <span className="demo">{say({ zh: '演示', en: 'Demo' })}</span> : null}
      </h2>
      {said.rows.length === 0 ? (
        <p className="t14 m lately">
          {say({ zh: '这周还没有公共的事办好。办好了会写在这里。', en: 'Nothing public was put right this week yet. It will be told here.' })}
        </p>
      ) : (
        <ul className="rows">
          {said.rows.map((row) => (
            <li key={`${row.endedAt} ${row.category.zh} ${row.place.zh}`} className="row told">
              <CircleCheckBig className="i done" />
              <span>
                <b className="b">{say({ zh: `${row.place.zh}：${row.category.zh}`, en: `${row.category.en}, ${row.place.en}` })}</b>
                <span className="t14 m">
                  {say({
                    zh: `${day(row.endedAt)}办好，用了 ${took(row.hours).zh}`,
                    en: `Done ${day(row.endedAt)}, in ${took(row.hours).en}`,
                  })}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const took = (hours: number) =>
  hours < 24
    ? { zh: `${hours} 小时`, en: `${hours} h` }
    : { zh: `${Math.round(hours / 24)} 天`, en: `${Math.round(hours / 24)} ${Math.round(hours / 24) === 1 ? 'day' : 'days'}` }
