// The chosen matter beside the list: its head, what one may do, the words, the place and the short story.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useSay } from '../kit/say.tsx'
import { useActing } from './acting.tsx'
import { useAsk } from './ask.ts'
import { Fault, useLetters, Wait } from './bits.tsx'
import { Deeds, DoneByOthers } from './deeds.tsx'
import { LettersPanel, PartsPanel, ReporterSees, SaidPanel } from './matter-parts.tsx'
import { MatterHead, Story, Where } from './matter.tsx'

export function Reading({ id }: { id: string }): ReactNode {
  const say = useSay()
  const found = useAsk('matter', { params: { id } })
  const acting = useActing(found.data)
  const hasKeys = useLetters(
    Object.fromEntries(
      (found.data?.choices ?? []).flatMap((choice) =>
        choice.key && !choice.refusal ? [[choice.key.toLowerCase(), { say: choice.label, run: () => acting.choose(choice) }]] : [],
      ),
    ),
    acting.dialog === null,
  )
  if (found.fault) return <Fault fault={found.fault} onAgain={found.again} />
  const page = found.data
  if (!page) return <Wait />
  return (
    <>
      <div className="f jb as g4">
        <MatterHead page={page} isSmall />
        <Link href={`/m/${page.matter.id}`} className="btn s sm nw">
          {say({ zh: '整页看', en: 'Full page' })}
          {hasKeys ? <kbd aria-hidden="true">Enter</kbd> : null}
        </Link>
      </div>
      <Deeds page={page} onChoose={acting.choose} hasKeys={hasKeys} isOwnOnly />
      <div className="cols">
        <div className="grow">
          <SaidPanel page={page} />
          <DoneByOthers choices={page.choices} />
          <PartsPanel page={page} />
          <ReporterSees page={page} />
          {page.letters.length > 0 ? <LettersPanel page={page} onPage={acting.replace} /> : null}
        </div>
        <aside>
          <Where page={page} />
          <Story page={page} isShort />
        </aside>
      </div>
      {acting.dialog}
    </>
  )
}
