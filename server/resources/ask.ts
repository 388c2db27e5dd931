// Asking for a resource: opens a booking on the one engine, with whoever keeps it as the one who answers. What is taken already is said at once.
import { momentOf, wrongTime } from '../../core/holds.ts'
import { refuse } from '../../core/refusals.ts'
import { staffAsker } from '../matters/ask.ts'
import type { Door } from '../matters/door.ts'
import { isRefused, refused, type Answer, type Call, type Caller, type Handlers, type Refused } from '../matters/endpoint.ts'
import type { Ground, House } from '../matters/house.ts'
import { stoodAt, turnedDown } from '../matters/intake.ts'
import { districtArea } from '../matters/places.ts'
import { matterPage } from '../matters/see/matter-page.ts'
import { readsMatters } from '../matters/see/scopes.ts'
import { resource, resources } from './list.ts'
import { saveResource, withdrawResource } from './keep.ts'
import { turnDown } from './refusals.ts'
import { findResource, keeperOf, whyNot } from './row.ts'

export const resourceHandlers = (door: Door): Handlers<'resources' | 'resource' | 'saveResource' | 'withdrawResource' | 'askResource'> => ({
  resources,
  resource,
  saveResource,
  withdrawResource,
  askResource: (call) => askResource(door, call),
})

async function askResource(door: Door, { house, ground, caller, params, body }: Call<'askResource'>): Promise<Answer<'askResource'> | Refused> {
  const now = house.now()
  const row = await house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) => findResource(tx, { ground, caller, now }, params.id))
  if (!row || row.ended_at !== null) return turnDown('no-such-resource')
  const wanted = { amount: body.amount, from: momentOf(body.from), until: momentOf(body.until) }
  const no = wrongTime(now, wanted) ?? whyNot(ground, row, wanted)
  if (no) return refused(no)
  const area = await areaFor(house, ground, { caller, concerns: body.concerns })
  if (area === null || isRefused(area)) return area ?? turnDown('no-ground')
  const words = body.what.replaceAll('\0', '')
  const { act, id, ...answers } = body
  const verdict = await door.act({
    kind: 'birth', district: ground.district.id, id, act, process: 'resource-booking', action: 'ask', answers: { ...answers, what: words }, asker: staffAsker(caller), area, thing: null, keeper: keeperOf(row), parent: null, part: null, source: 'other',
    headline: `借用「${row.name_zh}」${row.kind === 'venue' ? '' : `${body.amount}${row.unit}`}`, words, lon: null, lat: null, marks: { resource: row.id, resourceKind: row.kind },
  }) // prettier-ignore
  return verdict.ok ? stoodAt(verdict) : turnedDown(verdict)
}

/** It lies where it is needed: with the matter it is for, if that is the asker's own ground, else where the asker stands. */
async function areaFor(house: House, ground: Ground, { caller, concerns }: { readonly caller: Caller; readonly concerns: string | undefined }): Promise<number | null | Refused> {
  const mine = caller.postings.filter(({ post }) => readsMatters(post))
  const own = mine.find(({ area }) => area !== null)?.area ?? (mine.length > 0 ? districtArea(ground).id : null)
  if (concerns === undefined) return own
  const page = await matterPage(house, ground, { caller, id: concerns })
  if (isRefused(page)) return refused(refuse('answer-wrong', { field: '为哪件事', fieldEn: 'Which matter', why: '没有这件事，或者不归您看', whyEn: 'no such matter within your sight' }, { field: 'concerns' })) // prettier-ignore
  const there = page.matter.area.id
  return mine.some(({ area }) => area !== null && ground.roster.covers(area, there)) ? there : own
} // prettier-ignore
