// The story of a matter, newest first, with what comes next above it; the present step is marked.
import { Check, Hourglass } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MatterRow, Step } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useDistrict } from './ask.ts'
import { useWhen } from './bits.tsx'
import { between } from './row.tsx'

export function Timeline({ steps, matter }: { steps: readonly Step[]; matter: MatterRow }): ReactNode {
  const say = useSay()
  const when = useWhen()
  const newestFirst = [...steps].sort((one, other) => other.seq - one.seq)
  return (
    <ol className="tl t14">
      {matter.endedAt === null ? (
        <li className="now">
          <span className="dot">
            <Hourglass className="i" aria-hidden="true" />
          </span>
          <p className="b">
            {matter.owner
              ? say({
                  zh: `现在在 ${matter.owner.place.zh} ${matter.owner.label.zh}：${matter.stateLabel.zh}`,
                  en: `Now with ${matter.owner.place.en} ${matter.owner.label.en}: ${matter.stateLabel.en}`,
                })
              : say(matter.stateLabel)}
          </p>
          {matter.due === null ? null : <p className="t13 m">{say({ zh: `${when(matter.due).zh} 前`, en: `by ${when(matter.due).en}` })}</p>}
        </li>
      ) : null}
      {newestFirst.map((step) => (
        <li key={step.seq}>
          <span className="dot">
            <Check className="i" aria-hidden="true" />
          </span>
          <StepWords step={step} />
        </li>
      ))}
    </ol>
  )
}

/** A day is read as one word: it does not break at its hyphens. */
const aDay = /^\d{4}-\d\d-\d\d( \d\d:\d\d)?$/

function StepWords({ step }: { step: Step }): ReactNode {
  const say = useSay()
  const when = useWhen()
  const district = useDistrict()
  return (
    <>
      <div className="f jb g2 wrap">
        <p className="b">{say(step.label)}</p>
        <time className="t13 q nw" dateTime={new Date(step.at).toISOString()}>
          {say(when(step.at))}
        </time>
      </div>
      <p className="t13 m">
        {say({ zh: step.by.zh.replaceAll(' · ', '·'), en: step.by.en })}
        {step.byConnector ? (
          <span className="tag brand" style={{ marginInlineStart: 6 }}>
            {say({ zh: '系统对接', en: 'by connection' })}
          </span>
        ) : null}
        {step.name ? `${say(between)}${step.name}` : ''}
        {step.toLabel ? ` → ${say(step.toLabel)}` : ''}
      </p>
      {step.said.map((said) => (
        <p key={`${said.label.en}${said.text}`} className="t13" style={{ overflowWrap: 'anywhere' }}>
          <span className="m">{say(said.label)}：</span>
          {aDay.test(said.text) ? <span className="nw">{said.text}</span> : said.text}
        </p>
      ))}
      {step.photos.length > 0 ? (
        <div className="photos" style={{ marginTop: 6 }}>
          {step.photos.map((id) => (
            <a key={id} href={`/api/${district}/files/${id}`} target="_blank" rel="noreferrer" style={{ width: 72 }}>
              <img
                src={`/api/${district}/files/${id}?thumb=1`}
                alt={say({ zh: '这一步附的照片', en: 'Photo of this step' })}
                loading="lazy"
                style={{ height: 54 }}
              />
            </a>
          ))}
        </div>
      ) : null}
    </>
  )
}
