// What every call of the ladder asks for and does alike, written once.
import type { Action, Field } from '../core/process.ts'
import { pictures, why } from './common.ts'

export const called = {
  what: { kind: 'longText', label: { zh: '什么事', en: 'What is the matter' } },
  place: { kind: 'place', label: { zh: '在哪里', en: 'Where' }, optional: true },
  category: { kind: 'category', label: { zh: '哪一类', en: 'What kind' }, optional: true, mark: 'category' },
  tried: { kind: 'longText', label: { zh: '自己已经试过什么', en: 'What was tried already' } },
  reviewedBy: { kind: 'text', label: { zh: '谁审过这次呼叫', en: 'Who reviewed this call' } },
  concerns: { kind: 'matter', label: { zh: '从哪一件来', en: 'Which matter it comes from' }, optional: true },
  photos: pictures.photos,
} satisfies Record<string, Field>

/** Turning up is written down by whoever called, never by whoever was called. */
export const arrived = { label: { zh: '人到了', en: 'They are here' }, plain: { zh: '呼叫的人记下：人到了', en: 'The caller noted: they are here' }, by: ['seat:caller'], to: 'handling', key: 'A', tone: 'main', then: [{ tell: 'seat:handler', say: { zh: '到场已由呼叫人记下', en: 'Your arrival was recorded by the caller' } }] } satisfies Action // prettier-ignore
export const onMyWay = { label: { zh: '收到，这就去', en: 'On my way' }, plain: { zh: '被呼叫的人说：这就去', en: 'They said they are on their way' }, by: ['owner', 'seat:handler'], key: 'T', then: [{ assign: 'handler', to: { actor: true } }, { tell: 'seat:caller', say: { zh: '有人接了，正在来', en: 'Somebody took it and is on the way' } }] } satisfies Action // prettier-ignore
export const progress = { label: { zh: '说一句进展', en: 'Report progress' }, plain: { zh: '有新进展', en: 'Progress' }, by: ['owner', 'seat:handler'], as: 'handler', key: 'P', ask: { words: { kind: 'longText', label: { zh: '进展', en: 'Progress' } }, photos: pictures.photos } } satisfies Action // prettier-ignore
export const done = { kind: 'longText', label: { zh: '做了什么', en: 'What was done' } } satisfies Field
export const reject = { label: { zh: '还没办好', en: 'Not done yet' }, plain: { zh: '呼叫的人看了：还没好，接着办', en: 'The caller looked: not done yet, back to work' }, by: ['owner', 'seat:caller'], to: 'handling', as: 'verifier', ask: { why, photos: pictures.photos }, then: [{ tell: 'seat:handler', say: { zh: '呼叫的人说还没办好', en: 'The caller says it is not done yet' } }] } satisfies Action // prettier-ignore
export const accept = { label: { zh: '办好了，结了', en: 'Done, close it' }, plain: { zh: '呼叫的人看了：办好了', en: 'The caller looked: it is done' }, by: ['owner', 'seat:caller'], to: 'closed', as: 'verifier', key: 'A', tone: 'main', ask: { words: { kind: 'longText', label: { zh: '评判的话', en: 'Your judgement in words' } } }, then: [{ reply: 'words' }, { tell: 'seat:handler', say: { zh: '呼叫的人说办好了', en: 'The caller says it is done' } }] } satisfies Action // prettier-ignore

export const usual = {
  callOff: { label: { zh: '不用来了', en: 'Call it off' }, plain: { zh: '呼叫的人撤回了', en: 'The caller called it off' }, by: ['seat:caller'], to: 'withdrawn', tone: 'grave', ask: { words: { kind: 'longText', label: { zh: '为什么不用了', en: 'Why it is no longer needed' } } }, then: [{ reply: 'words' }] },
  note: { label: { zh: '记一笔', en: 'Note' }, by: ['owner', 'seat:handler', 'seat:caller'], key: 'N', ask: { words: { kind: 'longText', label: { zh: '内部记录', en: 'Internal note' } } } },
  urge: { label: { zh: '督一下', en: 'Urge' }, by: ['seat:caller', 'post:communitySecretary', 'post:dispatcher', 'post:supervisor', 'post:districtLeader'], key: 'S', ask: { words: { kind: 'longText', label: { zh: '要求', en: 'What is asked' } } }, then: [{ tell: 'owner', say: { zh: '有人督办', en: 'You are urged to act' } }] },
  overdue: { label: { zh: '超时上报上一级', en: 'Overdue: next level answers' }, plain: { zh: '比说好的晚了，已经报给{owner}', en: 'Later than promised; {owner} now answers' }, by: ['system'], then: [{ tell: 'owner', say: { zh: '超时，现在由您负责', en: 'Overdue; you answer for it now' } }] },
} satisfies Record<string, Action> // prettier-ignore
