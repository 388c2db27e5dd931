// Lending a hand: what is published to the volunteers of a grid and to the squads that fit, claimed, done and given back. Only what was written for volunteers leaves here, never the matter it is about.
import { choicesFor } from '../../core/choices.ts'
import type { Hand } from '../../core/hands.ts'
import type { Label } from '../../core/label.ts'
import type { Matter, Squad } from '../../core/matter.ts'
import { refuse } from '../../core/refusals.ts'
import { fittingSquads } from '../../core/squads.ts'
import { Instant } from '../db/gate.ts'
import { staffAsker } from './ask.ts'
import type { Door } from './door.ts'
import { refused, type Answer, type Call, type Caller, type Handlers, type Refused } from './endpoint.ts'
import type { Ground, House } from './house.ts'
import { turnedDown } from './intake.ts'
import { joinedColumns, matterOf, MatterRecord } from './row.ts'
import { areaRef } from './see/names.ts'
import { choiceShape } from './see/matter-page.ts'
import { whyTold } from './see/squad-words.ts'
import { actorOf, noFacts, worldOf } from './world.ts'

export const handHandlers = (door: Door): Handlers<'hands' | 'hand'> => ({
  hands: async ({ house, ground, caller }: Call<'hands'>): Promise<Answer<'hands'> | Refused> => {
    if (!isVolunteer(caller)) return notVolunteer()
    return { rows: await handsOf(house, ground, caller) }
  },

  hand: async ({ house, ground, caller, params, body }: Call<'hand'>): Promise<Answer<'hand'> | Refused> => {
    if (!isVolunteer(caller)) return notVolunteer()
    const d = ground.district.id
    const inReach = await house.db.withDistrict({ district: d, role: 'act' }, (tx) =>
      tx.count(`select count(*)::int as n ${fromReach} and d.matter_id = $5`, [d, caller.person, ...reachOf(ground, caller), params.id]),
    )
    if (inReach === 0) return refused(refuse('not-found'), 404)
    const verdict = await door.act({
      kind: 'step',
      district: d,
      matter: params.id,
      act: body.act,
      action: body.action,
      answers: body.answers,
      asker: staffAsker(caller),
    })
    return verdict.ok ? { rows: await handsOf(house, ground, caller) } : turnedDown(verdict)
  },
})

const isVolunteer = (caller: Caller): boolean =>
  caller.person !== null && caller.postings.some(({ post }) => post === 'volunteer' || post === 'squadMember')
const notVolunteer = (): Refused => refused(refuse('not-yours', { who: '登记的志愿者', whoEn: 'registered volunteers' }), 403)

/** $1 the district, $2 the person; what they took wherever it is, what lies in their own grids ($3), and what their squads are asked for ($4). */
const fromReach = `from desk d join matters m on m.district_id = d.district_id and m.id = d.matter_id
  where d.district_id = $1 and d.process = 'volunteer-call' and (m.seats->'helper'->>'person' = $2 or exists (select 1 from jsonb_to_recordset($3::jsonb) as g(lo bigint, hi bigint) where d.area_key between g.lo and g.hi)
    or exists (select 1 from jsonb_to_recordset($4::jsonb) as s(lo bigint, hi bigint, skills jsonb) where d.area_key between s.lo and s.hi and s.skills ? (m.marks->>'skill')))`

/** The grids a volunteer belongs to, and the ground of their squads with what those can do. */
function reachOf(ground: Ground, { postings }: Caller): readonly [string, string] {
  const rangeOf = (area: number) => {
    const node = ground.areas.get(area)
    return node ? [{ lo: node.key, hi: node.keyLast }] : []
  }
  const grids = postings.flatMap(({ post, area }) => (post === 'volunteer' && area !== null ? rangeOf(area) : []))
  const squads = squadsOf(ground, postings).flatMap(({ area, skills }) => rangeOf(area).map((range) => ({ ...range, skills })))
  return [JSON.stringify(grids), JSON.stringify(squads)]
}

const squadsOf = (ground: Ground, postings: Caller['postings']): readonly Squad[] =>
  ground.squads.standing.filter(({ organisation }) => postings.some((each) => each.post === 'squadMember' && each.organisation === organisation))

const Row = MatterRecord.extend({ due_at: Instant })
/** What waits for somebody, and what this person took and has not done with; what others took is theirs alone. */
async function handsOf(house: House, ground: Ground, caller: Caller): Promise<Hand[]> {
  const sql = `select ${joinedColumns}, d.due_at ${fromReach} and (m.state = 'offered' or m.seats->'helper'->>'person' = $2 and m.state in ('claimed', 'toCheck'))
    order by (m.state = 'offered'), m.opened_at desc, m.id limit 100`
  const d = ground.district.id
  const rows = await house.db.withDistrict({ district: d, role: 'act' }, (tx) => tx.rows(Row, sql, [d, caller.person, ...reachOf(ground, caller)]))
  const now = house.now()
  const actor = actorOf(ground, caller, { isReporter: false, holds: [], now })
  return rows.flatMap((row): Hand[] => {
    const process = ground.process(row.process, row.version)
    if (!process) return []
    const matter = matterOf(row)
    const world = worldOf({ ground, process, now, area: matter.area, facts: noFacts })
    const choices = choicesFor(world, matter, actor).filter(({ plan, refusal }) => refusal === null && plan.by.some(isForVolunteers))
    // who has left the squad since may no longer do anything with it: the grid officer answers for it then
    if (row.state !== 'toCheck' && choices.length === 0) return []
    return [
      {
        id: row.id,
        number: row.number,
        what: row.words,
        place: areaRef(ground, row.area_id).name,
        openedAt: row.opened_at,
        due: row.due_at,
        standing: row.state === 'offered' ? 'offered' : row.state === 'claimed' ? 'mine' : 'checking',
        squad: squadFor(ground, matter, caller),
        choices: choices.map(choiceShape),
      },
    ]
  })
}

/** In one's own grid no squad is named: one is asked as a neighbour. */
function squadFor(ground: Ground, matter: Matter, { postings }: Caller): Label | null {
  if (postings.some(({ post, area }) => post === 'volunteer' && area !== null && ground.roster.covers(area, matter.area))) return null
  const mine = squadsOf(ground, postings)
  const squad = fittingSquads({ squads: mine, roster: ground.roster }, matter)[0]
  return squad ? whyTold(ground, squad.organisation, matter) : null
}

const isForVolunteers = (who: string): boolean => who === 'post:volunteer' || who === 'post:squadMember' || who === 'seat:helper'
