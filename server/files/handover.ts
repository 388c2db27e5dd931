// Prints the sheet that goes with a matter handed to enforcement: number, facts, place, legal basis, evidence, who hands it over and who receives it. Of whoever reported it there is nothing.
import PDFDocument from 'pdfkit'
import { drawMark, GREEN, INK, useFaces, wholeOf, writeText, type Face } from './paper.ts'

export type Handover = {
  readonly district: string
  readonly demo: boolean
  readonly number: string
  readonly facts: string
  readonly category: string
  readonly place: string
  readonly basis: string
  readonly evidence: readonly { readonly at: number; readonly bytes: number }[]
  readonly from: string
  readonly to: string
  readonly handedAt: number
  readonly receivedAt: number | null
  readonly result: string | null
}

const left = 62
const width = 595 - 2 * left
const bottom = 842 - 90

export async function handoverPdf(sheet: Handover): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    info: { Title: `案件移送函 ${sheet.number}`, Author: sheet.district, Creator: '呼应 Huying' },
  })
  const whole = wholeOf(doc)
  await useFaces(doc)
  drawMark(doc, { x: left, y: 50, edge: 22 }, { call: '#D96A26', answer: GREEN.brand })
  doc.y = 86
  for (const line of linesOf(sheet)) write(doc, line)
  doc.end()
  return whole
}

type Line = { readonly text: string; readonly size: number; readonly face?: Face; readonly colour?: string; readonly before?: number }

/** Everything the sheet says, line by line: what the tests and the printer both read. */
export function linesOf(sheet: Handover): Line[] {
  const head = (text: string): Line => ({ text, size: 12.5, face: 'strong', before: 14 })
  const plain = (text: string): Line => ({ text, size: 11, before: 4 })
  return [
    { text: sheet.demo ? `${sheet.district} · 演示数据` : sheet.district, size: 10, colour: INK.third },
    { text: '案件移送函', size: 22, face: 'strong', before: 4 },
    { text: `编号 ${sheet.number}`, size: 11, colour: INK.second, before: 6 },
    head('一、移交'),
    plain(`移交单位：${sheet.from}`),
    plain(`接收单位：${sheet.to}`),
    plain(`移交日期：${dayOf(sheet.handedAt)}`),
    head('二、事实'),
    plain(sheet.facts),
    plain(`地点：${sheet.place}`),
    plain(`类别：${sheet.category}`),
    head('三、法律依据'),
    plain(sheet.basis),
    head('四、证据清单'),
    ...(sheet.evidence.length === 0
      ? [plain('没有随案移交的照片。')]
      : sheet.evidence.map((each, at) => plain(`${at + 1}. 现场照片，${dayOf(each.at)}，${Math.max(1, Math.round(each.bytes / 1024))} KB`))),
    ...(sheet.result === null ? [] : [head('五、办理结果'), plain(sheet.result)]),
    { text: '移交人签字：____________________', size: 11, before: 34 },
    {
      text: `接收人签字：____________________　　接收日期：${sheet.receivedAt === null ? '____________' : dayOf(sheet.receivedAt)}`,
      size: 11,
      before: 18,
    },
    { text: '报事的人不随案移交，本函不载其姓名和电话。', size: 9, colour: INK.third, before: 26 },
  ]
}

const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)

function write(doc: PDFKit.PDFDocument, { text, size, face = 'plain', colour = INK.text, before = 0 }: Line): void {
  // a printed line of ours holds two hundred signs at most
  for (const [at, piece] of (text.match(/[\s\S]{1,190}/gu) ?? []).entries()) {
    doc.y += at === 0 ? before : 0
    if (doc.y + size * 1.4 * Math.ceil((piece.length * size) / width) > bottom) {
      doc.addPage()
      doc.y = 62
    }
    const top = doc.y
    doc.y = top + writeText(doc, piece, { x: left, y: top, width, face, size, least: size, lines: 20, colour })
  }
}
