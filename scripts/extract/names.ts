// Reads what kind of place a Chinese place name says it is, and writes the name in English by pinyin.
import { customPinyin, pinyin } from 'pinyin-pro'

export type TownshipKind = 'street' | 'town' | 'township'
export type CommunityKind = 'village' | 'residential'

export function townshipKind(nameZh: string): TownshipKind {
  if (nameZh.endsWith('街道')) return 'street'
  return nameZh.endsWith('镇') ? 'town' : 'township'
}

/** The everyday short name: 惜字阁村村民委员会 is 惜字阁村, 学坝社区居民委员会 is 学坝社区. */
export function communityName(official: string): { nameZh: string; kind: CommunityKind } {
  const kind = /(居民委员会|居委会)$/.test(official) ? 'residential' : 'village'
  const stem = official.replace(/(居民委员会|居委会|村民委员会|村委会)$/, '')
  if (kind === 'village') return { nameZh: stem.endsWith('村') ? stem : `${stem}村`, kind }
  return { nameZh: /(社区|居|村)$/.test(stem) ? stem : `${stem}社区`, kind }
}

// How these are read in place names: 新都 is Xindu, and 涌 in Guangdong is a creek.
customPinyin({ 都: 'dū', 涌: 'chōng' })

const SUFFIXES: readonly (readonly [string, string])[] = [
  ['街道', 'Street'],
  ['社区', 'Community'],
  ['镇', 'Town'],
  ['乡', 'Township'],
  ['区', 'District'],
  ['村', 'Village'],
]

/** 棠香街道 → Tangxiang Street; 惜字阁村 → Xizige Village. */
export function englishName(nameZh: string): string {
  for (const [suffix, english] of SUFFIXES) {
    if (nameZh.endsWith(suffix) && nameZh.length > suffix.length) return `${romanised(nameZh.slice(0, -suffix.length))} ${english}`
  }
  return romanised(nameZh)
}

/** Pinyin as one capitalised word, with the apostrophe that keeps syllables apart (Long'an). */
function romanised(stem: string): string {
  const syllables = pinyin(stem, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
  const word = syllables.map((syllable, index) => (index > 0 && /^[aoe]/.test(syllable) ? `'${syllable}` : syllable)).join('')
  return word.charAt(0).toUpperCase() + word.slice(1)
}
