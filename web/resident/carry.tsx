// A volunteer carries a neighbour's call to the grid: with the neighbour's consent, in the neighbour's words, and the code to follow it goes to the neighbour.
import { useRef, useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { Label } from '../../core/label.ts'
import type { Opening } from '../../core/shapes.ts'
import { newActId } from '../kit/act-id.ts'
import { AnswerForm, missingIn, type AnswerValues } from '../kit/answer-form.tsx'
import { useSay } from '../kit/say.tsx'
import { ask, leftNoTrace, useAsked, useDistrictPage, type Fault } from './ask.ts'
import { Page, useDistrict } from './page.tsx'
import { Failed, Loading, SendFoot } from './states.tsx'

const title = { zh: '替邻居报一件', en: 'Report for a neighbour' }

export default function Carry(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const asked = useAsked('openings', { params: { district } })
  const opening = asked.said?.rows.find(({ process, action }) => process === 'resident-report' && action === 'onBehalf')
  if (opening) return <CarryForm opening={opening} />
  const only = say({ zh: '网格里登记过的志愿者才能替邻居报。', en: 'Only registered volunteers of a grid report for a neighbour.' })
  return (
    <Page title={title} back={`/${district}/hands`}>
      {asked.said && !asked.stale ? (
        <p className="card pad">{only}</p>
      ) : asked.fault ? (
        <Failed fault={asked.fault} again={asked.again} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

/** What is wrong comes first, then the words; consent and the phone are last. */
const order = ['category', 'what', 'place', 'photos', 'voice', 'video', 'consent', 'phone']

function CarryForm({ opening }: { opening: Opening }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const categories = useDistrictPage(district).said?.categories ?? []
  const [value, setValue] = useState<AnswerValues>({})
  const [errors, setErrors] = useState<Readonly<Record<string, Label>>>({})
  const [fault, setFault] = useState<Fault | null>(null)
  const [isSending, setSending] = useState(false)
  const [receipt, setReceipt] = useState<string | null>(null)
  const ids = useRef({ act: newActId(), id: newActId() })
  const fields = [...opening.form].sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name))
  const send = () => {
    const missing = missingIn(fields, value)
    setErrors(missing)
    if (isSending || Object.keys(missing).length > 0) return
    setSending(true)
    const body = { ...ids.current, process: opening.process, action: opening.action, answers: { ...value } }
    void ask('open', { params: { district }, body }).then((answer) => {
      setSending(false)
      setFault(answer.ok ? null : answer.fault)
      if (answer.ok) return setReceipt(answer.said.receipt)
      if (leftNoTrace(answer.fault)) ids.current = { act: newActId(), id: newActId() }
      if (answer.fault.field) setErrors({ [answer.fault.field]: answer.fault.say })
    })
  }
  if (receipt) return <Carried receipt={receipt} />
  const foot = (
    <SendFoot
      wrong={fault?.field ? null : fault?.say}
      label={{ zh: '替邻居交上去', en: 'Send for the neighbour' }}
      isSending={isSending}
      onSend={send}
    />
  )
  return (
    <Page title={title} back={`/${district}/hands`} foot={foot} gap={16}>
      <p className="m">
        {say({ zh: '照邻居的原话写。交上去以后，把查询码给邻居。', en: 'In the neighbour’s own words. Then give the neighbour the code.' })}
      </p>
      <AnswerForm fields={fields} value={value} onChange={setValue} errors={errors} district={district} categories={categories} />
    </Page>
  )
}

function Carried({ receipt }: { receipt: string }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  return (
    <Page title={{ zh: '交上去了', en: 'Sent' }} back={`/${district}/hands`}>
      <section className="card pad col g3 tc" role="status">
        <h2 className="t20">{say({ zh: '交上去了，谢谢您', en: 'Sent, thank you' })}</h2>
        <p className="m">
          {say({ zh: '把这个查询码给邻居，凭它看进度、定办没办好：', en: 'Give the neighbour this code to follow it and to judge:' })}
        </p>
        <p className="t24 bb mono">{receipt}</p>
      </section>
      <Link className="btn s" href={`/${district}/hands`}>
        {say({ zh: '回到搭把手', en: 'Back to lending a hand' })}
      </Link>
    </Page>
  )
}
