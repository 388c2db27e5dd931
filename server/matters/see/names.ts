// Names for people of areas, holders and acts; a person's own name only where they publish it.
import type { Label } from '../../../core/label.ts'
import type { Holder } from '../../../core/matter.ts'
import { Post, posts } from '../../../core/posts.ts'
import type { HolderShape } from '../../../core/shapes.ts'
import type { Ground } from '../house.ts'

const somewhere: Label = { zh: '区内', en: 'the district' }

export function areaRef(ground: Ground, id: number): { id: number; name: Label; level: number } {
  const area = ground.areas.get(id)
  return { id, name: area?.name ?? somewhere, level: area?.level ?? 0 }
}

/** A yard or building says little without its grid. */
export function placeLabel(ground: Ground, id: number | null | undefined): Label {
  const area = id === null || id === undefined ? undefined : ground.areas.get(id)
  if (!area) return ground.district.name
  const parent = area.level === 4 && area.parent !== null ? ground.areas.get(area.parent) : undefined
  return parent ? { zh: `${parent.name.zh}${area.name.zh}`, en: `${area.name.en}, ${parent.name.en}` } : area.name
}

export function holderPlace(ground: Ground, holder: Holder): Label {
  return holder.organisation === undefined ? placeLabel(ground, holder.area) : (unitName(ground, holder.organisation) ?? ground.district.name)
}

/** Of a department, a company or a squad of volunteers. */
export const unitName = (ground: Ground, id: number): Label | undefined => ground.organisations.get(id)?.name ?? ground.squads.names.get(id)

/** The post where it stands, with a name only where that person publishes it. */
export function holderShape(ground: Ground, holder: Holder): HolderShape {
  const person = holder.person ?? ground.roster.present(holder)[0]
  return {
    post: holder.post,
    label: posts[holder.post].label,
    place: holderPlace(ground, holder),
    name: publishedName(ground, person),
    area: holder.area ?? null,
    organisation: holder.organisation ?? null,
  }
}

/** Where the owner's seat names one person who is there, it is that person's name that stands beside the post, not a colleague's. */
export function asSeated(
  ground: Ground,
  holder: Holder,
  by: { readonly rule: string | undefined; readonly seats: Readonly<Record<string, Holder>> },
): Holder {
  const seat = by.rule?.startsWith('seat:') ? by.seats[by.rule.slice('seat:'.length)] : undefined
  const isSame = seat !== undefined && seat.post === holder.post && seat.area === holder.area && seat.organisation === holder.organisation
  return isSame && seat.person !== undefined && ground.roster.present(seat).includes(seat.person) ? seat : holder
}

export function publishedName(ground: Ground, person: string | undefined): string | null {
  const known = person === undefined ? undefined : ground.people.get(person)
  return known?.publishesName ? known.name : null
}

/** For sentences to residents: the unit for a department, the post for everyone else, the name where published. */
export function ownerWords(ground: Ground, holder: Holder): Label {
  const shape = holderShape(ground, holder)
  if (holder.organisation !== undefined) return shape.place
  return shape.name ? { zh: `${shape.label.zh}${shape.name}`, en: `${shape.name} (${shape.label.en})` } : shape.label
}

export const fillOwner = (text: Label, owner: Label | null): Label => ({
  zh: text.zh.replaceAll('{owner}', owner?.zh ?? '工作人员'),
  en: text.en.replaceAll('{owner}', owner?.en ?? 'Staff'),
})
export const joined = (one: Label, other: Label): Label => ({ zh: `${one.zh} · ${other.zh}`, en: `${one.en} · ${other.en}` })

export const postLabel = (name: string | null) => {
  const post = Post.safeParse(name)
  return post.success ? posts[post.data].label : null
}
