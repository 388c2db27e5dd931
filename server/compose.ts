// Composes the parts of one server around its house: door, readers, timers, outbox, checkpoints, web.
import { makeLocator } from './areas/locate.ts'
import { areaHandlers } from './areas/endpoints.ts'
import { makeDraws } from './clock/draws.ts'
import { makeReminders } from './clock/reminders.ts'
import { makeTimers } from './clock/timers.ts'
import { makeApp, type AppPlan } from './http/app.ts'
import { makeLive } from './http/live.ts'
import { serveUploads } from './http/uploads.ts'
import type { AllHandlers } from './http/routes.ts'
import { joinReporters, tell } from './matters/afterwards.ts'
import { afterEnd, leavePages, openPage, openPart } from './matters/parts.ts'
import { adoptVersion } from './clock/adopt.ts'
import { turnClocks } from './clock/turn.ts'
import { makeBeat } from './matters/beat.ts'
import { callNearest, callUpHandlers, endWithMode, tellPool } from './matters/call-up.ts'
import { contactHandlers } from './matters/contact.ts'
import { openDoor } from './matters/door.ts'
import { openGrounds } from './matters/ground.ts'
import type { Ground, House, Wake } from './matters/house.ts'
import { intakeHandlers } from './matters/intake.ts'
import { handHandlers } from './matters/hands.ts'
import { civicHandlers } from './matters/civic.ts'
import { squadHandlers } from './matters/squads.ts'
import { enrol, volunteeringHandlers } from './matters/volunteering.ts'
import { noticeDownHandlers } from './matters/notices-down.ts'
import { notOneHandlers } from './matters/not-one.ts'
import { seeHandlers } from './matters/see/handlers.ts'
import { oversightHandlers } from './matters/see/oversight-handlers.ts'
import { stepHandlers } from './matters/steps.ts'
import { queueDeliveries } from './connect/queue.ts'
import { connectorHandlers } from './connect/registry.ts'
import { makeSender } from './connect/send.ts'
import { theirHandlers } from './connect/theirs.ts'
import { upperHandlers } from './connect/upper.ts'
import { figuresOut } from './http/figures-out.ts'
import { writeBulletins } from './numbers/bulletins.ts'
import { numberHandlers } from './numbers/handlers.ts'
import { recountWhereChanged } from './numbers/recount.ts'
import { takeInNumbers } from './numbers/topic.ts'
import { makeConsumer, type Topic } from './outbox/consume.ts'
import { makePeopleHandlers } from './people/endpoints.ts'
import type { SendCode } from './people/phone-sign-in.ts'
import { onEnded, tellEnded } from './people/sessions.ts'
import { takeCheckpoint } from './prove/checkpoint.ts'
import { recomputeClocks } from './clock/recompute.ts'
import { alone, type Fellows } from './fellows.ts'
import { gathering } from './http/gathering.ts'
import { erasureHandlers } from './prove/erasures.ts'
import { proofHandlers } from './prove/receipt-proof.ts'
import { handoverRoute } from './http/handover.ts'
import { policyFiles } from './http/policy-files.ts'
import { policyHandlers } from './library/policies.ts'
import { labelRoute } from './http/labels.ts'
import { resourceHandlers } from './resources/ask.ts'
import { thingHandlers } from './things/endpoints.ts'

const checkpointMs = 180_000
export type Basis = Omit<House, 'grounds' | 'live'>
export type Parts = ReturnType<typeof compose>

type Options = {
  readonly sendCode?: SendCode | null
  readonly fellows?: Fellows
  /** private networks that steps may be sent into */ readonly hookNetworks?: readonly string[]
}

/** A message between processes costs as much as an act; under load one carries the wake-ups of many. */
const togetherMs = 20

/** The house of one process; what changes in one is told to the others. */
function houseOf(basis: Basis, fellows: Fellows) {
  const live = makeLive()
  const grounds = openGrounds(basis.db, { now: basis.now, makeLocator })
  const reread = (district: number): Promise<void> => grounds.refresh(district).catch(() => undefined)
  const refresh = async (district: number): Promise<void> => {
    await grounds.refresh(district)
    fellows.tell({ kind: 'registry', district })
  }
  const tellFellows = gathering<Wake>(togetherMs, (wakes) => fellows.tell({ kind: 'wakes', wakes: [...wakes] }))
  const tell: typeof live.tell = (wakes) => {
    live.tell(wakes)
    tellFellows(wakes)
  }
  const house = { ...basis, grounds: { ...grounds, refresh }, live: { ...live, tell } }
  fellows.hear((word) => {
    if (word.kind === 'wakes') live.tell(word.wakes)
    else if (word.kind === 'registry') void reread(word.district)
    else void reread(word.district).then(() => tellEnded(house, { ...word, isFromAfar: true }))
  })
  onEnded(house, ({ district, person, isFromAfar }) => (isFromAfar ? undefined : fellows.tell({ kind: 'ended', district, person })))
  return house
}

type Behind = Required<Pick<Options, 'sendCode' | 'hookNetworks'>> & { readonly door: ReturnType<typeof openDoor> }
/** One handler for every endpoint. */
const handlersOf = (house: House, { door, sendCode, hookNetworks }: Behind): AllHandlers => ({
  ...areaHandlers,
  ...thingHandlers,
  ...makePeopleHandlers(sendCode),
  ...seeHandlers,
  ...oversightHandlers,
  ...callUpHandlers(door),
  ...handHandlers(door),
  ...volunteeringHandlers(door),
  ...civicHandlers,
  ...squadHandlers,
  ...resourceHandlers(door),
  ...noticeDownHandlers(door),
  ...notOneHandlers,
  ...policyHandlers,
  ...erasureHandlers({ onErased: (gone) => tellEnded(house, gone) }),
  ...connectorHandlers(hookNetworks),
  ...theirHandlers(door),
  ...upperHandlers(door),
  ...intakeHandlers(door),
  ...stepHandlers(door),
  ...contactHandlers,
  ...proofHandlers,
  ...numberHandlers,
})

/** `sendCode` sends sign-in codes to phones; without one they exist in a demonstration only. */
export function compose(basis: Basis, { sendCode = null, fellows = alone, hookNetworks = [] }: Options = {}) {
  const house = houseOf(basis, fellows)
  const { live } = house
  const door = openDoor(house)
  const handlers = handlersOf(house, { door, sendCode, hookNetworks })
  const ordinary = makeConsumer(house, (ground) => topics({ house, ground, door }))
  const pages = makeConsumer(house, (ground) => pageTopics({ house, ground, door }), onePage)
  const consumer = { runOnce: async () => (await ordinary.runOnce()) + (await pages.runOnce()) }
  const timers = makeTimers(house, door)
  const reminders = makeReminders(house)
  const draws = makeDraws(house, door)
  const checkpoints = makeBeat({ name: 'checkpoint', everyMs: checkpointMs, run: () => checkpointAll(house) })
  const bulletins = makeBeat({ name: 'bulletin', everyMs: 60_000, run: () => writeBulletins(house, (district) => takeCheckpoint(house, district)) })
  const connectors = makeSender(house, { mode: house.mode, inside: hookNetworks })
  const beats = [ordinary, pages, connectors, timers, reminders, draws, checkpoints, bulletins]
  return {
    house,
    door,
    consumer,
    /** figures, notices and whatever else follows from acts, one by one */ ordinary,
    /** opens what a list sends down; every process may, so that figures and notices do not wait for it */ pages,
    connectors,
    timers,
    reminders,
    draws,
    handlers,
    checkpointAll: () => checkpointAll(house),
    /** before acts are taken: figures that were kept by another definition are counted anew */ recount: () => recountWhereChanged(house),
    writeBulletins: () => writeBulletins(house, (district) => takeCheckpoint(house, district)),
    start: () => { for (const beat of beats) beat.start() }, // prettier-ignore
    stop: async () => {
      for (const beat of beats) await beat.stop()
      await door.idle()
    },
    web: (plan: Pick<AppPlan, 'webDir' | 'district' | 'version' | 'trustProxy'>) =>
      makeApp({
        ...plan,
        house,
        live,
        handlers,
        extra: async (app) => {
          labelRoute(app, house)
          handoverRoute(app, house)
          figuresOut(app, house, handlers)
          await policyFiles(app, house)
          const sweeping = await serveUploads(app, house)
          sweeping.start()
          app.addHook('onClose', () => sweeping.stop())
        },
      }),
  }
}

type Context = { house: House; ground: Ground; door: ReturnType<typeof openDoor> }
const topics = (context: Context): Readonly<Record<string, Topic>> => ({
  tell: { inside: (tx, entries) => tell({ ...context, tx }, entries) },
  join: { inside: (tx, entries) => joinReporters({ ...context, tx }, entries) },
  numbers: {
    inside: async (tx, entries) => {
      await takeInNumbers({ ...context, tx }, entries)
      await queueDeliveries({ ...context, tx }, entries)
    },
  },
  open: { outside: (entry) => openPart(context, entry) },
  spread: { inside: (tx, entries) => leavePages({ ...context, tx }, entries) },
  enrol: { outside: (entry) => enrol(context, entry) },
  adopt: { outside: (entry) => adoptVersion(context, entry) },
  ended: { outside: (entry) => afterEnd(context, entry) },
  calendar: { outside: () => recomputeClocks(context) },
  mode: {
    outside: async (entry) => {
      await turnClocks(context, entry)
      await endWithMode(context, entry)
    },
  },
  callUp: { inside: (tx, entries) => callNearest({ ...context, tx }, entries) },
  tellPool: { inside: (tx, entries) => tellPool({ ...context, tx }, entries) },
})

/** A page of a list is a second or two of work; who took one and died gives it up after a minute. */
const onePage = { name: 'pages', most: 1, seconds: 60 }
const pageTopics = (context: Context): Readonly<Record<string, Topic>> => ({ 'spread-page': { outside: (entry) => openPage(context, entry) } })

async function checkpointAll(house: House): Promise<void> {
  for (const ground of await house.grounds.all()) await takeCheckpoint(house, ground.district.id)
}
