// One district with the people of supervision signed in, and short ways to open, act and read for its tests.
import type { Post } from '../../core/posts.ts'
import type { MatterPage } from '../../core/shapes.ts'
import { actsIn, type Step } from '../support/acts.ts'
import { newAct, startApp, type Client, type TestApp } from '../support/app.ts'

export type Town = {
  readonly app: TestApp
  readonly township: number
  readonly officer: Client
  readonly community: Client
  readonly secretary: Client
  readonly dispatcher: Client
  readonly supervisor: Client
  readonly leader: Client
  /** acts, lets follow what follows and gives the page as it stands then */
  act(as: Client, id: string, wish: Step): Promise<MatterPage>
  open(as: Client, wish: { process: string; action: string; answers?: Record<string, unknown>; about?: string; area?: number }): Promise<string>
  page(as: Client, id: string): Promise<MatterPage>
  /** the words of the refusal, or 'done' */
  tryTo(as: Client, id: string, wish: Step): Promise<string>
  report(what: string, more?: { area?: number; category?: string; lon?: number; lat?: number }): Promise<{ id: string; receipt: string }>
  /** from the report to closed and judged, each step by whom it is up to */
  close(id: string, receipt: string): Promise<void>
  day(offset: number): string
  /** time passes, what is due happens, and everybody signs in again */
  later(ms: number): Promise<void>
}

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

export async function startTown(): Promise<Town> {
  const app = await startApp()
  const { act, tryAct } = actsIn(() => app)
  const { ground } = app.there
  const officer = await app.become('gridOfficer')
  // an officer who has one community only; names of communities repeat, so people are found by where they are
  const above = (level: number) =>
    [...ground.areas.values()].find((area) => area.level === level && ground.roster.covers(area.id, officer.somebody?.area ?? 0))
  const clients: { client: Client; person: string }[] = []
  const holderOf = async (post: Post, level: number) => {
    const person = ground.roster.present({ post, area: above(level)?.id ?? 0 })[0] ?? ''
    const client = await app.becomePerson(person)
    clients.push({ client, person })
    return client
  }
  const community = await holderOf('communityStaff', 2)
  const secretary = await holderOf('communitySecretary', 2)
  const dispatcher = await holderOf('dispatcher', 1)
  const supervisor = await app.become('supervisor')
  const leader = await app.become('districtLeader')
  clients.push(...[officer, supervisor, leader].map((client) => ({ client, person: client.somebody?.person ?? '' })))
  const page = (as: Client, id: string) => as.ask('matter', { params: { id } })
  const town: Town = {
    app, officer, community, secretary, dispatcher, supervisor, leader, page,
    township: above(1)?.id ?? 0,
    act: async (as, id, step) => {
      await act(as, id, step)
      return page(as, id)
    },
    tryTo: tryAct,
    open: async (as, { process, action, answers = {}, about, area }) => {
      const id = newAct()
      await as.ask('openMatter', { body: { act: newAct(), id, process, action, answers, ...(about ? { about } : {}), ...(area ? { area } : {}) } })
      await app.settle()
      return id
    },
    report: async (what, more = {}) => {
      const place = more.lon !== undefined && more.lat !== undefined ? { place: { lon: more.lon, lat: more.lat } } : {}
      const sent = await app.visitor().ask('report', { body: { act: newAct(), id: newAct(), area: more.area ?? officer.somebody?.area ?? 0, category: more.category ?? 'other', what, ...place } })
      return { id: sent.id, receipt: sent.receipt }
    },
    close: async (id, receipt) => {
      await town.act(officer, id, { action: 'takeUp' })
      await town.act(officer, id, { action: 'resolve', answers: { done: '修好了' } })
      await town.act(community, id, { action: 'pass' })
      await town.act(community, id, { action: 'reply', answers: { words: '办好了，请您看看' } })
      await app.visitor().ask('followAct', { params: { receipt }, body: { act: newAct(), action: 'confirm', answers: { rating: 'good' } } })
      await app.settle()
    },
    later: async (ms) => {
      app.there.advance(ms)
      await app.settle()
      for (const { client, person } of clients) await client.ask('become', { body: { person } })
    },
    day: (offset) => new Date(app.there.house.now() + offset * dayMs + 8 * hourMs).toISOString().slice(0, 10),
  } // prettier-ignore
  return town
}
