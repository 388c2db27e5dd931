// What every list has in common: filters that stand in the address, a box to search by, and what it says while it opens, fails or is empty.
import type { ReactNode } from 'react'
import { useSearchParams } from 'wouter'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { Empty, Fault, More, Wait } from './bits.tsx'

export type Filters<Name extends string> = {
  /** the filters that are set, as they are asked for */ readonly asked: Readonly<Record<string, string>>
  readonly isNarrowed: boolean
  readonly at: (name: Name) => string
  /** an empty one leaves the address; `replace` for what changes with every letter */
  readonly set: (name: string, value: string, how?: { readonly replace: boolean }) => void
}

/** Filters stand in the address, so that going back, a link and a refresh show the same rows; whatever else stands there stays. */
export function useFilters<Name extends string>(names: readonly Name[]): Filters<Name> {
  const [search, setSearch] = useSearchParams()
  const asked = Object.fromEntries(names.map((name) => [name, search.get(name) ?? '']).filter(([, value]) => value !== ''))
  return {
    asked,
    isNarrowed: Object.keys(asked).length > 0,
    at: (name) => search.get(name) ?? '',
    set: (name, value, how) =>
      setSearch((before) => {
        const next = new URLSearchParams(before)
        if (value) next.set(name, value)
        else next.delete(name)
        return next
      }, how),
  }
}

type Box = { readonly label?: Label; readonly hint: Label; readonly value: string; readonly onSearch: (words: string) => void }

/** Asks at Enter, not with every letter. */
export function SearchField({ label = { zh: '找', en: 'Search' }, hint, value, onSearch }: Box): ReactNode {
  const say = useSay()
  return (
    <label style={{ flex: '1 1 200px' }}>
      {say(label)}
      <input
        className="field"
        type="search"
        enterKeyHint="search"
        maxLength={60}
        defaultValue={value}
        placeholder={say(hint)}
        // the Enter that only chooses a Chinese word does not search yet
        onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && onSearch(event.currentTarget.value.trim())}
      />
    </label>
  )
}

type Found = {
  readonly fault: Label | null
  readonly isPending: boolean
  readonly again: () => void
  readonly isMore?: boolean
  readonly more?: () => void
}
type Plan = { readonly found: Found; readonly count: number; /** what it says with no rows */ readonly none: Label; readonly children: ReactNode }

/** The rows, or why there are none: still opening, not opened, nothing here. More of them come when asked for. */
export function Listing({ found, count, none, children }: Plan): ReactNode {
  return (
    <>
      {found.fault ? <Fault fault={found.fault} onAgain={found.again} /> : found.isPending ? <Wait /> : count === 0 ? <Empty say={none} /> : children}
      {found.more ? <More isMore={found.isMore ?? false} onMore={found.more} /> : null}
    </>
  )
}
