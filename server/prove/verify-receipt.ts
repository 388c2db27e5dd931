// npm run verify -- FILE.json: checks a receipt offline, needing nothing but the file.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { api } from '../../core/api.ts'
import { climb } from '../../core/merkle.ts'
import { checkpointText, eventText, leafText, sealedText, zeroHash } from '../../core/seal.ts'
import { sha256 } from '../matters/chain.ts'

export type Verified = {
  readonly ok: boolean
  readonly events: number
  readonly openLeaves: number
  readonly hiddenLeaves: number
  readonly checkpoint: number | null
  readonly faults: readonly string[]
}

const Receipt = api.followProof.answer

/** Checks every hash from the leaves up to the checkpoint; leaves without salt are hidden or erased, their hashes still count. */
export function verifyReceipt(content: unknown): Verified {
  const read = Receipt.safeParse(content)
  if (!read.success)
    return { ok: false, events: 0, openLeaves: 0, hiddenLeaves: 0, checkpoint: null, faults: ['this is not a receipt of the form huying-receipt-1'] }
  const { subject, events, checkpoint } = read.data
  const faults: string[] = []
  let before = zeroHash
  for (const [at, event] of events.entries()) {
    if (event.seq !== at + 1) faults.push(`event ${at + 1} is missing`)
    if (event.before !== before) faults.push(`event ${event.seq} does not name the one before it`)
    if (sha256(sealedText(event.leaves)) !== event.sealed) faults.push(`event ${event.seq} is not sealed over its leaves`)
    if (
      sha256(
        eventText({ subject, seq: event.seq, action: event.action, at: event.at, change: event.change, sealed: event.sealed, before: event.before }),
      ) !== event.hash
    )
      faults.push(`event ${event.seq} was changed`)
    for (const leaf of event.leaves)
      if (leaf.salt !== null && sha256(leafText({ name: leaf.name, salt: leaf.salt, value: leaf.value })) !== leaf.hash)
        faults.push(`“${leaf.name}” of event ${event.seq} was changed`)
    before = event.hash
  }
  if (events.length === 0) faults.push('it holds no event')
  if (checkpoint) faults.push(...checkpointWords(subject, checkpoint, events[checkpoint.coversSeq - 1]?.hash))
  const leaves = events.flatMap((event) => event.leaves)
  const openLeaves = leaves.filter((leaf) => leaf.salt !== null).length
  return {
    ok: faults.length === 0,
    events: events.length,
    openLeaves,
    hiddenLeaves: leaves.length - openLeaves,
    checkpoint: checkpoint?.n ?? null,
    faults,
  }
}

type Checkpoint = NonNullable<ReturnType<typeof Receipt.parse>['checkpoint']>
function checkpointWords(subject: string, checkpoint: Checkpoint, head: string | undefined): string[] {
  return [
    ...(head === checkpoint.head ? [] : ['the checkpoint holds another head than this chain']),
    ...(climb({ subject, head: checkpoint.head }, checkpoint.proof, sha256) === checkpoint.root
      ? []
      : ['the proof does not lead to the root of the checkpoint']),
    ...(sha256(checkpointText(checkpoint)) === checkpoint.hash ? [] : ['the checkpoint was changed']),
  ]
}

function main(file: string | undefined): number {
  if (file === undefined) {
    console.error('Say which receipt to check: npm run verify -- FILE.json')
    return 2
  }
  const verified = verifyReceipt(contentOf(file))
  const { events, openLeaves, hiddenLeaves, checkpoint } = verified
  if (verified.ok)
    console.log(
      `✓ Nothing was changed. 没有被改过。 ${events} events, ${openLeaves} readable entries, ${hiddenLeaves} hidden or erased, ${checkpoint === null ? 'no checkpoint yet' : `covered by checkpoint ${checkpoint}`}`,
    )
  else for (const fault of verified.faults) console.error(`✗ ${fault}`)
  return verified.ok ? 0 : 1
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    console.error(`✗ ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main(process.argv[2])
