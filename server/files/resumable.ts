// Takes short videos and voice notes piece by piece (tus), so that a lost connection loses nothing.
import { FileStore } from '@tus/file-store'
import { Server, type Upload } from '@tus/server'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { mkdirSync } from 'node:fs'
import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cleanMedia, MEDIA_LIMITS, type CleanMedia, type MediaUse } from './media.ts'
import { fileRefusal, type FileRefusal } from './refusals.ts'

/** `path` is the finished file; it is swept away a day later, so keep a copy (`FileStore.putFile`). `said` is what the sender's program wrote beside it. */
export type FinishedUpload = { id: string; bytes: number; path: string; use: MediaUse; media: CleanMedia; said: Record<string, string | null> }

export type UploadOptions = {
  dir: string
  path: string
  mayUpload: (request: FastifyRequest) => Promise<boolean>
  /** May come more than once for the same id (a power cut between keeping and noting): be repeatable by `id`. */
  onFinished: (finished: FinishedUpload) => Promise<void>
}

export type Uploads = {
  /** `app.register(uploads.routes)`: POST path; HEAD, PATCH, DELETE path/:id; OPTIONS of both. */
  routes: FastifyPluginAsync
  /** Removes uploads begun over a day before `now` and finishes those whose end was interrupted. Run at start and hourly. Returns how many were removed. */
  sweep: (now: Date) => Promise<number>
}

export const makeUploads = (options: UploadOptions): Uploads => {
  mkdirSync(options.dir, { recursive: true, mode: 0o700 })
  const store = new FileStore({ directory: options.dir, expirationPeriodInMilliseconds: LIFE_MS })
  const finish = (upload: Upload): Promise<FileRefusal | null> => finishOne(options, store, upload)
  const server = new Server({
    path: options.path,
    datastore: store,
    relativeLocation: true,
    disableTerminationForFinishedUploads: true,
    // No other site may send from its pages.
    allowedOrigins: () => false,
    onUploadCreate: async (_request, upload) => {
      const fault = beginningFault(upload)
      if (fault) throw spoken(fault)
      return {}
    },
    onUploadFinish: async (_request, upload) => {
      const fault = await finish(upload)
      if (fault) throw spoken(fault)
      return {}
    },
  })
  return { routes: routesOf(server, options), sweep: (now) => sweepOnce({ dir: options.dir, store, finish, now }) }
}

const LIFE_MS = 24 * 3_600_000
// Whoever finished sending this long ago is not being served any more.
const QUIET_MS = 10 * 60_000
const ID = /^[0-9a-f]{32}$/

const useOf = (upload: Upload): MediaUse | null => {
  const use = upload.metadata?.['use']
  return use === 'video' || use === 'voice' ? use : null
}

const beginningFault = (upload: Upload): FileRefusal | null => {
  const use = useOf(upload)
  if (use === null) return fileRefusal('useUnknown')
  if (upload.size === undefined) return fileRefusal('sizeUnknown')
  if (upload.size === 0) return fileRefusal('fileEmpty')
  if (upload.size <= MEDIA_LIMITS[use].bytes) return null
  return fileRefusal(use === 'video' ? 'videoTooBig' : 'voiceTooBig')
}

// What tus turns into a response; 413 and 422 tell tus clients not to try again.
const spoken = (fault: FileRefusal) => ({ status_code: fault.code.endsWith('TooBig') ? 413 : 422, body: JSON.stringify(fault) })

const finishOne = async (options: UploadOptions, store: FileStore, upload: Upload): Promise<FileRefusal | null> => {
  const { id } = upload
  const path = join(options.dir, id)
  const noted = join(options.dir, `${id}.finished`)
  // An empty PATCH to a finished upload comes here again; the first time counts.
  if (await exists(noted)) return null
  const use = useOf(upload)
  const media = use ? await cleanMedia(path, use) : null
  if (use === null || media === null || !media.ok) {
    await store.remove(id)
    return media && !media.ok ? media.fault : fileRefusal('useUnknown')
  }
  await options.onFinished({ id, bytes: upload.offset, path, use, media, said: upload.metadata ?? {} })
  await writeFile(noted, '')
  return null
}

const routesOf =
  (server: Server, options: UploadOptions): FastifyPluginAsync =>
  async (app) => {
    // The body belongs to tus, whatever it calls itself; these rules end with this plugin.
    app.removeAllContentTypeParsers()
    app.addContentTypeParser(['application/offset+octet-stream', '*'], (_request, _body, done) => done(null))

    app.addHook('onRequest', async (request, reply) => {
      if (request.method === 'OPTIONS' || (await options.mayUpload(request))) return
      await reply.code(403).send(fileRefusal('uploadNotAllowed'))
    })

    const pass = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      reply.hijack()
      await server.handle(request.raw, reply.raw)
    }
    // tus would also hand files out (GET); it is not asked to: what is kept is read through the things it belongs to.
    app.route({ method: ['POST', 'OPTIONS'], url: options.path, handler: pass })
    app.route<{ Params: { id: string } }>({
      method: ['HEAD', 'PATCH', 'DELETE', 'OPTIONS'],
      url: `${options.path}/:id`,
      handler: async (request, reply) => (ID.test(request.params.id) ? pass(request, reply) : reply.code(404).send()),
    })
  }

type Sweep = { dir: string; store: FileStore; finish: (upload: Upload) => Promise<FileRefusal | null>; now: Date }

// The old go first, so that one upload that cannot be finished does not keep the disk full.
const sweepOnce = async ({ dir, store, finish, now }: Sweep): Promise<number> => {
  let removed = 0
  const left: Upload[] = []
  for (const id of (await readdir(dir)).filter((name) => ID.test(name))) {
    const upload = await store.getUpload(id).catch(() => null)
    const quietSince = (await stat(join(dir, id))).mtimeMs
    const begun = Date.parse(upload?.creation_date ?? '') || quietSince
    if (begun + LIFE_MS <= now.getTime()) {
      for (const name of [id, `${id}.json`, `${id}.finished`]) await rm(join(dir, name), { force: true })
      removed += 1
    } else if (upload && upload.offset === upload.size && quietSince + QUIET_MS <= now.getTime()) left.push(upload)
  }
  for (const upload of left) await finish(upload)
  return removed
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
