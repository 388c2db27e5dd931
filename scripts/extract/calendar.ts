// Extracts the public holidays and make-up workdays of the years `chinese-days` really covers into data/calendar.json; run it with `node --import tsx`.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'

const FIRST_YEAR = 2023

const Days = z.record(z.iso.date(), z.string())
const Published = z.object({ holidays: Days, workdays: Days })
const Package = z.object({ version: z.string() })

// The package answers "workday" for any date beyond its tables, so the tables are read, not the functions.
const root = dirname(dirname(createRequire(import.meta.url).resolve('chinese-days')))
const published = Published.parse(JSON.parse(readFileSync(join(root, 'dist/chinese-days.json'), 'utf8')))
const { version } = Package.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))

const daysOff = from(published.holidays)
const makeUpDays = from(published.workdays)
const lastYear = lastCoveredYear()
const calendar = {
  version: `CN-${lastYear}-chinese-days-${version}`,
  coveredFrom: `${FIRST_YEAR}-01-01`,
  coveredUntil: `${lastYear}-12-31`,
  source: `Public holidays and make-up workdays of mainland China as announced each year by the General Office of the State Council, extracted from the npm package chinese-days ${version} (MIT).`,
  daysOff: daysOff.filter((day) => day <= `${lastYear}-12-31`),
  makeUpDays: makeUpDays.filter((day) => day <= `${lastYear}-12-31`),
}
writeFileSync(join(import.meta.dirname, '../../data/calendar.json'), `${JSON.stringify(calendar, null, 1)}\n`)
console.log(`${calendar.daysOff.length} days off and ${calendar.makeUpDays.length} make-up workdays, covered until ${calendar.coveredUntil}`)

function from(days: Readonly<Record<string, string>>): string[] {
  return Object.keys(days)
    .filter((day) => Number(day.slice(0, 4)) >= FIRST_YEAR)
    .sort()
}

/** A year is covered when its table reaches National Day: a few days of January alone belong to the announcement of the year before. */
function lastCoveredYear(): number {
  let year = FIRST_YEAR
  while (daysOff.includes(`${year + 1}-10-01`)) year += 1
  return year
}
