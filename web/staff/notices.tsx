// What one was told: newest first, seen ones quiet; opening the page does not count as having answered.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useSay } from '../kit/say.tsx'
import { tell, useAgain, useMore } from './ask.ts'
import { useWhen } from './bits.tsx'
import { Listing } from './listing.tsx'

/** What is about no matter has nothing to open. */
const Row = ({ matter, children }: { matter: string | null; children: ReactNode }): ReactNode =>
  matter === null ? (
    <div className="linkrow">{children}</div>
  ) : (
    <Link className="linkrow" href={`/m/${matter}`}>
      {children}
    </Link>
  )

export function Notices(): ReactNode {
  const say = useSay()
  const when = useWhen()
  const again = useAgain()
  const found = useMore('notices', {})
  const unseen = found.rows.filter((notice) => notice.seenAt === null).map((notice) => notice.id)
  const see = async () => {
    await tell('seeNotices', { body: { ids: unseen.slice(0, 100) } })
    again('notices')
  }
  return (
    <div className="page">
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say({ zh: '提醒', en: 'Notices' })}</h1>
        {unseen.length > 0 ? (
          <button type="button" className="btn s sm" onClick={() => void see()}>
            {say({ zh: `${unseen.length} 条都看过了`, en: `Mark ${unseen.length} as seen` })}
          </button>
        ) : null}
      </div>
      <p className="t14 m">
        {say({
          zh: '20:00 以后只有急事会响，其他明早一起告诉您。看没看不做考核。',
          en: 'After 20:00 only emergencies ring; the rest waits until morning. Reading is never scored.',
        })}
      </p>
      <Listing found={found} count={found.rows.length} none={{ zh: '还没有提醒。', en: 'No notices yet.' }}>
        <ul className="pan plainlist">
          {found.rows.map((notice) => (
            <li key={notice.id} style={{ padding: 0 }}>
              <Row matter={notice.matter}>
                <span className={`grow ${notice.seenAt === null ? 'b' : 'm'}`}>
                  {notice.seenAt === null ? (
                    <span className="dotn" style={{ marginRight: 8 }}>
                      {say({ zh: '新', en: 'new' })}
                    </span>
                  ) : null}
                  {say(notice.text)}
                </span>
                <span className="t13 m nw">{say(when(notice.at))}</span>
              </Row>
            </li>
          ))}
        </ul>
      </Listing>
    </div>
  )
}
