// How far the candidates' places are from where the matter is, as far as positions are known.
import { useAsk } from './ask.ts'

export type Spot = { readonly lon: number; readonly lat: number }
export type KnownPlaces = ReadonlyMap<number, Spot>

/** Middle points of the area of the matter, of those beside it and of those above it. */
export function usePlacesAround(area: number | undefined): KnownPlaces {
  const own = useAsk('areas', { query: { under: area ?? 0 }, enabled: area !== undefined })
  const above = own.data?.rows.find((row) => row.id === area)?.parent ?? null
  const beside = useAsk('areas', { query: { under: above ?? 0 }, enabled: above !== null })
  const top = beside.data?.rows.find((row) => row.id === above)?.parent ?? null
  const over = useAsk('areas', { query: { under: top ?? 0 }, enabled: top !== null })
  const rows = [own, beside, over].flatMap((each) => each.data?.rows ?? [])
  return new Map(rows.flatMap((row) => (row.lon === null || row.lat === null ? [] : [[row.id, { lon: row.lon, lat: row.lat }] as const])))
}

export function metresBetween(one: Spot, other: Spot): number {
  const radians = Math.PI / 180
  const x = (other.lon - one.lon) * radians * Math.cos(((one.lat + other.lat) / 2) * radians)
  const y = (other.lat - one.lat) * radians
  return Math.hypot(x, y) * 6_371_000
}

/** 650 米, 2.4 公里 */
export function metresInWords(metres: number): { zh: string; en: string } {
  if (metres < 950) return { zh: `${Math.round(metres / 10) * 10} 米`, en: `${Math.round(metres / 10) * 10} m` }
  return { zh: `${(metres / 1000).toFixed(1)} 公里`, en: `${(metres / 1000).toFixed(1)} km` }
}
