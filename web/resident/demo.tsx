// The demonstration: become anybody with one press, and see where the walls and desks are. Only where a district says it is one.
import { Monitor, Smartphone } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import type { Calls } from '../../core/api.ts'
import type { Label } from '../../core/label.ts'
import { setLanguage, useLanguage, useSay } from '../kit/say.tsx'
import './more.css'
import { ask, forgetSeen, useAsked, useDistrictPage } from './ask.ts'
import { Mark } from './drawings.tsx'
import { useDistrict } from './page.tsx'
import { Failed, Loading, Wrong } from './states.tsx'

type Person = Calls['demoPeople']['answer']['rows'][number]
const groups: readonly { code: string; label: Label }[] = [
  { code: 'resident', label: { zh: '居民和志愿者', en: 'Residents and volunteers' } },
  { code: 'grid', label: { zh: '网格和小院', en: 'Grid and yard' } },
  { code: 'community', label: { zh: '村、社区', en: 'Village and community' } },
  { code: 'township', label: { zh: '镇街', en: 'Township' } },
  { code: 'department', label: { zh: '部门', en: 'Departments' } },
  { code: 'district', label: { zh: '区里', en: 'District' } },
  { code: 'admin', label: { zh: '管系统的三个人', en: 'Three administrators' } },
]

export default function Demo(): ReactNode {
  const say = useSay()
  const language = useLanguage()
  const district = useDistrict()
  const page = useDistrictPage(district)
  const people = useAsked('demoPeople', page.said?.demo ? { params: { district } } : null)
  const things = useAsked('things', page.said?.demo ? { params: { district }, query: { limit: '3' } } : null)
  const [fault, setFault] = useState<Label | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  useEffect(() => {
    document.title = say({ zh: '演示·呼应', en: 'Demonstration · Huying' })
  }, [language])
  const become = (person: Person) => {
    if (busy) return
    setBusy(person.person)
    void ask('become', { params: { district }, body: { person: person.person } }).then((answer) => {
      setBusy(null)
      if (!answer.ok) return setFault(answer.fault.say)
      forgetSeen()
      location.href = answer.said.viewer.isStaff ? `/staff/${district}` : `/${district}`
    })
  }
  const rows = people.said?.rows ?? []
  return (
    <div className="page wide">
      <header className="homebar">
        <div className="f ac g2 grow">
          <Mark size={40} />
          <div>
            <h1>{say({ zh: '呼应·演示', en: 'Huying, a demonstration' })}</h1>
            <p className="t13 m">{page.said ? say(page.said.name) : ''}</p>
          </div>
        </div>
        <button
          type="button"
          className="btn s sm tall"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {language === 'zh' ? 'EN' : '中文'}
        </button>
      </header>
      <main className="body">
        {!page.said ? page.fault ? <Failed fault={page.fault} again={page.again} /> : <Loading /> : null}
        {page.said && !page.said.demo ? (
          <p className="card pad">
            {say({ zh: '这个区不是演示，没有这一页。', en: 'This district is not a demonstration; there is no such page.' })}
          </p>
        ) : null}
        {page.said?.demo ? (
          <>
            <p className="m">
              {say({
                zh: '镇街名是真的，人名、编号和事都是编的。按一个人，就用他的身份看。',
                en: 'Township names are real; people, codes and matters are invented. Press a person to be that person.',
              })}
            </p>
            <div className="f g2 wrap">
              <a className="btn s" href={`/${district}`}>
                <Smartphone className="i" />
                {say({ zh: '居民的手机', en: "A resident's phone" })}
              </a>
              <a className="btn s" href={`/centre/${district}`}>
                <Monitor className="i" />
                {say({ zh: '指挥中心大屏', en: 'The wall' })}
              </a>
              {things.said?.rows.slice(0, 3).map((thing) => (
                <a className="btn s" key={thing.id} href={`/${district}/s/${thing.code}`}>
                  {say({ zh: `扫码：${thing.code}`, en: `Scan ${thing.code}` })}
                </a>
              ))}
            </div>
            <Wrong say={fault} isLarge />
            {people.fault && rows.length === 0 ? <Failed fault={people.fault} again={people.again} /> : null}
            {groups.map((group) => {
              const inside = rows.filter((row) => row.group === group.code)
              return inside.length === 0 ? null : (
                <section key={group.code} className="col g2">
                  <h2 className="sec">{say(group.label)}</h2>
                  <ul className="people">
                    {inside.map((person) => (
                      <li key={person.person}>
                        <button type="button" className="card person" aria-busy={busy === person.person} onClick={() => become(person)}>
                          <span className="av" aria-hidden="true">
                            {person.name.slice(0, 1)}
                          </span>
                          <span className="grow">
                            <span className="block b">
                              {person.name} <span className="m">{say(person.role)}</span>
                            </span>
                            <span className="block t13 q">{say(person.place)}</span>
                            <span className="block t14 m">{say(person.tour)}</span>
                          </span>
                        </button>
                      </li>
                    ))}
                  </ul>
                </section>
              )
            })}
          </>
        ) : null}
      </main>
    </div>
  )
}
