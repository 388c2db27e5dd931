// Makes the squares of a QR code and draws them as one vector shape.
import qrcode from 'qrcode'

export type QrMatrix = { size: number; isDark: (column: number, row: number) => boolean }

/** Error correction M: a seventh of the code may be scratched or dirty. */
export const qrMatrix = (text: string): QrMatrix => {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' })
  return { size: modules.size, isDark: (column, row) => modules.get(row, column) === 1 }
}

/** The white edge that scanners need, in modules. */
export const QR_QUIET = 4

/** Draws into a square of `edge` points, the white edge included. One path, so that no printer shows seams. */
export const drawQr = (doc: PDFKit.PDFDocument, text: string, place: { x: number; y: number; edge: number }): void => {
  const matrix = qrMatrix(text)
  const unit = place.edge / (matrix.size + 2 * QR_QUIET)
  for (let row = 0; row < matrix.size; row += 1) {
    let from = -1
    for (let column = 0; column <= matrix.size; column += 1) {
      const dark = column < matrix.size && matrix.isDark(column, row)
      if (dark && from < 0) from = column
      if (dark || from < 0) continue
      doc.rect(place.x + (from + QR_QUIET) * unit, place.y + (row + QR_QUIET) * unit, (column - from) * unit, unit)
      from = -1
    }
  }
  doc.fill('#000000')
}
