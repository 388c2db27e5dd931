// The PDF of a policy over HTTP: taken in for a draft by who keeps it, known by its contents, and given out to who may see the policy.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { refuse } from '../../core/refusals.ts'
import { takeTurn } from '../db/limits.ts'
import { openStore } from '../files/endpoints.ts'
import { kindOf } from '../files/kind.ts'
import { attach, fileOf, mayPut } from '../library/policies.ts'
import { isRefused, refused } from '../matters/endpoint.ts'
import type { House } from '../matters/house.ts'
import { sendRefusal } from './routes.ts'
import { recognise } from './visitor.ts'

const mostBytes = 20_000_000
const Id = z.object({ id: z.uuid() })
const Name = z.object({ name: z.string().max(120).default('文件.pdf') })
const noPdf = refused({ code: 'no-pdf', label: { zh: '这不是 PDF，请转成 PDF 再传', en: 'That is no PDF; please convert it first' } }, 415)
const tooFast = (seconds: number) => refused({ code: 'too-many', label: { zh: '传得太快了，稍等再传', en: 'Too fast; wait a little' } }, 429, { retryAfterSeconds: seconds }) // prettier-ignore

export async function policyFiles(app: FastifyInstance, house: House): Promise<void> {
  const store = openStore(house)
  await app.register(async (inner) => {
    inner.addContentTypeParser('application/pdf', { parseAs: 'buffer', bodyLimit: mostBytes }, (_request, body, done) => done(null, body))
    inner.post('/api/:district/policies/:id/file', { bodyLimit: mostBytes, schema: { hide: true } }, async (request, reply) => {
      const seen = await recognise(house, request, reply)
      if (isRefused(seen)) return sendRefusal(reply, seen)
      const params = Id.safeParse(request.params)
      const query = Name.safeParse(request.query)
      if (!params.success || !query.success) return sendRefusal(reply, refused(refuse('not-found'), 404))
      const turn = await takeTurn(house, seen.ground.district.id, { key: `policy-file|${seen.caller.network}`, max: 60, seconds: 600 })
      if (!turn.ok) return sendRefusal(reply, tooFast(turn.retryAfterSeconds))
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      if (kindOf(bytes) !== 'pdf') return sendRefusal(reply, noPdf)
      const wish = { house, ...seen, id: params.data.id }
      const refusal = await mayPut(wish)
      if (refusal) return sendRefusal(reply, refusal)
      const kept = await store.put(bytes)
      const policy = await attach(wish, { sha256: kept.sha256, bytes: kept.bytes, name: query.data.name })
      return isRefused(policy) ? sendRefusal(reply, policy) : policy
    })
  })
  app.get('/api/:district/policies/:id/file', { schema: { hide: true } }, async (request, reply) => {
    const seen = await recognise(house, request, reply)
    if (isRefused(seen)) return sendRefusal(reply, seen)
    const params = Id.safeParse(request.params)
    const file = params.success ? await fileOf({ house, ...seen, id: params.data.id }) : null
    const opened = file && (await store.read(file.sha256))
    if (!file || !opened) return sendRefusal(reply, refused({ code: 'not-found', label: { zh: '没有这份文件', en: 'No such file' } }, 404))
    return reply
      .type('application/pdf')
      .header('content-length', opened.bytes)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .header('cache-control', 'private, max-age=600')
      .send(opened.stream)
  })
}
