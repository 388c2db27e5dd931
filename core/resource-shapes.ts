// Resources of a district as they travel: what is lent, by whom, to whom, how much is free, and who has it when.
import { z } from 'zod'
import { resourceKinds } from './holds.ts'
import { Label } from './label.ts'
import { Post } from './posts.ts'
import { AreaRef, HolderShape, Id, Instant } from './shapes.ts'

export const ResourceKind = z.enum(resourceKinds)
export const kindLabels: Readonly<Record<z.infer<typeof ResourceKind>, Label>> = {
  service: { zh: '服务', en: 'Services' },
  venue: { zh: '场地', en: 'Venues' },
  tool: { zh: '工具设备', en: 'Tools' },
  fund: { zh: '资金', en: 'Funds' },
  people: { zh: '人手', en: 'People' },
}
/** For English eyes, where the unit itself is one Chinese word. */
export const unitsEn: Readonly<Record<z.infer<typeof ResourceKind>, string>> = { service: 'at a time', venue: 'place', tool: 'in all', fund: 'yuan', people: 'people' } // prettier-ignore

/** Whose staff may see it and ask: of its own ground, of the whole township, or of the district. */
export const openTos = ['own', 'township', 'district'] as const
export const OpenTo = z.enum(openTos)
export const openToLabels: Readonly<Record<z.infer<typeof OpenTo>, Label>> = {
  own: { zh: '只给本地方、本单位', en: 'Own ground only' },
  township: { zh: '全镇街都能借', en: 'The whole township' },
  district: { zh: '全区都能借', en: 'The whole district' },
}

const Amount = z.number().int().min(1).max(100_000_000)
/** Who has it is told by their ground; `matter` only for those who may read it. */
export const BookingShape = z.object({ matter: Id.nullable(), by: Label, amount: z.number().int(), from: Instant, until: Instant, /** gone back or settled */ freedAt: Instant.nullable() }) // prettier-ignore
export type BookingShape = z.infer<typeof BookingShape>

export const ResourceRow = z.object({
  id: Id, kind: ResourceKind, name: Label, place: z.string(), hours: z.string(), terms: z.string(), quantity: Amount, unit: Label, area: AreaRef, organisation: z.object({ id: z.number().int(), name: Label }).nullable(),
  openTo: OpenTo, keeper: HolderShape, demo: z.boolean(), /** null while it is lent */ endedAt: Instant.nullable(), /** at this moment */ free: z.number().int(), /** over the whole of the time that was asked for */ freeThen: z.number().int().nullable(),
  /** granted and not over, the first ones */ next: z.array(BookingShape), /** whether this viewer may change it */ isKept: z.boolean(),
}) // prettier-ignore
export type ResourceRow = z.infer<typeof ResourceRow>

/** Where this viewer may offer something, and who can keep it there. */
export const Homes = z.array(
  z.object({ area: AreaRef, organisation: z.number().int().nullable(), name: Label, keepers: z.array(z.object({ post: Post, label: Label })) }),
)
export const ResourcesPage = z.object({ rows: z.array(ResourceRow), next: z.string().nullable(), counts: z.array(z.object({ kind: ResourceKind, n: z.number().int() })), homes: Homes }) // prettier-ignore
const Moment = z.coerce.number().int().min(0).max(4_102_444_800_000)
export const ResourcesAsked = z.object({ q: z.string().max(60).optional(), kind: ResourceKind.optional(), /** only what has some left over all that time */ from: Moment.optional(), until: Moment.optional() }) // prettier-ignore

/** A week from Monday to Sunday; of a fund, which knows no weeks, the latest. */
export const ResourcePage = z.object({ row: ResourceRow, from: Instant, bookings: z.array(BookingShape), homes: Homes })

const Text = (max: number) => z.string().trim().max(max)
export const ResourceWish = z.object({
  id: Id, /** false: it is there and is changed */ isNew: z.boolean(), kind: ResourceKind, nameZh: Text(40).min(2), nameEn: Text(80).optional(), place: Text(80).default(''), hours: Text(80).default(''), terms: Text(400).default(''),
  area: z.number().int(), organisation: z.number().int().optional(), quantity: Amount, unit: Text(6).min(1), openTo: OpenTo, keeper: Post,
}) // prettier-ignore
const LocalTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/)
export const BookingWish = z.object({ act: Id, id: Id, amount: Amount, from: LocalTime, until: LocalTime, what: z.string().trim().min(2).max(2000), /** the matter it is wanted for */ concerns: Id.optional() }) // prettier-ignore
