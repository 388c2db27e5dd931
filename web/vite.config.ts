// How the pages are built: one project, an entry for each group of people, compressed beforehand.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompress, gzip } from 'node:zlib'
import { promisify } from 'node:util'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = import.meta.dirname
const out = join(here, '../dist/web')

/** Lists what a resident's page needs for the service worker and writes .gz and .br beside each text file. */
function finish(): Plugin {
  return {
    name: 'huying-finish',
    apply: 'build',
    closeBundle: async () => {
      const files = await readdir(out, { recursive: true })
      const worker = join(out, 'sw.js')
      const index = await readFile(join(out, 'index.html'), 'utf8')
      const needed = ['/index.html', ...[...index.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((found) => found[1])]
      const text = await readFile(worker, 'utf8')
      await writeFile(worker, text.replace('__precache', JSON.stringify(needed)).replace('__stamp', JSON.stringify(needed.join('|'))))
      for (const file of files.filter((name) => /\.(html|js|css|svg|json|webmanifest)$/.test(name))) {
        const bytes = await readFile(join(out, file))
        await writeFile(join(out, `${file}.gz`), await promisify(gzip)(bytes, { level: 9 }))
        await writeFile(join(out, `${file}.br`), await promisify(brotliCompress)(bytes))
      }
    },
  }
}

export default defineConfig({
  root: here,
  base: '/',
  plugins: [react(), finish()],
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2020',
    rollupOptions: {
      input: { index: join(here, 'index.html'), staff: join(here, 'staff.html'), centre: join(here, 'centre.html'), verify: join(here, 'verify.html'), sw: join(here, 'worker/sw.ts') },
      output: { entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
})
