// What people of a running app do in many tests: an act with everything that follows from it, one that may be refused, and a photo sent in.
import { randomInt } from 'node:crypto'
import sharp from 'sharp'
import type { Calls } from '../../core/api.ts'
import { newAct, type Client, type TestApp } from './app.ts'

export type Step = { readonly action: string; readonly answers?: Readonly<Record<string, unknown>> }
const wishOf = (id: string, { action, answers = {} }: Step) => ({ params: { id }, body: { act: newAct(), action, answers } })

/** The app is asked for at each act, because a file starts it after it is read. */
export const actsIn = (app: () => TestApp) => ({
  /** the page as it was right after the act; what follows has happened when it is given */
  act: async (client: Client, id: string, step: Step): Promise<Calls['act']['answer']['page']> => {
    const { page } = await client.ask('act', wishOf(id, step))
    await app().settle()
    return page
  },
  /** `done`, or the code of the refusal */
  tryAct: async (client: Client, id: string, step: Step): Promise<string> => {
    const reply = await client.request('act', wishOf(id, step))
    await app().settle()
    return reply.ok ? 'done' : reply.refusal.code
  },
  /** A picture of one colour, unlike any other; gives its id. */
  sendPhoto: async (client: Client): Promise<string> => {
    const background = { r: randomInt(256), g: randomInt(256), b: randomInt(256) }
    const body = await sharp({ create: { width: 64, height: 48, channels: 3, background } }).jpeg().toBuffer() // prettier-ignore
    const sent = await client.fetch(`/api/${app().slug}/photos`, {
      method: 'POST',
      headers: { 'content-type': 'image/jpeg' },
      body: new Uint8Array(body),
    })
    return String(Object.entries(Object(await sent.json())).find(([name]) => name === 'id')?.[1])
  },
})

/** What somebody was told, about one matter if it is named, in Chinese: of what is told at one instant nothing is first. */
export async function toldTo(client: Client | undefined, matter?: string): Promise<string> {
  const { rows } = (await client?.ask('notices')) ?? { rows: [] }
  return rows.flatMap((row) => (matter === undefined || row.matter === matter ? [row.text.zh] : [])).join('\n')
}
