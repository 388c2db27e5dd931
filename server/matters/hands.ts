// Lending a hand: what is published to the volunteers of a grid, claimed, done and given back. Only what was written for volunteers leaves here, never the matter it is about.
import { choicesFor } from '../../core/choices.ts'
import type { Hand } from '../../core/hands.ts'
import { refuse } from '../../core/refusals.ts'
import { Instant } from '../db/gate.ts'
import { staffAsker } from './ask.ts'
import type { Door } from './door.ts'
import { refused, type Answer, type Call, type Caller, type Handlers, type Refused } from './endpoint.ts'
import type { Ground, House } from './house.ts'
import { turnedDown } from './intake.ts'
import { matterColumns, matterOf, MatterRecord } from './row.ts'
import { areaRef } from './see/names.ts'
import { choiceShape } from './see/matter-page.ts'
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
      tx.count(`select count(*)::int as n from desk where district_id = $1 and matter_id = $2 and process = 'volunteer-call' and area_id = any($3::int[])`, [d, params.id, gridsOf(ground, caller)]),
    ) // prettier-ignore
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

const isVolunteer = (caller: Caller): boolean => caller.person !== null && caller.postings.some(({ post }) => post === 'volunteer')
const notVolunteer = (): Refused => refused(refuse('not-yours', { who: '登记的志愿者', whoEn: 'registered volunteers' }), 403)

/** The grids a volunteer belongs to, with the yards in them. */
function gridsOf(ground: Ground, { postings }: Caller): number[] {
  const own = postings.flatMap(({ post, area }) => (post === 'volunteer' && area !== null ? [area] : []))
  return [...ground.areas.keys()].filter((area) => own.some((grid) => ground.roster.covers(grid, area)))
}

const Row = MatterRecord.extend({ due_at: Instant })
/** What waits for somebody, and what this person took and has not done with; what others took is theirs alone. */
async function handsOf(house: House, ground: Ground, caller: Caller): Promise<Hand[]> {
  const sql = `select ${matterColumns}, due_at from (select matter_id, due_at from desk where district_id = $1 and process = 'volunteer-call' and area_id = any($2::int[])) d
    join matters m on m.district_id = $1 and m.id = d.matter_id where m.state = 'offered' or m.seats->'helper'->>'person' = $3 and m.state in ('claimed', 'toCheck')
    order by (m.state = 'offered'), m.opened_at desc, m.id limit 100`
  const d = ground.district.id
  const rows = await house.db.withDistrict({ district: d, role: 'act' }, (tx) => tx.rows(Row, sql, [d, gridsOf(ground, caller), caller.person]))
  const now = house.now()
  const actor = actorOf(ground, caller, { isReporter: false, holds: [], now })
  return rows.flatMap((row): Hand[] => {
    const process = ground.process(row.process, row.version)
    if (!process) return []
    const matter = matterOf(row)
    const choices = choicesFor(worldOf({ ground, process, now, area: matter.area, facts: noFacts }), matter, actor)
    return [
      {
        id: row.id,
        number: row.number,
        what: row.words,
        place: areaRef(ground, row.area_id).name,
        openedAt: row.opened_at,
        due: row.due_at,
        standing: row.state === 'offered' ? 'offered' : row.state === 'claimed' ? 'mine' : 'checking',
        choices: choices.filter(({ plan, refusal }) => refusal === null && plan.by.some(isForVolunteers)).map(choiceShape),
      },
    ]
  })
}

const isForVolunteers = (who: string): boolean => who === 'post:volunteer' || who === 'seat:helper'
