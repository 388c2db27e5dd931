// Starts one server: database, schema, district, the parts that run beside it, the web server; and stops it cleanly.
import cluster from 'node:cluster'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeDataDir } from './db/launch/folder.ts'
import { startDatabase } from './db/launch/start.ts'
import { reachDatabase } from './db/reach.ts'
import { migrate } from './db/migrate.ts'
import { openDatabase } from './db/gate.ts'
import { appPassword } from './db/app-password.ts'
import { openKeys } from './db/keys.ts'
import { isDemoFilled, fillDemo } from './demo/fill.ts'
import { installDistrict, keepFiling } from './areas/install.ts'
import { installShippedEverywhere } from './areas/shipped.ts'
import { compose } from './compose.ts'
import { joinCrew, startCrew } from './crew.ts'
import { fellowProcesses } from './fellows.ts'
import { portWords, tryPort } from './listen.ts'
import { makeTextMessages } from './people/text-message.ts'
import { readSettings, type Settings } from './settings.ts'

const root = join(import.meta.dirname, import.meta.dirname.endsWith(join('dist', 'server')) ? '../..' : '..')
const say = (line: string): void => console.log(line)

async function main(settings: Settings): Promise<void> {
  // before anything is made, so that a wrong setting costs nobody the minute of a first start
  await tryPort(settings)
  if (settings.databaseUrl !== null) await reachDatabase(settings.databaseUrl)
  makeDataDir(settings.dataDir)
  const embedded = settings.databaseUrl === null ? await startDatabase({ dataDir: settings.dataDir, log: say }) : null
  const { appUrl } = await migrate(settings.databaseUrl ?? embedded?.ownerUrl ?? '', {
    schemaDir: schemaDir(),
    appPassword: await appPassword(settings.dataDir),
  })
  const db = openDatabase(appUrl)
  await refuseDemoInProduction(db, settings)
  const installed = await installDistrict(db, { slug: settings.district, now: Date.now(), demo: settings.mode === 'demo' })
  await keepFiling(db, { district: installed.district, filing: settings.filing })
  const newer = await installShippedEverywhere(db, Date.now())
  if (newer > 0) say(`Processes that came with this version: ${newer}`)
  const basis = await basisOn(db, settings)
  const parts = compose(basis, { sendCode: sender(settings), fellows: fellowProcesses(), hookNetworks: settings.hookNetworks })
  const recounted = await parts.recount()
  if (recounted.length > 0) say(`Figures counted anew from the events, by the present definition: ${recounted.join(', ')}`)
  if (settings.mode === 'demo' && !(await isDemoFilled(parts.house, installed.district)))
    await fillDemo(basis, { district: installed.district, matters: 420, days: 12, quiet: { matters: 24, days: 7 }, say, compose })
  const answering = settings.processes > 0 ? await startCrew({ processes: settings.processes, appUrl }) : await answer(parts, settings)
  parts.start()
  greet(settings, answering.port)
  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    await answering.stop()
    await parts.stop()
    await db.end()
    await embedded?.stop()
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
  void embedded?.ended.then((why) => { if (!stopping) { console.error(`The database ended: ${why}`); process.exit(1) } }) // prettier-ignore
}

/** One of several answering processes: the database is there, clocks and outbox are the first process's; what a list sends down is opened by all. */
async function answerOnly(settings: Settings, appUrl: string): Promise<Answering> {
  const db = openDatabase(appUrl)
  const parts = compose(await basisOn(db, settings), { sendCode: sender(settings), fellows: fellowProcesses(), hookNetworks: settings.hookNetworks })
  const answering = await answer(parts, settings)
  parts.pages.start()
  return {
    port: answering.port,
    stop: async () => {
      await answering.stop()
      await parts.pages.stop()
      await parts.door.idle()
      await db.end()
    },
  }
}

const basisOn = async (db: ReturnType<typeof openDatabase>, settings: Settings) => ({
  db,
  keys: await openKeys(join(settings.dataDir, 'keys')),
  mode: settings.mode,
  filesDir: join(settings.dataDir, 'files'),
  now: () => Date.now(),
})

/** A demonstration anybody may open must not send messages to anybody's phone. */
const sender = ({ sms, mode }: Settings) => (sms !== null && mode === 'production' ? makeTextMessages(sms) : null)

type Answering = { readonly port: number; stop(): Promise<void> }
async function answer(parts: ReturnType<typeof compose>, settings: Settings): Promise<Answering> {
  const app = await parts.web({
    webDir: join(root, 'dist/web'),
    district: settings.district,
    version: await version(),
    trustProxy: settings.trustProxy,
  })
  await listen(app, settings)
  const address = app.server.address()
  return { port: typeof address === 'object' && address !== null ? address.port : settings.port, stop: () => app.close() }
}

const schemaDir = (): string =>
  [join(import.meta.dirname, 'schema'), join(import.meta.dirname, 'db/schema')].find((dir) => existsSync(dir)) ?? 'server/db/schema'
const version = async (): Promise<string> => String(JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))['version'])

/** People without passwords must never meet production. */
async function refuseDemoInProduction(db: ReturnType<typeof openDatabase>, settings: Settings): Promise<void> {
  if (settings.mode !== 'production') return
  const rows = await db.acrossDistricts(
    'look for demonstration districts',
    async (tx) => (await tx.client.query('select slug from districts where demo limit 5')).rows.length,
  )
  if (rows > 0)
    throw new Error(
      'This database holds a demonstration district, whose people have no passwords. Production refuses to start on it: use an empty DATA_DIR or DATABASE_URL.',
    )
}

async function listen(app: Awaited<ReturnType<ReturnType<typeof compose>['web']>>, settings: Settings): Promise<void> {
  try {
    await app.listen({ host: settings.host, port: settings.port })
  } catch (error) {
    throw portWords(error, settings)
  }
}

function greet(settings: Settings, port: number): void {
  const at = `http://${settings.host === '0.0.0.0' ? 'localhost' : settings.host}:${port}`
  say(`
呼应 Huying is running.

  居民  Residents      ${at}/${settings.district}
  工作人员 Staff        ${at}/staff/${settings.district}
  指挥中心 Centre       ${at}/centre/${settings.district}${settings.mode === 'demo' ? `\n  演示 Demonstration   ${at}/demo/${settings.district}   (become anyone with one click)` : ''}
  接口 API             ${at}/openapi.json

  Stop with Ctrl-C.
`)
}

try {
  const settings = readSettings(process.env)
  await (cluster.isPrimary ? main(settings) : joinCrew((appUrl) => answerOnly(settings, appUrl)))
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
