// Many people at the same instant: nothing happens twice, nothing is lost, nobody acts where they may not.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { asOwner, prove } from './support/proof.ts'

let app: TestApp
let officer: Client
let elsewhere: Client
let grid = 0
let category = ''
beforeAll(async () => {
  app = await startApp()
  officer = await app.become('gridOfficer')
  grid = officer.somebody?.area ?? 0
  category = [...app.there.ground.categories.values()].find((each) => !each.needsPhoto && !each.emergency)?.code ?? ''
  const { areas, roster } = app.there.ground
  const foreign = [...areas.values()].filter((area) => area.level === 1 && !roster.covers(area.id, grid)).find((area) => holds(area.name.zh)) // prettier-ignore
  elsewhere = await app.become('gridOfficer', foreign?.name.zh)
})
afterAll(() => app.close())

const holds = (place: string): boolean => {
  try {
    return app.there.who('gridOfficer', place).area !== null
  } catch {
    return false
  }
}
const report = async (client = app.visitor()): Promise<string> => {
  const id = newAct()
  await client.ask('report', { body: { act: newAct(), id, area: grid, category, what: '路面塌了一块' } })
  return id
}
const times = <T>(n: number, work: (at: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: n }, (_, at) => work(at)))
const eventsOf = (acts: readonly string[]) =>
  asOwner(app.there.ownerUrl, 'select id, count(*)::int as n from events where id = any($1::uuid[]) group by id', [acts])

describe('three hundred acts on twenty hot matters', () => {
  it('keeps each acknowledged act exactly once, and no other', async () => {
    const hot = await times(20, () => report())
    const plan = Array.from({ length: 300 }, (_, at) => ({ act: newAct(), matter: hot[at % 20] ?? '', kind: at % 5, sends: at % 3 === 0 ? 3 : 1 }))
    const send = ({ act, matter, kind }: (typeof plan)[number]) => {
      const client = kind === 4 ? elsewhere : officer
      // one in five acts on what it saw when the matter was born, which most others have changed since
      return client.request('act', {
        params: { id: matter },
        body: { act, action: 'note', answers: { words: `${kind}号同事记了一笔` }, ...(kind === 3 ? { seen: 1 } : {}) },
      })
    }
    const answers = await Promise.all(
      plan.map(async (one) => ({ one, replies: await Promise.all(Array.from({ length: one.sends }, () => send(one))) })),
    )
    const said = (reply: { ok: boolean; status: number }) => (reply.ok ? 'ok' : String(reply.status))
    for (const { one, replies } of answers) {
      expect(new Set(replies.map(said)).size, `all sends of one act (${one.kind}) get one answer`).toBe(1)
      if (one.kind === 4) expect(replies[0]).toMatchObject({ ok: false, status: 404 })
      if (one.kind < 3) expect(replies[0]).toMatchObject({ ok: true })
      if (one.kind === 3 && !replies[0]?.ok)
        expect(replies[0]).toMatchObject({ status: 409, refusal: { code: 'moved-on' }, body: { page: { matter: { id: one.matter } } } })
    }
    const done = answers.filter(({ replies }) => replies[0]?.ok).map(({ one }) => one.act)
    const kept = await eventsOf(plan.map((one) => one.act))
    expect(kept.every((row) => row['n'] === 1)).toBe(true)
    expect(new Set(kept.map((row) => row['id']))).toEqual(new Set(done))
  })

  it('answers an act sent five times at once with one and the same page', async () => {
    const id = await report()
    const act = newAct()
    const pages = await times(5, () => officer.ask('act', { params: { id }, body: { act, action: 'note', answers: { words: '一次' }, seen: 1 } }))
    expect(new Set(pages.map(({ page }) => page.matter.seq))).toEqual(new Set([2]))
    expect(await eventsOf([act])).toEqual([{ id: act, n: 1 }])
  })

  it('does not take an act for done because its id was used on another matter', async () => {
    const [one, other] = [await report(), await report()]
    const act = newAct()
    const note = (id: string) => officer.request('act', { params: { id }, body: { act, action: 'note', answers: { words: '同一个编号' } } })
    const replies = await Promise.all([note(one), note(other)])
    expect(replies.map((reply) => reply.ok).sort()).toEqual([false, true])
    expect(replies.find((reply) => !reply.ok)).toMatchObject({ status: 422, refusal: { code: 'already' } })
    expect(await eventsOf([act])).toHaveLength(1)
  })
})

describe('two of the staff', () => {
  it('take one matter in the same instant: one gets it, the other sees who', async () => {
    for (let round = 0; round < 10; round++) {
      const id = await report()
      const twin = await app.becomePerson(officer.somebody?.person ?? '')
      const take = (client: Client) => client.request('act', { params: { id }, body: { act: newAct(), action: 'takeUp', seen: 1 } })
      const replies = await Promise.all([take(officer), take(twin)])
      const refused = replies.filter((reply) => !reply.ok)
      expect(refused).toHaveLength(1)
      expect(['moved-on', 'not-here']).toContain(refused[0]?.ok === false ? refused[0].refusal.code : '')
      expect(refused[0]).toMatchObject({ body: { page: { matter: { id, state: 'handling', seq: 2 } } } })
    }
  })
})

describe('two hundred neighbours', () => {
  it('who send one report two hundred times have one matter and one receipt', async () => {
    const client = app.visitor()
    await client.ask('me')
    const [act, id] = [newAct(), newAct()]
    const replies = await times(200, () => client.request('report', { body: { act, id, area: grid, category, what: '水管漏水' } }))
    const answers = replies.flatMap((reply) => (reply.ok ? [reply.answer] : []))
    // a device may ask twelve times in ten minutes; what it is told is always the same
    expect(answers.length).toBeGreaterThanOrEqual(12)
    expect(replies.filter((reply) => !reply.ok).every((reply) => reply.status === 429)).toBe(true)
    expect(new Set(answers.map((answer) => `${answer.id} ${answer.receipt} ${answer.number}`)).size).toBe(1)
    expect(await asOwner(app.there.ownerUrl, 'select count(*)::int as n from matters where id = $1', [id])).toEqual([{ n: 1 }])
  })

  it('who send it from two hundred devices still have one matter', async () => {
    const [act, id] = [newAct(), newAct()]
    const replies = await times(200, () => app.visitor().request('report', { body: { act, id, area: grid, category, what: '水管漏水' } }))
    expect(replies.every((reply) => reply.ok)).toBe(true)
    expect(await eventsOf([act])).toEqual([{ id: act, n: 1 }])
    expect(await asOwner(app.there.ownerUrl, 'select count(*)::int as n from reporters where matter_id = $1', [id])).toEqual([{ n: 1 }])
  })

  it('who all see the same are counted one by one, and nobody twice', async () => {
    const id = await report()
    const neighbours = Array.from({ length: 200 }, () => app.visitor())
    const joins = await Promise.all(neighbours.map((client) => client.request('join', { params: { id }, body: { act: newAct() } })))
    expect(joins.filter((reply) => !reply.ok)).toEqual([])
    const again = await Promise.all(neighbours.slice(0, 15).map((client) => client.request('join', { params: { id }, body: { act: newAct() } })))
    expect(again.map((reply) => (reply.ok ? 'counted twice' : reply.refusal.code))).toEqual(again.map(() => 'already'))
    expect((await officer.ask('matter', { params: { id } })).matter.sameCount).toBe(200)
  })
})

it('leaves a district in which everything agrees, before and after what follows from it', async () => {
  const during = await prove(app.there)
  expect(during.faults).toEqual([])
  await app.settle()
  await app.parts.checkpointAll()
  const after = await prove(app.there)
  expect(after.faults).toEqual([])
  expect(after.checked).toMatchObject({ outbox: 0, claims: 200 })
  // each matter, and of the registry the installation and the two officers who came in
  expect(after.checked.heads).toBe(after.checked.matters + 3)
})
