// The things that carry a code: look them up, add one, print their labels.
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import { z } from 'zod'
import { newActId } from '../kit/act-id.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAsk, useDistrict, useMore } from './ask.ts'
import { ScanCells, ScanHeads, ScanNote, ScanOrder } from './scan-cells.tsx'
import { useToast } from './bits.tsx'
import { FormPanel } from './form-sheet.tsx'
import { Listing, SearchField, useFilters } from './listing.tsx'
import { TownshipOptions } from './township-options.tsx'

export function Things(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const { asked, isNarrowed, at, set } = useFilters(['q', 'area', 'sort'])
  const [isAdding, setAdding] = useState(false)
  const [size, setSize] = useState('3x7')
  const isFew = at('sort') === 'few'
  const found = useMore('things', asked)
  const hasScans = isFew || found.rows.some((thing) => thing.scans !== null)
  return (
    <div className="page">
      <div className="f jb ac wrap g2">
        <h1 className="t20">{say({ zh: '有码的东西', en: 'Things with a code' })}</h1>
        <span className="m">{found.first ? say({ zh: `共 ${found.first.total} 个`, en: `${found.first.total} in all` }) : ''}</span>
      </div>
      <div className="inline">
        <SearchField
          hint={{ zh: '编码、名字、地方，回车', en: 'Code, name, place, then Enter' }}
          value={at('q')}
          onSearch={(words) => set('q', words)}
        />
        <label>
          {say({ zh: '镇街', en: 'Township' })}
          <select className="field" value={at('area')} onChange={(event) => set('area', event.target.value)}>
            <option value="">{say({ zh: '不限', en: 'Any' })}</option>
            <TownshipOptions />
          </select>
        </label>
        {hasScans ? <ScanOrder sort={isFew ? 'few' : ''} onChange={(next) => set('sort', next)} /> : null}
        <label>
          {say({ zh: '标签大小', en: 'Label size' })}
          <select className="field" value={size} onChange={(event) => setSize(event.target.value)}>
            <option value="2x4">{say({ zh: '大，一张 8 个', en: 'Large, 8 a sheet' })}</option>
            <option value="3x7">{say({ zh: '中，一张 21 个', en: 'Medium, 21 a sheet' })}</option>
            <option value="4x10">{say({ zh: '小，一张 40 个', en: 'Small, 40 a sheet' })}</option>
          </select>
        </label>
        <a
          className="btn s"
          href={`/api/${district}/labels.pdf?${new URLSearchParams({ ...(at('area') ? { area: at('area') } : {}), size }).toString()}`}
          target="_blank"
          rel="noreferrer"
        >
          {say({ zh: '打印标签（PDF）', en: 'Print labels (PDF)' })}
        </a>
        <button type="button" className="btn soft" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
          {say({ zh: '添一个', en: 'Add one' })}
        </button>
      </div>
      {isAdding ? <AddThing onAdded={found.again} /> : null}
      {hasScans ? <ScanNote /> : null}
      <Listing
        found={found}
        count={found.rows.length}
        none={
          isNarrowed
            ? { zh: '没有这样的东西，换个词或换个镇街试试。', en: 'No such thing; try another word or township.' }
            : { zh: '这里还没有。添一个，打印标签贴上，居民一扫就能报。', en: 'None here yet. Add one and print its label.' }
        }
      >
        <div className="pan scrolltable" tabIndex={0} role="region" aria-label={say({ zh: '东西的表', en: 'Table of things' })}>
          <table>
            <thead>
              <tr>
                <th>{say({ zh: '编码', en: 'Code' })}</th>
                <th>{say({ zh: '名字', en: 'Name' })}</th>
                <th>{say({ zh: '在哪里', en: 'Where' })}</th>
                <th>{say({ zh: '谁管', en: 'Kept by' })}</th>
                {hasScans ? <ScanHeads isFew={isFew} /> : null}
                <th>{say({ zh: '事', en: 'Matters' })}</th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((thing) => (
                <tr key={thing.id}>
                  <td className="mono nw">{thing.code}</td>
                  <td>{say(thing.name)}</td>
                  <td>
                    {say(thing.area.name)}·{say(thing.place)}
                  </td>
                  <td>{thing.handler ? `${say(thing.handler.place)} ${say(thing.handler.label)}` : say({ zh: '按类别', en: 'By category' })}</td>
                  {hasScans ? <ScanCells scans={thing.scans} /> : null}
                  <td>
                    <Link href={`/matters?thing=${thing.id}`} aria-label={say({ zh: `看 ${thing.code} 的事`, en: `Matters of ${thing.code}` })}>
                      {say({ zh: '看', en: 'See' })}
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Listing>
    </div>
  )
}

const Filled = z.object({
  code: z.string(),
  kind: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  placeZh: z.string(),
  placeEn: z.string(),
  area: z.coerce.number(),
})
const kinds = ['lamp', 'bin', 'manhole', 'bench', 'hydrant', 'equipment', 'gate', 'other'] as const
const kindNames: Readonly<Record<(typeof kinds)[number], { zh: string; en: string }>> = {
  lamp: { zh: '路灯', en: 'Lamp' },
  bin: { zh: '垃圾箱', en: 'Bin' },
  manhole: { zh: '井盖', en: 'Manhole cover' },
  bench: { zh: '椅子', en: 'Bench' },
  hydrant: { zh: '消火栓', en: 'Hydrant' },
  equipment: { zh: '健身器材', en: 'Exercise equipment' },
  gate: { zh: '门禁', en: 'Gate' },
  other: { zh: '其他', en: 'Other' },
}

function AddThing({ onAdded }: { onAdded: () => void }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const areas = useAsk('areas')
  const [id, setId] = useState(() => newActId())
  const send = async (form: HTMLFormElement) => {
    const filled = Filled.safeParse(Object.fromEntries(new FormData(form)))
    if (!filled.success) return { zh: '还有空着的，都要填', en: 'Please fill in every field' }
    if (!/^[A-Z]{2}-\d{3,6}$/.test(filled.data.code))
      return { zh: '编码写成 TX-0417 这样：两个大写字母，一横，三到六位数字', en: 'Write the code like TX-0417' }
    const told = await tell('addThing', { body: { id, ...filled.data } })
    if (!told.ok) return told.label
    setId(newActId())
    toast({ say: { zh: `添好了：${told.answer.thing.code}`, en: `Added: ${told.answer.thing.code}` } })
    onAdded()
    return null
  }
  const text = (name: string, label: string, example = '') => (
    <label>
      {label}
      <input className="field" name={name} placeholder={example} required maxLength={60} />
    </label>
  )
  return (
    <FormPanel label={{ zh: '添一个有码的东西', en: 'Add a thing with a code' }} submit={{ zh: '添上', en: 'Add it' }} onSend={send}>
      <div className="formgrid">
        {text('code', say({ zh: '编码', en: 'Code' }), 'TX-0417')}
        <label>
          {say({ zh: '是什么', en: 'Kind' })}
          <select className="field" name="kind">
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {say(kindNames[kind])}
              </option>
            ))}
          </select>
        </label>
        {text('nameZh', say({ zh: '名字（中文）', en: 'Name (Chinese)' }))}
        {text('nameEn', say({ zh: '名字（英文）', en: 'Name (English)' }))}
        {text('placeZh', say({ zh: '在哪里（中文）', en: 'Place (Chinese)' }))}
        {text('placeEn', say({ zh: '在哪里（英文）', en: 'Place (English)' }))}
        <label>
          {say({ zh: '归哪个镇街', en: 'Township' })}
          <select className="field" name="area" required>
            {(areas.data?.rows ?? []).map((each) => (
              <option key={each.id} value={each.id}>
                {say(each.name)}
              </option>
            ))}
          </select>
        </label>
      </div>
    </FormPanel>
  )
}
