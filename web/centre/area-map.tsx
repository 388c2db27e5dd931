// The map of one area as hexagon tiles, one per part: name, number and words on each; arrows move, Enter goes in.
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useSay } from '../kit/say.tsx'
import { faceOf, layerLabels, stepsFor, type Layer } from './layers.ts'
import { isArrow, nameLines, placed, towards, type Placed } from './map-layout.ts'
import type { Place } from './source.ts'
import './area-map.css'

export type AreaMapProps = {
  readonly places: readonly Place[]
  readonly above: string
  readonly layer: Layer
  /** areas in emergency mode, with everything below them */
  readonly alarmed: ReadonlySet<number>
  readonly isEmergency: boolean
  readonly onEnter: (place: Place) => void
  /** false where pressing leads to the rows instead of further in */
  readonly isDeep: boolean
}
const corners = [[0, -52], [45, -26], [45, 26], [0, 52], [-45, 26], [-45, -26]].map(([x, y]) => `${x},${y}`).join(' ') // prettier-ignore

export function AreaMap({ places, above, layer, alarmed, isEmergency, onEnter, isDeep }: AreaMapProps): ReactNode {
  const say = useSay()
  const tiles = placed(places)
  const steps = stepsFor(places)
  const [at, setAt] = useState<number | null>(null)
  const box = useRef<SVGSVGElement>(null)
  const current = tiles.find(({ place }) => place.id === at) ?? tiles[0]
  const focus = (tile: Placed | null) => {
    if (!tile) return
    setAt(tile.place.id)
    const found = box.current?.querySelector(`[data-place="${tile.place.id}"]`)
    if (found instanceof SVGElement) found.focus()
  }
  useEffect(() => {
    // an arrow pressed anywhere on the wall begins here
    const press = (event: globalThis.KeyboardEvent) => {
      if (!isArrow(event.key) || document.activeElement !== document.body || document.querySelector('dialog[open]') || !current) return
      event.preventDefault()
      focus(current)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  })
  const move = (event: KeyboardEvent, tile: Placed) => {
    if (isArrow(event.key)) {
      event.preventDefault()
      focus(towards(tiles, tile, event.key))
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onEnter(tile.place)
    }
  }
  const [xs, ys] = [tiles.map((tile) => tile.x), tiles.map((tile) => tile.y)]
  const [left, top] = [Math.min(...xs) - 52, Math.min(...ys) - 58]
  // few tiles are not blown up to fill the room
  const [wide, high] = [Math.max(460, Math.max(...xs) + 52 - left), Math.max(420, Math.max(...ys) + 58 - top)]
  const [padX, padY] = [(wide - (Math.max(...xs) + 52 - left)) / 2, (high - (Math.max(...ys) + 58 - top)) / 2]
  return (
    <svg
      ref={box}
      className={`amap ${isEmergency ? 'emg' : ''}`}
      viewBox={`${left - padX} ${top - padY} ${wide} ${high}`}
      role="group"
      aria-label={say({
        zh: `${above}，按${layerLabels[layer].zh}看；方向键移动，回车进入`,
        en: `${above} by ${layerLabels[layer].en}; arrows move, Enter goes in`,
      })}
    >
      {[...tiles].sort((one, other) => Number(isLoud(one.place)) - Number(isLoud(other.place))).map((tile) => (
        <Tile key={tile.place.id} tile={tile} above={above} layer={layer} steps={steps} isAlarmed={alarmed.has(tile.place.id)} isHere={tile === current} isDeep={isDeep} onEnter={onEnter} onKey={move} onFocus={() => setAt(tile.place.id)} />
      ))}
    </svg>
  ) // prettier-ignore
}

/** A long word in Latin letters is drawn narrower, so that it stays on its tile. */
const squeezed = (line: string) => (line.length > 9 && /^[ -~’']+$/.test(line) ? ({ textLength: 80, lengthAdjust: 'spacingAndGlyphs' } as const) : {})

const isLoud = (place: Place): boolean => place.overdue + place.emergency > 0

function Tile({
  tile,
  above,
  layer,
  steps,
  isAlarmed,
  isHere,
  isDeep,
  onEnter,
  onKey,
  onFocus,
}: {
  tile: Placed
  above: string
  layer: Layer
  steps: readonly number[]
  isAlarmed: boolean
  isHere: boolean
  isDeep: boolean
  onEnter: (place: Place) => void
  onKey: (event: KeyboardEvent, tile: Placed) => void
  onFocus: () => void
}): ReactNode {
  const say = useSay()
  const { place } = tile
  const face = faceOf(layer, place, steps)
  const lines = nameLines(say(place.name), above)
  const note = face.note ?? (isAlarmed ? { zh: '应急', en: 'alert' } : null)
  const rise = (lines.length - 1) * 8 + (note ? 4 : 0)
  return (
    <g
      transform={`translate(${tile.x} ${tile.y})`}
      className={`hex s${face.shade} ${face.look} ${isAlarmed ? 'alarmed' : ''} on-${layer}`}
      role="button"
      tabIndex={isHere ? 0 : -1}
      data-place={place.id}
      aria-label={say({
        zh: `${place.name.zh}：在办 ${place.open} 件，超时 ${place.overdue} 件，紧急 ${place.emergency} 件${isAlarmed ? '，应急状态' : ''}。${isDeep ? '进入' : '看明细'}`,
        en: `${place.name.en}: ${place.open} open, ${place.overdue} overdue, ${place.emergency} emergencies${isAlarmed ? ', emergency mode' : ''}. ${isDeep ? 'Go in' : 'See the rows'}`,
      })}
      onClick={() => onEnter(place)}
      onKeyDown={(event: KeyboardEvent) => onKey(event, tile)}
      onFocus={onFocus}
    >
      <polygon points={corners} />
      {face.look === 'urgent' ? <path className="mark" d="M0 36 l7 12 h-14 z" /> : null}
      {lines.map((line, n) => (
        <text key={line} className={line.length > 4 && !/^[ -~’']+$/.test(line) ? 'name long' : line.length > 9 ? 'name long' : 'name'} y={-10 - rise + n * 17} {...squeezed(line)}>
          {line}
        </text>
      ))}
      <text className={face.n.length > 4 ? 'n long' : 'n'} y={14 - rise + (lines.length - 1) * 17}>
        {face.n}
      </text>
      {note ? <text className={`foot ${note.zh.length > 5 ? 'long' : ''}`} y={32 - rise + (lines.length - 1) * 17}>{say(note)}</text> : null}
    </g>
  ) // prettier-ignore
}
