// Reads a reply before it goes out: hints while somebody writes, and the one thing that is refused, a reply that says nothing.
import { bigramsOf, plainText } from './bigrams.ts'
import type { Label } from './label.ts'
import { courtesies, emptyPhrases, nextStepWords, rudePhrases } from './reply-phrases.ts'

export type HintCode = 'empty' | 'short' | 'rude' | 'beside' | 'no-next'
export type Hint = { readonly code: HintCode; readonly label: Label }
/** `said` are the words of whoever asked, empty where nobody did; `declines` where the answer is no. */
export type Asked = { readonly said: string; readonly declines?: boolean }

/** The parts of a plain reply: what was done, what came of it, why what was not, and where to turn next. */
export const replyParts: readonly Label[] = [
  { zh: '做了什么', en: 'What was done' },
  { zh: '结果', en: 'What came of it' },
  { zh: '没做到的为什么', en: 'What was not, and why' },
  { zh: '下一步找谁', en: 'Whom to ask next' },
]

/** Advice only. Whether an answer misses the point no program can tell; that no word of the question returns, it can. */
export function adviceOn(reply: string, { said, declines = false }: Asked): readonly Hint[] {
  if (bare(reply) === '') return []
  if (saysNothing(reply)) return [{ code: 'empty', label: hints.empty }]
  const plain = plainText(reply)
  const rude = rudePhrases.find((phrase) => plain.includes(phrase))
  const codes: readonly HintCode[] = [
    ...(meant(reply).length < shortest ? (['short'] as const) : []),
    ...(isBeside(reply, said) ? (['beside'] as const) : []),
    ...(declines && !nextStepWords.some((word) => plain.includes(word)) ? (['no-next'] as const) : []),
  ]
  return [
    ...(rude === undefined
      ? []
      : [{ code: 'rude' as const, label: { zh: hints.rude.zh.replace('{it}', rude), en: hints.rude.en.replace('{it}', rude) } }]),
    ...codes.map((code) => ({ code, label: hints[code] })),
  ]
}

/** Nothing but phrases and courtesies; a reply of bare signs says nothing either. */
export const saysNothing = (reply: string): boolean => meant(reply) === ''

const hints: Readonly<Record<HintCode, Label>> = {
  empty: {
    zh: '这只是一句套话，交不上去。写一句做了什么、结果怎样。',
    en: 'Only a set phrase; it will not be taken. Say what was done and what came of it.',
  },
  short: { zh: '太短了，看不出做了什么。', en: 'Too short to tell what was done.' },
  rude: { zh: '「{it}」听着像在推人。换个说法，说清能办什么。', en: '“{it}” sounds like a brush-off. Say what can be done instead.' },
  beside: { zh: '没有提到居民说的任何一个词，看看是不是答偏了。', en: 'No word of the question comes back. Is it answered?' },
  'no-next': { zh: '没办成的，请写下一步可以找谁。', en: 'Where the answer is no, say whom to ask next.' },
}

/** “办好了，灯换了” says enough; “办好了” alone says little. */
const shortest = 6

const bare = (text: string): string => plainText(text).replace(/[^\p{L}\p{N}]/gu, '')
const fillers: readonly string[] = [...new Set([...emptyPhrases, ...courtesies, ...replyParts.flatMap(({ zh, en }) => [zh, en])].map(bare))].sort((one, other) => other.length - one.length) // prettier-ignore

/** What is left when set phrases are taken off, from the front and then from the end: words in the middle keep theirs. */
function meant(reply: string): string {
  let left = bare(reply)
  for (let found = fillers.find((each) => left.startsWith(each)); found !== undefined; found = fillers.find((each) => left.startsWith(each)))
    left = left.slice(found.length)
  for (let found = fillers.find((each) => left.endsWith(each)); found !== undefined; found = fillers.find((each) => left.endsWith(each)))
    left = left.slice(0, -found.length)
  return left
}

function isBeside(reply: string, said: string): boolean {
  const asked = bigramsOf(said.replace(/[^\p{L}\p{N}]/gu, ' '))
  if (asked.length < 3) return false
  const answered = new Set(bigramsOf(reply.replace(/[^\p{L}\p{N}]/gu, ' ')))
  return !asked.some((pair) => answered.has(pair))
}
