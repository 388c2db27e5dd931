// The ladder in a demonstration: a few invented calls and one emergency mode, opened and answered through the same door as real ones.
import { z } from 'zod'
import { ownerOfMatter } from '../../core/owner.ts'
import type { Matter } from '../../core/matter.ts'
import type { Post } from '../../core/posts.ts'
import type { Parts } from '../compose.ts'
import { recordsOf } from '../matters/afterwards.ts'
import type { Ground } from '../matters/house.ts'
import { matterOf } from '../matters/row.ts'
import { asPerson, newId } from './actor.ts'
import { answerCallUp, openCallUp } from './call-up-scene.ts'
import { districtArea } from '../matters/places.ts'

type Answers = Readonly<Record<string, unknown>>
/** `by`: whoever called, whoever owns it then, a dispatcher for a called unit's part, or a unit's own part. */
type Step = {
  readonly after: number
  readonly by: 'caller' | 'owner' | 'part-township' | 'part-owner'
  readonly action: string
  readonly answers?: Answers
}
type Tale = {
  /** hours before the demonstration's present */ readonly before: number
  readonly process: string
  readonly action: string
  readonly post: Post
  readonly category?: string
  readonly answers: (at: { readonly ground: Ground; readonly now: number }) => Answers
  readonly steps: readonly Step[]
}

const unit = (ground: Ground, zh: string) => ({
  post: 'departmentOfficer',
  organisation: [...ground.organisations].find(([, { name }]) => name.zh === zh)?.[0] ?? 0,
})
const local = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16)
const leaderOf = (ground: Ground) => {
  const area = districtArea(ground).id
  return { post: 'districtLeader', area, person: ground.roster.present({ post: 'districtLeader', area })[0] }
}

const tales: readonly Tale[] = [
  { before: 120, process: 'grid-call', action: 'callNow', post: 'gridOfficer', category: 'manhole', answers: () => ({ what: '小学门口井盖没了，放学要过', tried: '先拿警示桩围起来，留了一个人看着' }), steps: [{ after: 10, by: 'owner', action: 'onMyWay' }, { after: 25, by: 'caller', action: 'arrived' }, { after: 100, by: 'owner', action: 'resolve', answers: { done: '联系排水所换了新井盖，压实了' } }, { after: 130, by: 'caller', action: 'accept', answers: { words: '踩过了，稳的' } }] },
  { before: 76, process: 'community-call', action: 'callSoon', post: 'communityStaff', category: 'leak', answers: () => ({ what: '老楼外墙皮掉，下面是菜摊', tried: '拉了警戒线，劝走了摊位', reviewedBy: '社区书记' }), steps: [{ after: 30, by: 'owner', action: 'onMyWay' }, { after: 90, by: 'caller', action: 'arrived' }, { after: 300, by: 'owner', action: 'resolve', answers: { done: '住建来人铲除了空鼓墙皮，挂了防护网' } }, { after: 330, by: 'caller', action: 'reject', answers: { why: '三单元那面还没挂网' } }, { after: 500, by: 'owner', action: 'resolve', answers: { done: '三单元也挂好了' } }, { after: 540, by: 'caller', action: 'accept', answers: { words: '三面都挂了' } }] },
  { before: 50, process: 'township-call', action: 'callNow', post: 'dispatcher', category: 'power-out', answers: ({ ground }) => ({ what: '一片小区停电，电梯困人', tried: '物业查过配电房，进线没电', reviewedBy: '值班领导', lead: unit(ground, '区供电公司'), each: [unit(ground, '区消防救援大队'), unit(ground, '区公安分局')], task: '救人、疏导' }), steps: [{ after: 20, by: 'caller', action: 'arrived' }, { after: 30, by: 'part-township', action: 'arrived' }, { after: 70, by: 'part-owner', action: 'finish', answers: { done: '人救出来了，路口疏通了' } }, { after: 150, by: 'owner', action: 'resolve', answers: { done: '更换变压器保险', words: '19 点 40 恢复供电，今晚留一辆发电车', quality: 'needed' } }, { after: 180, by: 'caller', action: 'accept', answers: { words: '电来了，三家都到了' } }] },
  { before: 26, process: 'escalated-call', action: 'callNow', post: 'communitySecretary', answers: ({ ground, now }) => ({ what: '三个小区共用的排水管没人认', tried: '吹过两次哨，两家都说不归自己', reviewedBy: '镇街党委', leader: leaderOf(ground), wanted: `请定由谁牵头修（${local(now).slice(0, 10)} 起下雨）` }), steps: [{ after: 30, by: 'caller', action: 'arrived' }, { after: 60, by: 'owner', action: 'decide' }] },
  { before: 5, process: 'township-call', action: 'callSoon', post: 'dispatcher', category: 'road-hole', answers: ({ ground }) => ({ what: '750 米断头路又塌了一段', tried: '填过两次碎石，下雨就冲走', reviewedBy: '镇街分管领导', lead: unit(ground, '区交通局'), each: [unit(ground, '区水利局'), unit(ground, '区城市管理局')], task: '查排水、管养边界' }), steps: [{ after: 60, by: 'caller', action: 'arrived' }] },
  { before: 1.5, process: 'grid-call', action: 'callSoon', post: 'gridOfficer', category: 'tree', answers: () => ({ what: '大树枝断了一半，吊在巷子上面', tried: '锯子够不着' }), steps: [] },
  { before: 150, process: 'emergency-mode', action: 'start', post: 'dispatcher', answers: ({ now }) => ({ reason: '暴雨橙色预警', until: local(now + 8 * 3_600_000) }), steps: [{ after: 60, by: 'caller', action: 'callUp' }, { after: 75, by: 'caller', action: 'answerCallUp' }, { after: 900, by: 'owner', action: 'report', answers: { words: '共转移 23 人，抽排积水 4 处，无人受伤。下次提前备好沙袋。' } }] },
] // prettier-ignore

type Scene = { readonly tale: Tale; readonly at: number; readonly caller: string; matter: Matter; left: readonly Step[] }

/** Called at every beat of the filling; opens what is due then and takes the steps that are due. */
export function makeDemoCalls(end: number): (parts: Parts, wish: { readonly district: number; readonly now: number }) => Promise<void> {
  const waiting = new Set(tales)
  const scenes: Scene[] = []
  return async (parts, { district, now }) => {
    const ground = await parts.house.grounds.byId(district)
    if (!ground) return
    for (const tale of [...waiting].filter(({ before }) => end - before * 3_600_000 <= now)) {
      waiting.delete(tale)
      const scene = await open(parts, ground, { tale, now })
      if (scene) scenes.push(scene)
    }
    for (const scene of scenes) await play(parts, ground, { scene, now })
  }
}

async function open(parts: Parts, ground: Ground, { tale, now }: { tale: Tale; now: number }): Promise<Scene | null> {
  const level = tale.post === 'gridOfficer' ? 3 : tale.post === 'dispatcher' ? 1 : 2
  // where the people live whom a visitor of the demonstration becomes: volunteers are named only there
  const shown = [...ground.areas.values()].filter(
    (area) => area.level === 3 && ground.roster.present({ post: 'volunteer', area: area.id }).length > 0,
  )
  const places = [...ground.areas.values()].filter(
    (area) => area.level === level && ground.roster.present({ post: tale.post, area: area.id }).length > 0,
  )
  const near = places.filter((area) => shown.some((grid) => ground.roster.covers(area.id, grid.id)))
  const area = (near.length > 0 ? near : places)[tale.process === 'grid-call' ? tales.indexOf(tale) % 2 : 0] ?? near[0]
  const caller = area && ground.roster.present({ post: tale.post, area: area.id })[0]
  if (!area || !caller) return null
  const answers = { ...tale.answers({ ground, now }), ...(tale.category ? { category: tale.category } : {}) }
  const words = String('what' in answers ? answers.what : 'reason' in answers ? answers.reason : '')
  const verdict = await parts.door.act({
    kind: 'birth', district: ground.district.id, id: newId(), act: newId(), process: tale.process, action: tale.action, answers, asker: asPerson(ground, caller, now), area: area.id, thing: null, parent: null, part: null, source: 'other', headline: words.slice(0, 40), words, lon: area.lon, lat: area.lat,
    marks: tale.category ? { category: tale.category } : {},
  }) // prettier-ignore
  if (!verdict.ok) throw new Error(`A demonstration call was refused: ${verdict.refusal.code} ${verdict.refusal.label.en}`)
  return { tale, at: now, caller, matter: verdict.matter, left: tale.steps }
}

async function play(parts: Parts, ground: Ground, { scene, now }: { scene: Scene; now: number }): Promise<void> {
  const [step] = scene.left
  if (!step || now < scene.at + step.after * 60_000) return
  scene.left = scene.left.slice(1)
  const at = { ground, mode: scene.matter, now }
  if (step.action === 'callUp') return openCallUp(parts, at, scene.caller)
  if (step.action === 'answerCallUp') return answerCallUp(parts, at)
  const targets = step.by === 'part-township' || step.by === 'part-owner' ? await partsOf(parts, ground, scene.matter.id) : [scene.matter.id]
  const answers = step.action === 'decide' ? { words: '城管局牵头，交通局配合，先修后算账', executor: unit(ground, '区城市管理局'), until: local(now + 3 * 86_400_000) } : (step.answers ?? {}) // prettier-ignore
  for (const matter of targets) {
    const person = step.by === 'caller' || step.by === 'part-township' ? scene.caller : await ownerNow(parts, ground, matter)
    if (!person) continue
    const verdict = await parts.door.act({ kind: 'step', district: ground.district.id, matter, act: newId(), action: step.action, answers, asker: asPerson(ground, person, now) }) // prettier-ignore
    if (verdict.ok && matter === scene.matter.id) scene.matter = verdict.matter
  }
}

async function partsOf(parts: Parts, ground: Ground, parent: string): Promise<readonly string[]> {
  const rows = await parts.house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) =>
    tx.rows(z.object({ id: z.string() }), 'select id from matters where district_id = $1 and parent_id = $2 order by id limit 20', [
      ground.district.id,
      parent,
    ]),
  )
  return rows.map(({ id }) => id)
}

/** As the door sees it: a clock may have moved it since the last step of the tale. */
async function ownerNow(parts: Parts, ground: Ground, id: string): Promise<string | null> {
  const rows = await parts.house.db.withDistrict({ district: ground.district.id, role: 'act' }, (tx) => recordsOf({ ground, tx }, [id]))
  const row = rows.get(id)
  const process = row && ground.process(row.process, row.version)
  return row && process ? (ownerOfMatter(process, matterOf(row), ground.roster)?.people[0] ?? null) : null
}
