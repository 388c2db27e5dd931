// A figure in words: n of N first, then the rate; too few, no data and not measured are said as such, never as nought.
import type { Label } from './label.ts'
import type { Figure } from './indicator.ts'

export type Kindly = { readonly unit: string; readonly told: string | null }

export const tidy = (n: number): string => String(Math.round(n * 10) / 10)
export const percent = (value: number): string => `${(value * 100).toFixed(1)}%`

/** Minutes as people say them. */
export function lengthWords(minutes: number): Label {
  if (minutes < 90) return { zh: `${Math.round(minutes)} 分钟`, en: `${Math.round(minutes)} min` }
  if (minutes < 48 * 60) return { zh: `${tidy(minutes / 60)} 小时`, en: `${tidy(minutes / 60)} h` }
  return { zh: `${tidy(minutes / 1440)} 天`, en: `${tidy(minutes / 1440)} days` }
}

export function figureWords({ unit, told }: Kindly, figure: Figure): Label {
  const { n, of, value, state } = figure
  if (state === 'notMeasured') return { zh: '还没有测', en: 'not measured yet' }
  if (state === 'noData') return { zh: '无数据', en: 'no data' }
  if (of === null) return { zh: `${tidy(n)} 件`, en: tidy(n) }
  const isLength = told !== null
  if (state === 'tooFew')
    return isLength ? { zh: `只有 ${of} 件，样本不足`, en: `only ${of}, too few` } : { zh: `${tidy(n)}/${of}，样本不足，不算率`, en: `${tidy(n)}/${of}, too few for a rate` } // prettier-ignore
  if (value === null) return { zh: '无数据', en: 'no data' }
  if (told === 'workdays') return { zh: `${tidy(value)} 个工作日（${of} 件）`, en: `${tidy(value)} workdays (${of})` }
  if (told === 'times') return { zh: `${tidy(value)} 次（${of} 件）`, en: `${tidy(value)} times (${of})` }
  if (told === 'grade') return { zh: `${tidy(value)} 分，满分 5（${of} 次）`, en: `${tidy(value)} of 5 (${of})` }
  if (isLength) return { zh: `${lengthWords(value).zh}（${of} 件）`, en: `${lengthWords(value).en} (${of})` }
  if (unit === 'score') return { zh: tidy(value), en: tidy(value) }
  return { zh: `${tidy(n)}/${of} ＝ ${percent(value)}`, en: `${tidy(n)}/${of} = ${percent(value)}` }
}
