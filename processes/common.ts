// The fields that several processes ask for, written once.
import type { Action, Field } from '../core/process.ts'

export const pictures = { photos: { kind: 'photos', label: { zh: '照片', en: 'Photos' }, optional: true }, video: { kind: 'video', label: { zh: '短视频', en: 'Short video' }, optional: true }, voice: { kind: 'voice', label: { zh: '语音', en: 'Voice note' }, optional: true } } satisfies Record<string, Field>
export const told = {
  ...pictures,
  what: { kind: 'longText', label: { zh: '想说的话', en: 'In your words' }, optional: true },
  category: { kind: 'category', label: { zh: '怎么了', en: 'What is wrong' }, mark: 'category' },
  place: { kind: 'place', label: { zh: '地点', en: 'Place' }, optional: true },
} satisfies Record<string, Field>
export const urgency = { kind: 'choice', inner: true, label: { zh: '急不急', en: 'Urgency' }, optional: true, mark: 'urgency', options: [{ value: 'normal', label: { zh: '不急', en: 'Can wait' } }, { value: 'urgent', label: { zh: '急', en: 'Urgent' } }, { value: 'emergency', label: { zh: '紧急', en: 'Emergency' } }] } satisfies Field
export const severity = { kind: 'choice', inner: true, label: { zh: '重不重', en: 'Severity' }, optional: true, mark: 'severity', options: [{ value: 'light', label: { zh: '轻', en: 'Light' } }, { value: 'serious', label: { zh: '重', en: 'Serious' } }] } satisfies Field
export const why = { kind: 'longText', label: { zh: '原因', en: 'Reason' } } satisfies Field
export const words = { kind: 'longText', label: { zh: '给居民的答复', en: 'Reply to the resident' } } satisfies Field
export const recategorise = { kind: 'category', inner: true, label: { zh: '改类别', en: 'Correct the category' }, optional: true, mark: 'category' } satisfies Field
export const holder = { kind: 'holder', inner: true, label: { zh: '派给谁', en: 'Hand to' } } satisfies Field
export const unsolved = [{ value: 'partly', label: { zh: '办了一点，还没好', en: 'Partly' } }, { value: 'no', label: { zh: '没办好', en: 'Not solved' } }]
export const grades = [{ value: 'veryGood', label: { zh: '非常满意', en: 'Very satisfied' } }, { value: 'good', label: { zh: '满意', en: 'Satisfied' } }, { value: 'fair', label: { zh: '基本满意', en: 'Fairly satisfied' } }, { value: 'poor', label: { zh: '不满意', en: 'Dissatisfied' } }, { value: 'veryPoor', label: { zh: '非常不满意', en: 'Very dissatisfied' } }]
export const rating = { kind: 'choice', label: { zh: '办得怎么样', en: 'How was it handled' }, optional: true, mark: 'rating', options: grades } satisfies Field
export const mustRate = { kind: 'choice', label: { zh: '办得怎么样', en: 'How was it handled' }, mark: 'rating', options: grades } satisfies Field
export const reasonClass = { kind: 'choice', label: { zh: '哪一种原因', en: 'Kind of reason' }, mark: 'reason', options: [{ value: 'not-ours', label: { zh: '不归我们管', en: 'Not ours' } }, { value: 'no-facts', label: { zh: '找不到实情', en: 'Nothing found' } }, { value: 'private-dispute', label: { zh: '法院或仲裁管', en: 'For a court' } }, { value: 'repeat', label: { zh: '同样的事已经答复过', en: 'Answered before' } }] } satisfies Field
/** While an emergency mode is open, the township or a leader hands on at once, past every step. */
export const commandeer = { label: { zh: '紧急调派', en: 'Emergency dispatch' }, plain: { zh: '紧急状态中，直接派了人', en: 'Emergency mode: handed on at once' }, by: ['post:dispatcher', 'post:districtLeader'], to: 'dispatched', as: 'dispatcher', tone: 'grave', needs: [{ rule: 'emergency-1' }], ask: { holder, why }, then: [{ assign: 'handler', to: { field: 'holder' } }, { assign: 'dispatcher', to: { actor: true } }, { tell: 'seat:handler', say: { zh: '紧急调派，请马上办', en: 'Emergency dispatch: please act at once' } }] } satisfies Action
/** What nobody took falls to the committee of the community. */
export const backstop = { label: { zh: '没人接，社区党委兜底', en: 'Nobody took it: the committee answers' }, plain: { zh: '一天没人接，社区书记来兜底', en: 'Nobody took it for a day; the community secretary answers for it' }, by: ['system'], to: 'backstop', marks: { backstop: 'yes' }, then: [{ tell: 'owner', say: { zh: '24 小时没人接，由社区党委兜底', en: 'Untaken for 24 hours: the committee answers for it' } }] } satisfies Action
