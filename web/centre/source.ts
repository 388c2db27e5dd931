// Where the wall's figures come from: four questions asked together, again when the server says that something changed; nothing is made up here.
import { useCallback, useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import { Label } from '../../core/label.ts'
import { CentrePage } from '../../core/shapes.ts'
import { Forces, WallLists } from '../../core/wall.ts'

const Place = z.object({ id: z.number(), name: Label, level: z.number(), parent: z.number().nullable(), lon: z.number().nullable(), lat: z.number().nullable(), tile: z.object({ col: z.number(), row: z.number() }).nullable(), open: z.number(), overdue: z.number(), emergency: z.number() }) // prettier-ignore
export type Place = z.infer<typeof Place>
const Areas = z.object({ rows: z.array(Place) })

/** Everything the wall shows, of one moment. `places` are the area the map shows and what lies directly below it. */
export type Wall = { readonly page: CentrePage; readonly lists: WallLists; readonly forces: Forces; readonly places: readonly Place[] }
export type Fault = 'none' | 'signedOut' | 'away' | Label
export type Source = {
  readonly wall: Wall | null
  readonly fault: Fault
  readonly isFrozen: boolean
  readonly freeze: (isOn: boolean) => void
  /** the area whose parts the map shows; null for the viewer's own ground */
  readonly goTo: (under: number | null) => void
}

export function useCentre(district: string): Source {
  const [wall, setWall] = useState<Wall | null>(null)
  const [fault, setFault] = useState<Fault>('none')
  const [isFrozen, setFrozen] = useState(false)
  const frozen = useRef(false)
  const under = useRef<number | null>(null)
  const asked = useRef(0)
  const again = useCallback(async () => {
    if (frozen.current) return
    const turn = ++asked.current
    const told = await askAll(district, under.current)
    // a later question has its own answer, and frozen figures stay what they are
    if (frozen.current || turn !== asked.current) return
    if ('wall' in told) setWall(told.wall)
    setFault('wall' in told ? 'none' : told.fault)
  }, [district])
  useEffect(() => {
    void again()
    let timer: ReturnType<typeof setTimeout> | undefined
    const stream = new EventSource(`/api/${district}/live`)
    // Three seconds gather a busy moment into one question.
    stream.addEventListener('wake', () => (timer ??= setTimeout(() => ((timer = undefined), void again()), 3000)))
    // A silent stream must not leave an old figure on the wall; the figures never age beyond ten seconds.
    const beat = setInterval(() => void again(), 10_000)
    return () => {
      stream.close()
      clearTimeout(timer)
      clearInterval(beat)
    }
  }, [again, district])
  const freeze = (isOn: boolean) => {
    frozen.current = isOn
    setFrozen(isOn)
    if (!isOn) void again()
  }
  const goTo = (next: number | null) => {
    if (frozen.current) return
    under.current = next
    void again()
  }
  return { wall, fault, isFrozen, freeze, goTo }
}

type Told<T> = { readonly data: T } | { readonly fault: Fault }

async function askAll(district: string, under: number | null): Promise<{ wall: Wall } | { fault: Fault }> {
  const [page, lists, forces] = await Promise.all([
    ask(`/api/${district}/centre`, CentrePage),
    ask(`/api/${district}/wall`, WallLists),
    ask(`/api/${district}/forces`, Forces),
  ])
  if ('fault' in page) return page
  if ('fault' in lists) return lists
  if ('fault' in forces) return forces
  const places = await ask(`/api/${district}/areas?under=${under ?? lists.data.home.id}`, Areas)
  if ('fault' in places) return places
  return { wall: { page: page.data, lists: lists.data, forces: forces.data, places: places.data.rows } }
}

/** One question to the server; a refusal comes back in its own words. */
export async function ask<T>(path: string, shape: z.ZodType<T>): Promise<Told<T>> {
  try {
    const answer = await fetch(path, { credentials: 'same-origin' })
    if (answer.status === 401) return { fault: 'signedOut' }
    const said: unknown = await answer.json()
    const read = shape.safeParse(said)
    if (answer.ok && read.success) return { data: read.data }
    return { fault: Refusal.safeParse(said).data?.refusal.label ?? 'away' }
  } catch {
    return { fault: 'away' }
  }
}

const Refusal = z.object({ refusal: z.object({ label: Label }) })
