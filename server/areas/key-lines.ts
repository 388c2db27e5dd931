// The lines of key work, edited by the supervisor: each change is a new version of the process for key tasks, so what was set before keeps its words.
import type { z } from 'zod'
import { keyLinesOf, keyTask, withKeyLines, type KeyLine, type KeyLinesWish } from '../../core/key-lines.ts'
import { isStaff } from '../../core/posts.ts'
import { refuse } from '../../core/refusals.ts'
import { refused, type Answer, type Call, type Caller, type Refused } from '../matters/endpoint.ts'
import type { Ground } from '../matters/house.ts'
import { staffOnly } from '../matters/see/asking.ts'
import { faultsIn, saveProcess } from './process-endpoints.ts'
import { turnDown } from './refusals.ts'

const versionsOf = (ground: Ground) =>
  ground.processes
    .filter(({ process, active }) => active && process.name === keyTask)
    .map(({ process }) => process)
    .sort((one, other) => other.version - one.version)
const mayChange = (caller: Caller): boolean => caller.postings.some(({ post }) => post === 'supervisor')

export async function keyLines({ ground, caller }: Pick<Call<'keyLines'>, 'ground' | 'caller'>): Promise<Answer<'keyLines'> | Refused> {
  if (!isStaff(caller.postings)) return staffOnly()
  const versions = versionsOf(ground)
  return Promise.resolve({ rows: keyLinesOf(versions), version: versions[0]?.version ?? 0, mayChange: mayChange(caller) })
}

export async function setKeyLines(call: Call<'setKeyLines'>): Promise<Answer<'setKeyLines'> | Refused> {
  const { house, ground, caller, body } = call
  if (!mayChange(caller)) return refused(refuse('not-yours', { who: '区督查岗', whoEn: 'the district supervisor' }), 403)
  const [newest, ...older] = versionsOf(ground)
  if (!newest) return turnDown('no-such-process')
  if (body.seen !== newest.version) return turnDown('version-taken')
  const known = keyLinesOf([newest, ...older])
  const options = optionsFrom(body, known)
  if (options === null) return wrong()
  const before = known.filter((line) => !line.retired).map(({ value, zh, en }) => ({ value, label: { zh, en } }))
  // pressed twice, it changed once
  if (JSON.stringify(options) === JSON.stringify(before)) return keyLines(call)
  const fresh = withKeyLines(newest, options)
  const faults = faultsIn(ground, fresh)
  if (faults.length > 0) return turnDown('not-sound', { faults: faults.map(({ code, where, say }) => ({ code, where, say: { ...say } })) })
  const saved = await saveProcess(house.db, ground, { process: fresh, by: caller.person, now: house.now() })
  if (saved === null) return turnDown('version-taken')
  await house.grounds.refresh(ground.district.id)
  return keyLines({ ...call, ground: (await house.grounds.byId(ground.district.id)) ?? ground })
}

/** Each named once and in other words than the rest; a new one gets a value that never stood for another. */
function optionsFrom({ lines }: z.output<typeof KeyLinesWish>, known: readonly KeyLine[]) {
  const given = lines.flatMap(({ value }) => (value === undefined ? [] : [value]))
  if (new Set(given).size < given.length || given.some((value) => !known.some((line) => line.value === value))) return null
  if (new Set(lines.map(({ zh }) => zh)).size < lines.length || new Set(lines.map(({ en }) => en)).size < lines.length) return null
  const taken = new Set(known.map(({ value }) => value))
  return lines.map(({ value, zh, en }) => {
    const own = value ?? freeValue(taken)
    taken.add(own)
    return { value: own, label: { zh, en } }
  })
}

const freeValue = (taken: ReadonlySet<string>): string => {
  const at = Array.from({ length: taken.size + 1 }, (_, n) => `line-${n + 1}`)
  return at.find((value) => !taken.has(value)) ?? `line-${taken.size + 2}`
}
const wrong = (): Refused =>
  refused(refuse('answer-wrong', { field: '条线', fieldEn: 'lines', why: '名字不能重复，只能改已有的或加新的', whyEn: 'names once each; change those there are or add new ones' }, { field: 'lines' })) // prettier-ignore
