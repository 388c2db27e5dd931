// What joint organisations and joint activities ask for alike, written once.
import type { Field, Who } from '../core/process.ts'
import type { Post } from '../core/posts.ts'
import { longText } from './supervising.ts'

/** Communities, townships and their Party building boards, departments. */
const bodies = ['communityStaff', 'communitySecretary', 'partyBoard', 'dispatcher', 'departmentOfficer', 'departmentHead'] as const satisfies readonly Post[]
export const proposers: readonly Who[] = bodies.map((post): Who => `post:${post}`)

/** Other bodies of any level, never the one in that seat. */
export const asked = (seat: string): Field => ({ kind: 'holders', label: { zh: '请哪几家（别的社区、镇街、部门都行）', en: 'Which bodies are asked (any level)' }, posts: [...bodies], besides: seat, max: 30 })
export const another = (seat: string, label: Field['label']): Field => ({ kind: 'holder', label, posts: [...bodies], besides: seat })
export const body = (label: Field['label']): Field => ({ kind: 'holder', label, posts: [...bodies] })
export const task = longText('请他们做什么、出什么', 'What they are asked to do and bring')
