// The colours, faces and hand of our printed sheets: text that fits, the mark, and Chinese that prints anywhere.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

export const INK = { text: '#181C1A', second: '#53524C', third: '#67655E', line: '#DCD9D0', cut: '#8B887F' } as const
export const GREEN = { brand: '#0F6B55', text: '#0B5745', tint: '#EEF7F3' } as const

export type Face = 'plain' | 'strong'
export type TextBox = {
  x: number
  y: number
  width: number
  face: Face
  size: number
  least: number
  lines: number
  colour: string
  align?: 'left' | 'center' | 'right'
}

/** Line height in sizes: Noto asks for 1.448, which is airy on a small label. */
export const LINE = 1.3

export const useFaces = async (doc: PDFKit.PDFDocument): Promise<void> => {
  const [plain, strong] = await faces()
  doc.registerFont('plain', plain)
  doc.registerFont('strong', strong)
}

/** Writes text at the largest size from `size` down to `least` that fits `lines`; what still does not fit ends in …. Returns the height used. */
export const writeText = (doc: PDFKit.PDFDocument, words: string, box: TextBox): number => {
  const text = printable(words)
  if (text === '') return 0
  doc.font(box.face).fillColor(box.colour)
  let size = box.size
  let lines = wrapped(doc.fontSize(size), text, box.width)
  while (lines.length > box.lines && size > box.least) {
    size = Math.max(box.least, size - 0.5)
    lines = wrapped(doc.fontSize(size), text, box.width)
  }
  const shown = lines.slice(0, box.lines)
  if (lines.length > box.lines) shown.push(shortened(doc, shown.pop() ?? '', box.width))
  shown.forEach((line, row) => {
    const slack = box.width - doc.widthOfString(line)
    const x = box.x + (box.align === 'right' ? slack : box.align === 'center' ? slack / 2 : 0)
    doc.text(line, x, box.y + size * (row * LINE - (NOTO_LINE - LINE) / 2), { lineBreak: false })
  })
  return shown.length * size * LINE
}

/** The mark in a square of `edge` points. */
export const drawMark = (doc: PDFKit.PDFDocument, at: { x: number; y: number; edge: number }, colours: { call: string; answer: string }): void => {
  doc
    .save()
    .translate(at.x, at.y)
    .scale(at.edge / 48)
    .lineWidth(5.5)
    .lineCap('round')
  doc.circle(11, 37, 5.5).fill(colours.call)
  doc.path('M11 21.5A15.5 15.5 0 0 1 26.5 37').stroke(colours.call)
  doc.circle(37, 11, 5.5).fill(colours.answer)
  doc.path('M37 26.5A15.5 15.5 0 0 1 21.5 11').stroke(colours.answer)
  doc.restore()
}

const NOTO_LINE = 1.448

// Chinese breaks between any two characters but not before closing signs; Latin words and numbers stay whole where they can.
const wrapped = (doc: PDFKit.PDFDocument, text: string, width: number): string[] => {
  const lines: string[] = []
  let line = ''
  for (const piece of text.match(PIECES) ?? []) {
    const parts = doc.widthOfString(piece.trimEnd()) > width ? [...piece] : [piece]
    for (const part of parts) {
      if (line !== '' && doc.widthOfString((line + part).trimEnd()) > width) {
        lines.push(line.trimEnd())
        line = ''
      }
      line += line === '' ? part.trimStart() : part
    }
  }
  return line === '' ? lines : [...lines, line.trimEnd()]
}

const PIECES = /[（「《“]*(?:[!-~]+|.)[，。、；：？！）」》”·]*\s?/gu

const shortened = (doc: PDFKit.PDFDocument, line: string, width: number): string => {
  const signs = [...line]
  while (signs.length > 0 && doc.widthOfString(`${signs.join('')}…`) > width) signs.pop()
  return `${signs.join('')}…`
}

// Control signs, halves of characters and signs that only direct text would print as boxes.
const printable = (words: string): string =>
  words
    .slice(0, 200)
    .replace(/[\p{C}\uFFFD\s]+/gu, ' ')
    .trim()

let read: Promise<[Buffer, Buffer]> | undefined

// 10 MB each, read once and kept; each document embeds only the characters it shows.
const faces = (): Promise<[Buffer, Buffer]> => {
  read ??= Promise.all([readFace('400Regular/NotoSansSC_400Regular.ttf'), readFace('600SemiBold/NotoSansSC_600SemiBold.ttf')])
  return read
}

const readFace = (name: string): Promise<Buffer> => readFile(createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans-sc/${name}`))

/** Everything the document will have written by its end, as one piece. */
export const wholeOf = (doc: PDFKit.PDFDocument): Promise<Buffer> =>
  new Promise((done, fail) => {
    const pieces: Buffer[] = []
    doc.on('data', (piece: Buffer) => pieces.push(piece))
    doc.on('end', () => done(Buffer.concat(pieces)))
    doc.on('error', fail)
  })
