// Real rows to copy from: one matter of each kind is led through the door to its state, and people to act as are chosen.
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import type { Ask, Asker, Done } from '../server/matters/ask.ts'
import type { Ground } from '../server/matters/house.ts'
import { deskOf, matterColumns, matterOf, MatterRecord } from '../server/matters/row.ts'
import type { Place } from './place.ts'

export type Officer = { readonly person: string; readonly grid: number; readonly asker: Asker }
export type Pattern = { readonly name: string } & Readonly<Record<string, unknown>>

/** Grid officers of different grids, spread over the district. */
export function officersOf(ground: Ground, many: number): readonly Officer[] {
  const grids = [...ground.areas.values()].filter((area) => area.level === 3)
  const step = Math.max(1, Math.floor(grids.length / many))
  return grids
    .filter((_, at) => at % step === 0)
    .flatMap((grid) => {
      const person = ground.roster.present({ post: 'gridOfficer', area: grid.id })[0]
      return person === undefined ? [] : [{ person, grid: grid.id, asker: askerOf(ground, person) }]
    })
    .slice(0, many)
}

export const askerOf = (ground: Ground, person: string): Asker => ({
  kind: 'person',
  person,
  postings: ground.postingsOf(person, Date.now()),
  device: 'be'.repeat(32),
})

export const words = '广场东边那一排灯昨晚都没亮，旁边有台阶'

/** A matter forwarded from a chat group by its grid officer. */
export const openAsk = (district: number, officer: Officer): Extract<Ask, { kind: 'birth' }> => ({
  kind: 'birth', district, id: uuidv7(), act: uuidv7(), process: 'resident-report', action: 'fromGroup', answers: { category: 'lamp-out', what: words }, asker: officer.asker, area: officer.grid, thing: null, parent: null, part: null, source: 'group', headline: words, words, lon: null, lat: null, marks: { category: 'lamp-out' },
}) // prettier-ignore

export const stepAsk = (
  plan: { district: number; matter: string; officer: Officer },
  action: string,
  answers: Record<string, unknown> = {},
): Ask => ({ kind: 'step', district: plan.district, matter: plan.matter, act: uuidv7(), action, answers, asker: plan.officer.asker })

/** Asks the door and insists on a yes. */
export async function must(place: Pick<Place, 'parts'>, ask: Ask): Promise<Done> {
  const verdict = await place.parts.door.act(ask)
  if (!verdict.ok) throw new Error(`${'action' in ask ? ask.action : ask.kind} was refused: ${verdict.refusal.code}`)
  return verdict
}

/** Waiting, taken up by the officer, waiting at the community, and ended: read back as the door left them. */
export async function lifeOf(place: Place): Promise<readonly Pattern[]> {
  const { district, ground } = place
  const officer = officersOf(ground, 1)[0]
  const community = officer && ground.areas.get(officer.grid)?.parent
  const staff = community ? ground.roster.present({ post: 'communityStaff', area: community })[0] : undefined
  if (!officer || !community || !staff) throw new Error('The district has no grid officer with a community above.')
  const elder = { ...officer, person: staff, asker: askerOf(ground, staff) }
  const lead = async (
    name: string,
    steps: readonly { readonly as: Officer; readonly action: string; readonly answers?: Record<string, unknown> }[],
  ): Promise<Pattern> => {
    const { matter } = await must(place, openAsk(district, officer))
    for (const step of steps) await must(place, stepAsk({ district, matter: matter.id, officer: step.as }, step.action, step.answers))
    return read(place, { name, id: matter.id, community, grid: officer.grid })
  }
  const up = [{ as: officer, action: 'takeUp' }]
  return [
    await lead('reported', []),
    await lead('handling', up),
    await lead('small', [{ as: officer, action: 'triageSmall' }]),
    {
      ...(await lead('closed', [
        ...up,
        { as: officer, action: 'resolve', answers: { done: '更换了控制器和两盏灯头' } },
        { as: elder, action: 'pass', answers: { seen: '看过了' } },
        { as: elder, action: 'reply', answers: { words: '已经换新' } },
      ])),
      state: 'closed',
      phase: 'done',
    },
  ]
}

async function read(place: Place, wish: { name: string; id: string; community: number; grid: number }): Promise<Pattern> {
  const rows = await place.asOwner(`select ${matterColumns} from matters where district_id = $1 and id = $2`, [place.district, wish.id])
  const [row] = z.array(MatterRecord).parse(rows)
  const process = row && place.ground.process(row.process, row.version)
  if (!row || !process) throw new Error('A pattern was not written.')
  const desk = deskOf(place.ground, process, matterOf(row))
  return {
    name: wish.name, process: row.process, version: row.version, community: wish.community, grid: wish.grid, state: row.state, phase: row.phase, seq: row.seq, round: row.round, replied: row.replied, seats: JSON.stringify(row.seats), duties: row.duties, clocks: row.clocks, counts: row.counts, marks: row.marks,
    owner_post: desk?.owner_post ?? 'gridOfficer', at_community: desk?.owner_area !== wish.grid, clock: desk?.clock ?? 'overall', late: desk?.late ?? 'overdue',
  } // prettier-ignore
}
