// Reads the rows of a table that somebody brings as CSV or Excel, or says in words that it cannot be opened.
import { readSheet } from 'read-excel-file/node'
import type { Label } from '../../core/label.ts'

/** Excel files begin as every zip does; everything else is read as CSV. Throws nothing. */
export async function readTable(file: Buffer): Promise<string[][] | Label> {
  try {
    if (isZip(file) && unpackedBytes(file) > mostUnpacked) throw new Error('too large when unpacked')
    return isZip(file) ? (await readSheet(file)).map((row) => row.map((cell) => (cell === null ? '' : String(cell)))) : csvRows(textOf(file))
  } catch {
    return { zh: '这个文件打不开，请另存为 .xlsx 或 .csv 再传', en: 'This file cannot be opened; save it as .xlsx or .csv' }
  }
}

const mostUnpacked = 40_000_000
/** What the zip's own directory says its parts will take, so that a small file cannot fill the memory. */
function unpackedBytes(file: Buffer): number {
  let sum = 0
  for (let at = file.indexOf(zipEntry); at >= 0 && at + 28 <= file.length; at = file.indexOf(zipEntry, at + 4)) sum += file.readUInt32LE(at + 24)
  return sum
}
const zipEntry = Buffer.from([0x50, 0x4b, 0x01, 0x02])

const isZip = (file: Buffer): boolean => file.subarray(0, 2).toString() === 'PK'
/** Chinese Excel saves CSV in GB 18030 unless told otherwise. */
const textOf = (file: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return new TextDecoder('gb18030').decode(file)
  }
}

/** Fields may stand in quotes, with commas, line ends and doubled quotes inside. */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  const body = text.replace(/^\ufeff/, '')
  const put = () => {
    rows.at(-1)?.push(cell)
    cell = ''
  }
  for (let at = 0; at < body.length; at += 1) {
    const char = body[at] ?? ''
    if (isQuoted && char === '"' && body[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (char === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted
    else if (isQuoted) cell += char
    else if (char === ',') put()
    else if (char === '\n') {
      put()
      rows.push([])
    } else if (char !== '\r') cell += char
  }
  put()
  return rows.filter((row) => row.some((each) => each.trim() !== ''))
}
