// What happens to short videos and voice notes, also when the connection does not hold.
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cleanMedia } from '../server/files/media.ts'
import { makeUploads, type FinishedUpload } from '../server/files/resumable.ts'

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'huying-uploads-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

const box = (name: string, ...inside: Buffer[]): Buffer => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + inside.reduce((sum, part) => sum + part.length, 0))
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, ...inside])
}
const POSITION = '+29.4900+106.4825/'
const film = (seconds: number, picture = 1000): Buffer => {
  const mvhd = Buffer.alloc(100)
  mvhd.writeUInt32BE(600, 12)
  mvhd.writeUInt32BE(seconds * 600, 16)
  const said = box('udta', box('\xa9xyz', Buffer.from(POSITION)))
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\0\0isommp42', 'latin1')),
    box('mdat', randomBytes(picture)),
    box('moov', box('mvhd', mvhd), box('trak', said), said),
  ])
}
const kept = async (bytes: Buffer): Promise<string> => {
  const path = join(dir, randomBytes(8).toString('hex'))
  await writeFile(path, bytes)
  return path
}

describe('a video or voice note', () => {
  test('of two minutes is taken with its length, and what the phone wrote about the place is gone', async () => {
    const sent = film(120)
    const path = await kept(sent)
    expect(sent.includes(POSITION)).toBe(true)
    expect(await cleanMedia(path, 'video')).toEqual({ ok: true, kind: 'mp4', type: 'video/mp4', seconds: 120 })
    const left = await readFile(path)
    expect(left.length).toBe(sent.length)
    expect(left.includes('29.49')).toBe(false)
    expect(left.subarray(0, 1000).equals(sent.subarray(0, 1000))).toBe(true)
  })

  test('that is too long, empty or something else is refused with a sentence', async () => {
    const codeOf = async (bytes: Buffer, use: 'video' | 'voice') => {
      const answer = await cleanMedia(await kept(bytes), use)
      return answer.ok ? null : answer.fault.code
    }
    expect(await codeOf(film(121), 'video')).toBe('videoTooLong')
    expect(await codeOf(film(301), 'voice')).toBe('voiceTooLong')
    expect(await codeOf(Buffer.alloc(0), 'voice')).toBe('fileEmpty')
    expect(await codeOf(Buffer.from('#!AMR\n0123456789'), 'voice')).toBeNull()
    expect(await codeOf(Buffer.from('#!AMR\n0123456789'), 'video')).toBe('notVideo')
    expect(await codeOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1]), 'voice')).toBe('notVoice')
    expect(await codeOf(film(10).subarray(0, 500), 'video')).toBe('notVideo')
  })

  test('spoilt anywhere never throws', async () => {
    const sent = film(10, 50)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(sent.length - 1), fc.nat(255)), { maxLength: 8 }), async (changes) => {
        const bytes = Buffer.from(sent)
        for (const [at, value] of changes) bytes[at] = value
        const path = await kept(bytes)
        await cleanMedia(path, 'video')
        expect((await readFile(path)).length).toBe(bytes.length)
      }),
      { numRuns: 60 },
    )
  })
})

type Heard = { status: number; headers: IncomingHttpHeaders; body: string }

describe('a long upload', () => {
  const finished: FinishedUpload[] = []
  let may = true
  const app = Fastify()
  let uploads: ReturnType<typeof makeUploads>
  let place = ''

  beforeAll(async () => {
    place = join(dir, 'uploads')
    uploads = makeUploads({ dir: place, path: '/api/uploads', mayUpload: async () => may, onFinished: async (one) => void finished.push(one) })
    await app.register(uploads.routes)
    app.post('/api/other', async (request) => ({ heard: request.body }))
    await app.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(() => app.close())

  // `breakAfter`: the connection dies once so many bytes are on the way.
  const say = (
    method: string,
    path: string,
    ask: { headers?: Record<string, string | number>; body?: Buffer; breakAfter?: number } = {},
  ): Promise<Heard | null> =>
    new Promise((done) => {
      const address = app.server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      const call = httpRequest({ host: '127.0.0.1', port, method, path, headers: { 'tus-resumable': '1.0.0', ...ask.headers } }, (answer) => {
        void buffer(answer).then((body) => done({ status: answer.statusCode ?? 0, headers: answer.headers, body: body.toString() }))
      })
      call.on('error', () => done(null))
      if (ask.breakAfter === undefined) call.end(ask.body)
      else call.write(ask.body?.subarray(0, ask.breakAfter), () => call.destroy())
    })
  const begin = (use: string, length: number) =>
    say('POST', '/api/uploads', { headers: { 'upload-length': length, 'upload-metadata': `use ${Buffer.from(use).toString('base64')}` } })
  const send = (path: string, from: number, ask: { body: Buffer; breakAfter?: number }) =>
    say('PATCH', path, {
      headers: { 'upload-offset': from, 'content-type': 'application/offset+octet-stream', 'content-length': ask.body.length },
      ...ask,
    })
  const faultIn = (heard: Heard | null): unknown => (heard && heard.body.startsWith('{') ? JSON.parse(heard.body) : heard)

  test('broken off on the way goes on from where it stopped, and arrives whole', async () => {
    const sent = film(30, 3_000_000)
    const path = String((await begin('video', sent.length))?.headers['location'])
    expect(path).toMatch(/^\/api\/uploads\/[0-9a-f]{32}$/)
    expect((await send(path, 0, { body: sent.subarray(0, 1_200_000) }))?.headers['upload-offset']).toBe('1200000')
    expect(await send(path, 1_200_000, { body: sent.subarray(1_200_000), breakAfter: 700_000 })).toBeNull()
    expect(finished).toHaveLength(0)
    // As phones do: ask how far it came and go on from there; ask again while the last piece is still being written.
    let last: Heard | null = null
    for (let tries = 0; tries < 20 && last?.status !== 204; tries += 1) {
      const from = Number((await say('HEAD', path))?.headers['upload-offset'])
      expect(from).toBeGreaterThanOrEqual(1_200_000)
      expect(from).toBeLessThan(sent.length)
      last = await send(path, from, { body: sent.subarray(from) })
    }
    expect(last?.status).toBe(204)
    expect(finished).toHaveLength(1)
    expect(finished[0]).toMatchObject({ bytes: sent.length, use: 'video', media: { kind: 'mp4', seconds: 30 } })
    const arrived = await readFile(finished[0]?.path ?? '')
    expect(arrived.subarray(0, 3_000_000).equals(sent.subarray(0, 3_000_000))).toBe(true)
    // Asking again with nothing to add does not finish it twice, and no one can fetch it here.
    await send(path, sent.length, { body: Buffer.alloc(0) })
    expect(finished).toHaveLength(1)
    expect((await say('GET', path))?.status).toBe(404)
    expect((await say('POST', '/api/uploads', { headers: { 'x-http-method-override': 'GET' } }))?.status).toBe(400)
  })

  test('that is too big, or does not say what it is, is refused before a byte is sent', async () => {
    expect((await begin('video', 50 * 1024 * 1024 + 1))?.status).toBe(413)
    expect(faultIn(await begin('voice', 10 * 1024 * 1024 + 1))).toMatchObject({ code: 'voiceTooBig' })
    expect(faultIn(await begin('film', 10))).toMatchObject({ code: 'useUnknown' })
    expect(faultIn(await begin('voice', 0))).toMatchObject({ code: 'fileEmpty' })
  })

  test('that turns out to be something else is refused at the end and not kept', async () => {
    const text = Buffer.from('只是一段文字，不是语音。'.repeat(10))
    const path = String((await begin('voice', text.length))?.headers['location'])
    const answer = await send(path, 0, { body: text })
    expect(answer?.status).toBe(422)
    expect(faultIn(answer)).toMatchObject({ code: 'notVoice' })
    expect((await say('HEAD', path))?.status).toBe(404)
  })

  test('is not begun by someone who may not, and strange names and bodies get an answer below 500', async () => {
    may = false
    expect(faultIn(await begin('voice', 10))).toMatchObject({ code: 'uploadNotAllowed' })
    may = true
    for (const name of ['..%2f..%2fetc%2fpasswd', '%00', '%E0%A4%A', 'x', 'a'.repeat(32)])
      expect((await send(`/api/uploads/${name}`, 0, { body: Buffer.from('x') }))?.status).toBeLessThan(500)
    for (const type of ['application/json', 'text/plain', 'x', 'multipart/form-data'])
      expect((await say('POST', '/api/uploads', { headers: { 'content-type': type }, body: Buffer.from('{') }))?.status).toBeLessThan(500)
    const other = await say('POST', '/api/other', { headers: { 'content-type': 'application/json' }, body: Buffer.from('{"a":1}') })
    expect(other?.body).toBe('{"heard":{"a":1}}')
  })

  test('given up is swept away a day later; one whose end was interrupted is finished', async () => {
    const voice = Buffer.from('#!AMR\n0123456789')
    const dropped = String((await begin('voice', voice.length))?.headers['location']).slice(-32)
    const path = String((await begin('voice', voice.length))?.headers['location'])
    const ended = path.slice(-32)
    await writeFile(join(place, ended), voice)
    const now = new Date()
    await utimes(join(place, ended), now, new Date(now.getTime() - 3_600_000))
    const before = finished.length
    expect(await uploads.sweep(now)).toBe(0)
    expect(finished.slice(before).map((one) => one.id)).toEqual([ended])
    expect(await uploads.sweep(new Date(now.getTime() + 25 * 3_600_000))).toBeGreaterThanOrEqual(2)
    expect(finished.length).toBe(before + 1)
    expect((await readdir(place)).filter((name) => name.includes(dropped) || name.includes(ended))).toEqual([])
  })
})
