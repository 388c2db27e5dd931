// Videos and long voice notes that come in pieces: kept once they are whole, under the id their sender made.
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { makeUploads, type FinishedUpload } from '../files/resumable.ts'
import { makeFileStore } from '../files/store.ts'
import { makeBeat, type Beat } from '../matters/beat.ts'
import { bearerUploader, type House } from '../matters/house.ts'
import { takeTurn } from '../db/limits.ts'

const Said = z.object({ district: z.string().max(40), attachment: z.uuid() })
const hourMs = 3_600_000

/** Registers /api/uploads (tus) and gives the hourly sweep of what was never finished. */
export async function serveUploads(app: FastifyInstance, house: House): Promise<Beat> {
  const store = makeFileStore(house.filesDir)
  const uploads = makeUploads({
    dir: join(house.filesDir, 'pieces'),
    path: '/api/uploads',
    mayUpload: async (request) => {
      const first = (await house.grounds.all())[0]
      if (!first || request.method !== 'POST') return first !== undefined
      return (await takeTurn(house, first.district.id, { key: `upload-pieces|${request.ip}`, max: 40, seconds: 600 })).ok
    },
    onFinished: (finished) => keep(house, { store, finished }),
  })
  await app.register(uploads.routes)
  return makeBeat({ name: 'uploads', everyMs: hourMs, run: () => uploads.sweep(new Date(house.now())) })
}

async function keep(house: House, plan: { store: ReturnType<typeof makeFileStore>; finished: FinishedUpload }): Promise<void> {
  const { finished } = plan
  const said = Said.safeParse(finished.said)
  const ground = said.success ? await house.grounds.bySlug(said.data.district) : null
  if (!said.success || !ground || !finished.media.ok) return
  const kept = await plan.store.putFile(finished.path)
  await house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) =>
    tx.run(
      `insert into attachments (district_id, id, kind, sha256, type, bytes, uploader, at) values ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), $8) on conflict do nothing`,
      [
        ground.district.id,
        said.data.attachment,
        finished.use,
        kept.sha256,
        finished.media.ok ? finished.media.type : '',
        kept.bytes,
        bearerUploader,
        new Date(house.now()).toISOString(),
      ],
    ),
  )
}
