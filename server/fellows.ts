// What the processes of one server tell each other: which matters changed, which registry must be read again, and whose device or post ended.
import cluster from 'node:cluster'
import { z } from 'zod'

const Wake = z.object({ district: z.number(), matter: z.string(), areaKey: z.number(), seq: z.number(), action: z.string(), at: z.number() })
const Word = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('wakes'), wakes: z.array(Wake) }),
  z.object({ kind: z.literal('registry'), district: z.number() }),
  z.object({ kind: z.literal('ended'), district: z.number(), person: z.string() }),
])
export type Word = z.infer<typeof Word>
export type Fellows = { tell(word: Word): void; hear(listen: (word: Word) => void): void }

/** A server of one process has nobody to tell. */
export const alone: Fellows = { tell: () => undefined, hear: () => undefined }

/** The first process passes on what one of the others says; every process hears what it did not say itself. */
export function fellowProcesses(): Fellows {
  const listeners: ((word: Word) => void)[] = []
  const heard = (raw: unknown): Word | null => {
    const word = Word.safeParse(raw)
    if (word.success) for (const listen of listeners) listen(word.data)
    return word.success ? word.data : null
  }
  const tellAllBut = (word: Word, speaker: number | null): void => {
    for (const worker of Object.values(cluster.workers ?? {})) if (worker && worker.id !== speaker && worker.isConnected()) worker.send(word)
  }
  if (cluster.isPrimary)
    cluster.on('message', (speaker, raw: unknown) => {
      const word = heard(raw)
      if (word) tellAllBut(word, speaker.id)
    })
  else process.on('message', heard)
  return {
    tell: (word) => (cluster.isPrimary ? tellAllBut(word, null) : void process.send?.(word)),
    hear: (listen) => void listeners.push(listen),
  }
}
