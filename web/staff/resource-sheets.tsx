// The questions about a resource: ask for it, offer or change one, withdraw it.
import { useState, type ReactNode } from 'react'
import { z } from 'zod'
import { kindLabels, openToLabels, openTos, type ResourceRow } from '../../core/resource-shapes.ts'
import { resourceKinds } from '../../core/holds.ts'
import type { Calls } from '../../core/api.ts'
import { newActId } from '../kit/act-id.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAgain } from './ask.ts'
import { useToast } from './bits.tsx'
import { FormSheet } from './form-sheet.tsx'
import { freeWords, localDay, localTime } from './resource-words.ts'

type Homes = Calls['resources']['answer']['homes']
type Window = { readonly from: string; readonly until: string }
const hour = 3_600_000

const Wanted = z.object({ amount: z.coerce.number().int().min(1).default(1), from: z.string().length(16), until: z.string().length(16), what: z.string().trim().min(2) }) // prettier-ignore

/** `window` is the time one looked for; `concerns` the matter it is for. */
export function AskSheet({ row, window, concerns, onClose }: { row: ResourceRow; window: Window | null; concerns: string | null; onClose: () => void }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const again = useAgain()
  const [ids] = useState(() => ({ act: newActId(), id: newActId() }))
  const [first] = useState(() => window ?? soon(row))
  const label = { zh: `借用「${row.name.zh}」`, en: `Ask for ${row.name.en}` }
  const send = async (form: HTMLFormElement) => {
    const filled = Wanted.safeParse(Object.fromEntries(new FormData(form)))
    if (!filled.success) return { zh: '写清数量、从什么时候到什么时候、做什么用', en: 'Say how much, from when until when, and what for' }
    const told = await tell('askResource', { params: { id: row.id }, body: { ...ids, ...filled.data, ...(concerns ? { concerns } : {}) } })
    if (!told.ok) return told.label
    again('resources')
    again('resource')
    toast({ say: { zh: `问过了，${row.keeper.place.zh}${row.keeper.label.zh}一个工作日内答复`, en: 'Asked; you have an answer within a working day' }, matter: told.answer.id, number: told.answer.number })
    return null
  }
  return (
    <FormSheet label={label} submit={{ zh: '问能不能借', en: 'Ask' }} onSend={send} onClose={onClose}>
      <p className="m t14">
        {say(row.keeper.place)} {say(row.keeper.label)} {say({ zh: '来答复', en: 'answers' })} · {say(freeWords(row, row.free))}
      </p>
      {row.terms ? <p className="calmbox">{row.terms}</p> : null}
      <div className="formgrid">
        <label>
          {say({ zh: '从什么时候', en: 'From' })}
          <input className="field" name="from" type="datetime-local" defaultValue={first.from} required />
        </label>
        <label>
          {say({ zh: '到什么时候', en: 'Until' })}
          <input className="field" name="until" type="datetime-local" defaultValue={first.until} required />
        </label>
        {row.kind === 'venue' ? null : (
          <label>
            {say({ zh: `要多少（${row.unit.zh}）`, en: `How much (${row.unit.en})` })}
            <input className="field" name="amount" type="number" inputMode="numeric" min={1} max={row.quantity} step={1} defaultValue={row.kind === 'fund' ? '' : 1} required />
          </label>
        )}
      </div>
      <label className="col g1">
        <span className="sec">{say({ zh: '做什么用', en: 'What for' })}</span>
        <textarea className="field w" name="what" rows={3} maxLength={2000} required />
      </label>
    </FormSheet>
  )
} // prettier-ignore

/** From the next full hour of a working day's light, or nine the next morning; money for a month. */
function soon(row: ResourceRow): Window {
  const next = Math.ceil(Date.now() / hour) * hour
  const clock = Number(localTime(next).slice(11, 13))
  const from = clock >= 8 && clock < 17 ? next : Date.parse(`${localDay(clock < 8 ? next : next + 24 * hour)}T09:00:00+08:00`)
  return { from: localTime(from), until: localTime(from + (row.kind === 'fund' ? 30 * 24 : 2) * hour) }
}

const Offered = z.object({
  kind: z.enum(resourceKinds), nameZh: z.string().trim().min(2), nameEn: z.string(), place: z.string(), hours: z.string(), terms: z.string(), quantity: z.coerce.number().int().min(1).default(1), unit: z.string().trim().min(1).default('处'), openTo: z.enum(openTos), keeper: z.string(),
}) // prettier-ignore
const usualUnits: Readonly<Record<(typeof resourceKinds)[number], string>> = { service: '次', venue: '处', tool: '台', fund: '元', people: '人' }

/** Without a row a new one is offered. */
export function OfferSheet({ row, homes, onClose }: { row: ResourceRow | null; homes: Homes; onClose: () => void }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const again = useAgain()
  const [id] = useState(() => row?.id ?? newActId())
  const [kind, setKind] = useState(row?.kind ?? 'venue')
  const start = homes.findIndex((each) => each.area.id === row?.area.id && each.organisation === (row.organisation?.id ?? null))
  const [at, setAt] = useState(Math.max(0, start))
  const home = homes[at]
  const label = row ? { zh: `改「${row.name.zh}」`, en: `Change ${row.name.en}` } : { zh: '放出一项资源', en: 'Offer a resource' }
  const send = async (form: HTMLFormElement) => {
    const filled = Offered.safeParse(Object.fromEntries(new FormData(form)))
    const keeper = home?.keepers.find(({ post }) => filled.success && post === filled.data.keeper)?.post
    if (!filled.success || !home || !keeper) return { zh: '写名字、数量、谁管', en: 'Give a name, a quantity and who keeps it' }
    const told = await tell('saveResource', { body: { id, isNew: row === null, ...filled.data, keeper, area: row?.area.id ?? home.area.id, ...(home.organisation === null ? {} : { organisation: home.organisation }) } }) // prettier-ignore
    if (!told.ok) return told.label
    again('resources')
    again('resource')
    toast({ say: row ? { zh: '改好了', en: 'Changed' } : { zh: `放出来了：${told.answer.row.name.zh}`, en: `Offered: ${told.answer.row.name.en}` } })
    return null
  }
  return (
    <FormSheet label={label} submit={row ? { zh: '存好', en: 'Save' } : { zh: '放出来', en: 'Offer it' }} onSend={send} onClose={onClose}>
      <div className="formgrid">
        <label>
          {say({ zh: '是什么', en: 'What it is' })}
          {row ? <input type="hidden" name="kind" value={kind} /> : null}
          <select className="field" {...(row ? { disabled: true } : { name: 'kind' })} value={kind} onChange={(event) => setKind(resourceKinds.find((each) => each === event.target.value) ?? kind)}>
            {resourceKinds.map((each) => (
              <option key={each} value={each}>
                {say(kindLabels[each])}
              </option>
            ))}
          </select>
        </label>
        <Text name="nameZh" label={say({ zh: '叫什么', en: 'Name (Chinese)' })} value={row?.name.zh} isNeeded />
        <Text name="nameEn" label={say({ zh: '英文名（可不填）', en: 'Name in English (optional)' })} value={row?.name.en} max={80} />
        {kind === 'venue' ? null : (
          <>
            <label>
              {kind === 'fund' ? say({ zh: '一共多少元', en: 'Yuan in all' }) : say({ zh: '一共多少', en: 'How many' })}
              <input className="field" name="quantity" type="number" inputMode="numeric" min={1} step={1} defaultValue={row?.quantity ?? 1} required />
            </label>
            <Text key={kind} name="unit" label={say({ zh: '单位', en: 'Unit (Chinese)' })} value={row?.unit.zh ?? usualUnits[kind]} max={6} isNeeded />
          </>
        )}
        <Text name="place" label={say({ zh: '在哪里', en: 'Where' })} value={row?.place} max={80} />
        <Text name="hours" label={say({ zh: '什么时候开', en: 'When it is open' })} value={row?.hours} max={80} />
        {homes.length > 1 ? (
          <label>
            {say({ zh: '算哪里的', en: 'Whose it is' })}
            <select className="field" value={at} onChange={(event) => setAt(Number(event.target.value))}>
              {homes.map((each, n) => (
                <option key={n} value={n}>
                  {say(each.name)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <label>
          {say({ zh: '谁来管（由这个岗位答复）', en: 'Who keeps it (that post answers)' })}
          <select className="field" name="keeper" defaultValue={row?.keeper.post}>
            {(home?.keepers ?? []).map(({ post, label: name }) => (
              <option key={post} value={post}>
                {say(name)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say({ zh: '借给谁', en: 'Who may ask' })}
          <select className="field" name="openTo" defaultValue={row?.openTo ?? 'township'}>
            {openTos.map((each) => (
              <option key={each} value={each}>
                {say(openToLabels[each])}
              </option>
            ))}
          </select>
        </label>
      </div>
      <label className="col g1">
        <span className="sec">{say({ zh: '怎么借、要注意什么', en: 'How to get it, what to mind' })}</span>
        <textarea className="field w" name="terms" rows={2} maxLength={400} defaultValue={row?.terms ?? ''} />
      </label>
    </FormSheet>
  )
} // prettier-ignore

const Text = ({ name, label, value = '', max = 40, isNeeded = false }: { name: string; label: string; value?: string | undefined; max?: number; isNeeded?: boolean }): ReactNode => (
  <label>
    {label}
    <input className="field" name={name} maxLength={max} defaultValue={value} required={isNeeded} />
  </label>
) // prettier-ignore

export function WithdrawSheet({ row, onClose }: { row: ResourceRow; onClose: () => void }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const again = useAgain()
  const send = async (form: HTMLFormElement) => {
    const why = z.object({ why: z.string().trim().min(2) }).safeParse(Object.fromEntries(new FormData(form)))
    if (!why.success) return { zh: '写一下为什么', en: 'Say why' }
    const told = await tell('withdrawResource', { params: { id: row.id }, body: why.data })
    if (!told.ok) return told.label
    again('resources')
    again('resource')
    toast({ say: { zh: `「${row.name.zh}」收回了`, en: `${row.name.en} was withdrawn` } })
    return null
  }
  return (
    <FormSheet label={{ zh: `收回「${row.name.zh}」`, en: `Withdraw ${row.name.en}` }} submit={{ zh: '收回', en: 'Withdraw' }} isGrave onSend={send} onClose={onClose}>
      <p className="m t14">{say({ zh: '收回后不再出借；已经答应的照旧，用完还回来。', en: 'It is lent no more; what was granted stands until it is back.' })}</p>
      <label className="col g1">
        <span className="sec">{say({ zh: '为什么', en: 'Why' })}</span>
        <input className="field w" name="why" maxLength={200} required />
      </label>
    </FormSheet>
  )
} // prettier-ignore
