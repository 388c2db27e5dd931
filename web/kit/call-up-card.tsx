// A call-up in an emergency as the person who was called sees it: what to do, where, how many come, and two buttons, neither of them pressed beforehand.
import { Siren } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CallUp } from '../../core/call-up.ts'
import type { Label } from '../../core/label.ts'
import { useSay } from './say.tsx'

export type CallUpCardProps = {
  readonly row: CallUp
  readonly sending: string | null
  readonly fault: Label | null
  readonly onAnswer: (action: string) => void
}

const answers: Readonly<Record<CallUp['answer'], Label | null>> = {
  none: null,
  coming: { zh: '您说了：我来。变了也可以改', en: 'You said: I come. You may change it' },
  cannot: { zh: '您说了：来不了。没关系，变了也可以改', en: 'You said: I cannot. That is fine, and you may change it' },
}

/** To the middle of one's own ground, so no finer than that. */
function farWords(metres: number): Label {
  if (metres < 150) return { zh: '就在您那一片', en: 'in your own neighbourhood' }
  return metres < 1000
    ? { zh: `离您那一片约 ${Math.round(metres / 10) * 10} 米`, en: `about ${Math.round(metres / 10) * 10} m from your neighbourhood` }
    : { zh: `离您那一片约 ${(metres / 1000).toFixed(1)} 公里`, en: `about ${(metres / 1000).toFixed(1)} km from your neighbourhood` }
}

export function CallUpCard({ row, sending, fault, onAnswer }: CallUpCardProps): ReactNode {
  const say = useSay()
  const far = row.metres === null ? null : farWords(row.metres)
  const said = answers[row.answer]
  return (
    <section className="card pad col g2" style={{ padding: 16 }} aria-label={say({ zh: '急时召集', en: 'Emergency call-up' })}>
      <p className="f ac g2 t14 late">
        <Siren className="i" aria-hidden="true" />
        <b>{say({ zh: '急时召集', en: 'Emergency call-up' })}</b>
      </p>
      <p className="t18">{row.what}</p>
      <p className="t14 m">
        {say(row.place)}
        {far ? ` · ${say(far)}` : ''}
      </p>
      <p className="t14">
        {say({
          zh: `要 ${row.needed} 人，已有 ${row.coming} 人说来${row.coming >= row.needed ? '，够了' : ''}`,
          en: `${row.needed} needed, ${row.coming} coming${row.coming >= row.needed ? ': enough' : ''}`,
        })}
      </p>
      {said ? (
        <p className="t14" role="status">
          {say(said)}
        </p>
      ) : (
        <p className="t13 m">{say({ zh: '来不来自己定，不打卡，不记行踪。', en: 'It is up to you. Nobody checks in, nobody is tracked.' })}</p>
      )}
      {fault ? (
        <p role="alert" className="t14 late">
          {say(fault)}
        </p>
      ) : null}
      <div className="f g2 wrap">
        {row.choices.map((choice) => (
          <button
            key={choice.action}
            type="button"
            className={`btn ${choice.tone === 'main' ? 'p' : 's'}`}
            disabled={choice.refusal !== null}
            aria-busy={sending === choice.action}
            onClick={() => onAnswer(choice.action)}
          >
            {say(choice.label)}
            {choice.refusal ? say({ zh: '（人够了）', en: ' (enough people)' }) : ''}
          </button>
        ))}
      </div>
    </section>
  )
}
