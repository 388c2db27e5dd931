// Writes and reads CSV so that no cell wakes up as a formula and Excel shows Chinese as Chinese.
import { fileRefusal, type FileRefusal } from './refusals.ts'

export type Cell = string | number | boolean | null
export type Column<Row> = { head: string; cell: (row: Row) => Cell }

/** UTF-8 with a byte order mark, CRLF. Numbers stay numbers; text that a spreadsheet could run gets an apostrophe in front. */
export const csvOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string => {
  const heads = columns.map((column) => quoted(column.head)).join(',')
  const lines = rows.map((row) => columns.map((column) => quoted(column.cell(row))).join(','))
  return `\uFEFF${[heads, ...lines].join('\r\n')}\r\n`
}

/** Reads UTF-8 or, failing that, GB18030 (what Excel saves on a Chinese computer). Lines without any text are left out. */
export const rowsOfCsv = (bytes: Buffer): { ok: true; rows: string[][] } | { ok: false; fault: FileRefusal } => {
  if (bytes.length > MOST_BYTES) return { ok: false, fault: fileRefusal('sheetTooBig') }
  const text = decoded(bytes)
  if (text === null || text.includes('\0')) return { ok: false, fault: fileRefusal('sheetUnreadable') }
  const rows = cut(text)
  if (rows === 'quoteOpen') return { ok: false, fault: fileRefusal('sheetQuoteOpen') }
  if (rows.length > MOST_ROWS) return { ok: false, fault: fileRefusal('sheetTooBig') }
  return { ok: true, rows: rows.map((row) => row.map(plain)) }
}

const MOST_BYTES = 10 * 1024 * 1024
const MOST_ROWS = 20_000

// = + - @ begin a formula, also in full width and after blanks; tab and line ends move it to where it does. Apostrophes count too, so that reading can undo writing.
const WAKES = /^'*(?:[\s\0]*[=+\-@＝＋－＠]|[\t\r\n])/

const quoted = (cell: Cell): string => {
  if (cell === null) return ''
  if (typeof cell !== 'string') return typeof cell === 'number' && !Number.isFinite(cell) ? '' : String(cell)
  const safe = WAKES.test(cell) ? `'${cell}` : cell
  return /["\r\n,;\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const plain = (cell: string): string => (cell.startsWith("'") && WAKES.test(cell) ? cell.slice(1) : cell)

const decoded = (bytes: Buffer): string | null => {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      continue
    }
  }
  return null
}

// One pass over tokens: a whole quoted cell, a run of plain text, a comma, a line end. Stops one row after the most we take.
const cut = (text: string): string[][] | 'quoteOpen' => {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let at = 0
  while (at < text.length && rows.length <= MOST_ROWS) {
    const sign = text.charAt(at)
    if (sign === '"' && cell === '') {
      const end = closingQuote(text, at + 1)
      if (end < 0) return 'quoteOpen'
      cell = text.slice(at + 1, end).replaceAll('""', '"')
      at = end + 1
      const rest = plainRun(text, at)
      cell += rest
      at += rest.length
    } else if (sign === ',') {
      row.push(cell)
      cell = ''
      at += 1
    } else if (sign === '\n' || sign === '\r') {
      row.push(cell)
      if (row.some(hasText)) rows.push(row)
      row = []
      cell = ''
      at += sign === '\r' && text.charAt(at + 1) === '\n' ? 2 : 1
    } else {
      const run = plainRun(text, at)
      cell += run
      at += run.length
    }
  }
  if (hasText(cell) || row.some(hasText)) rows.push([...row, cell])
  return rows
}

const hasText = (cell: string): boolean => cell.trim() !== ''

const closingQuote = (text: string, from: number): number => {
  let at = text.indexOf('"', from)
  while (at >= 0 && text.charAt(at + 1) === '"') at = text.indexOf('"', at + 2)
  return at
}

const plainRun = (text: string, from: number): string => {
  const run = /[^,\r\n]*/y
  run.lastIndex = from
  return run.exec(text)?.[0] ?? ''
}
