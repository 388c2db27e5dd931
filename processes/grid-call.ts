// The first rung of the ladder: a grid calls, its community answers.
import { called } from './call-fields.ts'
import { localCall } from './local-call.ts'

export default localCall({
  name: 'grid-call',
  title: { zh: '网格呼叫', en: 'Grid call' },
  callers: ['post:gridOfficer', 'post:gridLeader', 'post:yardHead'],
  answers: 'communityStaff',
  who: { zh: '社区', en: 'the community' },
  // in a grid there is seldom anybody to ask first
  ask: { ...called, reviewedBy: { ...called.reviewedBy, optional: true } },
})
