// Weights and thresholds of a district: proposed by the supervisor, decided by another person, kept with who, when and why.
import { z } from 'zod'
import {
  earliestFrom,
  faultIn,
  FigureRules,
  gradesFor,
  ruleKinds,
  RuleParts,
  shippedParts,
  weightsFor,
  type RuleKind,
  type ShownRules,
} from '../../core/figure-rules.ts'
import { indicatorNamed } from '../../core/indicators.ts'
import type { Label } from '../../core/label.ts'
import { isStaff, type Post } from '../../core/posts.ts'
import { refuse } from '../../core/refusals.ts'
import { gradePreset } from '../../core/safety-grade.ts'
import { Instant, type Tx } from '../db/gate.ts'
import { refused, type Answer, type Call, type Caller, type Refused } from '../matters/endpoint.ts'
import type { Ground } from '../matters/house.ts'
import { record } from '../matters/record.ts'
import { staffOnly } from '../matters/see/asking.ts' // prettier-ignore

const holds = (caller: Caller, wanted: readonly Post[]): boolean => caller.postings.some(({ post }) => wanted.includes(post))
const mayPropose = (caller: Caller) => holds(caller, ['supervisor'])
const mayDecide = (caller: Caller) => holds(caller, ['districtLeader', 'auditAdmin'])

const Row = z.object({ id: z.string(), rules: RuleParts, from: z.string(), reason: z.string(), proposed_by: z.string(), proposed_at: Instant, outcome: z.enum(['confirmed', 'declined']).nullable(), version: z.number().nullable(), decided_by: z.string().nullable(), decided_at: Instant.nullable(), decided_words: z.string().nullable() }) // prettier-ignore
type Row = z.output<typeof Row>
const columns = `id, jsonb_build_object('kind', kind, 'parts', parts) as rules, to_char(valid_from, 'YYYY-MM-DD') as from, reason, proposed_by, proposed_at, outcome, version, decided_by, decided_at, decided_words`

export async function figureRules({
  house,
  ground,
  caller,
}: Pick<Call<'figureRules'>, 'house' | 'ground' | 'caller'>): Promise<FigureRules | Refused> {
  if (!isStaff(caller.postings)) return staffOnly()
  const rows = await house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) =>
    tx.rows(Row, `select ${columns} from figure_rules where district_id = $1 order by version desc nulls first, proposed_at desc limit 500`, [ground.district.id]),
  ) // prettier-ignore
  const now = house.now()
  return {
    kinds: ruleKinds.map((kind) => {
      const own = rows.filter((row) => row.rules.kind === kind).map((row) => shownOf(ground, row))
      const inForce = kind === 'weights' ? weightsFor(ground.figureRules, now) : gradesFor(ground.figureRules, now)
      return {
        kind,
        now: inForce.version,
        versions: [...own.filter((row) => row.outcome === 'confirmed'), shippedOf(kind)],
        open: own.find((row) => row.outcome === null) ?? null,
        declined: own.filter((row) => row.outcome === 'declined').slice(0, 20),
      }
    }),
    may: {
      propose: mayPropose(caller),
      decide: mayDecide(caller),
      own: rows.filter((row) => row.proposed_by === caller.person).map((row) => row.id),
    },
    earliest: earliestFrom(now),
  }
}

function shownOf(ground: Ground, row: Row): ShownRules {
  const name = (person: string | null) => (person === null ? null : (ground.people.get(person)?.name ?? ''))
  return {
    id: row.id, version: row.version, from: row.from, reason: row.reason, parts: partsOf(row.rules), proposedBy: name(row.proposed_by), proposedAt: row.proposed_at,
    outcome: row.outcome, decidedBy: name(row.decided_by), decidedAt: row.decided_at, decidedWords: row.decided_words,
  } // prettier-ignore
}

const shippedOf = (kind: RuleKind): ShownRules => ({
  id: null, version: 1, from: null, reason: null, parts: partsOf(shippedParts[kind]), proposedBy: null, proposedAt: null, outcome: 'confirmed', decidedBy: null, decidedAt: null, decidedWords: null,
}) // prettier-ignore

function partsOf(rules: RuleParts): ShownRules['parts'] {
  const common = (indicator: string) => ({ indicator, name: indicatorNamed(indicator)?.name ?? { zh: indicator, en: indicator } })
  if (rules.kind === 'weights') return rules.parts.map(({ indicator, weight }) => ({ ...common(indicator), good: 'more', weight, a: null, b: null }))
  return rules.parts.map(({ indicator, a, b }) => ({ ...common(indicator), good: gradePreset.parts.find((part) => part.indicator === indicator)?.good ?? 'more', weight: null, a, b })) // prettier-ignore
}

const wrong = (field: Label, name: string, why: Label): Refused =>
  refused(refuse('answer-wrong', { field: field.zh, fieldEn: field.en, why: why.zh, whyEn: why.en }, { field: name }), 422)
const day: Label = { zh: '从哪天起', en: 'valid from' }
const not = (code: string, zh: string, en: string): Refused => refused({ code, label: { zh, en } }, 409)
const notYours = (zh: string, en: string): Refused => refused(refuse('not-yours', { who: zh, whoEn: en }), 403)

/** Pressed twice, it is proposed once; one proposal of a kind waits at a time. */
export async function proposeRules(call: Call<'proposeRules'>): Promise<Answer<'proposeRules'> | Refused> {
  const { house, ground, caller, body } = call
  if (!mayPropose(caller) || caller.person === null) return notYours('区督查岗', 'the district supervisor')
  const fault = faultIn(body.rules)
  if (fault) return wrong({ zh: '数值', en: 'values' }, 'rules', fault)
  const { kind, parts } = body.rules
  const first = firstDay(ground, kind, house.now())
  if (body.from < first) return wrong(day, 'from', { zh: `最早 ${first}，以前的数不改`, en: `${first} at the earliest; past figures stay` })
  const at = { district: ground.district.id, now: house.now() }
  const kept = await house.db.withDistrict({ district: at.district, role: 'act' }, async (tx) => {
    const values = [at.district, body.id, kind, JSON.stringify(parts), body.from, body.reason, caller.person, new Date(at.now)]
    const added = await tx.run('insert into figure_rules (district_id, id, kind, parts, valid_from, reason, proposed_by, proposed_at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing', values) // prettier-ignore
    if (added > 0) await record(tx, at, { kind: 'figures', subject: kind, action: 'rulesProposed', by: caller.person, answers: { rules: said(body.rules), validFrom: body.from, reason: body.reason } }) // prettier-ignore
    return added > 0 || (await tx.count('select count(*)::int as n from figure_rules where district_id = $1 and id = $2 and proposed_by = $3', values.slice(0, 2).concat(caller.person))) > 0 // prettier-ignore
  })
  return kept ? figureRules(call) : not('already-open', '已有一份提议等着定，定了再提', 'Another proposal is waiting; decide it first')
}

/** Versions begin one after another: not before tomorrow, and not before one that was confirmed already. */
function firstDay(ground: Ground, kind: RuleKind, now: number): string {
  return ground.figureRules.filter((each) => each.kind === kind).reduce((last, { from }) => (from > last ? from : last), earliestFrom(now))
}

/** Another person than the one who proposed it; who proposed it may take it back. */
export async function decideRules(call: Call<'decideRules'>): Promise<Answer<'decideRules'> | Refused> {
  const { house, ground, caller, params, body } = call
  const { person } = caller
  const at = { district: ground.district.id, now: house.now() }
  if (person === null || !(mayDecide(caller) || mayPropose(caller)))
    return notYours('区领导或审计管理员', 'the district leader or the audit administrator')
  const answer = await house.db.withDistrict({ district: at.district, role: 'act' }, async (tx): Promise<Refused | 'done'> => {
    const [row] = await tx.rows(Row, `select ${columns} from figure_rules where district_id = $1 and id = $2 for update`, [at.district, params.id])
    if (!row) return refused(refuse('not-found'), 404)
    const outcome = body.confirm ? 'confirmed' : 'declined'
    // pressed twice, it was decided once
    if (row.outcome === outcome && row.decided_by === person) return 'done'
    if (row.outcome !== null) return not('decided', '这份提议已经定了', 'This proposal is decided already')
    if (body.confirm && row.proposed_by === person) return refused(refuse('same-person', { duty: '提议', dutyEn: 'proposing' }), 403)
    if (!mayDecide(caller) && row.proposed_by !== person) return notYours('区领导或审计管理员', 'the district leader or the audit administrator')
    if (body.confirm && row.from < firstDay(ground, row.rules.kind, at.now)) return not('too-late-to-confirm', '写的日子已经开始了，不能往回改：请不同意，另提一份', 'Its day has begun and the past stays: decline it and propose anew') // prettier-ignore
    await decide(tx, at, { row, outcome, person, words: body.words ?? null })
    return 'done'
  })
  if (answer !== 'done') return answer
  await house.grounds.refresh(at.district)
  const fresh = await house.grounds.byId(at.district)
  return figureRules({ ...call, ground: fresh ?? ground })
}

type Decided = { readonly row: Row; readonly outcome: 'confirmed' | 'declined'; readonly person: string; readonly words: string | null }
async function decide(tx: Tx, at: { district: number; now: number }, { row, outcome, person, words }: Decided): Promise<void> {
  const { kind } = row.rules
  const top = await tx.rows(z.object({ n: z.number() }), 'select coalesce(max(version), 1)::int as n from figure_rules where district_id = $1 and kind = $2', [at.district, kind]) // prettier-ignore
  const version = outcome === 'confirmed' ? (top[0]?.n ?? 1) + 1 : null
  await tx.run('update figure_rules set outcome = $3, version = $4, decided_by = $5, decided_at = $6, decided_words = $7 where district_id = $1 and id = $2', [at.district, row.id, outcome, version, person, new Date(at.now), words]) // prettier-ignore
  const action = outcome === 'confirmed' ? 'rulesConfirmed' : 'rulesDeclined'
  await record(tx, at, { kind: 'figures', subject: kind, action, by: person, answers: { version, rules: said(row.rules), validFrom: row.from, reason: words } }) // prettier-ignore
}

/** As the trail says it, without a table of numbers. */
function said(rules: RuleParts): string {
  const name = (indicator: string) => indicatorNamed(indicator)?.name.zh ?? indicator
  const percent = (share: number) => `${Math.round(share * 100)}%`
  return rules.kind === 'weights'
    ? rules.parts.map(({ indicator, weight }) => `${name(indicator)} ${percent(weight)}`).join('，')
    : rules.parts.map(({ indicator, a, b }) => `${name(indicator)} A ${percent(a)} B ${percent(b)}`).join('，')
}
