// Makes the smallest Excel file there is: one sheet of text cells, zipped without compression.
import { crc32 } from 'node:zlib'

export function tinyExcel(rows: readonly (readonly string[])[]): Buffer {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`
  const letters = 'ABCDEFGHIJ'
  const sheet = rows.map((row, at) => `<row r="${at + 1}">${row.map((text, n) => cell(text).replace('<c ', `<c r="${letters[n] ?? 'A'}${at + 1}" `)).join('')}</row>`).join('') // prettier-ignore
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
  const kinds = 'http://schemas.openxmlformats.org'
  return zip({
    '[Content_Types].xml': `${head}<Types xmlns="${kinds}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${kinds}/package/2006/relationships"><Relationship Id="r1" Type="${kinds}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${kinds}/spreadsheetml/2006/main" xmlns:r="${kinds}/officeDocument/2006/relationships"><sheets><sheet name="list" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${kinds}/package/2006/relationships"><Relationship Id="r1" Type="${kinds}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${head}<worksheet xmlns="${kinds}/spreadsheetml/2006/main"><sheetData>${sheet}</sheetData></worksheet>`,
  })
}

function zip(files: Readonly<Record<string, string>>): Buffer {
  const bodies: Buffer[] = []
  const entries: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const [label, body] = [Buffer.from(name), Buffer.from(text)]
    const sums = Buffer.alloc(12)
    sums.writeUInt32LE(crc32(body), 0)
    sums.writeUInt32LE(body.length, 4)
    sums.writeUInt32LE(body.length, 8)
    const shared = Buffer.concat([Buffer.from([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]), sums, u16(label.length), u16(0)])
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), shared, label, body])
    entries.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), u16(20), shared, Buffer.alloc(10), u32(at), label]))
    bodies.push(local)
    at += local.length
  }
  const directory = Buffer.concat(entries)
  const n = entries.length
  return Buffer.concat([...bodies, directory, Buffer.from('PK\u0005\u0006'), u32(0), u16(n), u16(n), u32(directory.length), u32(at), u16(0)])
}
const u16 = (n: number): Buffer => Buffer.from([n & 255, n >> 8])
const u32 = (n: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(n)
  return bytes
}
