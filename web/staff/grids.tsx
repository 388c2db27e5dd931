// The grids of a community: their size and what each is for. One grid carries many functions; no department has grids of its own.
import { Info } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Calls } from '../../core/api.ts'
import { gridFunctionNames, gridFunctions, type GridFunction } from '../../core/grid-functions.ts'
import { useSay } from '../kit/say.tsx'
import { AreaField } from './area-field.tsx'
import { tell, useAgain, useAsk } from './ask.ts'
import { useToast } from './bits.tsx'
import { FormSheet } from './form-sheet.tsx'
import { Listing } from './listing.tsx'

type Area = Calls['areas']['answer']['rows'][number]

export function GridsScreen({ isAdmin }: { isAdmin: boolean }): ReactNode {
  const say = useSay()
  const home = useAsk('me').data?.viewer?.postings[0]?.area ?? null
  const [chosen, choose] = useState<{ readonly area: number | null } | null>(null)
  const under = chosen === null ? home : chosen.area
  const found = useAsk('areas', { query: under === null ? {} : { under } })
  const [changing, setChanging] = useState<Area | null>(null)
  const here = found.data?.rows.find((row) => row.id === under) ?? found.data?.rows.find((row) => row.parent === null)
  const rows = (found.data?.rows ?? []).filter((row) => row.kind === 'grid' || (row.parent === here?.id && row.level === 4))
  return (
    <div className="page">
      <h1 className="t20">{say({ zh: '网格管哪些事', en: 'What grids are for' })}</h1>
      <p className="m">
        {say({
          zh: '多网合一：一个网格管七样事，各部门不再另划网格。网格 300–500 户，小院 10–30 户。',
          en: 'One net: a grid carries all seven lines of work; no department draws its own. A grid has 300–500 households, a yard 10–30.',
        })}
      </p>
      <AreaField value={under} onChange={(area) => choose({ area })} />
      <Listing found={found} count={rows.length} none={{ zh: '选到一个村（社区），就看到它的网格。', en: 'Choose a community to see its grids.' }}>
        <ul className="col g2">
          {rows.map((row) => (
            <GridRow key={row.id} row={row} onChange={isAdmin && row.kind === 'grid' ? () => setChanging(row) : null} />
          ))}
        </ul>
      </Listing>
      {changing ? <Change grid={changing} onClose={() => setChanging(null)} /> : null}
    </div>
  )
}

function GridRow({ row, onChange }: { row: Area; onChange: (() => void) | null }): ReactNode {
  const say = useSay()
  return (
    <li className="card col g2" style={{ padding: 14 }}>
      <div className="f jb ac wrap g2">
        <b className="b">{say(row.name)}</b>
        <span className="m t14">
          {row.households === null
            ? say({ zh: '户数没有登记', en: 'Households not recorded' })
            : say({ zh: `${row.households} 户`, en: `${row.households} households` })}
        </span>
      </div>
      {row.outOfRange ? <OutOfRange row={row} size={row.outOfRange} /> : null}
      {row.kind === 'grid' ? (
        <div className="f ac g2 wrap">
          {row.functions.map((name) => (
            <span key={name} className="tag brand">
              {say(gridFunctions[name])}
            </span>
          ))}
          {row.functions.length === 0 ? <span className="m t14">{say({ zh: '还没写管哪些事', en: 'No functions yet' })}</span> : null}
          {onChange ? (
            <button
              type="button"
              className="btn t sm"
              aria-label={say({ zh: `改 ${row.name.zh} 管的事`, en: `Change the functions of ${row.name.en}` })}
              onClick={onChange}
            >
              {say({ zh: '改', en: 'Change' })}
            </button>
          ) : null}
        </div>
      ) : null}
    </li>
  )
}

function OutOfRange({ row, size }: { row: Area; size: NonNullable<Area['outOfRange']> }): ReactNode {
  const say = useSay()
  const isMore = (row.households ?? 0) > size.upto
  return (
    <p className="note">
      <Info className="i" aria-hidden="true" />
      <span>
        {say({
          zh: `${isMore ? '多' : '少'}于 ${size.from}–${size.upto} 户的标准，可以想想要不要${isMore ? '分开' : '并起来'}`,
          en: `${isMore ? 'Above' : 'Below'} the usual ${size.from}–${size.upto} households; perhaps ${isMore ? 'split' : 'merge'} it`,
        })}
      </span>
    </p>
  )
}

function Change({ grid, onClose }: { grid: Area; onClose: () => void }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const again = useAgain()
  const [functions, setFunctions] = useState<readonly GridFunction[]>(grid.functions)
  const send = async () => {
    const told = await tell('setFunctions', { params: { area: String(grid.id) }, body: { functions: [...functions] } })
    if (!told.ok) return told.label
    again('areas')
    toast({ say: { zh: `记下了：${grid.name.zh}`, en: `Kept: ${grid.name.en}` } })
    return null
  }
  const press = (name: GridFunction) => setFunctions(functions.includes(name) ? functions.filter((each) => each !== name) : [...functions, name])
  const words = { zh: `${grid.name.zh}管哪些事`, en: `What ${grid.name.en} is for` }
  return (
    <FormSheet label={words} submit={{ zh: '存好', en: 'Save' }} onSend={send} onClose={onClose}>
      <div className="picks few" role="group" aria-label={say(words)}>
        {gridFunctionNames.map((name) => (
          <label key={name} className="pick" data-on={functions.includes(name)}>
            <input type="checkbox" checked={functions.includes(name)} onChange={() => press(name)} />
            <span>{say(gridFunctions[name])}</span>
          </label>
        ))}
      </div>
      <p className="t14 m">{say({ zh: '谁改的、改了什么会写进登记记录。', en: 'Who changed what is written in the registry trail.' })}</p>
    </FormSheet>
  )
}
