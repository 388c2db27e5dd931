// Recomputes every hash of a receipt from its text, and says link by link what holds and what broke.
import type { Label } from '../../core/label.ts'
import { checkpointText, eventText, leafText, merkleLeafText, merkleNodeText, sealedText, zeroHash } from '../../core/seal.ts'

export type ProofLeaf = { readonly name: string; readonly hash: string; readonly salt: string | null; readonly value?: unknown }
export type ProofEvent = {
  readonly seq: number
  readonly action: string
  readonly at: string
  readonly change?: unknown
  readonly sealed: string
  readonly before: string
  readonly hash: string
  readonly leaves: readonly ProofLeaf[]
}
export type ProofCheckpoint = {
  readonly n: number
  readonly at: string
  readonly heads: number
  readonly root: string
  readonly before: string
  readonly hash: string
  readonly proof: readonly { readonly side: 'left' | 'right'; readonly hash: string }[]
  readonly head: string
  readonly coversSeq: number
}
export type Proof = {
  readonly district: string
  readonly number: string
  readonly subject: string
  readonly events: readonly ProofEvent[]
  readonly checkpoint: ProofCheckpoint | null
}
export type Finding = { readonly holds: boolean; readonly say: Label; readonly step?: number }
export type Verdict = { readonly holds: boolean; readonly findings: readonly Finding[]; readonly leaves: number; readonly erased: number }

/** Checks leaves → sealed → chain → Merkle proof → checkpoint; nothing in the receipt is believed without its hash. */
export async function checkProof(proof: Proof): Promise<Verdict> {
  const findings: Finding[] = []
  const leaves = proof.events.flatMap((event) => event.leaves)
  if (proof.events.length === 0) findings.push(broke('回执里没有一条记录。', 'The receipt holds no record at all.'))
  let before = zeroHash
  let seq = 1
  for (const event of proof.events) {
    findings.push(...(await checkEvent(proof.subject, event)), ...checkLink(event, { before, seq }))
    before = event.hash
    seq = event.seq + 1
  }
  const chainHolds = findings.every((each) => each.holds)
  if (chainHolds)
    findings.unshift(
      held(
        `${proof.events.length} 条记录首尾相连，每一条的内容都没有被改动。`,
        `${proof.events.length} records are chained end to end, and none of them was changed.`,
      ),
    )
  findings.push(...(proof.checkpoint ? await checkCheckpoint(proof, proof.checkpoint) : [noCheckpoint]))
  return { holds: findings.every((each) => each.holds), findings, leaves: leaves.length, erased: leaves.filter((leaf) => leaf.salt === null).length }
}

/** SHA-256 in hex; the browser's own. */
export async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

// Answers are kept as a:name.
const plainName = (name: string): string => name.replace(/^a:/, '')
const held = (zh: string, en: string): Finding => ({ holds: true, say: { zh, en } })
const broke = (zh: string, en: string, step?: number): Finding => ({ holds: false, say: { zh, en }, ...(step === undefined ? {} : { step }) })
const noCheckpoint: Finding = held(
  '这件事还没有进过区里的存证点（每几分钟做一次），所以只能查到它自己的链。过一会儿再取一份回执就有了。',
  'This matter is not yet in a district checkpoint (one every few minutes), so only its own chain can be checked. Fetch the receipt again a little later.',
)

async function checkEvent(subject: string, event: ProofEvent): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const leaf of event.leaves) {
    // An erased or withheld leaf keeps its hash only, and the chain still stands.
    if (leaf.salt === null) continue
    if ((await sha256(leafText({ name: leaf.name, salt: leaf.salt, value: leaf.value }))) !== leaf.hash)
      findings.push(
        broke(
          `第 ${event.seq} 条记录里的“${plainName(leaf.name)}”被改过：内容和它的指纹对不上。`,
          `In record ${event.seq}, “${plainName(leaf.name)}” was changed: it does not match its fingerprint.`,
          event.seq,
        ),
      )
  }
  if ((await sha256(sealedText(event.leaves))) !== event.sealed)
    findings.push(
      broke(
        `第 ${event.seq} 条记录的内容封条对不上：有内容被添、被删或被改。`,
        `The seal over the contents of record ${event.seq} does not match: something was added, removed or changed.`,
        event.seq,
      ),
    )
  const text = eventText({
    subject,
    seq: event.seq,
    action: event.action,
    at: event.at,
    change: event.change,
    sealed: event.sealed,
    before: event.before,
  })
  if ((await sha256(text)) !== event.hash)
    findings.push(
      broke(
        `第 ${event.seq} 条记录本身被改过：做了什么、什么时候做的，和指纹对不上。`,
        `Record ${event.seq} itself was changed: what was done or when does not match its fingerprint.`,
        event.seq,
      ),
    )
  return findings
}

function checkLink(event: ProofEvent, expected: { before: string; seq: number }): Finding[] {
  if (event.seq !== expected.seq)
    return [
      broke(
        `第 ${expected.seq} 条记录不见了，后面接的是第 ${event.seq} 条。`,
        `Record ${expected.seq} is missing; record ${event.seq} follows instead.`,
        event.seq,
      ),
    ]
  if (event.before !== expected.before)
    return [
      broke(
        `第 ${event.seq} 条没有接在前一条后面：中间断了，或者前一条被换过。`,
        `Record ${event.seq} does not follow the one before: a break, or the one before was replaced.`,
        event.seq,
      ),
    ]
  return []
}

async function checkCheckpoint(proof: Proof, checkpoint: ProofCheckpoint): Promise<Finding[]> {
  const findings: Finding[] = []
  const covered = proof.events.find((event) => event.seq === checkpoint.coversSeq)
  if (covered?.hash !== checkpoint.head)
    findings.push(
      broke(
        `存证点记下的第 ${checkpoint.coversSeq} 条，和回执里的不是同一条。`,
        `The checkpoint kept a different record ${checkpoint.coversSeq} from the one in this receipt.`,
      ),
    )
  let hash = await sha256(merkleLeafText(proof.subject, checkpoint.head))
  for (const node of checkpoint.proof) hash = await sha256(node.side === 'left' ? merkleNodeText(node.hash, hash) : merkleNodeText(hash, node.hash))
  if (hash !== checkpoint.root)
    findings.push(
      broke(
        '从这件事走不到存证点的根：它不在那次存证里，或者存证被改过。',
        'This matter does not lead to the root of the checkpoint: it was not in it, or the checkpoint was changed.',
      ),
    )
  const { n, at, heads, root, before } = checkpoint
  if ((await sha256(checkpointText({ n, at, heads, root, before }))) !== checkpoint.hash)
    findings.push(broke('存证点自己的指纹对不上。', "The checkpoint's own fingerprint does not match."))
  if (findings.length > 0) return findings
  const later = proof.events.length - checkpoint.coversSeq
  return [
    held(
      `区里第 ${n} 次存证里有这件事（那次一共封存了 ${heads} 件），到第 ${checkpoint.coversSeq} 条为止。`,
      `The district's checkpoint ${n} holds this matter (with ${heads} matters in all), up to record ${checkpoint.coversSeq}.`,
    ),
    ...(later > 0
      ? [held(`后面 ${later} 条更新，等下一次存证。`, `${later} newer ${later === 1 ? 'record waits' : 'records wait'} for the next checkpoint.`)]
      : []),
  ]
}
