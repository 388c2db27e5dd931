// The map of the wall: four layers, from the district down to the grids, each step back one key away; the same as a list.
import { ChevronLeft, List, Map as MapIcon } from 'lucide-react'
import { useContext, useState, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import { useSay } from '../kit/say.tsx'
import { AreaMap } from './area-map.tsx'
import { DistrictContext, Figure, rowsOf } from './figures.tsx'
import { useKeys } from './keys.ts'
import { layerLabels, layerNames, least, stepsFor, type Layer } from './layers.ts'
import { PlaceTable } from './place-table.tsx'
import type { Place, Source, Wall } from './source.ts'

const deepest = 3

export function MapPanel({ wall, source, isEmergency, isDesk }: { wall: Wall; source: Source; isEmergency: boolean; isDesk: boolean }): ReactNode {
  const say = useSay()
  const district = useContext(DistrictContext)
  const [trail, setTrail] = useState<readonly Place[]>([])
  const [layer, setLayer] = useState<Layer>('open')
  const [isList, setList] = useState(false)
  const [whole, ...parts] = wall.places
  const isDeep = (whole?.level ?? 0) + 1 <= deepest && parts.length > 0
  const shown = parts.length > 0 ? parts : whole ? [whole] : []
  const enter = (place: Place) => {
    if (source.isFrozen) return
    // below the grid there is nothing to enter: its matters themselves
    if (!isDeep || place.level > deepest) return location.assign(rowsOf(district, { measure: measureOf[layer], area: String(place.id) }))
    setTrail(whole ? [...trail, whole] : trail)
    source.goTo(place.id)
    focusMap()
  }
  const back = () => {
    const up = trail.at(-1)
    if (!up || source.isFrozen) return
    setTrail(trail.slice(0, -1))
    source.goTo(trail.length === 1 ? null : up.id)
    focusMap()
  }
  useKeys({
    Escape: back,
    ...Object.fromEntries(layerNames.map((name, at) => [String(at + 1), () => setLayer(name)])),
    l: () => setList(!isList),
  })
  if (!whole) return null
  const asked = (measure: string): Record<string, string> => (trail.length === 0 ? { measure } : { measure, area: String(whole.id) })
  const alarmed = alarmedAmong(wall, shown, trail)
  return (
    <section className="wp towns">
      <h2>
        <span className="f ac g2 crumbs">
          {trail.length > 0 ? (
            <button type="button" className="wbtn slim" onClick={back} aria-label={say({ zh: '回上一级', en: 'Back up' })}>
              <ChevronLeft className="i" aria-hidden="true" />
              <kbd>Esc</kbd>
            </button>
          ) : null}
          <span>
            {trail.map((place) => (
              <span key={place.id} className="m">
                {say(place.name)} ›{' '}
              </span>
            ))}
            {trail.length === 0 ? say(headline(whole, shown.length, isEmergency)) : say(whole.name)}
          </span>
        </span>
        <small>
          {say({ zh: '在办', en: 'Open' })} <Figure n={whole.open} asked={asked('open')} /> {say({ zh: '件·超时', en: '· overdue' })}{' '}
          <Figure n={whole.overdue} of={whole.open} asked={asked('overdue')} />
          {whole.emergency > 0 ? (
            <span className="late">
              {' '}
              {say({ zh: '·紧急', en: '· emergencies' })} <Figure n={whole.emergency} asked={asked('emergency')} />
            </span>
          ) : null}
        </small>
      </h2>
      <div className="f ac g2 layers" role="group" aria-label={say({ zh: '图层', en: 'Layers' })}>
        {layerNames.map((name, at) => (
          <button key={name} type="button" className="wbtn slim" aria-pressed={layer === name} onClick={() => setLayer(name)}>
            <kbd>{at + 1}</kbd>
            {say(layerLabels[name])}
          </button>
        ))}
        <button type="button" className="wbtn slim listbtn" aria-pressed={isList} onClick={() => setList(!isList)}>
          {isList ? <MapIcon className="i" aria-hidden="true" /> : <List className="i" aria-hidden="true" />}
          {say(isList ? { zh: '看图', en: 'Map' } : { zh: '看表', en: 'List' })}
        </button>
      </div>
      <div className="mapbody">
        {isList && !isDesk ? null : (
          <div className="hexes" key={whole.id} {...(isDesk ? { tabIndex: 0, role: 'group', 'aria-label': say({ zh: '地图', en: 'Map' }) } : {})}>
            <AreaMap places={shown} above={say(whole.name)} layer={layer} alarmed={alarmed} isEmergency={isEmergency} onEnter={enter} isDeep={isDeep && (shown[0]?.level ?? 9) <= deepest} />
          </div>
        )}
        <div className={isList || isDesk ? 'places' : 'places beside'}>
          <PlaceTable places={shown} isDesk={isDesk} onEnter={isDeep && !source.isFrozen ? enter : null} />
        </div>
      </div>
      <Legend layer={layer} steps={stepsFor(shown)} alarmed={alarmed.size} isEmergency={isEmergency} own={ownOf(whole, parts, layer)} />
    </section>
  ) // prettier-ignore
}

const measureOf: Readonly<Record<Layer, string>> = { open: 'open', overdue: 'overdue', emergency: 'emergency', share: 'overdue' }
/** After a step in or out the arrows go on where the map is. */
const focusMap = (): void => {
  setTimeout(() => document.activeElement instanceof HTMLElement && document.activeElement.blur(), 0)
}

/** What lies at the level of the whole itself and so in none of its parts: with it the parts add up. */
const ownOf = (whole: Place, parts: readonly Place[], layer: Layer): Label | null => {
  const n = layer === 'share' || parts.length === 0 ? 0 : whole[layer] - parts.reduce((sum, part) => sum + part[layer], 0)
  return n > 0 ? { zh: `另有 ${n} 件在${whole.name.zh}本级`, en: `${n} more at ${whole.name.en} itself` } : null
}

function headline(whole: Place, count: number, isEmergency: boolean) {
  if (isEmergency && whole.level === 0) return { zh: `应急中，${count} 个镇街`, en: `Emergency: ${count} townships` }
  const below = [{ zh: '个镇街', en: 'townships' }, { zh: '个村（社区）', en: 'communities' }, { zh: '个网格', en: 'grids' }, { zh: '个小院、楼栋', en: 'yards and buildings' }][whole.level] // prettier-ignore
  return { zh: `${whole.name.zh} ${count} ${below?.zh ?? ''}，现在在办`, en: `${whole.name.en}: ${count} ${below?.en ?? ''}, open now` }
}

/** A mode holds in its own area and below: on a part when the part, what it lies in or something inside it is in emergency mode. */
function alarmedAmong(wall: Wall, shown: readonly Place[], trail: readonly Place[]): ReadonlySet<number> {
  const areas = new Set(wall.lists.modes.map((mode) => mode.area.id))
  const [whole] = wall.places
  const isAbove = [...trail, ...(whole ? [whole] : [])].some((place) => areas.has(place.id)) || wall.lists.modes.some((mode) => mode.id === null)
  const inside = new Set(wall.lists.modes.flatMap((mode) => mode.within))
  return new Set(shown.filter((place) => isAbove || areas.has(place.id) || inside.has(place.id)).map((place) => place.id))
}

function Legend({
  layer,
  steps,
  alarmed,
  isEmergency,
  own,
}: {
  layer: Layer
  steps: readonly number[]
  alarmed: number
  isEmergency: boolean
  own: Label | null
}): ReactNode {
  const say = useSay()
  return (
    <footer className="legend m">
      {layer === 'open' && !isEmergency ? (
        <span className="f ac shades" aria-hidden="true">
          {[0, ...steps].map((step, n) => (
            <span key={step}>
              <i style={{ background: `var(--seq-${n})` }} />
              {n === 0 ? `<${steps[0] ?? 1}` : n === 4 ? `${step}+` : step}
            </span>
          ))}
        </span>
      ) : null}
      {layer === 'share' ? (
        <span>{say({ zh: `在办不足 ${least} 件的不算率，只写超时/在办`, en: `under ${least} open no rate is made: late/open only` })}</span>
      ) : null}
      {own ? <span>{say(own)}</span> : null}
      {alarmed > 0 ? (
        <span className="f ac g2">
          <i className="dash" />
          {say({
            zh: `应急状态 ${alarmed} 个（虚线；有紧急事的实线、三角）`,
            en: `emergency mode: ${alarmed} (dashed; solid with a triangle where urgent)`,
          })}
        </span>
      ) : null}
      <span className="q sketch">{say({ zh: '方位示意，不代表行政区划界线', en: 'A sketch, not administrative boundaries' })}</span>
    </footer>
  )
}
