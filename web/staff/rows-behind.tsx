// The first rows behind a figure, where the figure stands, and the way to all of them.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { useMore } from './ask.ts'
import { Listing } from './listing.tsx'
import { Row } from './row.tsx'

const shown = 8

/** `href` is the list of all of them; its query is what is asked here too. */
export function RowsBehind({ title, href, beside }: { title: Label; href: string; beside?: ReactNode }): ReactNode {
  const say = useSay()
  const found = useMore('matters', Object.fromEntries(new URLSearchParams(href.split('?')[1] ?? '')))
  return (
    <section className="pan figcard" aria-label={say(title)}>
      <header>
        <h2>
          {say(title)} <span className="nn">{found.first ? say({ zh: `${found.first.total} 件`, en: String(found.first.total) }) : ''}</span>
        </h2>
        {beside}
      </header>
      <Listing
        found={{ fault: found.fault, isPending: found.isPending, again: found.again }}
        count={found.rows.length}
        none={{ zh: '一件也没有。', en: 'None.' }}
      >
        <ul>
          {found.rows.slice(0, shown).map((each) => (
            <li key={each.id}>
              <Row row={each} href={`/m/${each.id}`} isLate={false} />
            </li>
          ))}
        </ul>
      </Listing>
      {found.rows.length > shown || found.isMore ? (
        <Link className="btn t" href={href}>
          {say({ zh: '看全部', en: 'See all' })}
        </Link>
      ) : null}
    </section>
  )
}
