// The canonical text of an event and of its leaves, which are hashed and chained; the same text is verified offline.

export type LeafSeal = { readonly name: string; readonly hash: string }
export type EventSeal = {
  readonly subject: string
  readonly seq: number
  readonly action: string
  readonly at: string
  readonly change: unknown
  readonly sealed: string
  readonly before: string
}

/** JSON with sorted keys and no blanks, so that the same value has the same text everywhere. `undefined` members do not exist. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each === undefined ? null : each)).join(',')}]`
  let text = ''
  for (const [name, each] of Object.entries(value).sort(byName)) {
    if (each !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonical(each)}`
  }
  return `{${text}}`
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number => (one < other ? -1 : one > other ? 1 : 0)

/** Text of one leaf; its SHA-256 (hex) is the leaf's hash. The salt is 16 bytes in hex. */
export const leafText = (leaf: { name: string; salt: string; value: unknown }): string =>
  `huying-leaf-1\n${leaf.name}\n${leaf.salt}\n${canonical(leaf.value)}`

/** Text over all leaf hashes in order of their names; its SHA-256 is `sealed`. */
export const sealedText = (leaves: readonly LeafSeal[]): string =>
  `huying-sealed-1\n${[...leaves]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map((leaf) => `${leaf.name} ${leaf.hash}`)
    .join('\n')}`

/** Text of one event; its SHA-256 is the event's hash and the next event's `before`. The first `before` is 64 zeros. `at` is ISO with ms, UTC. */
export const eventText = (event: EventSeal): string =>
  `huying-event-1\n${event.subject}\n${event.seq}\n${event.action}\n${event.at}\n${canonical(event.change)}\n${event.sealed}\n${event.before}`

/** Merkle: leaves and nodes have separate domains. A lone node moves up unchanged. */
export const merkleLeafText = (subject: string, head: string): string => `huying-head-1\n${subject}\n${head}`
export const merkleNodeText = (left: string, right: string): string => `huying-node-1\n${left}\n${right}`
export const checkpointText = (checkpoint: { n: number; at: string; heads: number; root: string; before: string }): string =>
  `huying-checkpoint-1\n${checkpoint.n}\n${checkpoint.at}\n${checkpoint.heads}\n${checkpoint.root}\n${checkpoint.before}`
export const zeroHash = '0'.repeat(64)
