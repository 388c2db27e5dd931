// Zips the files of a workbook; the tables and their safety are the kernel's, so that a screen hands out the same workbook.
import { strToU8, zipSync } from 'fflate'
import { workbookFiles, type Table } from '../../core/workbook.ts'

export function workbookOf(tables: readonly Table[]): Buffer {
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(workbookFiles(tables)).map(([name, text]) => [name, strToU8(text)]))))
}
