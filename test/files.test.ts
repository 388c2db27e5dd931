// What happens to the photos and sheets that people send, and how files are kept.
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kindOf } from '../server/files/kind.ts'
import { cleanPhoto, PHOTO_MAX_BYTES } from '../server/files/photo.ts'
import { FILE_REFUSALS } from '../server/files/refusals.ts'
import { csvOf, rowsOfCsv } from '../server/files/sheet.ts'
import { makeFileStore } from '../server/files/store.ts'
import { makeTurns } from '../server/files/turns.ts'

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'huying-files-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

const refusalOf = async (bytes: Buffer) => {
  const answer = await cleanPhoto(bytes)
  return answer.ok ? null : answer.fault
}
const taken = async (bytes: Buffer) => {
  const answer = await cleanPhoto(bytes)
  if (!answer.ok) throw new Error(answer.fault.en)
  return answer
}

// A street with red at the top left, so that "upright" can be seen.
const street = (width = 80, height = 40) =>
  sharp({ create: { width, height, channels: 3, background: '#2060c0' } }).composite([
    { input: { create: { width: width / 4, height: height / 4, channels: 3, background: '#e01010' } }, top: 0, left: 0 },
  ])
const isRed = async (photo: Buffer, left: number, top: number): Promise<boolean> => {
  const [red = 0, , blue = 0] = await sharp(photo).extract({ left, top, width: 1, height: 1 }).raw().toBuffer()
  return red > 150 && blue < 100
}
const gps = {
  IFD0: { Make: 'Phone' },
  IFD2: { DateTimeOriginal: '2026:11:20 08:15:30' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '29/1 29/1 2400/100', GPSLongitudeRef: 'E', GPSLongitude: '106/1 28/1 5700/100' },
}

// A PNG that says how big it is in its head; its body may be anything.
const pngOf = (width: number, height: number, body: Buffer): Buffer => {
  const chunk = (name: string, contents: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(name, 'latin1'), contents])
    const length = Buffer.alloc(4)
    const sum = Buffer.alloc(4)
    length.writeUInt32BE(contents.length)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const sign = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([sign, chunk('IHDR', head), chunk('IDAT', body), chunk('IEND', Buffer.alloc(0))])
}

describe('a photo', () => {
  test('with a GPS position loses it and the position is offered to the sender', async () => {
    const sent = await street().withExif(gps).jpeg().toBuffer()
    expect((await sharp(sent).metadata()).exif).toBeDefined()
    const photo = await taken(sent)
    expect(photo.taken?.lat).toBeCloseTo(29.49, 4)
    expect(photo.taken?.lon).toBeCloseTo(106.4825, 4)
    expect(photo.takenAt).toBe('2026-11-20T08:15:30')
    for (const kept of [photo.full, photo.thumb]) {
      const { exif, xmp, iptc, icc, orientation } = await sharp(kept).metadata()
      expect({ exif, xmp, iptc, icc, orientation }).toEqual({})
      expect(kept.includes('Exif')).toBe(false)
    }
  })

  test('with no position, or one at 0, 0 where cameras put what they do not know, offers none', async () => {
    expect((await taken(await street().jpeg().toBuffer())).taken).toBeNull()
    const nowhere = { ...gps, IFD3: { ...gps.IFD3, GPSLatitude: '0/1 0/1 0/1', GPSLongitude: '0/1 0/1 0/1' } }
    expect((await taken(await street().withExif(nowhere).jpeg().toBuffer())).taken).toBeNull()
  })

  test('all eight orientations come out upright', async () => {
    // How the camera holds an upright street for each tag; showing it means undoing this.
    const held = [
      { turn: 0, mirror: 'none' },
      { turn: 0, mirror: 'flop' },
      { turn: 180, mirror: 'none' },
      { turn: 0, mirror: 'flip' },
      { turn: 90, mirror: 'flop' },
      { turn: 270, mirror: 'none' },
      { turn: 90, mirror: 'flip' },
      { turn: 90, mirror: 'none' },
    ] as const
    const upright = await street().png().toBuffer()
    for (const [place, { turn, mirror }] of held.entries()) {
      const turned = await sharp(upright).rotate(turn).toBuffer()
      const seen = await sharp(turned)
        .flip(mirror === 'flip')
        .flop(mirror === 'flop')
        .toBuffer()
      const sent = await sharp(seen)
        .withMetadata({ orientation: place + 1 })
        .jpeg()
        .toBuffer()
      expect((await sharp(sent).metadata()).orientation).toBe(place + 1)
      const photo = await taken(sent)
      expect([place + 1, photo.width, photo.height]).toEqual([place + 1, 80, 40])
      expect([place + 1, await isRed(photo.full, 5, 3), await isRed(photo.full, 70, 30)]).toEqual([place + 1, true, false])
    }
  })

  test('is kept no larger than a screen needs, and never made larger', async () => {
    const large = await taken(await street(4000, 3000).webp().toBuffer())
    expect([large.width, large.height]).toEqual([2048, 1536])
    const thumb = await sharp(large.thumb).metadata()
    expect([thumb.format, thumb.width, thumb.height]).toEqual(['jpeg', 480, 360])
    expect((await taken(await street().png().toBuffer())).width).toBe(80)
  })

  test('that is see-through is put on white, and of a moving one the first picture is kept', async () => {
    const glass = await sharp({ create: { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
      .png()
      .toBuffer()
    const [red = 0] = await sharp((await taken(glass)).full)
      .raw()
      .toBuffer()
    expect(red).toBeGreaterThan(250)
    expect((await taken(await street().gif().toBuffer())).height).toBe(40)
  })

  test('a bomb of 30,000×30,000 pixels is refused with a sentence', async () => {
    const bomb = pngOf(30_000, 30_000, deflateSync(Buffer.alloc(30_001 * 1000)))
    expect(bomb.length).toBeLessThan(100_000)
    expect(await refusalOf(bomb)).toEqual({ code: 'photoTooManyPixels', ...FILE_REFUSALS.photoTooManyPixels })
  })

  test('a text file named .jpg is refused, and so are a page, a drawing and a program', async () => {
    for (const text of ['这不是照片', '<html><script>alert(1)</script>', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'MZ\x90\0', '%PDF-1.7\n'])
      expect((await refusalOf(Buffer.from(text)))?.code).toBe('photoNotPicture')
    expect((await refusalOf(Buffer.alloc(0)))?.code).toBe('fileEmpty')
  })

  test('from an iPhone in HEIC is refused with the way to set the camera right', async () => {
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1')])
    const fault = await refusalOf(heic)
    expect(fault?.code).toBe('photoHeic')
    expect(fault?.zh).toContain('兼容性最佳')
  })

  test('cut off on the way, or over 20 MB, is refused with a sentence', async () => {
    const sent = await sharp(randomBytes(300 * 300 * 3), { raw: { width: 300, height: 300, channels: 3 } })
      .jpeg()
      .toBuffer()
    for (const part of [0.1, 0.5, 0.9]) expect((await refusalOf(sent.subarray(0, sent.length * part)))?.code).toBe('photoBroken')
    expect((await refusalOf(Buffer.alloc(PHOTO_MAX_BYTES + 1, sent)))?.code).toBe('photoTooBig')
  })

  test('naughty bytes never throw', async () => {
    const photos = await Promise.all(
      [street().withExif(gps).jpeg(), street().withExif(gps).png(), street().withExif(gps).webp(), street().gif()].map((p) => p.toBuffer()),
    )
    const spoilt = fc.tuple(fc.constantFrom(...photos), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 }), fc.nat())
    await fc.assert(
      fc.asyncProperty(spoilt, async ([photo, changes, cut]) => {
        const bytes = Buffer.from(photo.subarray(0, cut % 3 === 0 ? cut % photo.length : photo.length))
        for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value
        const answer = await cleanPhoto(bytes)
        expect(answer.ok || answer.fault.zh.length > 0).toBe(true)
      }),
      { numRuns: 300 },
    )
    await fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        kindOf(Buffer.from(bytes))
      }),
    )
  })
})

test('however many phones send at once, two photos are worked on and the crowd beyond the queue is told to come back', async () => {
  const turns = makeTurns({ atOnce: 2, waitingBytes: 30 })
  let inside = 0
  let most = 0
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      turns.take(10, async () => {
        inside += 1
        most = Math.max(most, inside)
        await nextTurn()
        inside -= 1
      }),
    ),
  )
  expect(most).toBe(2)
  expect(answers.filter((answer) => answer.ok)).toHaveLength(5)
  expect(await turns.take(1000, async () => 'alone')).toEqual({ ok: true, result: 'alone' })
  await expect(turns.take(1, () => Promise.reject(new Error('spoilt')))).rejects.toThrow('spoilt')
  expect(await turns.take(1, async () => 'next')).toEqual({ ok: true, result: 'next' })
})

describe('a kept file', () => {
  test('comes back as it was, once, however often it is sent', async () => {
    const store = makeFileStore(join(dir, 'kept'))
    const bytes = randomBytes(100_000)
    const all = await Promise.all([store.put(bytes), store.put(bytes), store.put(bytes)])
    const [{ sha256 } = { sha256: '' }] = all
    expect(new Set(all.map((kept) => kept.sha256)).size).toBe(1)
    const back = await store.read(sha256)
    expect(back && (await buffer(back.stream)).equals(bytes)).toBe(true)
    const part = await store.read(sha256, { first: 10, last: 19 })
    expect(part && (await buffer(part.stream)).equals(bytes.subarray(10, 20))).toBe(true)
    expect(part?.bytes).toBe(100_000)
    expect(await readdir(join(dir, 'kept', 'drafts'))).toEqual([])
    await writeFile(join(dir, 'same'), bytes)
    expect(await store.putFile(join(dir, 'same'))).toEqual({ sha256, bytes: 100_000 })
    await store.remove(sha256)
    expect(await store.has(sha256)).toBe(false)
    expect(await store.read(sha256)).toBeNull()
  })

  test('cannot be reached by any name but its fingerprint', async () => {
    const store = makeFileStore(join(dir, 'kept'))
    await writeFile(join(dir, 'secret'), 'secret')
    for (const name of [
      '../secret',
      '..%2fsecret',
      '/etc/passwd',
      'drafts',
      '',
      'a'.repeat(63),
      'A'.repeat(64),
      `${'a'.repeat(64)}/../../secret`,
      '\0',
    ]) {
      expect([name, await store.has(name), await store.read(name)]).toEqual([name, false, null])
      await store.remove(name)
    }
    expect(await readFile(join(dir, 'secret'), 'utf8')).toBe('secret')
  })
})

describe('a sheet', () => {
  const columns = [
    { head: '事项', cell: (row: { what: string; count: number | null }) => row.what },
    { head: '件数', cell: (row: { what: string; count: number | null }) => row.count },
  ]

  test('never wakes a formula in the reader’s spreadsheet, and opens in Chinese', () => {
    const csv = csvOf(
      columns,
      ['=1+1', '+86', '-1', '@x', '\t=1', '\r=1', ' =1', '＝1', '\n@', 'a,"b"'].map((what) => ({ what, count: -3 })),
    )
    expect(csv.startsWith('\uFEFF事项,件数\r\n')).toBe(true)
    for (const cell of ["'=1+1,-3", "'+86,-3", "'-1,-3", "'@x,-3", '"\'\t=1",-3', '"\'\r=1",-3', "' =1,-3", "'＝1,-3", '"\'\n@",-3', '"a,""b""",-3'])
      expect(csv).toContain(`${cell}\r\n`)
  })

  test('that we wrote is read back as it was, whatever people typed', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() !== '' && !text.includes('\0')),
          { minLength: 1 },
        ),
        (texts) => {
          const read = rowsOfCsv(
            Buffer.from(
              csvOf(
                columns,
                texts.map((what) => ({ what, count: 1 })),
              ),
            ),
          )
          expect(read).toEqual({ ok: true, rows: [['事项', '件数'], ...texts.map((text) => [text, '1'])] })
        },
      ),
    )
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '=', '"', ',', '\n', '\r', '\t', ' ', '+', 'a') }), (what) => {
        const read = rowsOfCsv(Buffer.from(csvOf(columns, [{ what, count: 1 }])))
        expect(read.ok && read.rows[1]).toEqual([what, '1'])
      }),
      { numRuns: 500 },
    )
  })

  test('from an old Chinese Excel is read, and one that cannot be is refused with a sentence', () => {
    const gbk = Buffer.concat([Buffer.from([0xb4, 0xf3, 0xb6, 0xc9, 0xbf, 0xda]), Buffer.from(',1\r\n\r\n')])
    expect(rowsOfCsv(gbk)).toEqual({ ok: true, rows: [['大渡口', '1']] })
    const codeOf = (bytes: Buffer) => {
      const answer = rowsOfCsv(bytes)
      return answer.ok ? null : answer.fault.code
    }
    expect(codeOf(Buffer.from('a,"b\nc'))).toBe('sheetQuoteOpen')
    expect(codeOf(Buffer.from('PK\x03\x04\0\0'))).toBe('sheetUnreadable')
    expect(codeOf(Buffer.from('a\n'.repeat(20_001)))).toBe('sheetTooBig')
    expect(codeOf(Buffer.alloc(11 * 1024 * 1024, 'a'))).toBe('sheetTooBig')
  })
})
