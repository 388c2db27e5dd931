// Turns GCJ-02 positions (the shifted datum of Chinese map providers) back into WGS-84, in which all places are kept.
import type { Point } from './geometry.ts'

export const datums = ['WGS-84', 'GCJ-02'] as const
export type Datum = (typeof datums)[number]

export const inWgs = (point: Point, datum: Datum): Point => (datum === 'WGS-84' ? point : wgsFromGcj(point))

/** The WGS-84 point whose GCJ-02 image is `point`: fixed-point iteration over the published forward shift, exact to well under a metre. */
export function wgsFromGcj([lon, lat]: Point): Point {
  let guess: Point = [lon, lat]
  for (let round = 0; round < 6; round += 1) {
    const [shiftedLon, shiftedLat] = gcjFromWgs(guess)
    guess = [guess[0] + lon - shiftedLon, guess[1] + lat - shiftedLat]
  }
  return guess
}

const axis = 6378245
const eccentricity = 0.006693421622965943

/** The published approximation of the GCJ-02 shift (Krasovsky 1940 ellipsoid). */
export function gcjFromWgs([lon, lat]: Point): Point {
  const x = lon - 105
  const y = lat - 35
  const radians = (lat / 180) * Math.PI
  const sine = Math.sin(radians)
  const magic = 1 - eccentricity * sine * sine
  const root = Math.sqrt(magic)
  const dLat = (shiftOfLat(x, y) * 180) / (((axis * (1 - eccentricity)) / (magic * root)) * Math.PI)
  const dLon = (shiftOfLon(x, y) * 180) / ((axis / root) * Math.cos(radians) * Math.PI)
  return [lon + dLon, lat + dLat]
}

function shiftOfLat(x: number, y: number): number {
  const base = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x))
  return base + waves(x, [20, 6, 20, 2]) + waves(y, [20, 1, 40, 1 / 3]) + waves(y, [160, 1 / 12, 320, 1 / 30])
}

function shiftOfLon(x: number, y: number): number {
  const base = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x))
  return base + waves(x, [20, 6, 20, 2]) + waves(x, [20, 1, 40, 1 / 3]) + waves(x, [150, 1 / 12, 300, 1 / 30])
}

/** Two sine waves: (amplitude, frequency) twice, scaled by two thirds as the formula has it. */
function waves(at: number, [a, f, b, g]: readonly [number, number, number, number]): number {
  return ((a * Math.sin(f * at * Math.PI) + b * Math.sin(g * at * Math.PI)) * 2) / 3
}
