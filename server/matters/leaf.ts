// What an event says, each thing in a leaf of its own with those who may read it.
import type { Decision } from '../../core/decide.ts'
import type { Actor } from '../../core/matter.ts'
import type { Action } from '../../core/process.ts'
import type { Ask, StepAsk } from './ask.ts'
import type { Leaf } from './chain.ts'

type Acted = Pick<StepAsk, 'reasons'> & { readonly kind: Ask['kind'] }

/** Who and what, each in a leaf of its own, so that one can be erased and the others still verify. */
export function leavesOf(made: { ask: Acted; decision: Decision; actor: Actor }): Leaf[] {
  const { action } = made.decision
  return [
    byLeaf(made.actor, action, made.ask),
    ...relayLeaf(made.actor),
    ...Object.entries(made.decision.answers).map(([name, value]): Leaf => ({
      name: `a:${name}`,
      audience: action.ask?.[name]?.secret ? 'reporter' : action.plain && !action.ask?.[name]?.inner ? 'all' : 'staff',
      value,
    })),
    // what others carry is no resident's business
    ...Object.entries(made.ask.reasons ?? {}).flatMap(([name, value]): Leaf[] =>
      name in made.decision.answers ? [{ name: `why:${name}`, audience: 'staff', value }] : [],
    ),
  ]
}

/** What a reporter said through a connected system is theirs, and everybody may see that it came that way. */
const relayLeaf = (actor: Actor): Leaf[] =>
  actor.kind === 'person' && actor.connector !== undefined && actor.postings.length === 0
    ? [{ name: 'relay', audience: 'all', value: { connector: actor.connector } }]
    : []

function byLeaf(actor: Actor, action: Action, ask: Acted): Leaf {
  if (actor.kind === 'system') return { name: 'by', audience: 'all', value: { system: true } }
  const posting = actor.postings[0]
  const asReporter = actor.isReporter && (posting === undefined || action.by.includes('reporter') || ask.kind === 'birth')
  if (asReporter || actor.person === null || posting === undefined) return { name: 'by', audience: 'reporter', value: { reporter: true } }
  return {
    name: 'by',
    audience: 'staff',
    value: {
      person: actor.person,
      post: posting.post,
      ...(posting.area === null ? {} : { area: posting.area }),
      ...(posting.organisation === null ? {} : { organisation: posting.organisation }),
      ...(actor.connector === undefined ? {} : { connector: actor.connector }),
    },
  }
}
