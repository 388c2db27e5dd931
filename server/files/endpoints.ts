// Photos, videos and voice notes over HTTP: taken in cleaned, given out only to those who may see the matter.
import { Readable } from 'node:stream'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { takeTurn } from '../db/limits.ts'
import type { Caller } from '../matters/endpoint.ts'
import type { Ground, House } from '../matters/house.ts'
import { ownScope } from '../matters/own-scope.ts'
import { guestScopes } from '../matters/see/guests.ts'
import { scopesOf } from '../matters/see/scopes.ts'
import type { Scope } from '../db/gate.ts'
import { cleanMedia } from './media.ts'
import { cleanPhoto, PHOTO_MAX_BYTES } from './photo.ts'
import { makeFileStore, type FileStore } from './store.ts'

type Asked = { readonly ground: Ground; readonly caller: Caller }
export type Gate = (request: FastifyRequest, reply: FastifyReply) => Promise<Asked | null>
const File = z.object({ sha256: z.string(), thumb: z.string().nullable(), type: z.string(), audience: z.string(), bytes: z.number() })
type Kept = {
  readonly kind: 'photo' | 'video' | 'voice'
  readonly sha256: string
  readonly thumb: string | null
  readonly type: string
  readonly bytes: number
  readonly width: number | null
  readonly height: number | null
}

/** Registers the raw-body uploads and the download; `gate` answers for district and caller, or has replied itself. */
export function fileRoutes(app: FastifyInstance, plan: FilePlan): void {
  app.addContentTypeParser(/^(image|video|audio)\//, { parseAs: 'buffer', bodyLimit: PHOTO_MAX_BYTES }, (_request, body, done) => done(null, body))
  photoRoute(app, plan)
  mediaRoutes(app, plan)
  downloadRoute(app, plan)
}

type FilePlan = { readonly house: House; readonly store: FileStore; readonly gate: Gate }

function photoRoute(app: FastifyInstance, { house, store, gate }: FilePlan): void {
  app.post('/api/:district/photos', { bodyLimit: PHOTO_MAX_BYTES }, async (request, reply) => {
    const asked = await gate(request, reply)
    if (!asked) return reply
    if (!(await mayUpload(house, asked, reply))) return reply
    const cleaned = await cleanPhoto(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0))
    if (!cleaned.ok) return turnAway(reply, cleaned.fault)
    const full = await store.put(cleaned.full)
    const thumb = await store.put(cleaned.thumb)
    const id = await keep(house, asked, {
      kind: 'photo',
      sha256: full.sha256,
      thumb: thumb.sha256,
      type: cleaned.type,
      bytes: full.bytes,
      width: cleaned.width,
      height: cleaned.height,
    })
    return { id, width: cleaned.width, height: cleaned.height, taken: cleaned.taken }
  })
}

function mediaRoutes(app: FastifyInstance, { house, store, gate }: FilePlan): void {
  for (const kind of ['voice', 'video'] as const) {
    app.post(`/api/:district/${kind}`, { bodyLimit: PHOTO_MAX_BYTES }, async (request, reply) => {
      const asked = await gate(request, reply)
      if (!asked) return reply
      if (!(await mayUpload(house, asked, reply))) return reply
      const dir = await mkdtemp(join(tmpdir(), 'huying-media-'))
      try {
        const path = join(dir, 'upload')
        await writeFile(path, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0))
        const cleaned = await cleanMedia(path, kind)
        if (!cleaned.ok) return await turnAway(reply, cleaned.fault)
        const kept = await store.putFile(path)
        return {
          id: await keep(house, asked, { kind, sha256: kept.sha256, thumb: null, type: cleaned.type, bytes: kept.bytes, width: null, height: null }),
          seconds: cleaned.seconds,
        }
      } finally {
        await rm(dir, { recursive: true, force: true })
      }
    })
  }
}

function downloadRoute(app: FastifyInstance, { house, store, gate }: FilePlan): void {
  app.get('/api/:district/files/:id', async (request, reply) => {
    const asked = await gate(request, reply)
    if (!asked) return reply
    const { id } = z.object({ id: z.uuid().catch('') }).parse(request.params)
    const query = z
      .object({ thumb: z.string().optional(), receipt: z.string().max(20).optional() })
      .catch({})
      .parse(request.query)
    const file = id === '' ? null : await findFile(house, asked, { id, receipt: query.receipt })
    const part = file && !query.thumb ? partOf(request.headers.range, file.bytes) : null
    const opened = file && (await store.read(query.thumb && file.thumb ? file.thumb : file.sha256, part ?? undefined))
    if (!file || !opened)
      return reply
        .status(404)
        .send({ refusal: { code: 'not-found', label: { zh: '没有这个文件，或者您不能看', en: 'No such file, or you may not see it' } } })
    if (part) void reply.status(206).header('content-range', `bytes ${part.first}-${part.last}/${file.bytes}`)
    return reply
      .header('accept-ranges', 'bytes')
      .header('content-type', query.thumb ? 'image/jpeg' : file.type)
      .header('content-length', part ? part.last - part.first + 1 : opened.bytes)
      .header('cache-control', 'private, max-age=3600')
      .header('x-content-type-options', 'nosniff')
      .send(opened.stream instanceof Readable ? opened.stream : Readable.from(opened.stream))
  })
}

/** The one range a player asks for; anything else is answered whole. */
function partOf(header: string | undefined, bytes: number): { first: number; last: number } | null {
  const found = /^bytes=(\d{1,12})-(\d{1,12})?$/.exec(header ?? '')
  if (!found) return null
  const first = Number(found[1])
  const last = Math.min(found[2] === undefined ? bytes - 1 : Number(found[2]), bytes - 1)
  return first > last ? null : { first, last }
}

export const openStore = (house: House): FileStore => makeFileStore(house.filesDir)

async function findFile(house: House, asked: Asked, wish: { id: string; receipt: string | undefined }) {
  const district = asked.ground.district.id
  const scopes: Scope[] = wish.receipt ? [ownScope(house, district, wish.receipt)] : [...scopesOf(asked.ground, asked.caller)]
  for (const scope of scopes) {
    const rows = await house.db.withDistrict(scope, (tx) =>
      tx.rows(
        File,
        `select sha256, thumb, type, audience, bytes from attachments where district_id = $1 and id = $2 and matter_id is not null ${scope.role === 'own' ? `and audience = 'all'` : ''} limit 1`,
        [district, wish.id],
      ),
    )
    if (rows[0]) return rows[0]
  }
  const guest = wish.receipt ? null : await asGuest(house, asked, wish.id)
  if (guest) return guest
  const mine = await house.db.withDistrict({ district, role: 'act' }, (tx) =>
    tx.rows(
      File,
      'select sha256, thumb, type, audience, bytes from attachments where district_id = $1 and id = $2 and matter_id is null and uploader = $3 limit 1',
      [district, wish.id, Buffer.from(asked.caller.device, 'hex')],
    ),
  )
  return mine[0] ?? null
}

/** A photo of a matter that the caller sits in, though it lies elsewhere. */
async function asGuest(house: House, { ground, caller }: Asked, id: string) {
  const district = ground.district.id
  const of = 'select matter_id from attachments where district_id = $1 and id = $2 and matter_id is not null limit 1'
  const [found] = caller.person === null ? [] : await house.db.withDistrict({ district, role: 'act' }, (tx) => tx.rows(z.object({ matter_id: z.string() }), of, [district, id])) // prettier-ignore
  const [scope] = found ? await guestScopes(house, ground, { caller, id: found.matter_id }) : []
  if (!scope) return null
  const sql = 'select sha256, thumb, type, audience, bytes from attachments where district_id = $1 and id = $2 limit 1'
  return (await house.db.withDistrict(scope, (tx) => tx.rows(File, sql, [district, id])))[0] ?? null
}

async function keep(house: House, asked: Asked, file: Kept): Promise<string> {
  const id = uuidv7()
  await house.db.withDistrict({ district: asked.ground.district.id, role: 'act' }, (tx) =>
    tx.run(
      'insert into attachments (district_id, id, kind, sha256, thumb, type, bytes, width, height, uploader, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
      [
        asked.ground.district.id,
        id,
        file.kind,
        file.sha256,
        file.thumb,
        file.type,
        file.bytes,
        file.width,
        file.height,
        Buffer.from(asked.caller.device, 'hex'),
        new Date(house.now()).toISOString(),
      ],
    ),
  )
  return id
}

async function mayUpload(house: House, asked: Asked, reply: FastifyReply): Promise<boolean> {
  const turn = await takeTurn(house, asked.ground.district.id, { key: `upload|${asked.caller.device}`, max: 60, seconds: 600 })
  if (!turn.ok)
    await reply
      .status(429)
      .header('retry-after', turn.retryAfterSeconds)
      .send({
        refusal: {
          code: 'too-many',
          label: { zh: `传得太快了，${turn.retryAfterSeconds} 秒后再传`, en: `Please wait ${turn.retryAfterSeconds} seconds` },
        },
      })
  return turn.ok
}

const turnAway = (reply: FastifyReply, fault: { code: string; zh: string; en: string }) =>
  reply.status(fault.code === 'photoQueueFull' ? 429 : 422).send({ refusal: { code: fault.code, label: { zh: fault.zh, en: fault.en } } })
