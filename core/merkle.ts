// A Merkle tree over chain heads: its root, and the path that proves one head against it.
import { merkleLeafText, merkleNodeText } from './seal.ts'

export type Hash = (text: string) => string
export type Head = { readonly subject: string; readonly head: string }
export type Path = readonly { readonly side: 'left' | 'right'; readonly hash: string }[]

/** All levels, leaves first. Heads are taken in the order given; a lone node moves up unchanged. */
export function merkleLevels(heads: readonly Head[], hash: Hash): readonly (readonly string[])[] {
  const levels: string[][] = [heads.map((each) => hash(merkleLeafText(each.subject, each.head)))]
  for (let level = levels[0] ?? []; level.length > 1; level = levels.at(-1) ?? []) {
    const above: string[] = []
    for (let at = 0; at < level.length; at += 2) {
      const left = level[at] ?? ''
      const right = level[at + 1]
      above.push(right === undefined ? left : hash(merkleNodeText(left, right)))
    }
    levels.push(above)
  }
  return levels
}

export const rootOf = (levels: readonly (readonly string[])[], hash: Hash): string => levels.at(-1)?.[0] ?? hash('huying-empty-1')

/** The siblings from leaf `at` up to the root. */
export function pathOf(levels: readonly (readonly string[])[], at: number): Path {
  const path: { side: 'left' | 'right'; hash: string }[] = []
  let index = at
  for (const level of levels.slice(0, -1)) {
    const sibling = level[index ^ 1]
    if (sibling !== undefined) path.push({ side: index % 2 === 0 ? 'right' : 'left', hash: sibling })
    index = Math.floor(index / 2)
  }
  return path
}

/** The root that a head and its path lead to. */
export const climb = (start: Head, path: Path, hash: Hash): string =>
  path.reduce(
    (at, step) => hash(step.side === 'right' ? merkleNodeText(at, step.hash) : merkleNodeText(step.hash, at)),
    hash(merkleLeafText(start.subject, start.head)),
  )
