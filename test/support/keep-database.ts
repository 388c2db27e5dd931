// A process that starts a database and keeps it until it is told to stop or is killed: node --import tsx keep-database.ts DIR [NATIVE].
import { startDatabase } from '../../server/db/launch/start.ts'

const [dataDir = '', native] = process.argv.slice(2)
const lines: string[] = []

try {
  const database = await startDatabase({ dataDir, log: (line) => void lines.push(line), ...(native === undefined ? {} : { native }) })
  // Its own pulse: the server it started does not keep the process alive.
  const pulse = setInterval(() => undefined, 60_000)
  process.once('SIGTERM', () => {
    clearInterval(pulse)
    void database.stop().then(() => process.exit(0))
  })
  // Only now: who reads this line may send the signal at once.
  console.log(JSON.stringify({ ownerUrl: database.ownerUrl, pid: database.pid, lines }))
} catch (error) {
  console.log(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }))
  process.exit(3)
}
