// Figures, lists and bulletins to take away: CSV, Excel and PDF that say exactly what the screen says.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { api } from '../../core/api.ts'
import { figureWords } from '../../core/figure-words.ts'
import { placeAndPost } from '../../core/holder-words.ts'
import { qualityGroupNames } from '../../core/quality.ts'
import { refuse } from '../../core/refusals.ts'
import { bulletinPdf, bulletinTables, stateWords } from '../files/bulletin.ts'
import { gridWords } from '../../core/use-shapes.ts'
import { csvOf, type Table } from '../../core/workbook.ts'
import { workbookOf } from '../files/workbook.ts'
import { isRefused, refused, type Answer, type Caller, type Refused } from '../matters/endpoint.ts'
import type { Ground, House } from '../matters/house.ts'
import { sendRefusal, type AllHandlers } from './routes.ts'
import { recognise } from './visitor.ts'

type Readers = Pick<
  AllHandlers,
  'indicators' | 'matters' | 'bulletin' | 'truth' | 'use' | 'useGrids' | 'safetyReport' | 'dataQuality' | 'dataQualityRows'
>
type Seen = { readonly ground: Ground; readonly caller: Caller }
type Out = { readonly name: string; readonly tables: readonly Table[] } | Refused

export function figuresOut(app: FastifyInstance, house: House, readers: Readers): void {
  const serve = (path: string, make: (seen: Seen, request: FastifyRequest, reply: FastifyReply) => Promise<Out>) => {
    for (const kind of ['csv', 'xlsx'] as const)
      app.get(`${path}.${kind}`, { schema: { hide: true } }, async (request, reply) => {
        const seen = await recognise(house, request, reply)
        const out = isRefused(seen) ? seen : await make(seen, request, reply)
        if (isRefused(out)) return sendRefusal(reply, out)
        return send(reply, kind, out)
      })
  }
  serve('/api/:district/indicators', (seen, request) => indicatorTables({ house, readers }, seen, request))
  serve('/api/:district/truth', (seen, request) => truthTables({ house, readers }, seen, request))
  serve('/api/:district/use', (seen, request) => useTables({ house, readers }, seen, request))
  serve('/api/:district/use/grids', (seen, request) => useGridTables({ house, readers }, seen, request))
  serve('/api/:district/safety-report', (seen, request) => safetyTables({ house, readers }, seen, request))
  serve('/api/:district/data-quality', (seen, request) => qualityTables({ house, readers }, seen, request))
  serve('/api/:district/data-quality/:check', (seen, request) => qualityRowTables({ house, readers }, seen, request))
  serve('/api/:district/matters', (seen, request) => matterTables({ house, readers }, seen, request))
  serve('/api/:district/bulletins/:id', async (seen, request) => {
    const page = await bulletinOf({ house, readers }, seen, request)
    return isRefused(page) ? page : { name: `bulletin-${page.from}`, tables: bulletinTables(page, paperOf(seen.ground)) }
  })
  app.get('/api/:district/bulletins/:id.pdf', { schema: { hide: true } }, async (request, reply) => {
    const seen = await recognise(house, request, reply)
    const page = isRefused(seen) ? seen : await bulletinOf({ house, readers }, seen, request)
    if (isRefused(seen)) return sendRefusal(reply, seen)
    if (isRefused(page)) return sendRefusal(reply, page)
    const pdf = await bulletinPdf(page, paperOf(seen.ground))
    return reply.type('application/pdf').header('content-disposition', `inline; filename="bulletin-${page.from}.pdf"`).send(pdf)
  })
}

const paperOf = (ground: Ground) => ({ district: ground.district.name.zh, demo: ground.district.demo })

function send(reply: FastifyReply, kind: 'csv' | 'xlsx', out: { readonly name: string; readonly tables: readonly Table[] }): FastifyReply {
  const [first] = out.tables
  void reply.header('content-disposition', `attachment; filename="${out.name}.${kind}"`).header('cache-control', 'no-store')
  if (kind === 'csv') return reply.type('text/csv; charset=utf-8').send(first ? csvOf(first) : '')
  return reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(workbookOf(out.tables))
}

type With = { readonly house: House; readonly readers: Readers }
const around = ({ house }: With, seen: Seen) => ({ house, ground: seen.ground, caller: seen.caller, reply: silent })
const silent = { setSession: () => undefined, clearSession: () => undefined, userAgent: '', sessionToken: null }
const wrong = (): Refused =>
  refused(refuse('answer-wrong', { field: '筛选', fieldEn: 'filter', why: '回到页面重新选', whyEn: 'choose again on the page' }), 400)

function bulletinOf(parts: With, seen: Seen, request: FastifyRequest): Promise<Answer<'bulletin'> | Refused> {
  const params = api.bulletin.params.safeParse(request.params)
  return params.success ? parts.readers.bulletin({ ...around(parts, seen), params: params.data, query: {}, body: {} }) : Promise.resolve(wrong())
}

async function indicatorTables(parts: With, seen: Seen, request: FastifyRequest): Promise<Out> {
  const query = api.indicators.query.safeParse(request.query)
  if (!query.success) return wrong()
  const page = await parts.readers.indicators({
    ...around(parts, seen),
    params: { district: seen.ground.district.slug },
    query: query.data,
    body: {},
  })
  if (isRefused(page)) return page
  const name = `indicators-${page.period.from}`
  const head = ['指标', '公式', '分子', '分母', '值', '怎么说', '说明', '上一期', page.exclusions === 'without' ? '含剔除' : '不含剔除']
  const words = (row: (typeof page.rows)[number], figure: (typeof page.rows)[number]['figure']) => figureWords(row, figure).zh
  const rows = page.rows.map((row) => [row.name.zh, row.formula.zh, row.figure.n, row.figure.of, row.figure.value, words(row, row.figure), row.missing?.zh ?? stateWords[row.figure.state], words(row, row.before), row.other ? words(row, row.other) : '']) // prettier-ignore
  const places = page.rows.flatMap((row) => row.places.map((place) => [row.name.zh, place.name.zh, place.figure.n, place.figure.of, place.figure.value, figureWords(row, place.figure).zh])) // prettier-ignore
  const whole = [{ name: `${page.area.name.zh} ${page.period.words.zh}`, head, rows }]
  return { name, tables: places.length === 0 ? whole : [...whole, { name: '分开看', head: ['指标', '地方或类别', '分子', '分母', '值', '怎么说'], rows: places }] } // prettier-ignore
}

async function truthTables(parts: With, seen: Seen, request: FastifyRequest): Promise<Out> {
  const query = api.truth.query.safeParse(request.query)
  if (!query.success) return wrong()
  const page = await parts.readers.truth({ ...around(parts, seen), params: { district: seen.ground.district.slug }, query: query.data, body: {} })
  if (isRefused(page)) return page
  const kind = { unit: 'share', told: null }
  const head = ['谁', '居民说没好', '两边都说了的', '怎么说', '回头看没好', '回头看', '怎么说', '时段', '剔除']
  const line = (name: string, { resident, recheck }: typeof page.whole) => [name, resident.n, resident.of, figureWords(kind, resident).zh, recheck.n, recheck.of, figureWords(kind, recheck).zh, page.period.words.zh, page.exclusions === 'with' ? '含剔除' : '不含剔除'] // prettier-ignore
  const areas = [line(page.area.name.zh, page.whole), ...page.areas.map((each) => line(each.area.name.zh, each))]
  return { name: `truth-${page.period.from}`, tables: [{ name: '按地方', head, rows: areas }, { name: '按部门', head, rows: page.units.map((each) => line(each.unit.name.zh, each)) }] } // prettier-ignore
}

async function useTables(parts: With, seen: Seen, request: FastifyRequest): Promise<Out> {
  const query = api.use.query.safeParse(request.query)
  if (!query.success) return wrong()
  const page = await parts.readers.use({ ...around(parts, seen), params: { district: seen.ground.district.slug }, query: query.data, body: {} })
  if (isRefused(page)) return page
  const kind = { unit: 'share', told: null }
  const head = (first: string) => [first, ...page.columns.flatMap((column) => [`${column.name.zh}：分子`, `${column.name.zh}：分母`, `${column.name.zh}：怎么说`])] // prettier-ignore
  const cells = (figures: typeof page.whole.figures) => figures.flatMap((figure, at) => [figure.n, figure.of, figureWords(page.columns[at] ?? kind, figure).zh]) // prettier-ignore
  const rows = [page.whole, ...page.areas].map((row) => [row.area.name.zh, ...cells(row.figures), row.grids.n, row.grids.of, row.quiet.n, row.quiet.of, page.period.words.zh, page.exclusions === 'with' ? '含剔除' : '不含剔除']) // prettier-ignore
  const areas = { name: '按地方', head: [...head('地方'), '有事办好的网格', '网格', '还没听到声音的网格', '网格', '时段', '剔除'], rows }
  const boards = { name: '按板块', head: head('板块'), rows: page.boards.map((row) => [row.name.zh, ...cells(row.figures)]) }
  return { name: `use-${page.period.from}`, tables: page.boards.length === 0 ? [areas] : [areas, boards] }
}

async function useGridTables(parts: With, seen: Seen, request: FastifyRequest): Promise<Out> {
  const query = api.useGrids.query.safeParse(request.query)
  if (!query.success) return wrong()
  const rows: (string | number | null)[][] = []
  for (let after: string | undefined; rows.length < mostRows;) {
    const page = await parts.readers.useGrids({ ...around(parts, seen), params: { district: seen.ground.district.slug }, query: { ...query.data, limit: 5000, ...(after === undefined ? {} : { after }) }, body: {} }) // prettier-ignore
    if (isRefused(page)) return page
    rows.push(...page.rows.map((row) => [row.area.name.zh, row.place.zh, row.called.n, row.closed.n]))
    if (page.next === null) break
    after = page.next
  }
  return { name: `grids-${query.data.which}`, tables: [{ name: gridWords[query.data.which].zh, head: ['网格', '村（社区）', '上报', '办结'], rows }] }
}

async function safetyTables(parts: With, seen: Seen, request: FastifyRequest): Promise<Out> {
  const query = api.safetyReport.query.safeParse(request.query)
  if (!query.success) return wrong()
  const page = await parts.readers.safetyReport({ ...around(parts, seen), params: { district: seen.ground.district.slug }, query: query.data, body: {} }) // prettier-ignore
  if (isRefused(page)) return page
  const { presets, quarters } = page
  const head = ['地方', '季度', '起', '止', '档', ...(presets[0]?.parts ?? []).map((part) => part.name.zh), '门槛方案']
  const rows = page.rows.flatMap((row) =>
    row.quarters.map((graded, at) => [row.area.name.zh, quarters[at]?.words.zh ?? '', quarters[at]?.from ?? '', quarters[at]?.upto ?? '', graded.grade ?? gradeWords[graded.state], ...graded.parts.map((part) => figureWords({ unit: 'share', told: null }, part.figure).zh), `${presets[0]?.id ?? ''} 第 ${quarters[at]?.preset ?? 1} 版`]),
  ) // prettier-ignore
  const edges = presets.flatMap((preset) =>
    preset.parts.map((part) => [
      part.name.zh,
      part.good === 'more' ? '不低于' : '不高于',
      part.a,
      part.b,
      part.needed ? '必须有' : '满 20 件才算',
      `第 ${preset.version} 版`,
      preset.from ?? '默认',
    ]),
  )
  return {
    name: 'safety-report',
    tables: [
      { name: '平安报表', head, rows },
      { name: '门槛', head: ['项目', '方向', 'A 档', 'B 档', '数据', '版本', '从哪天起的季度'], rows: edges },
    ],
  }
}
const gradeWords = { ok: '', tooFew: '样本不足，不定档', noData: '没有数据', notMeasured: '还没有测' } as const

async function qualityTables(parts: With, seen: Seen, request: FastifyRequest): Promise<Out> {
  const query = api.dataQuality.query.safeParse(request.query)
  if (!query.success) return wrong()
  const page = await parts.readers.dataQuality({ ...around(parts, seen), params: { district: seen.ground.district.slug }, query: query.data, body: {} }) // prettier-ignore
  if (isRefused(page)) return page
  const rows = page.rows.map((row) => [qualityGroupNames[row.group].zh, row.name.zh, row.n, row.of, row.over.zh, row.why.zh])
  return { name: 'data-quality', tables: [{ name: `${page.area.name.zh} 数据质量`, head: ['哪一组', '看什么', '几个', '共几个', '共指什么', '为什么要看'], rows }] } // prettier-ignore
}

async function qualityRowTables(parts: With, seen: Seen, request: FastifyRequest): Promise<Out> {
  const params = api.dataQualityRows.params.safeParse(request.params)
  const query = api.dataQualityRows.query.safeParse(request.query)
  if (!query.success || !params.success) return wrong()
  const rows: (string | number | null)[][] = []
  for (let after: string | undefined; rows.length < mostRows;) {
    const page = await parts.readers.dataQualityRows({ ...around(parts, seen), params: params.data, query: { ...query.data, limit: 1000, ...(after === undefined ? {} : { after }) }, body: {} }) // prettier-ignore
    if (isRefused(page)) return page
    rows.push(...page.rows.map((row) => [row.name.zh, row.place.zh, row.note?.zh ?? '']))
    if (page.next === null) break
    after = page.next
  }
  return { name: `data-quality-${params.data.check}`, tables: [{ name: '明细', head: ['哪一个', '在哪里', '情况'], rows: rows.slice(0, mostRows) }] }
}

const mostRows = 10_000
/** The list as filtered on the screen, every page of it. */
async function matterTables(parts: With, seen: Seen, request: FastifyRequest): Promise<Out> {
  const query = api.matters.query.safeParse(request.query)
  if (!query.success) return wrong()
  const rows: (string | number | null)[][] = []
  for (let after: string | undefined; rows.length < mostRows;) {
    const page = await parts.readers.matters({ ...around(parts, seen), params: { district: seen.ground.district.slug }, query: { ...query.data, limit: 1000, ...(after === undefined ? {} : { after }) }, body: {} }) // prettier-ignore
    if (isRefused(page)) return page
    rows.push(...page.rows.map((row) => [row.number, row.title.zh, row.headline, row.category?.label.zh ?? '', row.place.zh, row.stateLabel.zh, row.owner ? placeAndPost(row.owner).zh : '', clockOf(row.openedAt), clockOf(row.endedAt), clockOf(row.due)])) // prettier-ignore
    if (page.next === null) break
    after = page.next
  }
  return { name: 'matters', tables: [{ name: '事项', head: ['编号', '流程', '说的事', '类别', '地方', '到哪一步', '谁在管', '上报', '办结', '期限'], rows: rows.slice(0, mostRows) }] } // prettier-ignore
}

const clockOf = (at: number | null): string => (at === null ? '' : new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' '))
