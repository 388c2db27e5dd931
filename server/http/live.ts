// Live wake-ups over SSE: coalesced, resumable, only for what the viewer's own scope covers, and only as long as that scope lasts.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { gathering } from './gathering.ts'
import { isRefused } from '../matters/endpoint.ts'
import type { House, Live, Wake } from '../matters/house.ts'
import { scopesOf } from '../matters/see/scopes.ts'
import { matterOfReceipt } from '../matters/see/follow-page.ts'
import { isStill } from '../people/caller.ts'
import { onEnded } from '../people/sessions.ts'
import { recognise } from './visitor.ts'
import { sendRefusal } from './routes.ts'

const coalesceMs = 50
const remembered = 4000
const heartbeatMs = 20_000
/** An ended device or post cuts its streams at once; a session that ran out is noticed within this many heartbeats. */
const beatsToLook = 15
/** Processes hear of a wake within milliseconds of each other; a wake told twice only reads again. */
const skewMicros = 500_000

/** The first wake after a rest goes out at once, those of the next 50 ms together: a spike of acts is one wake-up per viewer and beat. */
export function makeLive(): Live & { readonly recent: () => readonly { id: number; wake: Wake }[] } {
  const hearers = new Set<(wakes: readonly Wake[]) => void>()
  const ring: { id: number; wake: Wake }[] = []
  let next = Date.now() * 1000
  const tellHearers = gathering<Wake>(coalesceMs, (wakes) => { for (const hear of hearers) hear(wakes) }) // prettier-ignore
  return {
    tell: (wakes) => {
      // by the clock, so that a viewer who comes back to another process of the same server goes on near where they stopped
      for (const wake of wakes) ring.push({ id: (next = Math.max(next + 1, Date.now() * 1000)), wake })
      if (ring.length > remembered) ring.splice(0, ring.length - remembered)
      tellHearers(wakes)
    },
    listen: (hear) => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    recent: () => ring,
  }
}

const Involved = z.object({ matter_id: z.string() })
type Watch = (wake: Wake) => boolean

export function serveLive(app: FastifyInstance, house: House, live: ReturnType<typeof makeLive>): void {
  app.get('/api/:district/live', { schema: { hide: true } }, async (request, reply) => {
    const seen = await recognise(house, request, reply)
    if (isRefused(seen)) return sendRefusal(reply, seen)
    const district = seen.ground.district.id
    const receipt = queryOf(request, 'receipt')
    const mine = receipt ? await matterOfReceipt(house, seen.ground, receipt) : null
    const scopes = scopesOf(seen.ground, seen.caller)
    const units = scopes.filter((scope) => scope.role === 'unit')
    const involved = new Set<string>()
    const learn = async (): Promise<void> => {
      for (const scope of units)
        for (const row of await house.db.withDistrict(scope, (tx) =>
          tx.rows(Involved, 'select matter_id from involved where district_id = $1 order by matter_id desc limit 20000', [district]),
        ))
          involved.add(row.matter_id)
    }
    await learn()
    const watch: Watch = (wake) =>
      wake.district === district &&
      (wake.matter === mine ||
        involved.has(wake.matter) ||
        scopes.some((scope) => scope.role === 'see' && wake.areaKey >= Number(scope.from) && wake.areaKey <= Number(scope.upto)))
    const { person } = seen.caller
    stream(reply, live, {
      watch,
      since: Number(request.headers['last-event-id'] ?? 0),
      atBeat: units.length > 0 ? learn : null,
      isStill: () => isStill(house, district, seen.caller),
      whenEnded: (look) => onEnded(house, (ended) => { if (ended.district === district && ended.person === person) look() }), // prettier-ignore
    })
    return reply
  })
}

const queryOf = (request: FastifyRequest, name: string): string | null => {
  const query: unknown = request.query
  const value = typeof query === 'object' && query !== null ? Object.entries(query).find(([key]) => key === name)?.[1] : undefined
  return typeof value === 'string' && value.length <= 20 ? value : null
}

type Plan = {
  readonly watch: Watch
  readonly since: number
  readonly atBeat: (() => Promise<void>) | null
  /** whether the viewer is still signed in, with the same posts */ readonly isStill: () => Promise<boolean>
  /** calls when a device or a post of the viewer ended */ readonly whenEnded: (look: () => void) => () => void
}

function stream(reply: FastifyReply, live: ReturnType<typeof makeLive>, plan: Plan): void {
  reply.hijack()
  const raw = reply.raw
  // the stream ends with its connection, so that a wake-up for ten thousand is one piece each, without the frame of a chunk
  raw.useChunkedEncodingByDefault = false
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'close',
    'x-accel-buffering': 'no',
  })
  raw.write('retry: 2000\n\n')
  const missed = plan.since > 0 ? live.recent().filter((each) => each.id > plan.since - skewMicros && plan.watch(each.wake)) : []
  const oldest = live.recent()[0]
  if (plan.since > 0 && oldest && oldest.id > plan.since) raw.write('event: reset\ndata: {}\n\n')
  else if (missed.length > 0) raw.write(text(missed.map((each) => each.wake), missed.at(-1)?.id ?? 0)) // prettier-ignore
  const stop = live.listen((wakes) => {
    const relevant = wakes.filter(plan.watch)
    if (relevant.length > 0) raw.write(relevant.length === wakes.length ? textForAll(wakes, live) : text(relevant, live.recent().at(-1)?.id ?? 0))
  })
  // whoever may no longer see is told nothing more; the page asks who it is and comes back as that
  const look = async (): Promise<void> => {
    if (await plan.isStill()) return
    stop()
    raw.end('event: out\ndata: {}\n\n')
  }
  const later = () => undefined // the next beat looks again
  const unhear = plan.whenEnded(() => void look().catch(later))
  let beats = 0
  const beat = setInterval(() => {
    raw.write(': still here\n\n')
    void plan.atBeat?.().catch(later)
    if (++beats % beatsToLook === 0) void look().catch(later)
  }, heartbeatMs)
  raw.on('close', () => {
    clearInterval(beat)
    stop()
    unhear()
  })
}

/** Most who watch hear the same: it is written once. */
const written = new WeakMap<readonly Wake[], Buffer>()
function textForAll(wakes: readonly Wake[], live: ReturnType<typeof makeLive>): Buffer {
  const known = written.get(wakes) ?? Buffer.from(text(wakes, live.recent().at(-1)?.id ?? 0))
  written.set(wakes, known)
  return known
}

/** A wake-up carries ids only: what happened is read again through the viewer's own row security. */
const text = (wakes: readonly Wake[], id: number): string =>
  `id: ${id}\nevent: wake\ndata: ${JSON.stringify({ matters: [...new Set(wakes.map((wake) => wake.matter))].slice(0, 50), count: wakes.length })}\n\n`
