// Received: who has it, until when, and the code to follow it with.
import { Check, Copy, Eye, Printer } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link, useParams } from 'wouter'
import type { Label } from '../../core/label.ts'
import type { HolderShape } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useAsked, useDistrictPage } from './ask.ts'
import { Mark } from './drawings.tsx'
import { CallLink, Page, useDistrict } from './page.tsx'
import { justSent } from './send.ts'
import { Failed, Loading } from './states.tsx'
import { useWhen } from './times.ts'

export default function Sent(): ReactNode {
  const say = useSay()
  const when = useWhen()
  const district = useDistrict()
  const receipt = useParams<{ receipt: string }>().receipt ?? ''
  const asked = useAsked('follow', { params: { district, receipt } }, 15)
  const hotline = useDistrictPage(district).said?.hotline ?? null
  const page = asked.said
  const sent = page ?? justSent(receipt)
  const due = sent?.due ?? null
  const owner = sent?.owner ?? null
  const what = page ? [page.thing ? say(page.thing) : null, page.category ? say(page.category) : page.headline].filter(Boolean).join('·') : null
  const foot = (
    <div className="f g2">
      <Link className="btn s xl" href={`/${district}/report`}>
        {say({ zh: '再报一件', en: 'Another' })}
      </Link>
      <Link className="btn p xl grow" href={`/${district}/r/${receipt}`}>
        {say({ zh: '看进度', en: 'See progress' })}
      </Link>
    </div>
  )
  return (
    <Page
      title={{ zh: '收到了', en: 'Received' }}
      close
      foot={foot}
      read={say({
        zh: `收到了。${owner ? `现在归${owner.place.zh}${owner.label.zh}管。` : ''}${due ? `最晚${when.clock(due)}前回您。` : ''}查询码是 ${receipt.split('').join(' ')}`,
        en: `Received. The code is ${receipt.split('').join(' ')}`,
      })}
    >
      {!sent && asked.fault ? <Failed fault={asked.fault} again={asked.again} /> : null}
      {!sent && !asked.fault ? <Loading /> : null}
      {sent ? (
        <>
          <section className="tc col ac g1" role="status">
            <Mark size={52} arriving />
            <h2 className="t24">
              {say(
                page?.joined
                  ? { zh: '算上您了，一起办', en: 'You are counted in' }
                  : owner
                    ? { zh: '收到了，有人接了', en: 'Got it. Someone has it' }
                    : { zh: '收到了', en: 'Got it' },
              )}
            </h2>
            {what ? <p className="m">{what}</p> : null}
          </section>
          <WhoCard owner={owner} due={due} hotline={hotline} provisional={sent.provisional} />
        </>
      ) : null}
      <CodeCard receipt={receipt} anonymous={sent?.standing === 'anonymous'} />
      {page?.deliveredAt ? (
        <p className="f g5 t14 center brand b wrap">
          <span className="f ac g1">
            <Check className="i" />
            {say({ zh: `已送达 ${when.short(page.deliveredAt)}`, en: `Delivered ${when.short(page.deliveredAt)}` })}
          </span>
          {page.seenAt ? (
            <span className="f ac g1">
              <Eye className="i" />
              {say({ zh: `已看到 ${when.short(page.seenAt)}`, en: `Seen ${when.short(page.seenAt)}` })}
            </span>
          ) : null}
        </p>
      ) : null}
      <button type="button" className="btn t noprint" onClick={() => print()}>
        <Printer className="i" />
        {say({ zh: '需要纸的？打印回执', en: 'Need it on paper? Print this' })}
      </button>
    </Page>
  )
}

export function WhoCard({
  owner,
  due,
  hotline,
  provisional,
}: {
  owner: HolderShape | null
  due: number | null
  hotline: string | null
  provisional: boolean
}): ReactNode {
  const say = useSay()
  const when = useWhen()
  return (
    <section className="card pad18">
      <p className="t13 m">{say({ zh: '现在归谁管', en: 'Who has it now' })}</p>
      <div className="f ac g3 who">
        <span className="av" aria-hidden="true">
          {(owner?.name ?? owner?.label.zh ?? '？').slice(0, 1)}
        </span>
        <div className="grow">
          <p className="t18 bb">{owner ? holderWords(owner, say) : say({ zh: '正在找谁来办', en: 'Finding who can do it' })}</p>
          {owner ? <p className="t14 m">{say(owner.place)}</p> : null}
        </div>
        {hotline ? <CallLink number={hotline} label={{ zh: '打电话', en: 'Call' }} className="btn s sm tall" /> : null}
      </div>
      {due ? (
        <div className="until">
          <p className="t13 m">{say({ zh: '最晚什么时候回您', en: 'The latest you hear back' })}</p>
          <p className="t20 bb brand">{when.before(due)}</p>
          <p className="t14 m">
            {say({
              zh: `过了这个时间还没回音，系统自动交给上一级。${provisional ? '（这个日子的放假安排还没公布，可能会调。）' : ''}`,
              en: `If you hear nothing by then, the next level answers.${provisional ? ' (Holidays for that year are not published yet; this may change.)' : ''}`,
            })}
          </p>
        </div>
      ) : null}
    </section>
  )
}

export const holderWords = (owner: HolderShape, say: (label: Label) => string): string =>
  owner.name ? `${say(owner.label)} ${owner.name}` : say(owner.label)

/** Copying works without the newer browser interface too: plain http in a village office has none. */
export function CodeCard({ receipt, anonymous }: { receipt: string; anonymous?: boolean }): ReactNode {
  const say = useSay()
  const [isCopied, setCopied] = useState(false)
  const copy = () => {
    if (navigator.clipboard)
      void navigator.clipboard.writeText(receipt).then(() => setCopied(true)).catch(() => undefined) // prettier-ignore
    else {
      const selection = getSelection()
      const node = document.getElementById('receipt')
      if (node && selection) {
        selection.selectAllChildren(node)
        setCopied(document.execCommand('copy'))
      }
    }
  }
  return (
    <section className="card pad18 dashed">
      <div className="f jb ac g2">
        <div className="grow">
          <p className="t13 m">{say({ zh: '查询码', en: 'Tracking code' })}</p>
          <p className="mono code" id="receipt">
            {receipt}
          </p>
        </div>
        <button type="button" className="btn soft sm tall" onClick={copy}>
          {isCopied ? <Check className="i" /> : <Copy className="i" />}
          <span aria-live="polite">{say(isCopied ? { zh: '复制好了', en: 'Copied' } : { zh: '复制', en: 'Copy' })}</span>
        </button>
      </div>
      <p className="t13 m">
        {say(
          anonymous
            ? { zh: '匿名上报只凭这个码看进度，请记好。', en: 'An anonymous report is followed by this code only; keep it.' }
            : { zh: '不用登录：凭查询码就能看进度。这台手机也替您记着。', en: 'No sign-in: the code shows progress. This phone remembers it too.' },
        )}
      </p>
    </section>
  )
}
