// npm start: installs what is missing, builds what has changed, and runs Huying until it is stopped.
import { join } from 'node:path'
import { build } from './build.mjs'
import { ensure, root } from './ensure.mjs'
import { runNode } from './child.mjs'

ensure()
await build().catch((error) => {
  console.error(error.message)
  process.exit(1)
})
runNode(['--enable-source-maps', join(root, 'dist', 'server', 'main.mjs'), ...process.argv.slice(2)])
