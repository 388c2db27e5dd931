// The sheet that goes with a matter handed to enforcement, as a PDF for whoever may read that matter.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { refuse } from '../../core/refusals.ts'
import type { HolderShape, MatterPage } from '../../core/shapes.ts'
import { handoverPdf, type Handover } from '../files/handover.ts'
import { isRefused, refused } from '../matters/endpoint.ts'
import type { Ground, House } from '../matters/house.ts'
import { matterPage } from '../matters/see/matter-page.ts'
import { sendRefusal } from './routes.ts'
import { recognise } from './visitor.ts'

export function handoverRoute(app: FastifyInstance, house: House): void {
  app.get('/api/:district/matters/:id/handover.pdf', { schema: { hide: true } }, async (request, reply) => {
    const seen = await recognise(house, request, reply)
    if (isRefused(seen)) return sendRefusal(reply, seen)
    const params = z.object({ id: z.uuid() }).safeParse(request.params)
    const page = params.success
      ? await matterPage(house, seen.ground, { caller: seen.caller, id: params.data.id })
      : refused(refuse('not-found'), 404)
    if (isRefused(page)) return sendRefusal(reply, page)
    const sheet = sheetOf(seen.ground, page)
    if (!sheet) return sendRefusal(reply, refused(refuse('not-found'), 404))
    return reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename="handover-${page.matter.number}.pdf"`)
      .header('cache-control', 'no-store')
      .send(await handoverPdf(sheet))
  })
}

/** Only what the page says that this viewer may read, and nothing for any other kind of matter. */
export function sheetOf(ground: Ground, page: MatterPage): Handover | null {
  if (page.matter.process !== 'enforcement-handover') return null
  const opened = page.timeline.find((step) => step.action === 'handOver')
  const received = page.timeline.find((step) => step.action === 'receive')
  const decided = page.matter.endedAt === null ? undefined : page.timeline[0]
  const seat = (name: string) => page.seats.find((each) => each.seat === name)?.holder
  return {
    district: ground.district.name.zh,
    demo: ground.district.demo,
    number: page.matter.number,
    facts: page.words,
    category: page.matter.category?.label.zh ?? '没有分类',
    place: page.matter.place.zh === page.matter.area.name.zh ? page.matter.area.name.zh : `${page.matter.area.name.zh} ${page.matter.place.zh}`,
    basis: opened?.said.find(({ label }) => label.zh === '法律依据')?.text ?? '',
    evidence: page.attachments.filter(({ kind }) => kind === 'photo'),
    from: wordsOf(seat('referrer')),
    to: wordsOf(seat('unit')),
    handedAt: page.matter.openedAt,
    receivedAt: received?.at ?? null,
    result: decided ? `${page.matter.stateLabel.zh}。${decided.said.map(({ text }) => text).join(' ')}` : null,
  }
}

const wordsOf = (holder: HolderShape | undefined): string => (holder ? `${holder.place.zh} ${holder.label.zh}` : '')
