// Prints the labels that are stuck on benches, lamps and bins: an A4 sheet of QR codes to cut out.
import PDFDocument from 'pdfkit'
import { drawMark, GREEN, INK, LINE, useFaces, writeText, wholeOf } from './paper.ts'
import { drawQr } from './qr.ts'

/** `code` is printed as it stands; `categoryHint` says what is usually reported here (路灯, 垃圾满溢); the smallest size has no room for it. */
export type Label = { code: string; url: string; nameZh: string; placeZh: string; categoryHint?: string }
export type LabelSize = '2x4' | '3x7' | '4x10'
/** `printedOn` is a date, 2026-11-22. */
export type LabelSheet = { title: string; district: string; printedOn: string; size: LabelSize; labels: readonly Label[] }

export const LABEL_MOST = 2000

export const labelSheet = async (sheet: LabelSheet): Promise<Buffer> => {
  if (sheet.labels.length > LABEL_MOST) throw new RangeError(`A sheet has at most ${LABEL_MOST} labels`)
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    info: { Title: sheet.title, Author: sheet.district, Creator: '呼应 Huying' },
  })
  const whole = wholeOf(doc)
  await useFaces(doc)
  const plan = PLANS[sheet.size]
  const perPage = plan.columns * plan.rows
  const pages = Math.max(1, Math.ceil(sheet.labels.length / perPage))
  for (let page = 0; page < pages; page += 1) {
    doc.addPage()
    drawPage(doc, { sheet, plan, labels: sheet.labels.slice(page * perPage, (page + 1) * perPage), number: page + 1, pages })
    // Drawing holds the only thread; after each page others get their turn.
    await new Promise<void>((go) => setImmediate(go))
  }
  doc.end()
  return whole
}

// All in points. `gap` lies between the cut and the label; `band` is the green head (0: none, the mark stands beside the words; English only where it is 34).
type Plan = {
  columns: number
  rows: number
  gap: number
  band: number
  qr: number
  call: number
  name: number
  place: number
  code: number
  round: number
}

const PLANS: Record<LabelSize, Plan> = {
  '2x4': { columns: 2, rows: 4, gap: 7, band: 34, qr: 122, call: 17, name: 13, place: 10, code: 12, round: 10 },
  '3x7': { columns: 3, rows: 7, gap: 5, band: 19, qr: 70, call: 11.5, name: 9, place: 7, code: 8, round: 7 },
  '4x10': { columns: 4, rows: 10, gap: 3.5, band: 0, qr: 59, call: 8.5, name: 7.5, place: 6.5, code: 7, round: 5 },
}

const PAGE = { width: 595.28, height: 841.89, side: 26, head: 26, foot: 44 } as const

type Page = { sheet: LabelSheet; plan: Plan; labels: readonly Label[]; number: number; pages: number }

const drawPage = (doc: PDFKit.PDFDocument, page: Page): void => {
  const { plan } = page
  const width = (PAGE.width - 2 * PAGE.side) / plan.columns
  const height = (PAGE.height - PAGE.head - PAGE.foot) / plan.rows
  drawCuts(doc, { plan, width, height })
  page.labels.forEach((label, place) => {
    const x = PAGE.side + (place % plan.columns) * width + plan.gap
    const y = PAGE.head + Math.floor(place / plan.columns) * height + plan.gap
    drawLabel(doc, label, { plan, district: page.sheet.district, x, y, width: width - 2 * plan.gap, height: height - 2 * plan.gap })
  })
  drawFoot(doc, page)
}

// Small crosses where the cuts meet, short enough to stay between the labels.
const drawCuts = (doc: PDFKit.PDFDocument, grid: { plan: Plan; width: number; height: number }): void => {
  const arm = grid.plan.gap - 1
  for (let column = 0; column <= grid.plan.columns; column += 1) {
    for (let row = 0; row <= grid.plan.rows; row += 1) {
      const x = PAGE.side + column * grid.width
      const y = PAGE.head + row * grid.height
      doc.moveTo(x - arm, y).lineTo(x + arm, y)
      doc.moveTo(x, y - arm).lineTo(x, y + arm)
    }
  }
  doc.lineWidth(0.4).stroke(INK.cut)
}

type Room = { plan: Plan; district: string; x: number; y: number; width: number; height: number }

const drawLabel = (doc: PDFKit.PDFDocument, label: Label, room: Room): void => {
  const { plan, x, y, width, height } = room
  if (plan.band > 0) drawBand(doc, room)
  doc
    .roundedRect(x, y, width, height, plan.round)
    .lineWidth(0.7)
    .stroke(plan.band > 0 ? GREEN.brand : INK.line)
  const top = y + plan.band
  const codeHeight = plan.code * LINE
  const inner = height - plan.band
  const qrTop = top + (inner - plan.qr - codeHeight) / 2 - plan.code * 0.1
  const qrLeft = x + plan.code * 0.25
  drawQr(doc, label.url, { x: qrLeft, y: qrTop, edge: plan.qr })
  writeText(doc, label.code, {
    x: qrLeft,
    y: qrTop + plan.qr - plan.code * 0.35,
    width: plan.qr,
    face: 'strong',
    size: plan.code,
    least: plan.code * 0.6,
    lines: 1,
    colour: INK.text,
    align: 'center',
  })
  const left = qrLeft + plan.qr + plan.code * 0.1
  drawWords(doc, label, { ...room, x: left, y: top, width: x + width - left - plan.code * 0.7, height: inner })
}

const drawBand = (doc: PDFKit.PDFDocument, room: Room): void => {
  const { plan, x, y, width, height } = room
  doc.save().roundedRect(x, y, width, height, plan.round).clip().rect(x, y, width, plan.band).fill(GREEN.brand).restore()
  const edge = plan.band * 0.56
  const pad = plan.band * 0.34
  drawMark(doc, { x: x + pad, y: y + (plan.band - edge) / 2, edge }, { call: '#FFD9B8', answer: '#FFFFFF' })
  const size = plan.band * 0.46
  const name = { x: x + pad + edge + size * 0.4, y: y + (plan.band - size * LINE) / 2, width: size * 3, least: size, lines: 1, colour: '#FFFFFF' }
  writeText(doc, '呼应', { ...name, face: 'strong', size })
  const small = plan.band * 0.31
  const from = name.x + size * 2.6
  const right = { x: from, y: y + (plan.band - small * LINE) / 2, width: x + width - pad - from, least: small * 0.7, lines: 1, colour: '#FFFFFF' }
  writeText(doc, room.district, { ...right, face: 'plain', size: small, align: 'right' })
}

// The invitation, then what and where this is; centred between top and bottom by laying out from the known heights.
const drawWords = (doc: PDFKit.PDFDocument, label: Label, room: Room): void => {
  const { plan, x, width } = room
  let y = room.y + plan.code * 0.95
  if (plan.band === 0) {
    drawMark(doc, { x, y: y - 0.5, edge: plan.call * 1.25 }, { call: '#D96A26', answer: GREEN.brand })
    const beside = { x: x + plan.call * 1.6, y: y - plan.call * 0.05, width: width - plan.call * 1.6, least: plan.call, lines: 1, colour: INK.text }
    y += writeText(doc, '呼应', { ...beside, face: 'strong', size: plan.call }) + 1
  }
  const line = { x, width, lines: 1 }
  y += writeText(doc, '扫一扫，随手报', { ...line, y, face: 'strong', size: plan.call, least: plan.call * 0.7, colour: INK.text })
  y += writeText(doc, '不用登录', { ...line, y, face: 'strong', size: plan.name, least: plan.name * 0.8, colour: GREEN.text })
  if (plan.band > 30)
    y += writeText(doc, 'Scan to report. No sign-in', { ...line, y, face: 'plain', size: plan.place * 0.9, least: 4, colour: INK.third })
  y += plan.place * 0.45
  doc
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(0.5)
    .stroke(INK.line)
  y += plan.place * 0.45
  const lines = plan.band > 0 ? 2 : 1
  const bottom = room.y + room.height - plan.code * 0.4
  const hint = label.categoryHint && lines > 1 ? `${label.nameZh}·${label.categoryHint}` : label.nameZh
  y += writeText(doc, hint, { x, y, width, lines, face: 'strong', size: plan.name, least: plan.name * 0.75, colour: INK.text })
  const free = Math.floor((bottom - y) / (plan.place * LINE))
  const place = { x, y: y + plan.place * 0.1, width, lines: Math.max(1, Math.min(lines, free)), size: plan.place, least: plan.place * 0.8 }
  writeText(doc, label.placeZh, { ...place, face: 'plain', colour: INK.second })
}

const drawFoot = (doc: PDFKit.PDFDocument, page: Page): void => {
  const line = { y: PAGE.height - 30, face: 'plain', size: 8, least: 6, lines: 1, colour: INK.third } as const
  const third = (PAGE.width - 2 * PAGE.side) / 3
  const { sheet } = page
  writeText(doc, `${sheet.title}·${sheet.district}`, { ...line, x: PAGE.side, width: third * 1.5 })
  writeText(doc, `打印日期 ${sheet.printedOn}`, { ...line, x: PAGE.side + third * 1.5, width: third * 0.9, align: 'center' })
  writeText(doc, `第 ${page.number}/${page.pages} 页`, { ...line, x: PAGE.side + third * 2.4, width: third * 0.6, align: 'right' })
}
