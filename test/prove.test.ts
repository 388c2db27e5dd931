// The proof: clean when nothing is wrong, loud at every kind of tampering, and still clean after somebody's particulars were erased.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eraseReporter } from '../server/prove/erase.ts'
import { verifyReceipt } from '../server/prove/verify-receipt.ts'
import { newAct, startApp, type Client, type TestApp } from './support/app.ts'
import { asOwner, prove } from './support/proof.ts'

let app: TestApp
let officer: Client
let district = 0
let id = ''
let receipt = ''
const report = async (what: string, more: { phone?: string } = {}) => {
  const category = [...app.there.ground.categories.values()].find((each) => !each.needsPhoto && !each.emergency)?.code ?? ''
  return app.visitor().ask('report', { body: { act: newAct(), id: newAct(), area: officer.somebody?.area ?? 0, category, what, ...more } })
}
const sql = (text: string, values: readonly unknown[] = []) => asOwner(app.there.ownerUrl, text, values)

beforeAll(async () => {
  app = await startApp()
  officer = await app.become('gridOfficer')
  district = app.there.ground.district.id
  const sent = await report('路灯不亮', { phone: '13800138000' })
  ;({ id, receipt } = sent)
  for (let n = 0; n < 4; n++) await report(`第${n}件`)
  await officer.ask('act', { params: { id }, body: { act: newAct(), action: 'takeUp' } })
  await app.settle()
  await app.parts.checkpointAll()
})
afterAll(() => app.close())

describe('the proof', () => {
  it('finds nothing where nothing is wrong, before, while and after follow-ups are carried out', async () => {
    expect((await prove(app.there)).faults).toEqual([])
    await officer.ask('act', { params: { id }, body: { act: newAct(), action: 'progress', answers: { words: '在等零件' } } })
    const during = await prove(app.there)
    // five matters, and of the registry the installation and the officer who came in
    expect(during).toMatchObject({ faults: [], checked: { matters: 5, heads: 7 } })
    expect(during.checked.pendingNumbers).toBeGreaterThan(0)
    await app.settle()
    await app.parts.checkpointAll()
    expect(await prove(app.there)).toMatchObject({ faults: [], checked: { pendingNumbers: 0, outbox: 0, checkpoints: 2 } })
  })

  // each tampers as a dishonest administrator of the database could, and puts it right again
  const tricks: readonly (readonly [string, string, string, string])[] = [
    [
      'an event was changed',
      'chain',
      `update events set action = 'report2' where subject_id = '$id' and seq = 1`,
      `update events set action = 'report' where subject_id = '$id' and seq = 1`,
    ],
    [
      'an event was backdated',
      'chain',
      `update events set at = at - interval '1 day' where subject_id = '$id' and seq = 2`,
      `update events set at = at + interval '1 day' where subject_id = '$id' and seq = 2`,
    ],
    [
      'an answer was changed',
      'leaf',
      `update leaves set value = '"别的话"' where subject_id = '$id' and name = 'a:what'`,
      `update leaves set value = '"路灯不亮"' where subject_id = '$id' and name = 'a:what'`,
    ],
    [
      'a salt was lost',
      'leaf',
      `update leaves set salt = set_byte(salt, 0, get_byte(salt, 0) # 1) where subject_id = '$id' and name = 'a:what'`,
      `update leaves set salt = set_byte(salt, 0, get_byte(salt, 0) # 1) where subject_id = '$id' and name = 'a:what'`,
    ],
    [
      'the row says more than its events',
      'fold',
      `update matters set replied = not replied where id = '$id'`,
      `update matters set replied = not replied where id = '$id'`,
    ],
    [
      'a deadline was moved',
      'desk',
      `update desk set due_at = due_at + interval '3 days' where matter_id = '$id'`,
      `update desk set due_at = due_at - interval '3 days' where matter_id = '$id'`,
    ],
    [
      'a place is held in no known pool',
      'claim',
      `insert into claims (district_id, subject_id, pool, claimant, seq, at) values ($district, '$id', 'nothing', 'x', 1, now())`,
      `delete from claims where pool = 'nothing'`,
    ],
    [
      'a figure was made nicer',
      'number',
      `update rollups set amount = amount + 1 where measure = 'called'`,
      `update rollups set amount = amount - 1 where measure = 'called'`,
    ],
    [
      'a checkpoint was rewritten',
      'checkpoint',
      `update checkpoints set heads = heads + 1 where n = 1`,
      `update checkpoints set heads = heads - 1 where n = 1`,
    ],
    [
      'a follow-up fails again and again',
      'outbox',
      `insert into outbox (district_id, id, topic, body, due_at, tries) values ($district, '0190aaaa-0000-7000-8000-000000000001', 'open', '{}', now(), 9)`,
      `delete from outbox where tries = 9`,
    ],
  ]
  it.each(tricks.map(([what, kind, harm, mend]) => ({ what, kind, harm, mend })))('says so when $what', async ({ kind, harm, mend }) => {
    const fill = (text: string) => text.replaceAll('$id', id).replaceAll('$district', String(district))
    await sql(fill(harm))
    const found = await prove(app.there)
    await sql(fill(mend))
    expect(found.faultCount).toBeGreaterThan(0)
    expect(found.faults.map((fault) => fault.kind)).toContain(kind)
    expect((await prove(app.there)).faults).toEqual([])
  })

  it('misses a matter that was removed with all its traces', async () => {
    const kept = (await sql('select matter_id from desk where matter_id <> $1 limit 1', [id]))[0]?.['matter_id']
    for (const [table, column] of [['desk', 'matter_id'], ['words', 'matter_id'], ['leaves', 'subject_id'], ['events', 'subject_id']] as const) await sql(`create table kept_${table} as select * from ${table} where ${column} = '${String(kept)}'`) // prettier-ignore
    await sql(`create table kept_matters as select * from matters where id = '${String(kept)}'`)
    for (const [table, column] of [['desk', 'matter_id'], ['words', 'matter_id'], ['leaves', 'subject_id'], ['events', 'subject_id'], ['matters', 'id']] as const) await sql(`delete from ${table} where ${column} = '${String(kept)}'`) // prettier-ignore
    const found = await prove(app.there)
    for (const table of ['matters', 'events', 'leaves', 'words', 'desk']) await sql(`insert into ${table} select * from kept_${table}`)
    expect(found.faults).toContainEqual(expect.objectContaining({ kind: 'checkpoint', subject: kept }))
    expect((await prove(app.there)).faults).toEqual([])
  })
})

describe('a receipt', () => {
  it('is verified from its file alone, and not when a word of it was changed', async () => {
    const proof = await app.request('followProof', { params: { receipt } })
    const file: unknown = proof.ok ? JSON.parse(JSON.stringify(proof.answer)) : null
    expect(verifyReceipt(file)).toMatchObject({ ok: true, events: 3, checkpoint: 2, faults: [] })
    const text = JSON.stringify(file)
    // the first of all heads has no neighbour on its left
    const sides = text.includes('"side":"left"') ? (['"side":"left"', '"side":"right"'] as const) : (['"side":"right"', '"side":"left"'] as const)
    for (const [from, to] of [
      ['路灯不亮', '路灯很亮'],
      ['"takeUp"', '"decline"'],
      ['"seq":2', '"seq":9'],
      ['"heads":7', '"heads":6'],
      sides,
      [':"handling"', ':"closed"'],
    ] as const) {
      expect(text).toContain(from)
      expect(verifyReceipt(JSON.parse(text.replace(from, to))).ok, from).toBe(false)
    }
    expect(verifyReceipt({ format: 'something else' }).ok).toBe(false)
  })
})

describe('a reporter who asks to be forgotten', () => {
  it('leaves hashes only, and everything still verifies', async () => {
    await app.parts.checkpointAll()
    await app.visitor().ask('followLetter', { params: { receipt }, body: { id: newAct(), words: '我住三楼' } })
    const done = await eraseReporter(app.there.house, district, { receipt })
    expect(done).toMatchObject({ matters: 1, contacts: 1, letters: 1 })
    expect(done.leaves).toBeGreaterThan(0)
    await app.settle()
    await app.parts.checkpointAll()
    const after = await prove(app.there)
    expect(after.faults).toEqual([])
    expect(after.checked.erasedLeaves).toBe(done.leaves)
    const proof = await app.request('followProof', { params: { receipt } })
    expect(proof.ok && verifyReceipt(JSON.parse(JSON.stringify(proof.answer)))).toMatchObject({ ok: true, events: 4 })
    expect(proof.ok && proof.answer.events.at(-1)?.action).toBe('particularsErased')
    expect(
      await sql(`select count(*)::int as n from leaves where audience = 'reporter' and subject_id = $1 and (salt is not null or value is not null)`, [
        id,
      ]),
    ).toEqual([{ n: 0 }])
    expect(await sql('select contact_cipher, person_id, device from reporters where matter_id = $1', [id])).toEqual([
      { contact_cipher: null, person_id: null, device: null },
    ])
    const page = await officer.ask('matter', { params: { id } })
    expect(page).toMatchObject({ hasContact: false, mayReveal: false, proof: { holds: true } })
  })

  it('may ask twice, and a change behind an erased leaf is still found', async () => {
    expect(await eraseReporter(app.there.house, district, { receipt })).toMatchObject({ leaves: 0, letters: 0 })
    await sql(`update leaves set hash = sha256('forged') where subject_id = $1 and erased_at is not null`, [id])
    expect((await prove(app.there)).faults.map((fault) => fault.kind)).toContain('leaf')
  })
})
