// How the staff screens speak with the server: questions that stay fresh, lists by twenties, and acts that never throw.
import { useInfiniteQuery, useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { Calls } from '../../core/api.ts'
import type { Label } from '../../core/label.ts'
import { paths, type PathName } from '../../core/paths.ts'
import type { MatterPage } from '../../core/shapes.ts'
import { keepAnswer, keptAnswer, noteNetwork } from './kept-answers.ts'

export const DistrictContext = createContext('')
export const useDistrict = (): string => useContext(DistrictContext)

/** `status` is 0 without a network; `page` is the fresh page when somebody acted meanwhile. */
export type Refused = {
  readonly ok: false
  readonly status: number
  readonly label: Label
  readonly code: string | null
  readonly field: string | null
  readonly page: MatterPage | null
  /** what is wrong with a process that was sent, each with where and words */ readonly faults?: readonly FaultFound[]
}
export type FaultFound = { readonly code: string; readonly where: string; readonly say: Label }
export type Told<Name extends PathName> = { readonly ok: true; readonly answer: Calls[Name]['answer'] } | Refused

const noNetwork: Label = {
  zh: '现在没网，没交上去。写的还在，连上再按一次。',
  en: 'No network, nothing sent. Your words are kept; press again when connected.',
}
const notSeen: Label = {
  zh: '现在没网，这里打不开。连上网再试。',
  en: 'No network, so this cannot open. Try again when connected.',
}
const ours: Label = {
  zh: '我们这边出了问题，没办成，不是您的问题。写的还在，等一会儿再试。',
  en: 'Our fault, nothing was done. Your words are kept; try again soon.',
}
const signedOut: Label = {
  zh: '太久没动，为安全退出了。写的还在，登录后接着办。',
  en: 'Signed out for safety. Your words are kept; sign in and go on.',
}

async function speak<Name extends PathName>(
  name: Name,
  asked: { readonly params: Readonly<Record<string, string>>; readonly query?: object; readonly body?: unknown; readonly isLeaving?: boolean },
): Promise<Told<Name>> {
  const [method, path] = paths[name]
  const query = new URLSearchParams(
    Object.entries(asked.query ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  ).toString()
  const where = path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(asked.params[key] ?? '')) + (query ? `?${query}` : '')
  try {
    const sending =
      method === 'GET'
        ? {}
        : { method, ...(method === 'POST' ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(asked.body ?? {}) } : {}) }
    const answer = await fetch(where, { credentials: 'same-origin', keepalive: asked.isLeaving ?? false, ...sending })
    noteNetwork(true)
    if (answer.ok) return { ok: true, answer: await answer.json() }
    const said: { refusal?: { code?: string; label?: Label; field?: string }; page?: MatterPage; faults?: readonly FaultFound[] } | null =
      await answer.json().catch(() => null)
    const label = said?.refusal?.label ?? (answer.status === 401 ? signedOut : ours)
    return {
      ok: false,
      status: answer.status,
      label,
      code: said?.refusal?.code ?? null,
      field: said?.refusal?.field ?? null,
      page: said?.page ?? null,
      ...(said?.faults ? { faults: said.faults } : {}),
    }
  } catch {
    noteNetwork(false)
    return { ok: false, status: 0, label: method === 'GET' ? notSeen : noNetwork, code: null, field: null, page: null }
  }
}

// The district stands in the address, for acts outside of a component as well.
export const districtHere = (): string => location.pathname.split('/')[2] ?? ''

/** One act or sent form; its district is the one in the address. `isLeaving` lets the browser finish when the page is gone. */
export const tell = <Name extends PathName>(
  name: Name,
  sent: { readonly params?: Readonly<Record<string, string>>; readonly body?: Calls[Name]['body']; readonly isLeaving?: boolean },
): Promise<Told<Name>> => speak(name, { params: { district: districtHere(), ...sent.params }, body: sent.body, isLeaving: sent.isLeaving ?? false })

/** One question outside of a component. */
export const look = <Name extends PathName>(
  name: Name,
  asked: { readonly district: string; readonly params?: Readonly<Record<string, string>>; readonly query?: object },
): Promise<Told<Name>> => speak(name, { params: { district: asked.district, ...asked.params }, query: asked.query ?? {} })

export type Asked = {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: object
  readonly enabled?: boolean
  readonly every?: number
}
export const keyOfAsk = (name: PathName, asked: Asked = {}): QueryKey => [name, asked.params ?? {}, asked.query ?? {}]

/** What react-query needs for one question; a refusal is thrown inside it and comes out as `fault`. */
export function askOptions<Name extends PathName>(district: string, name: Name, asked: Asked = {}) {
  return {
    queryKey: keyOfAsk(name, asked),
    queryFn: async (): Promise<Calls[Name]['answer']> => {
      const told = await look(name, { district, params: asked.params ?? {}, query: asked.query ?? {} })
      if (told.ok) keepAnswer(district, name, told.answer)
      if (told.ok) return told.answer
      const kept = told.status === 0 ? keptAnswer(district, name) : null
      if (kept) return kept
      throw new Error(JSON.stringify(told.label), { cause: told })
    },
    enabled: asked.enabled ?? true,
    ...(asked.every ? { refetchInterval: asked.every } : {}),
  }
}

export type Question<T> = {
  readonly data: T | undefined
  readonly fault: Label | null
  readonly isPending: boolean
  readonly again: () => void
  readonly at: number
}

export function useAsk<Name extends PathName>(name: Name, asked: Asked = {}): Question<Calls[Name]['answer']> {
  const found = useQuery(askOptions(useDistrict(), name, asked))
  return {
    data: found.data,
    fault: found.data === undefined ? faultOf(found.error) : null,
    isPending: found.isPending,
    again: () => void found.refetch(),
    at: found.dataUpdatedAt,
  }
}

type Listed = 'inbox' | 'matters' | 'things' | 'postings' | 'notices' | 'audit' | 'volunteers' | 'squads' | 'together' | 'resources'
export type List<Name extends Listed> = {
  readonly rows: Calls[Name]['answer']['rows'][number][]
  readonly first: Calls[Name]['answer'] | undefined
  readonly fault: Label | null
  readonly isPending: boolean
  readonly isMore: boolean
  readonly more: () => void
  readonly again: () => void
}

/** A list by twenties; more comes only when asked for. */
export function useMore(name: 'inbox', query: Readonly<Record<string, string>>): List<'inbox'>
export function useMore(name: 'matters', query: Readonly<Record<string, string>>): List<'matters'>
export function useMore(name: 'things', query: Readonly<Record<string, string>>): List<'things'>
export function useMore(name: 'postings', query: Readonly<Record<string, string>>): List<'postings'>
export function useMore(name: 'notices', query: Readonly<Record<string, string>>): List<'notices'>
export function useMore(name: 'volunteers', query: Readonly<Record<string, string>>): List<'volunteers'>
export function useMore(name: 'squads', query: Readonly<Record<string, string>>): List<'squads'>
export function useMore(name: 'resources', query: Readonly<Record<string, string>>): List<'resources'>
export function useMore(name: 'together', query: Readonly<Record<string, string>>): List<'together'>
export function useMore(name: 'audit', query: Readonly<Record<string, string>>): List<'audit'>
export function useMore(name: Listed, query: Readonly<Record<string, string>>): List<Listed> {
  const district = useDistrict()
  const found = useInfiniteQuery({
    queryKey: keyOfAsk(name, { query }),
    initialPageParam: '',
    queryFn: async ({ pageParam }): Promise<Calls[Listed]['answer']> => {
      const told = await look(name, { district, query: { ...query, limit: 20, ...(pageParam ? { after: pageParam } : {}) } })
      if (told.ok) return told.answer
      throw new Error(JSON.stringify(told.label), { cause: told })
    },
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const pages = found.data?.pages ?? []
  return {
    rows: pages.flatMap<Calls[Listed]['answer']['rows'][number]>((page) => page.rows),
    first: pages[0],
    fault: found.data === undefined ? faultOf(found.error) : null,
    isPending: found.isPending,
    isMore: found.hasNextPage,
    more: () => void found.fetchNextPage(),
    again: () => void found.refetch(),
  }
}

/** Asks again: one question, or all of them. */
export function useAgain(): (name?: PathName) => void {
  const client = useQueryClient()
  return (name) => void client.invalidateQueries(name ? { queryKey: [name] } : {})
}

function faultOf(error: Error | null): Label | null {
  if (!error) return null
  const told = error.cause
  return isRefused(told) ? told.label : ours
}
const isRefused = (told: unknown): told is Refused => typeof told === 'object' && told !== null && 'label' in told
