// npm run district: installs a district, checks and adds processes, adds people with a login, and exports everything.
import { readFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readJsonText } from '../../core/json-words.ts'
import { Post, posts } from '../../core/posts.ts'
import { printProcess } from '../../core/print.ts'
import { Process } from '../../core/process.ts'
import { appPassword } from '../db/app-password.ts'
import type { GivenLogin } from '../db/credentials.ts'
import { openDatabase, type Database } from '../db/gate.ts'
import { openKeys } from '../db/keys.ts'
import { startDatabase } from '../db/launch/start.ts'
import { migrate } from '../db/migrate.ts'
import { reachDatabase } from '../db/reach.ts'
import { openGrounds } from '../matters/ground.ts'
import type { Ground } from '../matters/house.ts'
import { DISTRICT_SLUGS } from './district-file.ts'
import { bringDuties } from './duties.ts'
import { exportDistrict } from './export.ts'
import { districtId, installDistrict } from './install.ts'
import { makeLocator } from './locate.ts'
import { addPersonWithLogin, renewLogin } from './person.ts'
import { faultsIn, saveProcess } from './process-endpoints.ts'

const usage = `npm run district -- COMMAND [--district ${DISTRICT_SLUGS.join('|')}]

  install [--demo]                    areas, categories, organisations, processes, calendar; safe to repeat
  process check FILE                  says what is wrong with a process, or prints it as a page
  process add FILE                    saves it as the next version, if it is sound
  person add --name 姓名 --post POST --login LOGIN [--place AREA-OR-ORGANISATION]
                                      prints the password and the authenticator link once
  person login --login LOGIN          a new password and authenticator for a login that is known (lost phone, lost password);
                                      --person ID gives it to somebody who has none yet
  duties FILE                         imports duty lists from .csv or .xlsx; lists what is wrong and how much is unmapped
  export                              everything the district holds, as lines of JSON

FILE is JSON, or a .ts file with a default export. Settings: DATA_DIR (.data), DATABASE_URL, HUYING_DISTRICT (dazu).
Without DATABASE_URL, stop the server first: it holds the database of the data folder.
Posts: ${Post.options.map((post) => `${post} ${posts[post].label.zh}`).join(', ')}`

const { positionals, values } = readArguments()
const slug = z.enum(DISTRICT_SLUGS).safeParse(values.district ?? process.env['HUYING_DISTRICT'] ?? 'dazu')
const dataDir = resolve(process.env['DATA_DIR'] || '.data')
async function run(): Promise<number> {
  if (!slug.success) throw new Error(`There is no such district. Choose one of: ${DISTRICT_SLUGS.join(', ')}`)
  const [one, two, file] = positionals
  const command = one === 'install' || one === 'export' || one === 'duties' ? one : `${one ?? ''} ${two ?? ''}`
  const work = commands[command]
  if (work === undefined) {
    console.error(usage)
    return 2
  }
  return withDatabase((db) => work({ db, file: (one === 'duties' ? two : file) ?? null }))
}

type Work = (asked: { readonly db: Database; readonly file: string | null }) => Promise<number>
const commands: Readonly<Record<string, Work>> = {
  install: async ({ db }) => {
    const done = await installDistrict(db, { slug: slugNow(), now: Date.now(), demo: values.demo ?? false })
    console.log(`New: ${done.areas} areas, ${done.categories} categories, ${done.processes} processes, ${done.people} people, ${done.things} things.`)
    return 0
  },
  'process check': async ({ db, file }) => {
    const body = await readBody(file)
    const faults = faultsIn(await groundOf(db), body)
    for (const { code, where, say } of faults) console.log(`${where}: ${say.zh} / ${say.en} (${code})`)
    if (faults.length === 0) console.log(printProcess(Process.parse(body)))
    return faults.length === 0 ? 0 : 1
  },
  'process add': async ({ db, file }) => {
    const ground = await groundOf(db)
    const body = await readBody(file)
    const faults = faultsIn(ground, body)
    for (const { code, where, say } of faults) console.error(`${where}: ${say.zh} / ${say.en} (${code})`)
    if (faults.length > 0) return 1
    const version = await saveProcess(db, ground, { process: Process.parse(body), by: null, now: Date.now() })
    console.log(
      version === null
        ? 'Somebody saved this process at the same moment; try again.'
        : `Saved as version ${version}. A running server takes it up when it is started again.`,
    )
    return version === null ? 1 : 0
  },
  'person add': async ({ db }) => {
    const wish = z.object({ name: z.string().min(1), post: Post, login: z.string().min(1) }).safeParse(values)
    if (!wish.success) throw new Error(`person add needs --name, --post and --login.\n\n${usage}`)
    const keys = await openKeys(join(dataDir, 'keys'))
    const given = await addPersonWithLogin({ db, keys, ground: await groundOf(db) }, { ...wish.data, place: values.place ?? null, now: Date.now() })
    return show(given)
  },
  'person login': async ({ db }) => {
    const { login, person } = values
    if (login === undefined || login === '') throw new Error(`person login needs --login.\n\n${usage}`)
    if (person !== undefined && !z.uuid().safeParse(person).success) throw new Error('--person is the id of a person, as the page 人和岗位 says it.')
    const keys = await openKeys(join(dataDir, 'keys'))
    return show(await renewLogin({ db, keys, ground: await groundOf(db) }, { login, person: person ?? null, now: Date.now() }))
  },
  duties: async ({ db, file }) => {
    if (file === null) throw new Error(`Which file?\n\n${usage}`)
    const done = await bringDuties(db, await groundOf(db), { file: await readFile(resolve(file)), name: basename(file), by: null, now: Date.now() })
    for (const { row, say } of done.faults) console.error(`${row}: ${say.zh} / ${say.en}`)
    console.log(`New: ${done.added}. Changed: ${done.changed}. As before: ${done.same}. Not yet mapped to a category: ${done.unmapped}.`)
    return done.faults.length === 0 ? 0 : 1
  },
  export: async ({ db }) => {
    const rows = await exportDistrict(db, (await groundOf(db)).district.id, (line) => void process.stdout.write(`${line}\n`))
    console.error(`${rows} rows.`)
    return 0
  },
}

function show({ login, password, secret, setup }: GivenLogin): number {
  console.log(
    `Login     ${login}\nPassword  ${password}\nSecret    ${secret}\nLink      ${setup}\n\nShown this once. Put the link into an authenticator. The password can be changed after signing in, under 我的.`,
  )
  return 0
}

function readArguments() {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      allowPositionals: true,
      options: { district: text, name: text, post: text, login: text, person: text, place: text, demo: { type: 'boolean' } },
    })
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
    process.exit(2)
  }
}

const slugNow = () => z.enum(DISTRICT_SLUGS).parse(slug.data)

async function groundOf(db: Database): Promise<Ground> {
  const ground = await openGrounds(db, { now: () => Date.now(), makeLocator }).byId(districtId(slugNow()))
  if (ground === null) throw new Error(`The district ${slugNow()} is not installed yet: npm run district -- install --district ${slugNow()}`)
  return ground
}

async function readBody(file: string | null): Promise<unknown> {
  if (file === null) throw new Error(`Which file?\n\n${usage}`)
  const path = resolve(file)
  if (!/\.[cm]?[jt]s$/.test(path)) {
    const read = readJsonText(await readFile(path, 'utf8'))
    if (!read.ok) throw new Error(`${file}: ${read.say.zh} / ${read.say.en}`)
    return read.value
  }
  const loaded: unknown = await import(pathToFileURL(path).href)
  return z.object({ default: z.unknown() }).parse(loaded).default
}

async function withDatabase(work: (db: Database) => Promise<number>): Promise<number> {
  const given = process.env['DATABASE_URL']
  if (given !== undefined && given !== '') await reachDatabase(given)
  const own = given === undefined || given === '' ? await startDatabase({ dataDir, log: (line) => console.error(line) }) : null
  try {
    const schemaDir = join(dirname(import.meta.dirname), 'db', 'schema')
    const { appUrl } = await migrate(own?.ownerUrl ?? given ?? '', { schemaDir, appPassword: await appPassword(dataDir) })
    const db = openDatabase(appUrl, { size: 4 })
    try {
      return await work(db)
    } finally {
      await db.end()
    }
  } finally {
    await own?.stop()
  }
}

// last, because the commands above are constants
process.exitCode = await run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  return 1
})
