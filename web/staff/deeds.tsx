// What one may do with a matter now: the server's choices in its order, one filled, the refused ones with their reason.
import { LockKeyhole } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import type { Choice, MatterPage } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { HeldHere } from './held-toast.tsx'
import { useHeld } from './held.ts'

/** The one filled button: the first main choice that is allowed, else the allowed one on the first key; a mere note is never filled. */
export const mainOf = (choices: readonly Choice[]): Choice | undefined =>
  choices.find((choice) => choice.tone === 'main' && !choice.refusal) ?? choices.find((choice) => choice.key === 'A' && !choice.refusal)

export function Deeds({
  page,
  onChoose,
  isStack,
  hasKeys,
  isOwnOnly,
}: {
  page: MatterPage
  onChoose: (choice: Choice) => void
  isStack?: boolean
  hasKeys: boolean
  /** what other posts do stands in `DoneByOthers` further down */ isOwnOnly?: boolean
}): ReactNode {
  const say = useSay()
  const held = useHeld()
  const main = mainOf(page.choices)
  if (held?.matter === page.matter.id) return <HeldHere held={held} />
  if (page.choices.length === 0)
    return (
      <p className="t14 m">
        {say(
          page.matter.endedAt === null
            ? { zh: '这件事现在由别人办，这里没有您要做的。', en: 'Someone else has this now; nothing for you to do.' }
            : { zh: '这件事已经办完。', en: 'This matter has ended.' },
        )}
      </p>
    )
  return (
    <div className={`deeds ${isStack ? 'stack' : ''}`}>
      {page.choices
        .filter((choice) => !choice.refusal)
        .sort((one, other) => weight(one, main) - weight(other, main))
        .map((choice) => (
          <Deed key={choice.action} choice={choice} isMain={choice === main} hasKeys={hasKeys} isWide={isStack ?? false} onChoose={onChoose} />
        ))}
      {reasonsOf(isOwnOnly ? page.choices.filter((choice) => !isOthers(choice)) : page.choices).map((group) => (
        <NotNow key={group.reason.en} group={group} hasKeys={hasKeys} />
      ))}
    </div>
  )
}

/** The main one first and the grave ones last; the rest stay in the server's order. */
const weight = (choice: Choice, main: Choice | undefined): number => (choice === main ? 0 : choice.tone === 'grave' ? 2 : 1)

/** Not this viewer's step at all; what is only not possible yet is another thing and stays in sight. */
const isOthers = ({ refusal }: Choice): boolean => refusal?.code === 'not-yours'

/** One quiet line for what other posts do, opened by whoever wants to know which and whose. */
export function DoneByOthers({ choices }: { choices: readonly Choice[] }): ReactNode {
  const say = useSay()
  const others = choices.filter(isOthers)
  if (others.length === 0) return null
  return (
    <details className="others">
      <summary className="t14 m">{say({ zh: `${others.length} 项由别的岗位做`, en: `${others.length} steps are for other posts` })}</summary>
      <ul>
        {reasonsOf(others).map((group) => (
          <li key={group.reason.en} className="t14">
            <b>{group.choices.map((choice) => say(choice.label)).join(say({ zh: '、', en: ', ' }))}</b>
            <span className="m">{say(group.reason)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

type Group = { readonly reason: Label; readonly choices: readonly Choice[] }

/** What one may not do now, gathered by reason, so that a reason is said once. */
function reasonsOf(choices: readonly Choice[]): readonly Group[] {
  const reasons = [
    ...new Map(choices.flatMap((choice) => (choice.refusal ? [[choice.refusal.label.zh, choice.refusal.label] as const] : []))).values(),
  ]
  return reasons.map((reason) => ({ reason, choices: choices.filter((choice) => choice.refusal?.label.zh === reason.zh) }))
}

function NotNow({ group, hasKeys }: { group: Group; hasKeys: boolean }): ReactNode {
  const say = useSay()
  const id = useId()
  return (
    <div>
      <div className="f g2 wrap">
        {group.choices.map((choice) => (
          <button key={choice.action} type="button" className="btn" aria-disabled="true" aria-describedby={id}>
            {say(choice.label)}
            {choice.key && hasKeys ? <kbd aria-hidden="true">{choice.key}</kbd> : null}
          </button>
        ))}
      </div>
      <p className="why" id={id}>
        <LockKeyhole className="i" aria-hidden="true" />
        <span>{say(group.reason)}</span>
      </p>
    </div>
  )
}

function Deed({
  choice,
  isMain,
  hasKeys,
  isWide,
  onChoose,
}: {
  choice: Choice
  isMain: boolean
  hasKeys: boolean
  isWide: boolean
  onChoose: (choice: Choice) => void
}): ReactNode {
  const say = useSay()
  const look = isMain ? 'p' : choice.tone === 'grave' ? 'd' : 's'
  return (
    <button type="button" className={`btn ${look} ${isWide ? 'w' : ''}`} aria-keyshortcuts={choice.key ?? undefined} onClick={() => onChoose(choice)}>
      {say(choice.label)}
      {choice.key && hasKeys ? <kbd aria-hidden="true">{choice.key}</kbd> : null}
    </button>
  )
}
