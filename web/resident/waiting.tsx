// What could not be sent yet: it is safe, it goes by itself, and whom to call if it cannot wait.
import { CircleAlert, CloudUpload, ClockArrowUp, Info, PhoneCall, RefreshCw } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { useSay } from '../kit/say.tsx'
import './more.css'
import { useDistrictPage } from './ask.ts'
import { onOutcome, sendAllWaiting } from './outbox.ts'
import { CallLink, Page, useDistrict, useOnline } from './page.tsx'
import { passOn } from './send.ts'
import { dropWaiting, emptyDraft, keepDraft, type Waiting } from './store.ts'
import { useWaiting } from './waiting-list.ts'
import { useWhen } from './times.ts'

export default function WaitingPage(): ReactNode {
  const say = useSay()
  const when = useWhen()
  const district = useDistrict()
  const isOnline = useOnline()
  const { list, look } = useWaiting(district)
  const hotline = useDistrictPage(district).said?.hotline ?? null
  const [isTrying, setTrying] = useState(false)
  useGoingOn(district)
  const retry = () => {
    setTrying(true)
    void sendAllWaiting(true).then(() => setTrying(false))
  }
  const worst = Math.max(0, ...(list ?? []).map((each) => each.status ?? 0))
  const nextAt = Math.min(...(list ?? []).map((each) => each.nextAt))
  const foot =
    list && list.length > 0 ? (
      <button type="button" className={`btn xl w ${worst >= 500 ? 'p' : 's'}`} aria-busy={isTrying} onClick={retry}>
        <RefreshCw className={isTrying ? 'i spin' : 'i'} />
        {say(isTrying ? { zh: '正在交……', en: 'Sending…' } : { zh: '现在再试一次', en: 'Try again now' })}
      </button>
    ) : null
  return (
    <Page
      title={{ zh: '等着交的', en: 'Waiting to be sent' }}
      close
      foot={foot}
      gap={14}
      read={say({ zh: '先替您存着，一有网就自动交上去。您可以关掉这个页面。', en: 'Saved here; sent by itself when there is a network.' })}
    >
      {list?.length === 0 ? (
        <section className="tc col ac g3 empty">
          <h2 className="t20">{say({ zh: '都交上去了', en: 'Everything is sent' })}</h2>
          <Link className="btn p" href={`/${district}/my`}>
            {say({ zh: '看我的事', en: 'See my matters' })}
          </Link>
        </section>
      ) : worst >= 500 ? (
        <section role="alert" className="card wrong pad18 f g3 as">
          <CircleAlert className="i late large" />
          <div>
            <h2 className="t20">{say({ zh: '没交上去，内容还在', en: 'Not sent. Your words are safe' })}</h2>
            <p className="m">
              {say({
                zh: '我们这边的机器暂时没有回应，不是您的问题。您写的和照片都没丢，我们每 1 分钟自动再试，不会重复交两份。',
                en: 'Our machine does not answer. It is our fault; nothing is lost. We try again every minute and never send it twice.',
              })}
            </p>
          </div>
        </section>
      ) : (
        <section className="tc col ac g2" role="status">
          <span className="tile round">
            <CloudUpload className="i" />
          </span>
          <h2 className="t24">{say({ zh: '先替您存着', en: 'Saved for you' })}</h2>
          <p className="m">
            {say(
              worst === 429
                ? { zh: '现在来报的人多，排着队，一会儿自动交。', en: 'Many people at once; yours is queued and goes by itself.' }
                : isOnline && worst === 0
                  ? {
                      zh: '网不太稳，一会儿自动再交。您可以关掉这个页面。',
                      en: 'The network is shaky; it is sent again by itself. You may close this page.',
                    }
                  : { zh: '一有网就自动交上去。您可以关掉这个页面。', en: 'Sent by itself when there is a network. You may close this page.' },
            )}
          </p>
        </section>
      )}
      {list && list.length > 0 ? (
        <section className="card">
          <h3 className="sec padtop">
            {say({ zh: '等着交的', en: 'Waiting' })}
            <small>{say({ zh: `${list.length} 件`, en: String(list.length) })}</small>
          </h3>
          <ul className="rows">
            {list.map((each) => (
              <Row key={each.act} waiting={each} look={look} />
            ))}
          </ul>
        </section>
      ) : null}
      {hotline && list && list.length > 0 ? (
        <section className="card urgent">
          <div className="row">
            <PhoneCall className="i" />
            <div className="grow">
              <p className="b">{say({ zh: '急事，请直接打电话', en: 'Urgent? Please call' })}</p>
              <p className="t14 m">{hotline}</p>
            </div>
            <CallLink number={hotline} label={{ zh: '打电话', en: 'Call' }} className="btn s sm tall" />
          </div>
        </section>
      ) : null}
      {list && list.length > 0 ? (
        <p className="note">
          <Info className="i" />
          <span>
            {say({
              zh: '上报时间按您按下“提交”的时候算，不按有网的时候算。',
              en: 'The time you pressed “send” counts, not the time the network came back.',
            })}
            {Number.isFinite(nextAt) && nextAt > Date.now() && nextAt < Date.now() + 3_600_000
              ? say({ zh: `下一次自动试：${when.short(nextAt)}。`, en: ` Next try: ${when.short(nextAt)}.` })
              : ''}
            {worst > 0 ? say({ zh: `编号 E-${worst}。`, en: ` Code E-${worst}.` }) : ''}
          </span>
        </p>
      ) : null}
    </Page>
  )
}

/** To the receipt, as soon as a report is through. */
function useGoingOn(district: string): void {
  const [, go] = useLocation()
  useEffect(
    () =>
      onOutcome((_, outcome) => {
        if (outcome.kind !== 'sent') return
        // The network is young: the next page shows the receipt without asking for it.
        passOn(outcome.receipt)
        go(`/${district}/sent/${outcome.receipt.receipt}`)
      }),
    [district, go],
  )
}

function Row({ waiting, look }: { waiting: Waiting; look: () => void }): ReactNode {
  const say = useSay()
  const when = useWhen()
  const [, go] = useLocation()
  // Photos that are through already are only ids now.
  const count = waiting.photos.length + (waiting.body.photos?.length ?? 0)
  const kilobytes = Math.ceil(waiting.photos.reduce((sum, photo) => sum + photo.size, 0) / 1024)
  // Back into the form it came from, with everything that was in it.
  const change = async () => {
    const { body, district, photos, voice } = waiting
    const path = body.code ? `s/${body.code}` : 'report'
    await keepDraft(`${district}/${path}`, {
      ...emptyDraft,
      category: body.category,
      what: body.what ?? '',
      phone: body.phone ?? '',
      photos,
      voice,
      place: body.place ?? null,
      area: body.area ?? null,
      standing: body.standing ?? 'confidential',
    })
    await dropWaiting(waiting.act)
    look()
    go(`/${district}/${path}`)
  }
  return (
    <li className="row">
      <ClockArrowUp className="i m" />
      <div className="grow">
        <p className="b">{say(waiting.title)}</p>
        {waiting.refused ? (
          <p className="t13 late">{say(waiting.refused)}</p>
        ) : (
          <p className="t13 m">
            {count > 0
              ? say({
                  zh: `带 ${count} 张照片${kilobytes ? `，已压到 ${kilobytes} KB` : ''}`,
                  en: `${count} ${count === 1 ? 'photo' : 'photos'}${kilobytes ? `, ${kilobytes} KB` : ''}`,
                })
              : say({ zh: '只有文字', en: 'Words only' })}
          </p>
        )}
      </div>
      {waiting.refused ? (
        <button type="button" className="btn soft sm tall" onClick={() => void change()}>
          {say({ zh: '改一改', en: 'Change' })}
        </button>
      ) : (
        <span className="t13 m">{when.short(waiting.pressedAt)}</span>
      )}
    </li>
  )
}
