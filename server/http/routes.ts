// Serves the one table of endpoints: parses at the edge, calls the handler, lets nothing undeclared out.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { api } from '../../core/api.ts'
import { paths, type PathName } from '../../core/paths.ts'
import { refuse } from '../../core/refusals.ts'
import { isRefused, refused, type Call, type Handlers, type Refused } from '../matters/endpoint.ts'
import type { House } from '../matters/house.ts'
import { turnDown } from '../connect/refusals.ts'
import { recogniseAny, sessionSeconds } from './visitor.ts'

type Served = Exclude<PathName, 'health'>
export type AllHandlers = Handlers<Served>

/** One route per endpoint. */
export function serveEndpoints(app: FastifyInstance, house: House, handlers: AllHandlers): void {
  for (const name of Object.keys(handlers)) {
    if (isServed(name)) serve(app, house, { name, handlers })
  }
}

const needNoSignIn: readonly PathName[] = ['report', 'join', 'follow', 'followAct', 'followLetter', 'followProof']
/** All that the key of a department's own system opens. */
const forSystems: readonly PathName[] = ['connectMatters', 'connectMatter', 'connectStep', 'handDown', 'handed', 'judgeHanded']
/** A screen whose session ran out has to learn that signing in helps; what residents do without signing in stays forbidden as it is. */
const signInFirst = (name: PathName, answer: Refused): Refused =>
  answer.status === 403 && !needNoSignIn.includes(name) ? { ...answer, status: 401 } : answer

const isServed = (name: string): name is Served => name in paths && name !== 'health'

function serve<Name extends Served>(app: FastifyInstance, house: House, plan: { name: Name; handlers: AllHandlers }): void {
  const { name, handlers } = plan
  const [method, url] = paths[name]
  const schemas: Schemas[Name] = table[name]
  const { params, query, body } = schemas
  app.route({
    method,
    url,
    schema: {
      operationId: name,
      params: schemas.params,
      querystring: schemas.query,
      ...(method === 'POST' ? { body: schemas.body } : {}),
      response: { 200: schemas.answer },
    },
    // what comes in is parsed below, once, where it gets its type; the schema above is the contract that is published
    validatorCompiler: () => (value: unknown) => ({ value }),
    handler: async (request, reply) => {
      const seen = await recogniseAny(house, request, reply)
      if (isRefused(seen)) return sendRefusal(reply, seen)
      if (seen.caller.connector !== undefined && !forSystems.includes(name)) return sendRefusal(reply, turnDown('not-for-systems'))
      const call: Call<Name> = {
        house,
        ground: seen.ground,
        caller: seen.caller,
        params: parse(params, request.params),
        query: parse(query, request.query),
        body: parse(body, method === 'POST' ? request.body : {}),
        reply: replyOf(reply, { request, mode: house.mode }),
      }
      const answer = await handlers[name](call)
      if (isRefused(answer)) return sendRefusal(reply, seen.caller.person === null ? signInFirst(name, answer) : answer)
      return reply.header('cache-control', 'no-store').send(answer)
    },
  })
}

const parse = <Value>(schema: z.ZodType<Value>, value: unknown): Value => schema.parse(value ?? {})

type Schemas = {
  readonly [Name in Served]: {
    readonly params: z.ZodType<z.output<(typeof api)[Name]['params']>>
    readonly query: z.ZodType<z.output<(typeof api)[Name]['query']>>
    readonly body: z.ZodType<z.output<(typeof api)[Name]['body']>>
    readonly answer: z.ZodType
  }
}
const table: Schemas = api

export function sendRefusal(reply: FastifyReply, answer: Refused): FastifyReply {
  if (answer.retryAfterSeconds !== undefined) void reply.header('retry-after', answer.retryAfterSeconds)
  return reply
    .status(answer.status)
    .header('cache-control', 'no-store')
    .type('application/json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send({ refusal: answer.refused, ...(answer.page ? { page: answer.page } : {}), ...(answer.faults ? { faults: answer.faults } : {}) })
}

function replyOf(reply: FastifyReply, from: { request: FastifyRequest; mode: House['mode'] }) {
  const { request, mode } = from
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure: mode === 'production' } as const
  return {
    setSession: (token: string, seconds: number) => void reply.setCookie('huying_session', token, { ...cookie, maxAge: seconds || sessionSeconds }),
    clearSession: () => void reply.clearCookie('huying_session', cookie),
    isHead: request.method === 'HEAD',
    userAgent: String(request.headers['user-agent'] ?? '').slice(0, 200),
    sessionToken: request.cookies['huying_session'] ?? null,
  }
}

export const noSuchDistrict = refused({ ...refuse('not-found'), label: { zh: '没有这个区', en: 'No such district' } }, 404)
