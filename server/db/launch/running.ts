// What the machine knows about a process: whether it lives, when it began, what it runs.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync } from 'node:fs'

/** A mark that no other process shares, not even one that gets the same number later; `null` when no such process lives. */
export const birthmark = (pid: number): string | null => {
  if (!hasProc()) return fromPs(pid, 'lstart=')
  const stat = read(`/proc/${pid}/stat`)
  if (stat === null) return null
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  // A zombie has ended; only its parent has not noticed.
  if (fields[0] === 'Z' || fields[0] === 'X') return null
  return `${read('/proc/sys/kernel/random/boot_id')?.trim() ?? ''} ${fields[19] ?? ''}`
}

/** Whether the process is the PostgreSQL server of exactly this cluster folder. */
export const servesCluster = (pid: number, cluster: string): boolean => {
  if (!hasProc()) return (fromPs(pid, 'command=') ?? '').includes(`postgres -D ${cluster}`)
  if (birthmark(pid) === null) return false
  const words = (read(`/proc/${pid}/cmdline`) ?? '').split('\0')
  if (!(words[0] ?? '').endsWith('postgres')) return false
  return words[words.indexOf('-D') + 1] === cluster || currentFolder(pid) === cluster
}

/** Asks again every few milliseconds until it is so (true) or the time is over (false). */
export const until = async (isSo: () => boolean, limitMs: number): Promise<boolean> => {
  const end = Date.now() + limitMs
  while (!isSo()) {
    if (Date.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
  return true
}

/** Sends a signal; a process that has gone meanwhile is no error. */
export const signal = (pid: number, name: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): void => {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended, which is what the signal was for.
  }
}

const hasProc = (): boolean => existsSync('/proc/self/stat')

const read = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

const currentFolder = (pid: number): string | null => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

const fromPs = (pid: number, column: string): string | null =>
  spawnSync('ps', ['-p', String(pid), '-o', column], { encoding: 'utf8' }).stdout?.trim() || null
