// Contact without showing it: relayed letters both ways, and the rare, reasoned, time-boxed look at a reporter's number.
import { z } from 'zod'
import { posts, type Post } from '../../core/posts.ts'
import { refuse } from '../../core/refusals.ts'
import { Instant, type Tx } from '../db/gate.ts'
import { isRefused, refused, type Handlers } from './endpoint.ts'
import { quietUntil } from './quiet.ts'
import { derivedId } from './act-ids.ts'
import { unknownReceipt } from './steps.ts'
import { followPage, matterOfReceipt } from './see/follow-page.ts'
import { matterPage, mayReveal } from './see/matter-page.ts'

const revealMinutes = 30
const Contact = z.object({ contact_cipher: z.instanceof(Buffer).nullable() })

export const contactHandlers: Handlers<'letter' | 'followLetter' | 'reveal' | 'idea'> = {
  letter: async ({ house, ground, caller, params, body }) => {
    const page = await matterPage(house, ground, { caller, id: params.id })
    if (isRefused(page)) return page
    const at = new Date(house.now()).toISOString()
    const post = caller.postings[0]?.post ?? 'communityStaff'
    await house.db.withDistrict({ district: ground.district.id, role: 'act' }, async (tx) => {
      const written = await tx.run(
        'insert into letters (district_id, id, matter_id, area_key, from_reporter, post, words, at) select $1, $2, id, area_key, false, $3, $4, $5 from matters where district_id = $1 and id = $6 on conflict do nothing',
        [ground.district.id, body.id, post, body.words.trim(), at, params.id],
      )
      if (written > 0)
        await tx.run(
          `insert into notices (district_id, id, matter_id, person_id, receipt, text_zh, text_en, at, delivered_at) select $1, overlay(overlay(md5($2::text || encode(receipt, 'hex')) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid, matter_id, person_id, receipt, $3, $4, $5, $5 from reporters where district_id = $1 and matter_id = $6 and not joined on conflict do nothing`,
          [ground.district.id, body.id, `${posts[post].label.zh}给您留了话`, `A message from: ${posts[post].label.en}`, at, params.id],
        )
    })
    const fresh = await matterPage(house, ground, { caller, id: params.id })
    return isRefused(fresh) ? fresh : { page: fresh }
  },

  followLetter: async ({ house, ground, caller, params, body }) => {
    const matter = await matterOfReceipt(house, ground, params.receipt)
    if (!matter) return unknownReceipt(house, ground, caller)
    const now = house.now()
    await house.db.withDistrict({ district: ground.district.id, role: 'act' }, async (tx) => {
      const written = await tx.run(
        'insert into letters (district_id, id, matter_id, area_key, from_reporter, post, words, at) select $1, $2, id, area_key, true, null, $3, $4 from matters where district_id = $1 and id = $5 on conflict do nothing',
        [ground.district.id, body.id, body.words.trim(), new Date(now).toISOString(), matter],
      )
      if (written === 0) return
      await tx.run('insert into outbox (district_id, id, topic, body, due_at) values ($1, $2, $3, $4, $5) on conflict do nothing', [
        ground.district.id,
        derivedId(`${body.id}|letter`),
        'tell',
        JSON.stringify({ matter, seq: 0, whom: 'owner', say: { zh: '上报人来话', en: 'The reporter wrote' } }),
        quietUntil(now, false) ?? new Date(now).toISOString(),
      ])
    })
    return (await followPage(house, ground, { receipt: params.receipt, markSeen: false })) ?? refused(refuse('not-found'), 404)
  },

  reveal: async ({ house, ground, caller, params, body }) => {
    const page = await matterPage(house, ground, { caller, id: params.id })
    if (isRefused(page)) return page
    const posting = mayReveal(ground, { caller, page })
    if (!posting || caller.person === null)
      return refused(
        refuse('not-yours', {
          who: '社区干部、社区书记、综合指挥岗或督查岗（不能是办理人）',
          whoEn: 'community staff, secretary, dispatcher or supervisor, never the handler',
        }),
        403,
      )
    const { person } = caller
    const now = house.now()
    const seen = await house.db.withDistrict({ district: ground.district.id, role: 'act' }, async (tx) => {
      const until = await writtenDown(tx, { district: ground.district.id, id: body.id, matter: params.id, person, post: posting.post, reason: body.reason.trim(), now }) // prettier-ignore
      if (until === null) return null
      const [row] = await tx.rows(Contact, 'select contact_cipher from reporters where district_id = $1 and matter_id = $2 and not joined limit 1', [
        ground.district.id,
        params.id,
      ])
      return { sealed: row?.contact_cipher ?? null, until }
    })
    if (seen === null) return refused(refuse('look-over'), 409)
    return { contact: seen.sealed ? house.keys.unseal(seen.sealed) : null, until: seen.until }
  },

  idea: async ({ house, ground, body }) => {
    await house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) =>
      tx.run('insert into ideas (district_id, id, words, page, at) values ($1, $2, $3, $4, $5) on conflict do nothing', [
        ground.district.id,
        body.id,
        body.words.trim(),
        body.page,
        new Date(house.now()).toISOString(),
      ]),
    )
    return { kept: true }
  },
}

type Look = { readonly district: number; readonly id: string; readonly matter: string; readonly person: string; readonly post: Post; readonly reason: string; readonly now: number } // prettier-ignore
const Until = z.object({ until_at: Instant })

/** Until when this look lasts, in ms, once it is on record and its reporter was told. Pressed twice it is one look; an id of another look, or of one that is over, opens nothing. */
async function writtenDown(tx: Tx, { district, id, matter, person, post, reason, now }: Look): Promise<number | null> {
  const at = new Date(now)
  const [fresh] = await tx.rows(
    Until,
    'insert into reveals (district_id, id, matter_id, person_id, post, reason, at, until_at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning until_at',
    [district, id, matter, person, post, reason, at, new Date(now + revealMinutes * 60_000)],
  )
  if (!fresh) {
    const sql = 'select until_at from reveals where district_id = $1 and id = $2 and matter_id = $3 and person_id = $4 and until_at > $5'
    return (await tx.rows(Until, sql, [district, id, matter, person, at]))[0]?.until_at ?? null
  }
  await tx.run(
    `insert into notices (district_id, id, matter_id, person_id, receipt, text_zh, text_en, at, delivered_at) select $1, overlay(overlay(md5($2::text || encode(receipt, 'hex')) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid, matter_id, person_id, receipt, $3, $4, $5, $5 from reporters where district_id = $1 and matter_id = $6 and not joined on conflict do nothing`,
    [
      district,
      id,
      `${posts[post].label.zh}看了您的联系方式，理由：${reason}`,
      `${posts[post].label.en} looked at your contact: ${reason}`,
      at,
      matter,
    ],
  )
  return fresh.until_at
}
