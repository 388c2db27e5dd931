// The catalogue of faults a process can have: each says what is wrong, in Chinese and English.
import type { Label } from './label.ts'
import type { Action, Process } from './process.ts'
import { isEnded } from './process.ts'

const catalogue = {
  shape: { zh: '写法不对：{what}', en: 'Not written as a process must be: {what}' },
  language: { zh: '要有中文和英文两种说法', en: 'Both Chinese and English must be there' },
  'unknown-name': { zh: '没有叫「{what}」的', en: 'Nothing is called “{what}”' },
  'wrong-field': { zh: '要用必填的「{what}」一栏', en: 'Needs a required field “{what}” of the right kind' },
  'no-opening': { zh: '没有办法开始，或开始后不知道去哪里', en: 'No way in, or the way in leads nowhere' },
  'no-options': { zh: '没有可选的项，或选项重复', en: 'Nothing to choose from, or the same choice twice' },
  'same-key': { zh: '两个动作用了同一个按键「{what}」', en: 'Two actions share the key “{what}”' },
  unreachable: { zh: '走不到这个环节', en: 'No path leads here' },
  'no-way-out': { zh: '从这里走不到结束', en: 'No path leads from here to an end' },
  'no-owner': { zh: '没有责任人', en: 'Nobody owns it here' },
  'no-superior': { zh: '「{what}」上面没有人，超时没人接', en: 'Nobody stands above “{what}”, so nobody takes over when it is late' },
  'post-missing': { zh: '本区没有「{what}」岗位，上级也没有', en: 'The district has no post “{what}”, nor one above it' },
  'no-clock': { zh: '没有时限', en: 'No clock runs here' },
  'clock-after-end': { zh: '结束后不能再计时', en: 'A clock must not run after the end' },
  'late-missing': { zh: '超时动作「{what}」在这里不存在', en: 'The late action “{what}” does not exist here' },
  'late-not-system': { zh: '超时动作「{what}」没有交给系统', en: 'The system may not take the late action “{what}”' },
  'late-asks': { zh: '超时动作「{what}」不能要人填写，也不能有条件', en: 'The late action “{what}” asks or needs something, so it could be refused' },
  'late-unheard': { zh: '超时动作「{what}」既不通知人，也不往前走', en: 'The late action “{what}” tells nobody and moves nothing' },
  'late-forever': { zh: '超时一次以后不再计时', en: 'After striking once the clock never strikes again: say `again`' },
  'system-duty': { zh: '系统不能承担职责', en: 'The system must hold no duty' },
  'system-reply': { zh: '系统不能自己答复', en: 'The system must give no reply of its own' },
  'system-idle': { zh: '系统永远不会做这个动作', en: 'The system is never called to do this' },
  'nobody-to-seat': { zh: '「{what}」没有人可以坐', en: 'Nobody could be put into the seat “{what}” by this action' },
  'auto-without-need': { zh: '自动动作要有条件，而且交给系统', en: 'An automatic action needs a condition and must be the system’s' },
  'part-closed': { zh: '等的「{what}」从来没有人能开', en: 'It waits for parts “{what}” that nobody can open' },
  'part-unanswered': { zh: '「{what}」要的内容没有给', en: 'The part does not get what it must know: “{what}”' },
  'orphan-unsaid': { zh: '没有说主事项结束后怎么办', en: 'It does not say what happens when the main matter ends' },
  'reopen-without-clock': { zh: '重新打开后没有接着算的时限', en: 'No clock goes on counting after reopening' },
  'secret-without-roll': { zh: '不公开的名额要先定名单：「{what}」', en: 'A secret pool needs a closed roll: “{what}”' },
  'until-unasked': { zh: '没有问到哪一天：「{what}」', en: 'It does not ask until which day: “{what}”' },
  'end-without-reply': { zh: '没有答复就结束了', en: 'It ends without a reply' },
  'after-unmet': { zh: '有一条路会缺「{what}」', en: 'On some path “{what}” is still missing' },
  'seat-empty': { zh: '有一条路上「{what}」还没有人', en: 'On some path the seat “{what}” is empty' },
  'held-at-end': { zh: '结束时还占着资源', en: 'It ends while it still holds a resource' },
  'not-apart': { zh: '「{what}」要由不同的人做', en: 'Different people must do “{what}”' },
} as const satisfies Record<string, Label>

export type FaultCode = keyof typeof catalogue
/** One thing that is wrong with a process; `where` is a path such as `states.handling.resolve`. */
export type Fault = { readonly code: FaultCode; readonly where: string; readonly say: Label }

export function fault(code: FaultCode, where: string, what = ''): Fault {
  const { zh, en } = catalogue[code]
  return { code, where, say: { zh: zh.replaceAll('{what}', what), en: en.replaceAll('{what}', what) } }
}

/** An action with where it stands and the states it can be tried in; a way in stands in none. */
export type Placed = {
  readonly where: string
  readonly kind: 'open' | 'always' | 'state'
  readonly name: string
  readonly action: Action
  readonly states: readonly string[]
}

/** Every action of a process, ways in first. */
export function everyAction(process: Process): readonly Placed[] {
  const unfinished = Object.entries(process.states).filter(([, state]) => !isEnded(state.phase))
  const opening = Object.entries(process.open).map(([name, action]): Placed => ({ where: `open.${name}`, kind: 'open', name, action, states: [] }))
  const own = Object.entries(process.states).flatMap(([at, state]) =>
    Object.entries(state.can ?? {}).map(([name, action]): Placed => ({ where: `states.${at}.${name}`, kind: 'state', name, action, states: [at] })),
  )
  const always = Object.entries(process.always ?? {}).map(([name, action]): Placed => {
    const states = unfinished.filter(([, state]) => !(name in (state.can ?? {}))).map(([at]) => at)
    return { where: `always.${name}`, kind: 'always', name, action, states }
  })
  return [...opening, ...own, ...always]
}

/** Where an action may lead to: its target, and the other one after so many times. */
export const targetsOf = (action: Action): readonly string[] => [...(action.to ? [action.to] : []), ...(action.nth ? [action.nth.to] : [])]
