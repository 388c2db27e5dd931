// The page that checks a receipt on the reader's own device: no server is asked, nothing is sent.
import '../kit/no-eval.ts'
import { api } from '../../core/api.ts'
import type { Label } from '../../core/label.ts'
import '../kit/tokens.css'
import '../kit/kit.css'
import './verify.css'
import { checkProof, type Finding, type Verdict } from './check.ts'

let english = new URLSearchParams(location.search).get('lang') === 'en' || localStorage.getItem('huying-language') === 'en'
const say = (label: Label): string => (english ? label.en : label.zh)
const words = {
  title: { zh: '自己验一验回执', en: 'Check a receipt yourself' },
  lead: {
    zh: '把回执文件拖进来，或者把里面的文字贴进来。全在您这台设备上算，不联网，什么都不传出去。',
    en: 'Drop the receipt file here, or paste its text. Everything is computed on this device; nothing is sent anywhere.',
  },
  drop: { zh: '选一个回执文件，或拖到这里', en: 'Choose a receipt file, or drop it here' },
  paste: { zh: '或者贴上回执的文字', en: 'Or paste the text of the receipt' },
  check: { zh: '验一验', en: 'Check it' },
  holds: { zh: '没有被改动', en: 'Nothing was changed' },
  broken: { zh: '对不上，有地方被动过', en: 'It does not match: something was changed' },
  notJson: {
    zh: '这不是一份完整的回执。请把整个文件拖进来，或者从第一个 { 贴到最后一个 }。',
    en: 'This is not a whole receipt. Drop the whole file, or paste from the first { to the last }.',
  },
  empty: { zh: '先放一份回执进来', en: 'Put a receipt in first' },
  fingerprint: { zh: '存证点的根（可以和公报上印的对一对）', en: 'Root of the checkpoint (compare it with the printed bulletin)' },
  insecure: {
    zh: '这个浏览器现在不让算指纹。请用 https 打开这一页，或者存下来用浏览器直接打开。',
    en: 'This browser does not allow hashing here. Open the page over https, or save it and open the file.',
  },
} as const

const page = document.querySelector('#page')
const make = (tag: string, with_: { class?: string; text?: string; id?: string } = {}): HTMLElement => {
  const node = document.createElement(tag)
  if (with_.class) node.className = with_.class
  if (with_.text !== undefined) node.textContent = with_.text
  if (with_.id) node.id = with_.id
  return node
}

const report = make('div', { class: 'col g3', id: 'report' })
report.setAttribute('aria-live', 'polite')
const paste = document.createElement('textarea')
let last = ''

function draw(): void {
  document.documentElement.lang = english ? 'en' : 'zh-CN'
  document.title = `${say(words.title)} · 呼应 Huying`
  const toggle = make('button', { class: 'btn s sm', text: english ? '中文' : 'English' })
  toggle.addEventListener('click', () => {
    english = !english
    draw()
    if (last) void run(last)
  })
  const head = make('header', { class: 'f jb ac g3' })
  head.append(make('h1', { class: 't24', text: say(words.title) }), toggle)
  paste.className = 'field'
  paste.rows = 6
  paste.id = 'paste'
  paste.spellcheck = false
  const label = document.createElement('label')
  label.htmlFor = 'paste'
  label.className = 'sec'
  label.textContent = say(words.paste)
  const button = make('button', { class: 'btn p', text: say(words.check) })
  button.addEventListener('click', () => void run(paste.value))
  page?.replaceChildren(head, make('p', { class: 'm', text: say(words.lead) }), dropZone(), label, paste, button, report)
}

function dropZone(): HTMLElement {
  const zone = document.createElement('label')
  zone.className = 'drop'
  const input = document.createElement('input')
  input.type = 'file'
  input.className = 'sr'
  input.accept = '.json,application/json'
  input.addEventListener('change', () => void take(input.files))
  zone.append(make('span', { text: say(words.drop) }), input)
  zone.addEventListener('dragover', (event) => event.preventDefault())
  zone.addEventListener('drop', (event) => {
    event.preventDefault()
    void take(event.dataTransfer?.files ?? null)
  })
  return zone
}

async function take(files: FileList | null): Promise<void> {
  const file = files?.[0]
  if (!file) return
  paste.value = await file.text()
  await run(paste.value)
}

async function run(text: string): Promise<void> {
  last = text
  if (text.trim() === '') return tell(words.empty)
  if (!globalThis.crypto?.subtle) return tell(words.insecure)
  const read = api.followProof.answer.safeParse(jsonOf(text))
  if (!read.success) return tell(words.notJson)
  show(await checkProof(read.data), read.data.checkpoint?.root ?? null)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function tell(label: Label): void {
  report.replaceChildren(make('p', { class: 'card verdict broken', text: say(label) }))
}

function show(verdict: Verdict, root: string | null): void {
  const list = make('ul', { class: 'card rows' })
  for (const finding of verdict.findings) list.append(row(finding))
  if (verdict.erased > 0)
    list.append(
      row({
        holds: true,
        say: {
          zh: `有 ${verdict.erased} 处内容不在这份回执里（依法删去的，或不给看的，如经办人的账号），只留指纹；链没有断。`,
          en: `${verdict.erased} contents are not in this receipt (erased by law, or not shown, such as staff accounts); only their fingerprints are. The chain still stands.`,
        },
      }),
    )
  const parts: Node[] = [
    make('h2', {
      class: `t20 verdict card ${verdict.holds ? 'holds' : 'broken'}`,
      text: `${verdict.holds ? '✓' : '×'} ${say(verdict.holds ? words.holds : words.broken)}`,
    }),
    list,
  ]
  if (root) parts.push(make('p', { class: 't13 m', text: say(words.fingerprint) }), make('code', { class: 'mono root', text: root }))
  report.replaceChildren(...parts)
}

function row(finding: Finding): HTMLElement {
  const item = make('li', { class: `row as ${finding.holds ? '' : 'late'}` })
  item.append(
    make('span', { class: finding.holds ? 'brand b' : 'late b', text: finding.holds ? '✓' : '×' }),
    make('span', { class: 'grow', text: say(finding.say) }),
  )
  return item
}

draw()
