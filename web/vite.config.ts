// How the pages are built: one project, an entry for each group of people, compressed beforehand.
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompress, gzip } from 'node:zlib'
import { promisify } from 'node:util'
import { build as esbuild } from 'esbuild'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type Rollup } from 'vite'

const here = import.meta.dirname
const out = join(here, '../dist/web')

/** Tells the service worker what the residents' and the staff's pages need and writes .gz and .br beside each text file. */
function finish(): Plugin {
  return {
    name: 'huying-finish',
    apply: 'build',
    writeBundle: async (_options, bundle) => {
      const worker = join(out, 'sw.js')
      const needed = ['/index.html', '/verify.html', ...pagesOf(bundle, ['index', 'verify'])]
      const ofStaff = ['/staff.html', ...pagesOf(bundle, ['staff']).filter((file) => !needed.includes(file))]
      const stamp = createHash('sha256')
        .update([...needed, ...ofStaff].join('|'))
        .digest('hex')
        .slice(0, 12)
      // one classic script: old browsers, WeChat's among them, know no modules in a worker
      await esbuild({
        entryPoints: [join(here, 'worker/sw.ts')],
        outfile: worker,
        bundle: true,
        format: 'iife',
        minify: true,
        target: 'es2020',
        logLevel: 'warning',
        define: { __precache: JSON.stringify(needed), __staff: JSON.stringify(ofStaff), __stamp: JSON.stringify(stamp) },
      })
      const files = await readdir(out, { recursive: true })
      for (const file of files.filter((name) => /\.(html|js|css|svg|json|webmanifest)$/.test(name))) {
        const bytes = await readFile(join(out, file))
        await writeFile(join(out, `${file}.gz`), await promisify(gzip)(bytes, { level: 9 }))
        await writeFile(join(out, `${file}.br`), await promisify(brotliCompress)(bytes))
      }
    },
  }
}

/** Entries with what they may load later (but for the heavy code reader and the desk's own face), so that each of their pages opens without a network. */
function pagesOf(bundle: Rollup.OutputBundle, entries: readonly string[]): string[] {
  const found = new Set<string>()
  const walk = (name: string): void => {
    const chunk = bundle[name]
    if (found.has(name) || chunk?.type !== 'chunk') return
    found.add(name)
    for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style)
    for (const next of [...chunk.imports, ...chunk.dynamicImports.filter((later) => !/jsQR|noto-sans/i.test(later))]) walk(next)
  }
  for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk' && chunk.isEntry && entries.includes(chunk.name)) walk(chunk.fileName)
  return [...found].map((name) => `/${name}`)
}

export default defineConfig({
  root: here,
  base: '/',
  plugins: [react(), finish()],
  // React's interface at a sixth of its weight: see DECISIONS/0007
  resolve: {
    alias: [
      { find: /^react(-dom)?$/, replacement: 'preact/compat' },
      { find: 'react-dom/client', replacement: 'preact/compat/client' },
      { find: 'react/jsx-runtime', replacement: 'preact/jsx-runtime' },
    ],
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2020',
    rollupOptions: {
      input: {
        index: join(here, 'index.html'),
        staff: join(here, 'staff.html'),
        centre: join(here, 'centre.html'),
        verify: join(here, 'verify.html'),
      },
      // the parser and the word to it that it makes no code from text are one piece, so that no schema is ever built before that word
      output: { codeSplitting: { groups: [{ name: 'schema', test: /node_modules[\\/]zod[\\/]|kit[\\/]no-eval/ }] } },
    },
  },
})
