// Approves a bulletin for circulation: never by somebody who added words to it, in the trail, once; the figures are beyond anybody.
import { refuse } from '../../core/refusals.ts'
import { isRefused, refused, type Answer, type Call, type Refused } from '../matters/endpoint.ts'
import { record } from '../matters/record.ts'
import { approverOf, lockBulletin, mayApprove } from './bulletin-approval.ts'
import { bulletinPage } from './bulletins.ts'

export async function approveBulletin(call: Call<'approveBulletin'>): Promise<Answer<'approveBulletin'> | Refused> {
  const { house, ground, caller, params } = call
  const page = await bulletinPage(call)
  if (isRefused(page)) return page
  const { label, post } = approverOf(ground, page.area.id)
  if (caller.person === null || !mayApprove(ground, caller, page.area.id))
    return refused(refuse('not-yours', { who: label.zh, whoEn: label.en }), 403)
  // pressed twice, it is approved once
  if (page.approval) return page
  if (!page.isLatest) return refused({ code: 'corrected', label: { zh: '这份已有更正，请批准最新的一份', en: 'There is a correction; approve the newest' } }, 409) // prettier-ignore
  const at = { district: ground.district.id, now: house.now() }
  const done = await house.db.withDistrict({ role: 'act', district: at.district }, async (tx) => {
    if (await lockBulletin(tx, at.district, params.id)) return true
    const own = await tx.count('select count(*)::int as n from bulletin_words where district_id = $1 and bulletin_id = $2 and person_id = $3', [at.district, params.id, caller.person]) // prettier-ignore
    if (own > 0) return false
    await tx.run('insert into bulletin_approvals (district_id, bulletin_id, area_key, person_id, post, at) values ($1, $2, $3, $4, $5, $6)', [at.district, params.id, ground.areas.get(page.area.id)?.key ?? 0, caller.person, post, new Date(at.now)]) // prettier-ignore
    const bulletin = `${page.body.title.zh} ${page.words.zh}${page.correction > 0 ? ` 第 ${page.correction} 次更正` : ''}`
    await record(tx, at, {
      kind: 'figures',
      subject: `bulletin|${params.id}`,
      action: 'bulletinApproved',
      by: caller.person,
      answers: { bulletin, post },
    })
    return true
  })
  return done ? bulletinPage(call) : refused(refuse('same-person', { duty: '在这份里补过话', dutyEn: 'adding words to it' }), 403)
}
