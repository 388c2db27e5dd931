// The endpoints about things with codes: the list, a new one, and the public page behind a code.
import type { Handlers } from '../matters/endpoint.ts'
import { addThing } from './add.ts'
import { code } from './code-page.ts'
import { things } from './list.ts'

export const thingHandlers: Handlers<'things' | 'addThing' | 'code'> = { things, addThing, code }
