// Recognises the district and the caller of a request: session, device and network, the latter two only as blinds.
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { refused, type Caller, type Refused } from '../matters/endpoint.ts'
import type { Ground, House } from '../matters/house.ts'
import { callerOf } from '../people/caller.ts'

export const sessionSeconds = 12 * 3600
const deviceSeconds = 400 * 86_400
const Params = z.object({ district: z.string().max(40) })

export async function recognise(house: House, request: FastifyRequest, reply: FastifyReply): Promise<{ ground: Ground; caller: Caller } | Refused> {
  const params = Params.safeParse(request.params)
  const ground = params.success ? await house.grounds.bySlug(params.data.district) : null
  if (!ground) return refused({ code: 'not-found', label: { zh: '没有这个区', en: 'No such district' } }, 404)
  const known = request.cookies['huying_device']
  const device = known && /^[0-9a-f]{32}$/.test(known) ? known : randomBytes(16).toString('hex')
  if (device !== known)
    void reply.setCookie('huying_device', device, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: house.mode === 'production',
      maxAge: deviceSeconds,
    })
  const caller = await callerOf(house, ground, { sessionToken: request.cookies['huying_session'] ?? null, deviceCookie: device, ip: request.ip })
  return { ground, caller }
}
