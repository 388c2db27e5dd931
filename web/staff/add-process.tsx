// A new process, or a new version of one: chosen as a file, looked through for faults, read as a printed page, and only then saved.
import { ChevronLeft } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { faultsOf } from '../../core/faults.ts'
import type { Label } from '../../core/label.ts'
import { printProcess } from '../../core/print.ts'
import { Process } from '../../core/process.ts'
import { useSay } from '../kit/say.tsx'
import { tell, useAgain, useAsk, type FaultFound } from './ask.ts'
import { useToast } from './bits.tsx'
import { JsonBox, readJson } from './json-box.tsx'

export function AddProcess(): ReactNode {
  const say = useSay()
  const toast = useToast()
  const again = useAgain()
  const [, go] = useLocation()
  const known = useAsk('processes')
  const [text, setText] = useState('')
  const [fault, setFault] = useState<Label | null>(null)
  const [found, setFound] = useState<readonly FaultFound[]>([])
  const [isSending, setSending] = useState(false)
  const json = readJson(text)
  const read = json.ok ? Process.safeParse(json.value) : null
  const now = read?.success ? known.data?.rows.find((row) => row.name === read.data.name && row.active) : undefined
  const mine = read ? (read.success ? faultsHere(read.data) : shapeFaults(read.error.issues)) : []
  const faults = found.length > 0 ? found : mine
  const change = (next: string) => {
    setText(next)
    setFault(null)
    setFound([])
  }
  const send = async () => {
    if (isSending || !json.ok) return
    setSending(true)
    const told = await tell('addProcess', { body: { body: json.value } })
    setSending(false)
    if (told.ok) {
      again()
      toast({
        say: { zh: `存好了：第 ${told.answer.version} 版，新事项按它走`, en: `Saved as version ${told.answer.version}; new matters follow it` },
      })
      return go(`/processes/${told.answer.name}`)
    }
    setFault(told.label)
    return setFound(told.faults ?? [])
  }
  return (
    <div className="page" style={{ maxWidth: 980 }}>
      <p className="t13 m crumb">
        <Link href="/processes" className="f ac g1">
          <ChevronLeft className="i" aria-hidden="true" />
          {say({ zh: '流程', en: 'Processes' })}
        </Link>
      </p>
      <h1 className="t20">{say({ zh: '加一个流程', en: 'Add a process' })}</h1>
      <p className="m">
        {say({
          zh: '同名的会存成新一版。只管以后的新事项，在办的按当时的版本走完。有毛病的存不进去。',
          en: 'A known name becomes a new version. It only applies to new matters; what is open ends as it began. Faulty ones are not saved.',
        })}
      </p>
      <JsonBox label={{ zh: '粘贴流程（JSON）', en: 'Paste the process (JSON)' }} text={text} onText={change} />
      {fault ? (
        <p className="faultbox" role="alert">
          {say(fault)}
        </p>
      ) : null}
      {faults.length > 0 ? <Faults faults={faults} /> : null}
      {read?.success ? (
        <>
          <section className="pan">
            <header>
              <h2>{say({ zh: '印出来是这样，先看一遍', en: 'This is the page it prints; read it first' })}</h2>
            </header>
            <pre className="in t13 printed" tabIndex={0} aria-label={say({ zh: '打印页', en: 'Printed page' })}>
              {printProcess(read.data)}
            </pre>
          </section>
          {faults.length === 0 ? (
            <button type="button" className="btn p" style={{ alignSelf: 'flex-start' }} aria-busy={isSending} onClick={() => void send()}>
              {say(
                isSending
                  ? { zh: '正在存……', en: 'Saving…' }
                  : now
                    ? { zh: `存成第 ${now.version + 1} 版`, en: `Save as version ${now.version + 1}` }
                    : { zh: '存成新流程', en: 'Save as a new process' },
              )}
            </button>
          ) : null}
        </>
      ) : null}
    </div>
  )
}

/** What can be seen without the district: the server looks again with its posts and its other processes and has the last word. */
function faultsHere(process: Process): readonly FaultFound[] {
  return faultsOf(process, []).filter(({ code, where }) => !(code === 'unknown-name' && where.startsWith('parts.')))
}

const shapeFaults = (issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): readonly FaultFound[] =>
  issues.slice(0, 50).map((issue) => ({
    code: 'shape',
    where: issue.path.join('.'),
    say: { zh: `这里写得不合规矩：${issue.message}`, en: issue.message },
  }))

function Faults({ faults }: { faults: readonly FaultFound[] }): ReactNode {
  const say = useSay()
  return (
    <section className="faultbox" role="alert">
      <h2 className="t14 b">
        {say({ zh: `有 ${faults.length} 处毛病，改好才能存`, en: `${faults.length} fault(s); it can be saved once they are mended` })}
      </h2>
      <ul className="col g1" style={{ marginTop: 6 }}>
        {faults.map((fault) => (
          <li key={`${fault.where}${fault.code}${fault.say.en}`}>
            <span className="mono">{fault.where}</span> {say(fault.say)}
          </li>
        ))}
      </ul>
    </section>
  )
}
