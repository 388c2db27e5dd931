// What a sheet of labels promises: it counts right, scans right and survives any name.
import jsQR from 'jsqr'
import { describe, expect, test } from 'vitest'
import { labelSheet, LABEL_MOST, type Label, type LabelSize } from '../server/files/labels.ts'
import { QR_QUIET, qrMatrix } from '../server/files/qr.ts'

const bench: Label = {
  code: '7K3-9Q2',
  url: 'https://huying.example.org/c/7K39Q2',
  nameZh: '休闲座椅',
  placeZh: '新山村街道翠园路 12 号旁',
  categoryHint: '座椅坏了',
}
const sheetOf = (labels: readonly Label[], size: LabelSize): Promise<Buffer> =>
  labelSheet({ title: '座椅', district: '大渡口区', printedOn: '2026-11-22', size, labels })
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0

// As a camera would see the printed squares: 6 dots for each, with the white edge.
const seenBy = (url: string): string | undefined => {
  const matrix = qrMatrix(url)
  const dots = 6
  const edge = (matrix.size + 2 * QR_QUIET) * dots
  const picture = new Uint8ClampedArray(edge * edge * 4).fill(255)
  for (let y = 0; y < edge; y += 1) {
    for (let x = 0; x < edge; x += 1) {
      const column = Math.floor(x / dots) - QR_QUIET
      const row = Math.floor(y / dots) - QR_QUIET
      const inside = column >= 0 && row >= 0 && column < matrix.size && row < matrix.size
      if (inside && matrix.isDark(column, row)) picture.fill(0, (y * edge + x) * 4, (y * edge + x) * 4 + 3)
    }
  }
  return jsQR(picture, edge, edge)?.data
}

describe('a sheet of labels', () => {
  test('a camera reads from a label the very address it was printed for', () => {
    expect(seenBy(bench.url)).toBe(bench.url)
    const long = `https://governance.dadukou.example.gov.cn/c/7K39Q2?from=${'a'.repeat(60)}`
    expect(seenBy(long)).toBe(long)
  })

  test.each([
    ['2x4', 8],
    ['3x7', 21],
    ['4x10', 40],
  ] as const)('a %s sheet holds %i labels on a page and begins a new page with the next', async (size, perPage) => {
    expect(
      pagesOf(
        await sheetOf(
          Array.from({ length: perPage }, () => bench),
          size,
        ),
      ),
    ).toBe(1)
    expect(
      pagesOf(
        await sheetOf(
          Array.from({ length: perPage + 1 }, () => bench),
          size,
        ),
      ),
    ).toBe(2)
  })

  test('five hundred labels are one document with the Chinese face inside it, small enough to send', async () => {
    const pdf = await sheetOf(
      Array.from({ length: 500 }, (_, place) => ({ ...bench, url: `${bench.url}${place}` })),
      '3x7',
    )
    expect(pagesOf(pdf)).toBe(24)
    expect(pdf.toString('latin1')).toMatch(/\/FontFile2/)
    expect(pdf.length).toBeLessThan(2_000_000)
  })

  test('no labels are one empty page, too many are the mistake of whoever asked', async () => {
    expect(pagesOf(await sheetOf([], '2x4'))).toBe(1)
    await expect(
      sheetOf(
        Array.from({ length: LABEL_MOST + 1 }, () => bench),
        '4x10',
      ),
    ).rejects.toThrow(RangeError)
  })

  test('a name of any kind prints without stopping the sheet', async () => {
    const names = ['', ' ', '路灯'.repeat(300), 'x'.repeat(500), '\uD800', '\u202Eabc', '👨‍👩‍👧‍👦🇨🇳', 'a\nb\tc\0d', '𠮷𣲷', 'Ω≈ç√∫', '﷽', '<b>'].concat(
      ownNaughtyNames(),
    )
    const pdf = await sheetOf(
      names.map((name) => ({ ...bench, nameZh: name, placeZh: name, categoryHint: name })),
      '2x4',
    )
    expect(pagesOf(pdf)).toBe(Math.ceil(names.length / 8))
  })
})

// Every kind of single sign below U+3000 in steps, so that no block of Unicode is left out.
const ownNaughtyNames = (): string[] =>
  Array.from({ length: 48 }, (_, block) => Array.from({ length: 16 }, (_, at) => String.fromCodePoint(block * 256 + at * 16 + 1)).join(''))
