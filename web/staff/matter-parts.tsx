// The panels of a matter: the words as they were said, the clocks explained, the parts, who sits in it, the letters.
import { GitBranch, Lock, MessageCircle, ShieldCheck, UserRound } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { MatterPage, MatterRow } from '../../core/shapes.ts'
import { sourceLabel } from '../../core/sources.ts'
import { newActId } from '../kit/act-id.ts'
import { ClockBar } from '../kit/clock-bar.tsx'
import { useSay } from '../kit/say.tsx'
import { tell, useDistrict } from './ask.ts'
import { Clock, Dot, useWhen } from './bits.tsx'

/** What a grid officer found has no resident behind it, so nobody to write to. */
export const isFinding = (page: MatterPage): boolean => page.matter.process === 'grid-finding' || page.reporterSees === null

export function SaidPanel({ page, children }: { page: MatterPage; children?: ReactNode }): ReactNode {
  const say = useSay()
  return (
    <section className="pan">
      <header>
        <h3>
          {say(
            page.matter.source === 'other'
              ? { zh: '是什么事', en: 'What it is about' }
              : isFinding(page)
                ? { zh: '发现的情况', en: 'What was found' }
                : page.outside === undefined
                  ? { zh: '居民说的', en: "The resident's own words" }
                  : { zh: '来件说的', en: 'What the letter says' },
          )}
        </h3>
        {isFinding(page) ? null : (
          <span className="t13 m f ac g1">
            <ShieldCheck className="i" aria-hidden="true" />
            {say({ zh: '姓名和电话已隐去', en: 'Name and phone are hidden' })}
          </span>
        )}
      </header>
      <div className="in col g3">
        {page.words ? (
          <p className="said">{page.words}</p>
        ) : (
          <p className="m">{say({ zh: '没有写话，只选了类别。', en: 'No words, only a category.' })}</p>
        )}
        <Photos page={page} />
        <dl className="kv">
          {page.matter.category ? (
            <>
              <dt>{say({ zh: '类别', en: 'Category' })}</dt>
              <dd>{say(page.matter.category.label)}</dd>
            </>
          ) : null}
          {page.matter.thing ? (
            <>
              <dt>{say({ zh: '东西', en: 'Thing' })}</dt>
              <dd>
                {say(page.matter.thing.name)} {page.matter.thing.code}
              </dd>
            </>
          ) : null}
          {page.matter.source === 'other' ? null : (
            <>
              <dt>{say({ zh: '来源', en: 'Source' })}</dt>
              <dd style={{ overflowWrap: 'anywhere' }}>
                {say(sourceLabel(page.matter.source))}
                {page.outside === undefined ? '' : ` · ${page.outside}`}
              </dd>
            </>
          )}
          <dt>{say({ zh: '地点', en: 'Place' })}</dt>
          <dd>
            {say(page.matter.area.name)}
            {page.matter.place.zh === page.matter.area.name.zh ? '' : `·${say(page.matter.place)}`}
          </dd>
          {page.matter.owner ? (
            <>
              <dt>{say({ zh: '归谁', en: 'With' })}</dt>
              <dd>
                {say(page.matter.owner.place)} {say(page.matter.owner.label)}
                {page.matter.owner.name ? `·${page.matter.owner.name}` : ''}
              </dd>
            </>
          ) : null}
        </dl>
        {children}
      </div>
    </section>
  )
}

function Photos({ page }: { page: MatterPage }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  if (page.attachments.length === 0) return null
  return (
    <ul className="photos">
      {page.attachments.map((file, n) => (
        <li key={file.id}>
          {file.kind === 'photo' ? (
            <a href={`/api/${district}/files/${file.id}`} target="_blank" rel="noreferrer">
              <img
                src={`/api/${district}/files/${file.id}?thumb=1`}
                alt={say({ zh: `第 ${n + 1} 张照片，点开看大图`, en: `Photo ${n + 1}, open to enlarge` })}
                loading="lazy"
              />
            </a>
          ) : file.kind === 'video' ? (
            <video
              className="film"
              controls
              playsInline
              preload="metadata"
              src={`/api/${district}/files/${file.id}`}
              aria-label={say({ zh: '短视频', en: 'Short video' })}
            />
          ) : (
            <audio controls preload="none" src={`/api/${district}/files/${file.id}`} aria-label={say({ zh: '录音', en: 'Recording' })} />
          )}
        </li>
      ))}
    </ul>
  )
}

export function ClockPanel({ page, now }: { page: MatterPage; now: number }): ReactNode {
  const say = useSay()
  if (page.bar.length === 0 && page.clocks.length === 0) return null
  return (
    <section className="pan">
      <div className="in">
        <div className="f jb ac wrap g2">
          <h3>{say({ zh: '时间是怎么算的', en: 'How the time is counted' })}</h3>
          <span className="t13 m">
            {say({ zh: '从第一次上报起算，重办和转派都不清零', en: 'From the first report; rework and transfer never restart it' })}
          </span>
        </div>
        <div style={{ marginTop: 12 }}>
          <ClockBar segments={page.bar} now={page.matter.endedAt ?? now} />
        </div>
        <ul className="col g1 t14" style={{ marginTop: 10 }}>
          {page.clocks.map((clock) => (
            <li key={clock.name}>
              <b className={clock.due !== null && clock.due < now ? 'b late' : 'b'}>{say(clock.label)}</b>{' '}
              <span className="m">{say(clock.because)}</span>
              {clock.struck > 0 ? (
                <span className="late">
                  {' '}
                  {say({ zh: `已经超过 ${clock.struck} 次，报过上一级`, en: `Passed ${clock.struck} time(s); the next level was told` })}
                </span>
              ) : null}
              {clock.provisional ? (
                <span className="soon"> {say({ zh: '节假日表未到，暂按周末算', en: 'Provisional: holiday calendar not yet published' })}</span>
              ) : null}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

export function PartsPanel({ page }: { page: MatterPage }): ReactNode {
  const say = useSay()
  const ended = page.children.filter((part) => part.endedAt !== null).length
  if (page.children.length === 0 && !page.parent) return null
  return (
    <section className="pan">
      <header>
        <h3>
          {say(
            page.parent
              ? { zh: '它是一件事的一部分', en: 'Part of a larger matter' }
              : { zh: `分成 ${page.children.length} 件同时办`, en: `In ${page.children.length} parts at once` },
          )}
        </h3>
        {page.children.length > 0 ? (
          <span className="nn">{say({ zh: `办完 ${ended}/${page.children.length}`, en: `${ended} of ${page.children.length} ended` })}</span>
        ) : null}
      </header>
      {[...(page.parent ? [page.parent] : []), ...page.children].map((part) => (
        <PartRow key={part.id} part={part} />
      ))}
      {page.children.length > ended ? (
        <p className="note" style={{ padding: '10px 16px', borderTop: '1px solid var(--line-soft)' }}>
          <GitBranch className="i" aria-hidden="true" />
          <span>{say({ zh: '都办完了，这件才能往下走。', en: 'This matter goes on only when all parts have ended.' })}</span>
        </p>
      ) : null}
    </section>
  )
}

function PartRow({ part }: { part: MatterRow }): ReactNode {
  const say = useSay()
  return (
    <Link className="linkrow" href={`/m/${part.id}`}>
      <Dot phase={part.phase} />
      <span className="grow">
        <b className="b">{part.headline || say(part.title)}</b>
        <br />
        <span className="t13 m">
          {part.owner ? `${say(part.owner.place)} ${say(part.owner.label)}·` : ''}
          {say(part.stateLabel)}
        </span>
      </span>
      <Clock row={part} />
    </Link>
  )
}

export function SeatsPanel({ page }: { page: MatterPage }): ReactNode {
  const say = useSay()
  return (
    <section className="pan">
      <header>
        <h3>{say({ zh: '谁在这件事里', en: 'Who is in this matter' })}</h3>
      </header>
      <ul style={{ padding: '4px 0' }}>
        {page.seats.map((seat) => (
          <li key={seat.seat} className="person">
            <span className="av a" aria-hidden="true">
              {[...say(seat.holder.place)][0]}
            </span>
            <div>
              <p className="b">{seat.holder.name ?? `${say(seat.holder.place)} ${say(seat.holder.label)}`}</p>
              <p className="t13 m">
                {say(seat.label)}·{say(seat.holder.label)}
              </p>
            </div>
          </li>
        ))}
        {isFinding(page) ? null : (
          <li className="person">
            <span className="av n" aria-hidden="true">
              <UserRound className="i" />
            </span>
            <div>
              <p className="b">{say({ zh: '一位居民', en: 'A resident' })}</p>
              <p className="t13 m">{say({ zh: '上报人·身份不可见', en: 'Reporter · identity not shown' })}</p>
            </div>
          </li>
        )}
      </ul>
      {page.passed.length > 0 ? (
        <p className="t13 m" style={{ padding: '0 14px 12px' }}>
          {say({ zh: '跳过了：', en: 'Passed over: ' })}
          {page.passed.map((step) => `${say(step.holder.place)} ${say(step.holder.label)}（${say(step.why)}）`).join(say({ zh: '、', en: ', ' }))}
        </p>
      ) : null}
    </section>
  )
}

export function ReporterSees({ page }: { page: MatterPage }): ReactNode {
  const say = useSay()
  const when = useWhen()
  if (!page.reporterSees || isFinding(page)) return null
  return (
    <section className="callbox">
      <h3 className="t13 callc b f ac g1">
        <MessageCircle className="i" aria-hidden="true" />
        {say({ zh: '上报人现在看到', en: 'What the reporter sees now' })}
      </h3>
      <p className="t14" style={{ marginTop: 4, lineHeight: 1.65 }}>
        “{say(page.reporterSees.state)}
        {page.reporterSees.promise === null
          ? ''
          : say({ zh: `，最晚 ${when(page.reporterSees.promise).zh}`, en: `, by ${when(page.reporterSees.promise).en}` })}
        ”
      </p>
    </section>
  )
}

export function LettersPanel({ page, onPage }: { page: MatterPage; onPage: (fresh: MatterPage) => void }): ReactNode {
  const say = useSay()
  const when = useWhen()
  const [words, setWords] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [id, setId] = useState(() => newActId())
  const send = async () => {
    if (words.trim() === '') return setFault(say({ zh: '先写一句话', en: 'Write a sentence first' }))
    const told = await tell('letter', { params: { id: page.matter.id }, body: { id, words } })
    if (!told.ok) return setFault(say(told.label))
    setWords('')
    setId(newActId())
    setFault(null)
    return onPage(told.answer.page)
  }
  if (isFinding(page) && page.letters.length === 0) return null
  return (
    <section className="pan">
      <header>
        <h3>{say({ zh: '转一句话', en: 'Relay a sentence' })}</h3>
        <span className="t13 m f ac g1">
          <Lock className="i" aria-hidden="true" />
          {say({ zh: '经系统转，双方都不露号码', en: 'Relayed; no numbers are shown' })}
        </span>
      </header>
      <div className="in col g3">
        {page.letters.length > 0 ? (
          <ul className="letterbox">
            {page.letters.map((letter) => (
              <li key={letter.id} className={`letter ${letter.fromReporter ? '' : 'ours'}`}>
                <p className="t13 m">
                  {letter.fromReporter ? say({ zh: '上报人', en: 'Reporter' }) : letter.post ? say(letter.post) : say({ zh: '我们', en: 'We' })}·
                  {say(when(letter.at))}
                </p>
                <p>{letter.words}</p>
              </li>
            ))}
          </ul>
        ) : null}
        <form
          className="col g2"
          onSubmit={(event) => {
            event.preventDefault()
            void send()
          }}
        >
          <label className="t13 m" htmlFor="letter-words">
            {say({ zh: '写给上报人（他会收到提醒）', en: 'To the reporter (they are told)' })}
          </label>
          <textarea
            id="letter-words"
            className="field w"
            rows={2}
            maxLength={2000}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          {fault ? (
            <p className="t13 late" role="alert">
              {fault}
            </p>
          ) : null}
          <button type="submit" className="btn soft" style={{ alignSelf: 'flex-start' }}>
            {say({ zh: '转给上报人', en: 'Relay it' })}
          </button>
        </form>
      </div>
    </section>
  )
}
