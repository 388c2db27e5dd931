// Recognises the district and the caller of a request: session, device and network, the latter two only as blinds.
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { callerByKey, keyIn } from '../connect/key.ts'
import { isRefused, refused, type Caller, type Refused } from '../matters/endpoint.ts'
import type { Ground, House } from '../matters/house.ts'
import { callerOf } from '../people/caller.ts'

export const sessionSeconds = 12 * 3600
const deviceSeconds = 400 * 86_400
const Params = z.object({ district: z.string().max(40) })

type Seen = { ground: Ground; caller: Caller }

/** Where departments' own systems come in with a key as well: the pages that are for people alone do not know them. */
export async function recogniseAny(house: House, request: FastifyRequest, reply: FastifyReply): Promise<Seen | Refused> {
  const key = keyIn(request.headers.authorization)
  if (key === null) return recognise(house, request, reply)
  const ground = await groundOf(house, request)
  if (!ground) return noDistrict
  const caller = await callerByKey(house, ground, { key, ip: request.ip })
  return isRefused(caller) ? caller : { ground, caller }
}

const noDistrict = refused({ code: 'not-found', label: { zh: '没有这个区', en: 'No such district' } }, 404)
async function groundOf(house: House, request: FastifyRequest): Promise<Ground | null> {
  const params = Params.safeParse(request.params)
  return params.success ? house.grounds.bySlug(params.data.district) : null
}

export async function recognise(house: House, request: FastifyRequest, reply: FastifyReply): Promise<Seen | Refused> {
  const ground = await groundOf(house, request)
  if (!ground) return noDistrict
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
