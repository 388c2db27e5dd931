// Puts the web server together: security headers, endpoints, files, live wake-ups, the contract as OpenAPI and the pages.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import fastify, { type FastifyInstance } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { api } from '../../core/api.ts'
import { isRefused } from '../matters/endpoint.ts'
import type { House } from '../matters/house.ts'
import { fileRoutes, openStore } from '../files/endpoints.ts'
import { refuseAddress, refuseNoise, speakPlainly } from './errors.ts'
import { serveLive, type makeLive } from './live.ts'
import { sendRefusal, serveEndpoints, type AllHandlers } from './routes.ts'
import { recogniseAny } from './visitor.ts'

export type AppPlan = {
  readonly house: House
  readonly live: ReturnType<typeof makeLive>
  readonly handlers: AllHandlers
  readonly webDir: string
  readonly district: string
  readonly version: string
  readonly trustProxy: boolean
  readonly extra?: (app: FastifyInstance) => Promise<void>
}

export async function makeApp(plan: AppPlan): Promise<FastifyInstance> {
  const { house } = plan
  const app = fastify({
    bodyLimit: 1_000_000,
    trustProxy: plan.trustProxy,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, _request, reply) => void refuseAddress(error, reply),
    clientErrorHandler: refuseNoise,
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  await app.register(cookie)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Huying 呼应', version: plan.version, description: 'Every call gets an answer. 每一声呼，都有人应。' },
    },
    transform: jsonSchemaTransform,
  })
  speakPlainly(app)
  app.addHook('onSend', async (_request, reply) => void reply.headers(headers(house.mode)))
  app.get('/health', { schema: { operationId: 'health', response: { 200: api.health.answer } } }, async () => {
    const grounds = await house.grounds.all()
    return { ok: true as const, version: plan.version, districts: grounds.map((ground) => ground.district.slug), database: 'up' as const }
  })
  await app.register(async (inner) => {
    serveEndpoints(inner, house, plan.handlers)
    fileRoutes(inner, { house, store: openStore(house), gate: async (request, reply) => {
      const seen = await recogniseAny(house, request, reply)
      if (!isRefused(seen)) return seen
      await sendRefusal(reply, seen)
      return null
    } }) // prettier-ignore
    serveLive(inner, house, plan.live)
  })
  await plan.extra?.(app)
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  if (existsSync(plan.webDir)) await servePages(app, plan)
  return app
}

const noDemonstration = `<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>没有这一页 No such page</title>
<body style="font:16px/1.6 sans-serif;max-width:36em;margin:20vh auto;padding:0 16px"><h1 style="font-size:20px">没有这一页</h1><p>这里是正式使用的系统，没有演示。<a href="/">回首页</a></p>
<p lang="en">No such page: this system is in real use and has no demonstration. <a href="/">Start page</a></p></body></html>`

async function servePages(app: FastifyInstance, plan: AppPlan): Promise<void> {
  const { house } = plan
  await app.register(fastifyStatic, { root: plan.webDir, serve: true, wildcard: false, preCompressed: true, index: false, maxAge: 0, setHeaders: (reply, path) => { if (path.includes(`${join('/', 'assets')}`)) void reply.header('cache-control', 'public, max-age=31536000, immutable') } }) // prettier-ignore
  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect(`/${plan.district}`))
  for (const path of ['/assets/*', '/api/*']) app.get(path, { schema: { hide: true } }, (_request, reply) => reply.callNotFound())
  // after nobody can be become, the page must not look as if it were there
  if (house.mode === 'production') app.get('/demo/*', { schema: { hide: true } }, (_request, reply) => reply.code(404).type('text/html; charset=utf-8').send(noDemonstration)) // prettier-ignore
  const page = (name: string) => async (_request: unknown, reply: Parameters<typeof sendRefusal>[0]) => reply.sendFile(name, { cacheControl: false })
  for (const [path, name] of [['/staff/*', 'staff.html'], ['/centre/*', 'centre.html'], ['/verify', 'verify.html'], ['/:district', 'index.html'], ['/:district/*', 'index.html'], ...(house.mode === 'production' ? [] : [['/demo/:district', 'index.html'] as const])] as const) app.get(path, { schema: { hide: true } }, page(name)) // prettier-ignore
}

const headers = (mode: House['mode']): Record<string, string> => ({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'SAMEORIGIN',
  'permissions-policy': 'geolocation=(self), microphone=(self), camera=(self)',
  'content-security-policy': `default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'`,
  ...(mode === 'production' ? { 'strict-transport-security': 'max-age=31536000' } : {}),
})
