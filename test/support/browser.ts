// A real Chromium for the journeys: the machine's own, else the one from npm; it shows Chinese and stays off the network.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { z } from 'zod'

const modules = resolve(import.meta.dirname, '..', '..', 'node_modules')

/** Close it when done. More flags may be given, such as a fake camera. CHROMIUM_PATH names another Chromium; `npm` the package's. */
export const launchBrowser = async (flags: string[] = []): Promise<Browser> => {
  const found = findChromium()
  return chromium.launch({
    executablePath: found.program,
    args: [...quiet, ...graphics, ...flags],
    env: { ...definedOnly(process.env), FONTCONFIG_FILE: fontsFile(), ...(found.libraries === null ? {} : { LD_LIBRARY_PATH: found.libraries }) },
  })
}

const quiet = [
  '--no-sandbox',
  '--no-zygote',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
]
// Drawn by the processor as it is: acting out a graphics card in software cost half of each journey.
const graphics = ['--disable-gpu', '--disable-gpu-rasterization']

const findChromium = (): { program: string; libraries: string | null } => {
  const wished = process.env['CHROMIUM_PATH']
  if (wished !== undefined && wished !== '' && wished !== 'npm') return { program: wished, libraries: null }
  if (wished !== 'npm' && existsSync('/usr/bin/chromium')) return { program: '/usr/bin/chromium', libraries: null }
  const folder = unpacked()
  const program = join(folder, 'chromium')
  // Servers often lack libnss3 and libnspr4; the package brings them, and they are used only where the machine has none.
  const lacking = /not found/.test(spawnSync('ldd', [program], { encoding: 'utf8' }).stdout ?? 'not found')
  return { program, libraries: lacking ? join(folder, 'al2023', 'lib') : null }
}

/** Our own folder for this account, so that nobody else's leftovers are run. */
const cache = (): string => {
  const folder = join(tmpdir(), `huying-browser-${process.getuid?.() ?? 'me'}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

// The package unpacks into the temporary folder and believes any file it finds there. Several workers start at once, so each
// unpacks aside and renames. The variable asks the package for its libraries as well.
const unpacked = (): string => {
  const version = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(modules, '@sparticuz/chromium/package.json'), 'utf8'))).version
  const folder = join(cache(), `chromium-${version}`)
  if (existsSync(folder)) return folder
  const aside = mkdtempSync(join(cache(), 'unpacking-'))
  const script = "import('@sparticuz/chromium').then((it) => it.default.executablePath())"
  const env = { ...process.env, TMPDIR: aside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' }
  execFileSync(process.execPath, ['-e', script], { cwd: join(modules, '..'), env, stdio: ['ignore', 'ignore', 'inherit'] })
  try {
    renameSync(aside, folder)
  } catch {
    rmSync(aside, { recursive: true, force: true })
  }
  return folder
}

// Only our fonts: a page looks the same on every machine, and Chinese is never a row of boxes.
const fontsFile = (): string => {
  const families = ['400Regular', '500Medium', '600SemiBold', '700Bold'].map((weight) => join(modules, '@expo-google-fonts/noto-sans-sc', weight))
  const text = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
${families.map((folder) => `<dir>${escapeXml(folder)}</dir>`).join('\n')}
<cachedir>${escapeXml(join(cache(), 'font-cache'))}</cachedir>
<match target="pattern"><edit name="family" mode="append_last"><string>Noto Sans SC</string></edit></match>
</fontconfig>
`
  const file = join(cache(), 'fonts.conf')
  const aside = join(mkdtempSync(join(cache(), 'fonts-')), 'fonts.conf')
  writeFileSync(aside, text)
  renameSync(aside, file)
  rmSync(join(aside, '..'), { recursive: true, force: true })
  return file
}

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const definedOnly = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
