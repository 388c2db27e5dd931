// The sheet of printable labels for the things of an area, as a PDF for A4.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { LABEL_MOST, labelSheet } from '../files/labels.ts'
import { isRefused, refused } from '../matters/endpoint.ts'
import type { House } from '../matters/house.ts'
import { scopesOf } from '../matters/see/scopes.ts'
import { refuse } from '../../core/refusals.ts'
import { sendRefusal } from './routes.ts'
import { recognise } from './visitor.ts'

const Query = z.object({
  area: z.coerce.number().int().optional(),
  size: z.enum(['2x4', '3x7', '4x10']).default('3x7'),
  q: z.string().max(60).default(''),
})
const Row = z.object({ code: z.string(), name_zh: z.string(), place_zh: z.string() })

/** The label carries the shortest address that opens the report with thing, place and category filled in. */
export function labelRoute(app: FastifyInstance, house: House): void {
  app.get('/api/:district/labels.pdf', { schema: { hide: true } }, async (request, reply) => {
    const seen = await recognise(house, request, reply)
    if (isRefused(seen)) return sendRefusal(reply, seen)
    const query = Query.safeParse(request.query)
    if (!query.success)
      return sendRefusal(
        reply,
        refused(
          refuse('answer-wrong', { field: '标签大小', fieldEn: 'label size', why: '可选 2x4、3x7、4x10', whyEn: 'choose 2x4, 3x7 or 4x10' }),
          400,
        ),
      )
    const scopes = scopesOf(seen.ground, seen.caller).filter((scope) => scope.role === 'see')
    if (scopes.length === 0) return sendRefusal(reply, refused(refuse('not-yours', { who: '辖区工作人员', whoEn: 'staff of the area' }), 403))
    const { area, size, q } = query.data
    const place = area === undefined ? undefined : seen.ground.areas.get(area)
    const district = seen.ground.district
    const found = await Promise.all(
      scopes.map((scope) =>
        house.db.withDistrict(scope, (tx) =>
          tx.rows(
            Row,
            `select code, name_zh, place_zh from things where district_id = $1 and area_key between $2 and $3 and (code ilike $4 or name_zh ilike $4 or place_zh ilike $4) order by code limit ${LABEL_MOST}`,
            [district.id, place?.key ?? 0, place?.keyLast ?? Number.MAX_SAFE_INTEGER, `%${q.replace(/[%_\\]/g, '\\$&')}%`],
          ),
        ),
      ),
    )
    const base = `${request.protocol}://${request.host}/${district.slug}/s/`
    const labels = found.flat().map((row) => ({ code: row.code, url: `${base}${row.code}`, nameZh: row.name_zh, placeZh: row.place_zh }))
    if (labels.length === 0)
      return sendRefusal(
        reply,
        refused(
          { code: 'nothing', label: { zh: '这里还没有东西可以贴码，先添加一件', en: 'There is nothing to label here yet. Add a thing first' } },
          404,
        ),
      )
    const printedOn = new Date(house.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    const pdf = await labelSheet({
      title: place?.name.zh ?? district.name.zh,
      district: district.name.zh,
      printedOn,
      size,
      labels: labels.slice(0, LABEL_MOST),
    })
    return reply.type('application/pdf').header('content-disposition', `inline; filename="labels-${district.slug}.pdf"`).send(pdf)
  })
}
