// The rest of a progress page: photos, passed-on messages, who looked at the contact, and the receipt anyone can verify.
import { EyeOff, FileCheck2, Mail, MailOpen } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import type { FollowPage } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { newActId } from '../kit/act-id.ts'
import { ask } from './ask.ts'
import { useKeptText } from './draft.ts'
import { useDistrict } from './page.tsx'
import { Wrong } from './states.tsx'
import { useWhen } from './times.ts'

/** The receipt in the address opens only what its own matter shows to the person who reported. */
export const fileUrl = (page: FollowPage, district: string, file: { id: string; thumb?: boolean }): string =>
  `/api/${district}/files/${file.id}?receipt=${page.receipt}${file.thumb ? '&thumb=1' : ''}`

export function Photos({ page }: { page: FollowPage }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const shown = new Set(page.steps.flatMap((step) => step.photos))
  const rest = page.attachments.filter((each) => !shown.has(each.id))
  const photos = rest.filter((each) => each.kind === 'photo')
  if (rest.length === 0) return null
  return (
    <section className="card pad col g2">
      <h3 className="sec">{say({ zh: '照片、视频和录音', en: 'Photos, video and voice' })}</h3>
      {photos.length > 0 ? (
        <div className="shots">
          {photos.map((each) => (
            <a className="shot" key={each.id} href={fileUrl(page, district, { id: each.id })}>
              <img loading="lazy" src={fileUrl(page, district, { id: each.id, thumb: true })} alt={say({ zh: '照片', en: 'Photo' })} />
            </a>
          ))}
        </div>
      ) : null}
      {rest.map((each) =>
        each.kind === 'voice' ? (
          <audio
            key={each.id}
            controls
            className="w"
            preload="none"
            src={fileUrl(page, district, { id: each.id })}
            aria-label={say({ zh: '录音', en: 'Recording' })}
          />
        ) : each.kind === 'video' ? (
          <video
            key={each.id}
            controls
            playsInline
            className="film"
            preload="metadata"
            src={fileUrl(page, district, { id: each.id })}
            aria-label={say({ zh: '短视频', en: 'Short video' })}
          />
        ) : null,
      )}
    </section>
  )
}

/** Words pass both ways without either side seeing a name or number. */
export function Letters({ page, onFresh }: { page: FollowPage; onFresh: (page: FollowPage) => void }): ReactNode {
  const say = useSay()
  const when = useWhen()
  const district = useDistrict()
  const [words, setWords] = useKeptText(`letter-${page.receipt}`)
  const [fault, setFault] = useState<Label | null>(null)
  const [isSending, setSending] = useState(false)
  const id = useRef(newActId())
  const send = () => {
    if (isSending) return
    if (words.trim() === '') return setFault({ zh: '先写一句话', en: 'Write a line first' })
    setSending(true)
    void ask('followLetter', { params: { district, receipt: page.receipt }, body: { id: id.current, words: words.trim() } }).then((answer) => {
      setSending(false)
      setFault(answer.ok ? null : { zh: `${answer.fault.say.zh}写的还在。`, en: `${answer.fault.say.en} Your words are kept.` })
      if (!answer.ok) return
      id.current = newActId()
      setWords('')
      onFresh(answer.said)
    })
  }
  if (page.letters.length === 0 && page.endedAt !== null) return null
  return (
    <section className="card pad col g3">
      <h3 className="sec">
        {say({ zh: '传话', en: 'Messages' })}
        <small>{say({ zh: '替您转，双方看不到号码', en: 'passed on; no numbers shown' })}</small>
      </h3>
      {page.letters.map((letter) => (
        <div key={letter.id} className={`letter ${letter.fromReporter ? 'mine' : ''}`}>
          <p className="t13 m">
            {letter.fromReporter ? say({ zh: '您', en: 'You' }) : letter.post ? say(letter.post) : say({ zh: '办事的人', en: 'Staff' })}·
            {when.short(letter.at)}
          </p>
          <p>{letter.words}</p>
          <p className="t13 m f ac g1">
            {letter.seenAt ? <MailOpen className="i" /> : <Mail className="i" />}
            {letter.seenAt
              ? say({ zh: `${when.short(letter.seenAt)} 看到`, en: `Seen ${when.short(letter.seenAt)}` })
              : say({ zh: '还没看到', en: 'Not seen yet' })}
          </p>
        </div>
      ))}
      {page.endedAt === null ? (
        <>
          <label className="sr" htmlFor="letter">
            {say({ zh: '给办事的人传句话', en: 'A message to those who handle it' })}
          </label>
          <textarea
            id="letter"
            className="field w"
            rows={2}
            maxLength={2000}
            value={words}
            placeholder={say({ zh: '给办事的人传句话', en: 'A message to those who handle it' })}
            onChange={(event) => setWords(event.target.value)}
          />
          <Wrong say={fault} />
          <button type="button" className="btn soft" aria-busy={isSending} onClick={send}>
            {say(isSending ? { zh: '正在传……', en: 'Sending…' } : { zh: '传过去', en: 'Pass it on' })}
          </button>
        </>
      ) : null}
    </section>
  )
}

export function Looks({ page }: { page: FollowPage }): ReactNode {
  const say = useSay()
  const when = useWhen()
  if (page.standing === 'anonymous') return null
  return (
    <section className="card pad col g2">
      <h3 className="sec">{say({ zh: '谁看过您的联系方式', en: 'Who looked at your contact' })}</h3>
      {page.looks.length === 0 ? (
        <p className="note">
          <EyeOff className="i" />
          <span>
            {say({
              zh: '没有人看过。要看必须写原因，看一次记一次，都会写在这里。',
              en: 'Nobody. Whoever looks must give a reason, and each look is written here.',
            })}
          </span>
        </p>
      ) : (
        <ul className="rows">
          {page.looks.map((look) => (
            <li key={look.at} className="col looks">
              <p>
                {say(look.post)}·{when.short(look.at)}
              </p>
              <p className="t14 m">{say({ zh: `原因：${look.reason}`, en: `Reason: ${look.reason}` })}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

export function ProofLink({ page }: { page: FollowPage }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  return (
    <p className="note">
      <FileCheck2 className="i" />
      <span>
        {say({ zh: `${page.number}：每一步都首尾相连，改不了。`, en: `${page.number}: every step is chained and cannot be changed. ` })}
        <a href={`/api/${district}/follow/${page.receipt}/proof`} download={`huying-${page.number}.json`}>
          {say({ zh: '存一份回执', en: 'Save the receipt' })}
        </a>
        {say({ zh: '，', en: ', ' })}
        <a href="/verify">{say({ zh: '自己验一验', en: 'check it yourself' })}</a>
        {say({ zh: '。', en: '.' })}
      </span>
    </p>
  )
}
