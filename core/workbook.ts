// Tables as CSV and as the files of an Excel workbook; no cell that a person typed can turn into a formula. Whoever hands it out zips them.

export type Cell = string | number | null
export type Table = { readonly name: string; readonly head: readonly string[]; readonly rows: readonly (readonly Cell[])[] }

/** A cell that a spreadsheet would run as a formula, also in full width or after blanks, gets an apostrophe before it. */
export const safeCell = (cell: Cell): Cell => (typeof cell === 'string' && /^(?:[\s\0]*[=+\-@＝＋－＠]|[\t\r\n])/.test(cell) ? `'${cell}` : cell)

/** With the mark that tells Excel it is UTF-8. */
export function csvOf(table: Table): string {
  const quote = (cell: Cell): string => {
    const safe = safeCell(cell)
    return typeof safe === 'number' ? String(safe) : /[",\r\n]/.test(safe ?? '') ? `"${(safe ?? '').replaceAll('"', '""')}"` : (safe ?? '')
  }
  return `\uFEFF${[table.head, ...table.rows].map((row) => row.map(quote).join(',')).join('\r\n')}\r\n`
}

/** The least workbook that every office program opens, file by file: plain sheets, strings written in the cells. */
export function workbookFiles(tables: readonly Table[]): Readonly<Record<string, string>> {
  const names = sheetNames(tables)
  const sheets = tables.map((table, at) => ({ name: names[at] ?? '', xml: sheetXml(table) }))
  return {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${sheets.map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relation}"><sheets>${sheets.map(({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${relation}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${relation}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(sheets.map(({ xml }, at) => [`xl/worksheets/sheet${at + 1}.xml`, xml])),
  }
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const sheetXml = (table: Table): string => {
  const widths = table.head.map((_, at) => Math.min(60, Math.max(8, ...[table.head, ...table.rows.slice(0, 200)].map((row) => widthOf(row[at] ?? null) + 2)))) // prettier-ignore
  const rows = [table.head, ...table.rows].map((row, at) => `<row r="${at + 1}">${row.map((cell, column) => cellXml(cell, { at: `${columnName(column)}${at + 1}`, isHead: at === 0 })).join('')}</row>`) // prettier-ignore
  return `${head}<worksheet xmlns="${main}"><cols>${widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols><sheetData>${rows.join('')}</sheetData></worksheet>`
}

function cellXml(cell: Cell, { at, isHead }: { at: string; isHead: boolean }): string {
  const safe = safeCell(cell)
  const style = isHead ? ' s="1"' : ''
  if (safe === null) return ''
  if (typeof safe === 'number') return `<c r="${at}"${style}><v>${safe}</v></c>`
  return `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(safe)}</t></is></c>`
}

const widthOf = (cell: Cell): number => [...String(cell ?? '')].reduce((sum, sign) => sum + (sign > '\u2e80' ? 2 : 1), 0)
// signs that XML has no place for
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const loneHalf = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const escaped = (text: string): string =>
  text
    .replace(loneHalf, '')
    .replace(unwritable, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
const columnName = (at: number): string => (at < 26 ? String.fromCharCode(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26))
/** At most 31 signs, none of those that Excel forbids, and each its own; a name that is taken gets a number. */
function sheetNames(tables: readonly Table[]): readonly string[] {
  const taken = new Set<string>()
  return tables.map((table, at) => {
    const plain = table.name.replace(/[[\]:*?/\\']/g, ' ').slice(0, 31)
    const name = plain.trim() === '' || taken.has(plain.toLowerCase()) ? `${plain.slice(0, 27)} ${at + 1}` : plain
    taken.add(name.toLowerCase())
    return name
  })
}
