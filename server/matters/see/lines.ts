// The rows behind the lines that are not crossed: looks at identities by post and reason, notices at night, and the newest checkpoints.
import { z } from 'zod'
import { dayOf } from '../../../core/calendar.ts'
import type { Label } from '../../../core/label.ts'
import { Post, posts } from '../../../core/posts.ts'
import { checkpointText, zeroHash } from '../../../core/seal.ts'
import type { RecordCheck } from '../../../core/wall.ts'
import { Instant, type Scope } from '../../db/gate.ts'
import type { Answer, Call, Refused } from '../endpoint.ts'
import { sha256 } from '../chain.ts'
import type { Ground, House } from '../house.ts'
import { staffOnly } from './asking.ts'
import { windowOf } from './drill.ts'
import { areaRef } from './names.ts'
import { scopesOf } from './scopes.ts'

const Looked = z.object({ post: Post, reason: z.string(), n: z.number() })
const N = z.object({ n: z.number() })
/** How often who looked for what kind of reason; neither whose number it was nor which person looked. */
export async function identityViews({ house, ground, caller, query }: Call<'identityViews'>): Promise<Answer<'identityViews'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const day = query.day ?? dayOf(house.now())
  const { from, upto } = windowOf(day, house.now())
  const values = [ground.district.id, new Date(from), new Date(upto)]
  const found = await house.db.withDistrict({ role: 'act', district: ground.district.id }, async (tx) => ({
    rows: await tx.rows(
      Looked,
      `select r.post, ${classSql} as reason, count(*)::int as n from reveals r join matters m on m.district_id = r.district_id and m.id = r.matter_id where r.district_id = $1 and r.at >= $2 and r.at < $3 and (${mineSql(scopes)}) group by 1, 2 order by 1, 2`,
      values,
    ),
    called: await tx.rows(
      N,
      `select count(*)::int as n from matters m where m.district_id = $1 and m.opened_at >= $2 and m.opened_at < $3 and m.parent_id is null and m.process = any($4::text[]) and (${mineSql(scopes)})`,
      [...values, callProcesses(ground)],
    ),
  }))
  return {
    day,
    total: found.rows.reduce((sum, row) => sum + row.n, 0),
    of: found.called[0]?.n ?? 0,
    rows: found.rows.map((row) => ({
      post: row.post,
      label: posts[row.post].label,
      reason: reasons.find((each) => each.name === row.reason)?.label ?? other,
      n: row.n,
    })),
  }
}

/** What residents report and grids find: the calls of the figures. */
const callProcesses = (ground: Ground): string[] =>
  ground.processes.flatMap(({ process }) => (['appeal', 'finding'].includes(process.kind ?? 'appeal') ? [process.name] : []))

/** Reasons are written in a person's own words; the words tell the class, the first that fits. */
const reasons: readonly { readonly name: string; readonly words: string; readonly label: Label }[] = [
  { name: 'urgent', words: '紧急|危险|救|急|emergency|urgent|danger', label: { zh: '紧急、救人', en: 'Emergency' } },
  { name: 'place', words: '位置|地址|地点|哪里|找不到|where|place|address', label: { zh: '问清地点', en: 'To find the place' } },
  { name: 'visit', words: '上门|约|时间|visit|appointment', label: { zh: '约时间上门', en: 'To arrange a visit' } },
  { name: 'check', words: '核实|核对|确认|问清|了解|verify|check|confirm', label: { zh: '核实情况', en: 'To check the facts' } },
  { name: 'reply', words: '回复|回访|告知|解释|答复|reply|tell|explain', label: { zh: '回访、答复', en: 'To answer' } },
]
const other: Label = { zh: '其他', en: 'Other' }
const classSql = `case ${reasons.map((each) => `when r.reason ~* '${each.words}' then '${each.name}'`).join(' ')} else 'other' end`

const Night = z.object({
  matter_id: z.string(),
  number: z.string(),
  text_zh: z.string(),
  text_en: z.string(),
  area_id: z.number(),
  delivered_at: Instant,
})
const night = `(extract(hour from l.delivered_at at time zone 'Asia/Shanghai') >= 20 or extract(hour from l.delivered_at at time zone 'Asia/Shanghai') < 8) and l.person_id is not null and l.receipt is null and m.marks ->> 'urgency' is distinct from 'emergency'`

/** What reached somebody on duty between 20:00 and 8:00 although it was no emergency; whom it reached is not told. */
export async function nightNotices({ house, ground, caller, query }: Call<'nightNotices'>): Promise<Answer<'nightNotices'> | Refused> {
  const scopes = scopesOf(ground, caller)
  if (scopes.length === 0) return staffOnly()
  const day = query.day ?? dayOf(house.now())
  const { from, upto } = windowOf(day, house.now())
  const values = [ground.district.id, new Date(from), new Date(upto)]
  const source = `from notices l join matters m on m.district_id = l.district_id and m.id = l.matter_id where l.district_id = $1 and l.at >= $2 and l.at < $3 and (${mineSql(scopes)})`
  const found = await house.db.withDistrict({ role: 'act', district: ground.district.id }, async (tx) => ({
    counts: await tx.rows(N.extend({ of: z.number() }), `select (count(*) filter (where ${night}))::int as n, count(*)::int as of ${source}`, values),
    rows: await tx.rows(
      Night,
      `select l.matter_id, m.number, l.text_zh, l.text_en, m.area_id, l.delivered_at ${source} and ${night} order by l.delivered_at desc, l.id limit 200`,
      values,
    ),
  }))
  return {
    day,
    total: found.counts[0]?.n ?? 0,
    of: found.counts[0]?.of ?? 0,
    rows: found.rows.map((row) => ({
      matter: row.matter_id,
      number: row.number,
      text: { zh: row.text_zh, en: row.text_en },
      area: areaRef(ground, row.area_id),
      deliveredAt: row.delivered_at,
    })),
  }
}

const Checkpoint = z.object({ n: z.number(), at: z.date(), heads: z.number(), root: z.string(), before: z.string(), hash: z.string() })
const recent = 10

/** The newest checkpoints, each recomputed here and chained to the one before; roots say nothing about any matter. */
export async function recordCheck({ house, ground, caller }: Call<'recordCheck'>): Promise<Answer<'recordCheck'> | Refused> {
  if (scopesOf(ground, caller).length === 0) return staffOnly()
  return { at: house.now(), checkpoints: await newestCheckpoints(house, ground, recent) }
}

export async function newestCheckpoints(house: House, ground: Ground, most: number): Promise<RecordCheck['checkpoints']> {
  const rows = await house.db.withDistrict({ role: 'act', district: ground.district.id }, (tx) =>
    tx.rows(
      Checkpoint,
      `select n, at, heads, encode(root, 'hex') as root, encode(before, 'hex') as before, encode(hash, 'hex') as hash from checkpoints where district_id = $1 order by n desc limit $2`,
      [ground.district.id, most + 1],
    ),
  )
  const holds = (row: z.output<typeof Checkpoint>, at: number): boolean =>
    sha256(checkpointText({ n: row.n, at: row.at.toISOString(), heads: row.heads, root: row.root, before: row.before })) === row.hash &&
    row.before === (rows[at + 1]?.hash ?? zeroHash)
  return rows.slice(0, most).map((row, at) => ({ ...row, at: row.at.toISOString(), holds: holds(row, at) }))
}

const mineSql = (scopes: readonly Scope[]): string =>
  scopes
    .map((scope) =>
      scope.role === 'unit'
        ? `exists (select 1 from involved i where i.district_id = $1 and i.organisation_id = ${Number(scope.organisation)} and i.matter_id = m.id)`
        : `m.area_key between ${String(scope.from)} and ${String(scope.upto)}`,
    )
    .join(' or ')
