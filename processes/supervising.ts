// The steps and fields that supervision, tasks and ratings share, written once.
import type { Action, Field } from '../core/process.ts'

export const overdue = { label: { zh: '超时上报上一级', en: 'Overdue: next level answers' }, by: ['system'], then: [{ tell: 'owner', say: { zh: '超时，现在由您负责', en: 'Overdue; you answer for it now' } }] } satisfies Action
export const note = (...more: Action['by']): Action => ({ label: { zh: '记一笔', en: 'Note' }, by: ['owner', ...more], key: 'N', ask: { words: { kind: 'longText', label: { zh: '内部记录', en: 'Internal note' } } } })
export const callOff = { label: { zh: '主事项结束', en: 'Main matter ended' }, by: ['system'], auto: true, needs: [{ parent: 'ended' }], to: 'calledOff' } satisfies Action

export const longText = (zh: string, en: string): Field => ({ kind: 'longText', label: { zh, en } })
export const maybe = (field: Field): Field => ({ ...field, optional: true })
export const reasoned = longText('原因', 'Reason')
export const five = [{ value: 'veryGood', label: { zh: '非常满意', en: 'Very good' } }, { value: 'good', label: { zh: '满意', en: 'Good' } }, { value: 'fair', label: { zh: '基本满意', en: 'Fair' } }, { value: 'poor', label: { zh: '不满意', en: 'Poor' } }, { value: 'veryPoor', label: { zh: '非常不满意', en: 'Very poor' } }]
