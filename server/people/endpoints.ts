// The endpoints about people: signing in and out, devices, the demonstration's people, postings, leave and notices.
import type { Handlers } from '../matters/endpoint.ts'
import { addAbsence } from './absence.ts'
import { audit } from './audit.ts'
import { become, demoPeople } from './demo.ts'
import { devices, dropDevice, signOut } from './devices.ts'
import { giveLogin } from './login.ts'
import { notices, seeNotices } from './notices.ts'
import { sendCode, signInPhone, type SendCode } from './phone-sign-in.ts'
import { changePassword } from './password.ts'
import { addPosting, endPosting, postings } from './postings.ts'
import { signInStaff } from './staff-sign-in.ts'
import { viewerOf } from './viewer.ts'

type PeopleEndpoints =
  | 'sendCode'
  | 'signInPhone'
  | 'signInStaff'
  | 'signOut'
  | 'me'
  | 'changePassword'
  | 'devices'
  | 'dropDevice'
  | 'demoPeople'
  | 'become'
  | 'postings'
  | 'addPosting'
  | 'endPosting'
  | 'giveLogin'
  | 'addAbsence'
  | 'audit'
  | 'notices'
  | 'seeNotices'

/** Without a sender, codes exist in a demonstration only, where they are shown on the screen. */
export const makePeopleHandlers = (sender: SendCode | null): Handlers<PeopleEndpoints> => ({
  sendCode: (call) => sendCode(call, sender),
  signInPhone,
  signInStaff,
  signOut,
  me: async ({ house, ground, caller }) => ({
    viewer: caller.person === null ? null : await viewerOf(house, ground, { person: caller.person, postings: caller.postings }),
  }),
  changePassword,
  devices,
  dropDevice,
  demoPeople,
  become,
  postings,
  addPosting,
  endPosting,
  giveLogin,
  addAbsence,
  audit,
  notices,
  seeNotices,
})
export const peopleHandlers = makePeopleHandlers(null)
