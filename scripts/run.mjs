// node scripts/run.mjs FILE [args]: runs a TypeScript file of the project, installing what is missing first.
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensure, root } from './ensure.mjs'
import { runNode } from './child.mjs'

const [file, ...args] = process.argv.slice(2)
if (file === undefined) {
  console.error('Say which file to run: node scripts/run.mjs FILE [args]')
  process.exit(2)
}
ensure()
const tsx = pathToFileURL(join(root, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href
runNode(['--enable-source-maps', '--import', tsx, resolve(root, file), ...args])
