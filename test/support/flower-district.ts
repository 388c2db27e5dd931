// The flower club as a process of a running district: its ids and shortcuts for acting at the door itself, many at the same instant.
import type { Ask, Asker, BirthAsk, Verdict } from '../../server/matters/ask.ts'
import { newAct, startApp, type TestApp } from './app.ts'
import type { Somebody } from './district.ts'
import { flowerBed, flowerClub } from './flower-club.ts'

export type FlowerDistrict = {
  readonly app: TestApp
  readonly district: number
  /** an area with yards */ readonly area: number
  /** somebody without any post, on a device of their own */
  neighbour(name: string): Asker
  staff(somebody: Somebody): Asker
  act(ask: Ask): Promise<Verdict>
  apply(by: string): Promise<string>
  step(matter: string, action: string, more?: { by?: Asker; act?: string; answers?: Readonly<Record<string, unknown>> }): Promise<Verdict>
  bed(parent: string, more?: Partial<BirthAsk>): BirthAsk
}

export async function startFlowers(): Promise<FlowerDistrict> {
  const app = await startApp()
  const admin = await app.become('systemAdmin')
  for (const body of [flowerBed, flowerClub]) await admin.ask('addProcess', { body: { body } })
  const district = app.there.ground.district.id
  await app.there.house.grounds.refresh(district)
  const area = app.there.who('yardHead').area ?? 0
  const { door } = app.parts
  const neighbour = (name: string): Asker => ({ kind: 'person', person: null, postings: [], device: app.there.visitor(name).device })
  const birth = (process: string, by: Asker): Omit<BirthAsk, 'action' | 'answers'> => ({
    kind: 'birth', district, id: newAct(), act: newAct(), process, asker: by, area, thing: null, parent: null, part: null, source: 'other', headline: '牡丹', words: '', lon: null, lat: null, marks: {},
  }) // prettier-ignore
  return {
    app,
    district,
    area,
    neighbour,
    staff: ({ caller }) => ({ kind: 'person', person: caller.person, postings: caller.postings, device: caller.device }),
    act: (ask) => door.act(ask),
    apply: async (by) => {
      const asker = neighbour(by)
      const ask = { ...birth('flower-club', asker), action: 'apply', answers: { flower: '牡丹' } }
      const device = asker.kind === 'person' ? asker.device : ''
      const reporter = { receipt: device, person: null, contact: null, contactBlind: null, standing: 'open', device, joined: false } as const
      const verdict = await door.act({ ...ask, reporter })
      if (!verdict.ok) throw new Error(verdict.refusal.label.en)
      return ask.id
    },
    step: (matter, action, { by, act = newAct(), answers = {} } = {}) =>
      door.act({ kind: 'step', district, matter, act, action, answers, asker: by ?? { kind: 'system' } }),
    bed: (parent, more = {}) => ({
      ...birth('flower-bed', { kind: 'system' }),
      action: 'dig',
      answers: { task: '玫瑰', each: { post: 'yardHead', area } },
      parent,
      part: 'bed',
      ...more,
    }),
  }
}
