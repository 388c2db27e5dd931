// The second rung of the ladder: a community calls, its township answers.
import { called } from './call-fields.ts'
import { localCall } from './local-call.ts'

export default localCall({
  name: 'community-call',
  title: { zh: '社区呼叫', en: 'Community call' },
  callers: ['post:communityStaff', 'post:communitySecretary'],
  answers: 'dispatcher',
  who: { zh: '镇街', en: 'the township' },
  ask: called,
})
