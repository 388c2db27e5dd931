// Whose hands something is in, in one breath: a place and a post, without saying the same character twice at the seam.
import type { Label } from './label.ts'

/** `大足区` and `区领导` make `大足区领导`. */
export function placeAndPost({ place, label }: { readonly place: Label; readonly label: Label }): Label {
  const seam = place.zh.slice(-1)
  const isDouble = seam === '区' && label.zh.startsWith(seam)
  return { zh: `${place.zh}${isDouble ? label.zh.slice(1) : label.zh}`, en: place.en ? `${label.en}, ${place.en}` : label.en }
}
