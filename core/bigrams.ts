// Pairs of neighbouring characters, by which Chinese text is found without a dictionary; a recheck makes the hits exact.

/** The text as it is compared: one width, small letters, single blanks. */
export const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u0000]+/gu, ' ')
    .trim()

/** Every pair of neighbours within a run without blanks, each once. */
export function bigramsOf(text: string): string[] {
  const pairs = new Set<string>()
  for (const run of plainText(text).split(' ')) {
    const letters = [...run]
    for (let at = 0; at + 1 < letters.length; at++) pairs.add(`${letters[at] ?? ''}${letters[at + 1] ?? ''}`)
  }
  return [...pairs]
}

/** What is searched for: each of these must occur. */
export const termsOf = (query: string): readonly string[] => [...new Set(plainText(query).split(' '))].filter((term) => term !== '')

export function hasTerms(text: string, terms: readonly string[]): boolean {
  const plain = plainText(text)
  return terms.every((term) => plain.includes(term))
}

/** The terms as a text-search query over bigrams; nothing when no term is long enough to have a pair. */
export function gramQuery(terms: readonly string[]): string | null {
  const pairs = [...new Set(terms.flatMap(bigramsOf))]
  return pairs.length === 0 ? null : pairs.map((pair) => `'${pair.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`).join(' & ')
}
