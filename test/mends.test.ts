// What once could go wrong when many things happen in the same instant, or one thing breaks: places, ids, children, follow-ups and owners.
import { createHash } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { systemActId } from '../server/matters/act-ids.ts'
import type { Verdict } from '../server/matters/ask.ts'
import { newAct, type Client as Browser } from './support/app.ts'
import { startFlowers, type FlowerDistrict } from './support/flower-district.ts'
import { asOwner, prove } from './support/proof.ts'

let club: FlowerDistrict
beforeAll(async () => void (club = await startFlowers()))
afterAll(() => club.app.close())
afterEach(() => vi.restoreAllMocks())

const sql = (text: string, values: readonly unknown[] = []) => asOwner(club.app.there.ownerUrl, text, values)
const outcome = (verdict: Verdict): string => (verdict.ok ? 'done' : verdict.refusal.code)
const isOne = (words: string) => (each: string) => each === words
/** Somebody else's transaction that holds the row of a matter until it is rolled back. */
const holding = async (matter: string): Promise<Client> => {
  const client = new Client({ connectionString: club.app.there.ownerUrl })
  await client.connect()
  await client.query('begin')
  await client.query('select id from matters where id = $1 for update', [matter])
  return client
}
/** Until so many statements of this database wait for a lock, or the act that should wait was answered. */
const waitingFor = async (client: Client, many: number, act: Promise<Verdict>): Promise<void> => {
  const state = { isOver: false }
  void act.then(() => (state.isOver = true))
  const waiting = `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  while (!state.isOver && z.object({ n: z.number() }).parse((await client.query(waiting)).rows[0]).n < many)
    await new Promise((next) => setImmediate(next))
}
/** Three acts keep the door's three hands busy, so that whatever is asked next comes into one batch. */
const inOneBatch = async (asks: readonly (() => Promise<Verdict>)[]): Promise<readonly Verdict[]> => {
  const busy = [1, 2, 3].map((n) => club.step(newAct(), 'nothing', { by: club.neighbour(`passer-by ${n}`) }))
  const verdicts = await Promise.all(asks.map((ask) => ask()))
  await Promise.all(busy)
  return verdicts
}

describe('three places among ten sponsors', () => {
  const sponsor = (matter: string, name: string) => () => club.step(matter, 'sponsor', { by: club.neighbour(name) })
  const names = Array.from({ length: 10 }, (_, n) => `sponsor ${n}`)
  const held = (matter: string) => sql('select claimant from claims where subject_id = $1 and released_at is null', [matter])

  it('who ask within one batch get three, and seven hear that it is full', async () => {
    const matter = await club.apply('Grandma Wang')
    const said = (await inOneBatch(names.map((name) => sponsor(matter, name)))).map(outcome)
    expect(said.filter(isOne('done'))).toHaveLength(3)
    expect(said.filter(isOne('full'))).toHaveLength(7)
    expect(await held(matter)).toHaveLength(3)
  })

  it('who ask in several batches at once get three as well, and nobody two', async () => {
    const matter = await club.apply('Grandpa Zhao')
    const said = (await Promise.all([...names, ...names].map((name) => sponsor(matter, name)()))).map(outcome)
    expect(said.filter(isOne('done'))).toHaveLength(3)
    expect(said.filter((each) => each !== 'full' && each !== 'already')).toHaveLength(3)
    expect(await held(matter)).toHaveLength(3)
  })

  it('find a place that is given up within the same batch free for the next, and only once', async () => {
    const matter = await club.apply('Uncle Li')
    await Promise.all(names.slice(0, 3).map((name) => sponsor(matter, name)()))
    const regret = () => club.step(matter, 'regret', { by: club.neighbour('sponsor 0') })
    const verdicts = await inOneBatch([sponsor(matter, 'sponsor 7'), regret, sponsor(matter, 'sponsor 8'), sponsor(matter, 'sponsor 9')])
    expect(verdicts.map(outcome)).toEqual(['full', 'done', 'done', 'full'])
    expect(await held(matter)).toHaveLength(3)
  })
})

describe('the id of a timer’s act', () => {
  it('cannot be used up by anybody beforehand: no endpoint takes it, and the clock strikes', async () => {
    const { app } = club
    const officer = await app.become('gridOfficer')
    const category = [...app.there.ground.categories.values()].find((each) => !each.needsPhoto && !each.emergency)?.code ?? ''
    const id = newAct()
    const { receipt } = await app
      .visitor()
      .ask('report', { body: { act: newAct(), id, area: officer.somebody?.area ?? 0, category, what: '路灯不亮' } })
    const [row] = await sql('select clock, late, due_at from desk where matter_id = $1', [id])
    const due = row?.['due_at']
    if (!(due instanceof Date)) throw new Error('The report has no due time')
    const act = systemActId(`${id}|${String(row?.['clock'])}|${due.toISOString()}`)
    expect(act.charAt(14)).toBe('f')
    const note = { act, action: 'note', answers: { words: '抢先用掉' } }
    const tries = [
      officer.request('act', { params: { id }, body: note }),
      officer.request('batch', { body: { acts: [{ ...note, matter: id }] } }),
      officer.request('openMatter', { body: { ...note, id: newAct(), process: 'grid-finding', action: 'find' } }),
      app.visitor().request('followAct', { params: { receipt }, body: { ...note, action: 'addDetail' } }),
      app.visitor().request('join', { params: { id }, body: { act } }),
      app.visitor().request('report', { body: { act, id: newAct(), area: officer.somebody?.area ?? 0, category, what: '抢先' } }),
      app.visitor().request('report', { body: { act: newAct(), id: act, area: officer.somebody?.area ?? 0, category, what: '抢先' } }),
    ]
    for (const reply of await Promise.all(tries)) expect(reply).toMatchObject({ ok: false, status: 400 })
    app.there.advance(due.getTime() - app.there.house.now() + 1000)
    await app.settle()
    expect(await sql('select subject_id, action from events where id = $1', [act])).toEqual([{ subject_id: id, action: row?.['late'] }])
  })
})

describe('the figures of batches', () => {
  it('are each on their way once, also when batches look alike: the same person, words and moment, and an id used twice', async () => {
    await club.app.settle()
    const matters = await Promise.all(Array.from({ length: 12 }, (_, n) => club.apply(`Aunt ${n}`)))
    await club.app.settle()
    const before = await sql('select count(*)::int as n from events')
    const act = newAct()
    const same = { by: club.neighbour('one and the same'), act }
    const first = await club.step(matters[0] ?? '', 'sponsor', same)
    const second = await club.step(matters[1] ?? '', 'sponsor', same)
    expect([outcome(first), outcome(second)]).toEqual(['done', 'already'])
    const again = () => club.step(matters[0] ?? '', 'sponsor', same)
    const regret = () => club.step(matters[0] ?? '', 'regret', { by: same.by })
    expect((await inOneBatch([again, regret])).map(outcome)).toEqual(['done', 'done'])
    // one after the other, so that each is a batch of its own
    for (const matter of matters.slice(1))
      expect(outcome(await club.step(matter, 'sponsor', { by: club.neighbour('one and the same') }))).toBe('done')
    const after = await sql('select count(*)::int as n from events')
    expect(Number(after[0]?.['n']) - Number(before[0]?.['n'])).toBe(13)
    const waiting = await sql(`select id, jsonb_array_length(body -> 'items') as n from outbox where topic = 'numbers'`)
    expect(waiting).toHaveLength(13)
    expect(waiting.every((row) => row['n'] === 1)).toBe(true)
    // what a client could guess from the act it chose itself is not the id
    const guess = (words: string) => createHash('sha256').update(words).digest('hex').slice(0, 8)
    const ids = waiting.map((row) => String(row['id']).slice(0, 8))
    for (const words of [`${act}|numbers`, `numbers|${act}`, act]) expect(ids).not.toContain(guess(words))
    expect((await prove(club.app.there)).faults).toEqual([])
    await club.app.settle()
    expect((await prove(club.app.there)).faults).toEqual([])
  })
})

describe('a flower bed', () => {
  const bedsOf = (parent: string) => sql('select id from matters where parent_id = $1', [parent])
  const leave = (matter: string, name: string) => () => {
    const asker = club.neighbour(name)
    return club.step(matter, 'leave', { by: asker.kind === 'person' ? { ...asker, receipt: asker.device } : asker })
  }

  it('is dug under a member who stays', async () => {
    const parent = await club.apply('Mrs Stays')
    expect(outcome(await club.act(club.bed(parent)))).toBe('done')
    expect(await bedsOf(parent)).toHaveLength(1)
  })

  it('is not dug under a member who left in the same batch before it', async () => {
    const parent = await club.apply('Mr Leaves')
    const verdicts = await inOneBatch([leave(parent, 'Mr Leaves'), () => club.act(club.bed(parent)), () => club.act(club.bed(parent))])
    expect(verdicts.map(outcome)).toEqual(['done', 'not-here', 'not-here'])
    expect(await bedsOf(parent)).toEqual([])
  })

  it('is not dug when the leaving it waited for has been written by another batch', async () => {
    const parent = await club.apply('Miss Ends')
    const client = await holding(parent)
    const ended = leave(parent, 'Miss Ends')()
    await waitingFor(client, 1, ended)
    const bed = club.act(club.bed(parent))
    await waitingFor(client, 2, bed)
    await client.query('rollback')
    await client.end()
    expect([outcome(await ended), outcome(await bed)]).toEqual(['done', 'not-here'])
    expect(await bedsOf(parent)).toEqual([])
  })

  it('is not dug in another batch of the same instant either: it was there before the end, or it is not there', async () => {
    for (let round = 0; round < 12; round++) {
      const parent = await club.apply(`Twin ${round}`)
      const dig = () => club.act(club.bed(parent))
      const end = leave(parent, `Twin ${round}`)
      const endsAt = round % 3
      const verdicts = await Promise.all([0, 1, 2].map((at) => (at === endsAt ? end() : dig())))
      const beds = verdicts.filter((_, at) => at !== endsAt)
      expect(verdicts.map(outcome)[endsAt]).toBe('done')
      const born = await sql(
        'select c.seq, c.at <= e.at as was_there from events c join matters m on m.id = c.subject_id join events e on e.subject_id = m.parent_id where m.parent_id = $1 and c.seq = 1 and e.action = $2',
        [parent, 'leave'],
      )
      expect(born).toHaveLength(beds.map(outcome).filter(isOne('done')).length)
      for (const verdict of beds) expect(['done', 'not-here']).toContain(outcome(verdict))
    }
    await club.app.settle()
    expect((await prove(club.app.there)).faults).toEqual([])
  })
})

describe('what follows from acts', () => {
  const quiet = () => vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const put = (id: string, topic: string, body: unknown) =>
    sql('insert into outbox (district_id, id, topic, body, due_at) values ($1, $2, $3, $4, $5)', [
      club.district,
      id,
      topic,
      JSON.stringify(body),
      new Date(club.app.there.house.now()),
    ])
  const left = () => sql('select id, tries from outbox order by tries desc, id')

  it('goes on where one entry is broken: that one waits alone, is tried later, and is taken when it is mended', async () => {
    await club.app.settle()
    const complaints = quiet()
    const matter = await club.apply('Miss Patience')
    const broken = newAct()
    const unknown = newAct()
    await put(broken, 'tell', { nonsense: true })
    await put(unknown, 'ended', { matter: 7 })
    const say = { zh: '有人想入会', en: 'Somebody wants to join' }
    const good = Array.from({ length: 5 }, () => newAct())
    for (const id of good) await put(id, 'tell', { matter, seq: 1, whom: 'owner', say })
    await club.app.parts.consumer.runOnce()
    expect(await left()).toEqual([broken, unknown].sort().map((id) => ({ id, tries: 1 })))
    expect(await sql('select distinct text_zh from notices where matter_id = $1', [matter])).toMatchObject([
      { text_zh: expect.stringContaining('有人想入会') },
    ])
    expect(complaints).toHaveBeenCalledTimes(2)
    // not again at once, and later once more
    await club.app.parts.consumer.runOnce()
    expect((await left()).map((row) => row['tries'])).toEqual([1, 1])
    club.app.there.advance(60_000)
    await club.app.parts.consumer.runOnce()
    expect((await left()).map((row) => row['tries'])).toEqual([2, 2])
    await sql('update outbox set body = $2 where id = $1', [broken, JSON.stringify({ matter, seq: 1, whom: 'owner', say })])
    await sql('delete from outbox where id = $1', [unknown])
    club.app.there.advance(3_600_000)
    await club.app.settle()
    expect(await left()).toEqual([])
  })

  it('stays and is tried again when the door is busy, until it has happened', async () => {
    await club.app.settle()
    quiet()
    const matter = await club.apply('Mr Busy')
    for (const name of ['Ann', 'Ben']) await club.step(matter, 'sponsor', { by: club.neighbour(name) })
    await club.app.settle()
    const stateNow = async () => (await sql('select state from matters where id = $1', [matter]))[0]?.['state']
    expect(await stateNow()).toBe('applied')
    // a part ended: the club looks whether its own automatic step is possible now
    const entry = newAct()
    await put(entry, 'ended', { matter: newAct(), parent: matter })
    const { busy, release } = await makeBusy(matter)
    try {
      await club.app.parts.consumer.runOnce()
      expect((await left()).find((row) => row['id'] === entry)).toEqual({ id: entry, tries: 1 })
      expect(await stateNow()).toBe('applied')
    } finally {
      await release()
      await Promise.all(busy)
    }
    club.app.there.advance(60_000)
    await club.app.settle()
    expect(await stateNow()).toBe('probation')
    expect(await left()).toEqual([])
  })

  /** Somebody holds the row, so that the door's three hands wait and the fourth act waits before them; then its patience passes. */
  async function makeBusy(matter: string) {
    const client = await holding(matter)
    const busy = ['Cid', 'Dan', 'Eva', 'Fay'].map((name) => club.step(matter, 'sponsor', { by: club.neighbour(name) }))
    const passed = performance.now() + 10_000
    vi.spyOn(performance, 'now').mockImplementation(() => passed)
    const release = async () => {
      vi.restoreAllMocks()
      await client.query('rollback')
      await client.end()
    }
    return { busy, release }
  }
})

describe('what lies on a desk', () => {
  let officer: Browser
  let admin: Browser
  const deskOf = async (id: string) => (await sql('select owner_post, owner_area, blocked from desk where matter_id = $1', [id]))[0]
  const report = async () => {
    const { app } = club
    const id = newAct()
    const category = [...app.there.ground.categories.values()].find((each) => !each.needsPhoto && !each.emergency)?.code ?? ''
    await app.visitor().ask('report', { body: { act: newAct(), id, area: officer.somebody?.area ?? 0, category, what: '路面塌了一块' } })
    return id
  }
  const seesIt = async (client: Browser, id: string) =>
    (await client.ask('inbox', { query: { list: 'mine', limit: 100 } })).rows.some((row) => row.id === id)
  beforeAll(async () => {
    officer = await club.app.become('gridOfficer', '和平村')
    admin = await club.app.become('systemAdmin')
  })

  it('moves up when its officer goes on leave without a substitute, and comes back with them', async () => {
    const id = await report()
    expect(await deskOf(id)).toMatchObject({ owner_post: 'gridOfficer', owner_area: officer.somebody?.area })
    const now = club.app.there.house.now()
    await officer.ask('addAbsence', { body: { id: newAct(), from: now, until: now + 3600_000, reason: '看病' } })
    await club.app.parts.timers.runOnce()
    const meanwhile = await deskOf(id)
    expect(meanwhile?.['owner_post']).not.toBe('gridOfficer')
    expect(meanwhile?.['blocked']).toBe(false)
    club.app.there.advance(3600_000)
    await club.app.parts.timers.runOnce()
    expect(await deskOf(id)).toMatchObject({ owner_post: 'gridOfficer', owner_area: officer.somebody?.area })
  })

  it('stays at the post while a substitute stands in, who finds it in their inbox', async () => {
    const id = await report()
    const other = await club.app.become('communityStaff', '和平村')
    const now = club.app.there.house.now()
    await officer.ask('addAbsence', {
      body: { id: newAct(), substitute: other.somebody?.person ?? '', from: now, until: now + 3600_000, reason: '开会' },
    })
    await club.app.parts.timers.runOnce()
    expect(await deskOf(id)).toMatchObject({ owner_post: 'gridOfficer' })
    expect(await seesIt(other, id)).toBe(true)
    club.app.there.advance(3600_000)
  })

  it('moves to the next when the posting of its officer ends, and to the successor when one is named', async () => {
    const id = await report()
    const person = officer.somebody?.person ?? ''
    const area = officer.somebody?.area ?? 0
    const { rows } = await admin.ask('postings', { query: { q: officer.somebody?.name ?? '', limit: 100 } })
    const posting = rows.find((row) => row.person.id === person)
    await admin.ask('endPosting', { params: { id: posting?.id ?? '' } })
    await club.app.parts.timers.runOnce()
    expect((await deskOf(id))?.['owner_post']).not.toBe('gridOfficer')
    expect(await officer.request('inbox')).toMatchObject({ ok: false, status: 403 })
    const given = await admin.ask('addPosting', { body: { id: newAct(), name: '温远志', post: 'gridOfficer', area } })
    await club.app.parts.timers.runOnce()
    expect(await deskOf(id)).toMatchObject({ owner_post: 'gridOfficer', owner_area: area })
    expect(given.posting.person.name).toBe('温远志')
  })

  it('leaves nothing that does not agree', async () => {
    await club.app.settle()
    expect((await prove(club.app.there)).faults).toEqual([])
  })
})
