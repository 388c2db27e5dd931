// What is wrong: large tiles to choose one from; 其他/说不清 is always the last.
import {
  Armchair,
  Car,
  CircleHelp,
  Construction,
  Droplets,
  House,
  Lightbulb,
  LightbulbOff,
  Trash2,
  TreePine,
  TriangleAlert,
  Users,
  Volume2,
  Zap,
  type LucideIcon,
} from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'
import type { CategoryShape } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { StreetLamp } from './drawings.tsx'

const icons: Readonly<Record<string, LucideIcon>> = {
  'lamp-out': LightbulbOff, 'lamp-flicker': Zap, 'lamp-pole': TriangleAlert, other: CircleHelp, 'bench-broken': Armchair, noise: Volume2, tree: TreePine, parking: Car, leak: Droplets,
} // prettier-ignore
const classIcons: Readonly<Record<string, LucideIcon>> = {
  urban: Lightbulb,
  order: Users,
  clean: Trash2,
  supply: Droplets,
  housing: House,
  traffic: Car,
  safety: TriangleAlert,
  nature: TreePine,
  care: Users,
  other: CircleHelp,
}
const kindIcons: Readonly<Record<string, ComponentType<{ className?: string }>>> = {
  lamp: StreetLamp,
  bin: Trash2,
  bench: Armchair,
  hydrant: Droplets,
}

export const iconOf = (category: { code: string; classCode: string }): LucideIcon =>
  icons[category.code] ?? classIcons[category.classCode] ?? Construction
export const iconOfThing = (kind: string): ComponentType<{ className?: string }> => kindIcons[kind] ?? Construction

const other: CategoryShape = {
  code: 'other',
  classCode: 'other',
  label: { zh: '其他/说不清', en: 'Other / not sure' },
  quoted: false,
  thingKind: null,
  needsPhoto: false,
  emergency: false,
  handle: { amount: 5, unit: 'workday' },
  closing: { zh: '得到答复', en: 'An answer' },
}
export const withOther = (categories: readonly CategoryShape[]): readonly CategoryShape[] => [
  ...categories.filter((each) => each.code !== 'other'),
  other,
]

export function Tiles({
  categories,
  chosen,
  onChoose,
  labelledBy,
  describedBy,
}: {
  categories: readonly CategoryShape[]
  chosen: string | null
  onChoose: (code: string) => void
  labelledBy: string
  describedBy?: string | undefined
}): ReactNode {
  const say = useSay()
  return (
    <div role="radiogroup" aria-labelledby={labelledBy} aria-describedby={describedBy} className="tiles">
      {withOther(categories).map((category) => {
        const Icon = iconOf(category)
        return (
          <label key={category.code} className="pick" data-on={chosen === category.code}>
            <input
              className="sr"
              type="radio"
              name="category"
              value={category.code}
              checked={chosen === category.code}
              onChange={() => onChoose(category.code)}
            />
            <Icon className="i" />
            <span>{say(category.label)}</span>
          </label>
        )
      })}
    </div>
  )
}
