// Approves bulletins for circulation, one or several: never by somebody who added words, each in the trail, once; the figures are beyond anybody.
import { refuse } from '../../core/refusals.ts'
import { mostTogether } from '../../core/figures.ts'
import { isRefused, refused, tellingOf, type Answer, type Call, type Refused } from '../matters/endpoint.ts'
import { record } from '../matters/record.ts'
import { staffOnly } from '../matters/see/asking.ts'
import { scopesOf } from '../matters/see/scopes.ts'
import { approverOf, lockBulletin, mayApprove } from './bulletin-approval.ts'
import { bulletinPage, waitingIn } from './bulletins.ts'

const turnDown = tellingOf({
  corrected: [409, '这份已有更正，请批准最新的一份', 'There is a correction; approve the newest'],
  'has-words': [409, '这份有人补了话，请打开看过再批', 'Words were added to this one: open and read it first'],
})

export const approveBulletin = (call: Call<'approveBulletin'>): Promise<Answer<'approveBulletin'> | Refused> => approve(call, call.params.id)

/** Each its own approval in the trail; what carries added words is left for who opens it. */
export async function approveBulletins(call: Call<'approveBulletins'>): Promise<Answer<'approveBulletins'> | Refused> {
  const results: Answer<'approveBulletins'>['results'] = []
  // one after another, as if pressed one after another: what is refused hinders none of the others
  for (const id of [...new Set(call.body.ids)]) {
    const done = await approve(call, id, { isUnread: true })
    if (isRefused(done) && done.status === 429) return done
    results.push({ id, refusal: isRefused(done) ? done.refused : null })
  }
  return { results }
}

/** What waits for this viewer, in every area of theirs. */
export async function waitingBulletins({ house, ground, caller }: Call<'waitingBulletins'>): Promise<Answer<'waitingBulletins'> | Refused> {
  if (scopesOf(ground, caller).length === 0) return staffOnly()
  const areas = [...ground.areas.values()].filter((area) => area.level <= 2 && mayApprove(ground, caller, area.id)).map((area) => area.id)
  return waitingIn({ house, ground, caller }, { areas, limit: mostTogether })
}

type Approving = Pick<Call<'approveBulletin'>, 'house' | 'ground' | 'caller' | 'reply'> & { readonly params: { readonly district: string } }

async function approve(call: Approving, id: string, { isUnread = false } = {}): Promise<Answer<'approveBulletin'> | Refused> {
  const { house, ground, caller } = call
  const asked = { ...call, params: { ...call.params, id }, query: {}, body: {} }
  const page = await bulletinPage(asked)
  if (isRefused(page)) return page
  const { label, post } = approverOf(ground, page.area.id)
  if (caller.person === null || !mayApprove(ground, caller, page.area.id))
    return refused(refuse('not-yours', { who: label.zh, whoEn: label.en }), 403)
  // pressed twice, it is approved once
  if (page.approval) return page
  if (!page.isLatest) return turnDown('corrected')
  const at = { district: ground.district.id, now: house.now() }
  const done = await house.db.withDistrict({ role: 'act', district: at.district }, async (tx) => {
    if (await lockBulletin(tx, at.district, id)) return true
    const wordsBy = (test: string, values: readonly unknown[]) => tx.count(`select count(*)::int as n from bulletin_words where district_id = $1 and bulletin_id = $2${test}`, [at.district, id, ...values]) // prettier-ignore
    if ((await wordsBy(' and person_id = $3', [caller.person])) > 0) return 'own'
    if (isUnread && (await wordsBy('', [])) > 0) return 'unread'
    await tx.run('insert into bulletin_approvals (district_id, bulletin_id, area_key, person_id, post, at) values ($1, $2, $3, $4, $5, $6)', [at.district, id, ground.areas.get(page.area.id)?.key ?? 0, caller.person, post, new Date(at.now)]) // prettier-ignore
    const bulletin = `${page.body.title.zh} ${page.words.zh}${page.correction > 0 ? ` 第 ${page.correction} 次更正` : ''}`
    await record(tx, at, { kind: 'figures', subject: `bulletin|${id}`, action: 'bulletinApproved', by: caller.person, answers: { bulletin, post } })
    return true
  })
  if (done === 'own') return refused(refuse('same-person', { duty: '在这份里补过话', dutyEn: 'adding words to it' }), 403)
  return done === 'unread' ? turnDown('has-words') : bulletinPage(asked)
}
