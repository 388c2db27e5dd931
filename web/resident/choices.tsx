// What the person can do with her matter, in the order of the server: what is not possible now stays visible with the reason.
import { Bell, ChevronRight, Lock, MessageSquarePlus, type LucideIcon } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import type { Choice, FollowPage } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useDistrict } from './page.tsx'
import { useWhen } from './times.ts'

const inFoot = ['addDetail', 'remind']
const judging = ['confirm', 'dispute']
const icons: Readonly<Record<string, LucideIcon>> = { addDetail: MessageSquarePlus, remind: Bell }

export const isToJudge = (page: FollowPage): boolean => page.choices.some((choice) => judging.includes(choice.action) && !choice.refusal)

/** The question "is it solved" comes before everything else; otherwise the two most used choices. */
export function ChoiceFoot({ page }: { page: FollowPage }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  if (isToJudge(page))
    return (
      <Link className="btn p xl w" href={`/${district}/r/${page.receipt}/judge`}>
        {say({ zh: '办好了吗？请您定', en: 'Is it solved? You decide' })}
      </Link>
    )
  const choices = page.choices.filter((choice) => inFoot.includes(choice.action))
  if (choices.length === 0) return null
  return (
    <>
      <div className="f g2">
        {choices.map((choice) => (
          <ChoiceButton key={choice.action} choice={choice} page={page} />
        ))}
      </div>
      <Reasons choices={choices} />
    </>
  )
}

/** A refused choice keeps the focus and says why when pressed, so that nobody wonders. */
function ChoiceButton({ choice, page }: { choice: Choice; page: FollowPage }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const [, go] = useLocation()
  const Icon = icons[choice.action]
  const [isTried, setTried] = useState(false)
  return (
    <button
      type="button"
      className={`btn grow ${choice.refusal ? '' : 's'}`}
      aria-disabled={choice.refusal !== null}
      aria-describedby={choice.refusal ? `why-${choice.action}` : undefined}
      onClick={() => (choice.refusal ? setTried(true) : go(`/${district}/r/${page.receipt}/do/${choice.action}`))}
    >
      {Icon ? <Icon className="i" /> : null}
      {say(choice.label)}
      {isTried && choice.refusal ? (
        <span className="sr" role="alert">
          {say(choice.refusal.label)}
        </span>
      ) : null}
    </button>
  )
}

/** Too early is said with the moment, in the person's own words for days. */
export function useReason(): (refusal: NonNullable<Choice['refusal']>) => string {
  const say = useSay()
  const when = useWhen()
  return (refusal) =>
    refusal.from === undefined
      ? say(refusal.label)
      : say({ zh: `${when.clock(refusal.from)} 后可用，现在还没到时间。`, en: `possible after ${when.clock(refusal.from)}.` })
}

function Reasons({ choices }: { choices: readonly Choice[] }): ReactNode {
  const say = useSay()
  const reason = useReason()
  return choices.map((choice) =>
    choice.refusal ? (
      <p key={choice.action} id={`why-${choice.action}`} className="t13 m f as g1">
        <Lock className="i small" />
        <span>
          {say({ zh: `${choice.label.zh}：`, en: `${choice.label.en}: ` })}
          {reason(choice.refusal)}
        </span>
      </p>
    ) : null,
  )
}

export function MoreChoices({ page }: { page: FollowPage }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const isJudging = isToJudge(page)
  const reason = useReason()
  const rest = page.choices.filter(
    (choice) => (isJudging || !inFoot.includes(choice.action)) && !judging.includes(choice.action) && choice.action !== 'meToo',
  )
  if (rest.length === 0) return null
  return (
    <section className="card">
      <h3 className="sec padtop">{say({ zh: '您还可以', en: 'You can also' })}</h3>
      <ul className="rows">
        {rest.map((choice) => (
          <li key={choice.action}>
            {choice.refusal ? (
              <div className="row as">
                <Lock className="i q" />
                <div className="grow">
                  <p className="q">{say(choice.label)}</p>
                  <p className="t13 m">{reason(choice.refusal)}</p>
                </div>
              </div>
            ) : (
              <Link className={`row plain ${choice.tone === 'grave' ? 'late' : ''}`} href={`/${district}/r/${page.receipt}/do/${choice.action}`}>
                <span className="grow b">{say(choice.label)}</span>
                <ChevronRight className="i q" />
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
