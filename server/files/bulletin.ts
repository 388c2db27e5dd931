// Prints a bulletin on A4 as it stands on the page: sentences with their figures, the table, what people added, the checkpoint.
import PDFDocument from 'pdfkit'
import type { Bulletin, FigureShape } from '../../core/figures.ts'
import { figureWords, tidy } from '../../core/figure-words.ts'
import { drawMark, GREEN, INK, useFaces, writeText, type Face, wholeOf } from './paper.ts'
import type { Table } from '../../core/workbook.ts'

const left = 56
const width = 595 - 2 * left
const bottom = 842 - 60

export async function bulletinPdf(bulletin: Bulletin, options: { readonly district: string; readonly demo: boolean }): Promise<Buffer> {
  const { body } = bulletin
  const doc = new PDFDocument({ size: 'A4', margin: 0, bufferPages: true, info: { Title: `${body.title.zh} ${bulletin.words.zh}`, Author: options.district, Creator: '呼应 Huying' } }) // prettier-ignore
  const whole = wholeOf(doc)
  await useFaces(doc)
  const write = writer(doc)
  drawMark(doc, { x: left, y: 50, edge: 22 }, { call: '#D96A26', answer: GREEN.brand })
  doc.y = 84
  for (const line of linesOf(bulletin, options)) write(line)
  numberPages(doc, `${body.title.zh} ${bulletin.words.zh}`)
  doc.end()
  return whole
}

type Line = { readonly text: string; readonly size: number; readonly face?: Face; readonly colour?: string; readonly before?: number }

/** Everything the page says, line by line, in Chinese: what the tests and the printer both read. */
export function linesOf(bulletin: Bulletin, { district, demo }: { readonly district: string; readonly demo: boolean }): Line[] {
  const { body } = bulletin
  const strong = (text: string, size: number, before: number): Line => ({ text, size, face: 'strong', before })
  const plain = (text: string, before = 3): Line => ({ text, size: 10.5, before })
  return [
    { text: demo ? `${district} · 演示数据` : district, size: 10, colour: INK.third },
    strong(body.title.zh, 22, 4),
    { text: `统计：${bulletin.words.zh}${bulletin.correction > 0 ? ` · 第 ${bulletin.correction} 次更正` : ''}`, size: 10, colour: INK.third, before: 4 },
    { text: approvalWords(bulletin), size: 10, colour: INK.third, before: 2 },
    ...(body.changes.length > 0 ? [strong('更正了什么', 13, 14), ...body.changes.map((change) => plain(`${change.name.zh}：${change.was} → ${change.is}`))] : []),
    ...body.sections.flatMap((section) => [strong(section.title.zh, 13, 14), ...section.sentences.map((sentence) => plain(sentence.say.zh))]),
    strong('在哪一级办好', 13, 14),
    plain(body.levels.map((level) => `${level.name.zh} ${level.n}`).join('，')),
    ...(bulletin.added.length > 0 ? [strong('补充说明（人写的）', 13, 14), ...bulletin.added.map((each) => plain(`${each.words} —— ${each.by}，${clockOf(each.at)}`))] : []),
    strong('全部指标（不含剔除；含剔除不一样的，写在括号里）', 13, 14),
    ...body.figures.map((figure) => plain(`${figure.name.zh}：${figureWords(figure, figure.without).zh}${isOther(figure.without, figure.with) ? `（含剔除 ${figureWords(figure, figure.with).zh}）` : ''}`, 2)),
    ...(body.scores ?? []).map((score) => plain(`${score.name.zh}：${score.figure.value === null ? (score.figure.state === 'tooFew' ? '样本不足，不算' : '没有数据，不算') : tidy(score.figure.value)}（权重第 ${score.version} 版，${score.from ? `${score.from} 起` : '默认'}）`, 2)),
    ...(body.places.length > 0 ? [strong('分区看（按行政次序，不排名）', 13, 14), ...body.places.map((place) => plain(`${place.name.zh}：上报 ${place.called}，办结 ${place.closed}，按期办好 ${place.dueInTime}/${place.due}`, 2))] : []),
    { text: body.checkpoint ? `校验：第 ${body.checkpoint.n} 号检查点 ${body.checkpoint.root.slice(0, 16)} · 指标口径第 ${bulletin.indicatorsVersion} 版` : `指标口径第 ${bulletin.indicatorsVersion} 版`, size: 9, colour: INK.third, before: 16 },
    { text: `${clockOf(bulletin.madeAt)} 由系统按固定口径写成，数字没有人填。`, size: 9, colour: INK.third, before: 2 },
  ] // prettier-ignore
}

const approvalWords = ({ approval, approver }: Bulletin): string =>
  approval ? `已批准发出：${approval.by}（${approver.zh}），${clockOf(approval.at)}` : `待审：还没有${approver.zh}批准，不作为正式通报`
export const isOther = (one: FigureShape, other: FigureShape): boolean => one.n !== other.n || one.of !== other.of
const clockOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

function writer(doc: PDFKit.PDFDocument) {
  return ({ text, size, face = 'plain', colour = INK.text, before = 0 }: Line): void => {
    // long added words go piece by piece, because a printed line of ours holds two hundred signs at most
    for (const [at, piece] of (text.match(/[\s\S]{1,190}/gu) ?? []).entries()) {
      doc.y += at === 0 ? before : 0
      // a heading never stands alone at the foot of a page
      const after = face === 'strong' ? 24 : 0
      if (doc.y + size * 1.4 * Math.ceil((piece.length * size) / width) + after > bottom) {
        doc.addPage()
        doc.y = 56
      }
      const top = doc.y
      doc.y = top + writeText(doc, piece, { x: left, y: top, width, face, size, least: size, lines: 20, colour })
    }
  }
}

/** Which bulletin a loose sheet belongs to, and which of how many it is. */
function numberPages(doc: PDFKit.PDFDocument, title: string): void {
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page)
    const common = { y: 842 - 40, size: 8.5, least: 8.5, lines: 1, colour: INK.third, face: 'plain' } as const
    writeText(doc, title, { ...common, x: left, width: width - 80 })
    writeText(doc, `第 ${page + 1} 页，共 ${count} 页`, { ...common, x: left + width - 80, width: 80, align: 'right' })
  }
}

/** The same as tables: the text, the figures, the places. */
export function bulletinTables(bulletin: Bulletin, options: { readonly district: string; readonly demo: boolean }): Table[] {
  const { body } = bulletin
  return [
    { name: '正文', head: [body.title.zh], rows: linesOf(bulletin, options).map((line) => [line.text]) },
    {
      name: '指标',
      head: ['指标', '分子', '分母', '值', '分子（含剔除）', '分母（含剔除）', '值（含剔除）', '说明'],
      rows: body.figures.map(({ name, without, with: other }) => [name.zh, without.n, without.of, without.value, other.n, other.of, other.value, stateWords[without.state]]), // prettier-ignore
    },
    {
      name: '分区',
      head: ['地方', '上报', '办结', '到期', '按期办好'],
      rows: body.places.map((place) => [place.name.zh, place.called, place.closed, place.due, place.dueInTime]),
    },
  ]
}

export const stateWords = { ok: '', tooFew: '样本不足，不算率', noData: '无数据', notMeasured: '还没有测' } as const
