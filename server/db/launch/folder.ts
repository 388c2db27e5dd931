// Makes the data folder: others may pass through it (PostgreSQL's account must) but not list it; what lies in it is closed by itself.
import { chmodSync, existsSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

export const makeDataDir = (wanted: string): string => {
  const dataDir = resolve(wanted)
  try {
    makeDown(dataDir)
    return realpathSync(dataDir)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(`The data folder ${dataDir} cannot be made (${why}). Choose another with DATA_DIR.`)
  }
}

// One folder at a time: where a file system makes none (/proc), the recursive way of Node never comes back.
const makeDown = (dir: string): void => {
  if (existsSync(dir)) return
  makeDown(dirname(dir))
  try {
    mkdirSync(dir)
  } catch (error) {
    // another start was quicker
    if (existsSync(dir)) return
    throw error
  }
  chmodSync(dir, 0o711)
}
