// Rechecks by lot: each day's seed and what was drawn, how to draw it again oneself (the browser can do it here), and how they ended.
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import { drawFrom } from '../../core/draw.ts'
import type { DrawsPage } from '../../core/oversight-shapes.ts'
import { useSay } from '../kit/say.tsx'
import { look, useAsk, useDistrict } from './ask.ts'
import { Fault, Wait } from './bits.tsx'
import { Listing } from './listing.tsx'
import { Fact, OversightList } from './oversight-parts.tsx'

type Draw = DrawsPage['rows'][number]
const rowsOf = (asked: Readonly<Record<string, string>>): string => `/matters?${new URLSearchParams({ process: 'recheck', ...asked }).toString()}`

export function RechecksScreen(): ReactNode {
  const say = useSay()
  const found = useAsk('draws')
  const counts = useAsk('oversightCounts', { query: { days: 366 } })
  return (
    <>
      <h1 className="t20">{say({ zh: '回头看', en: 'Rechecks' })}</h1>
      <p className="t14 m">
        {say({
          zh: '结案 15 天以后每天抽签，换一个没经手过的人去看。看出没好，退回上一级接着办，时间从头一次上报算起。',
          en: 'Fifteen days after closing, a daily lot; somebody who had no part in it looks. What is not fixed goes back one level up, on its first clock.',
        })}
      </p>
      {counts.data ? (
        <p className="b">
          {say({ zh: '近一年回头看 ', en: 'In the past year ' })}
          <Link href={rowsOf({})}>{say({ zh: `${counts.data.rechecks.n} 件`, en: `${counts.data.rechecks.n}` })}</Link>
          {say({ zh: '，没好 ', en: ', not fixed ' })}
          <Link href={rowsOf({ state: 'notFixed' })}>{say({ zh: `${counts.data.notFixed} 件`, en: `${counts.data.notFixed}` })}</Link>
        </p>
      ) : null}
      <OversightList
        query={{ process: 'recheck' }}
        empty={{ zh: '还没有抽中过。', en: 'None drawn yet.' }}
        facts={(each) => (
          <Fact label={{ zh: '怎么来的', en: 'From' }}>{say(each.marks['by'] === 'draw' ? { zh: '抽签', en: 'the lot' } : { zh: '安排', en: 'an order' })}</Fact>
        )}
      />
      <section className="col g3">
        <h2 className="t18">{say({ zh: '每天的签', en: 'The lots' })}</h2>
        {found.data ? <p className="t14 m">{say(found.data.how)}</p> : null}
        <Listing found={found} count={found.data?.rows.length ?? 0} none={{ zh: '还没有抽过。', en: 'No lot yet.' }}>
          {found.data?.rows.map((draw) => <OneDraw key={draw.day} draw={draw} />)}
        </Listing>
      </section>
    </>
  ) // prettier-ignore
}

function OneDraw({ draw }: { draw: Draw }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const [isOpen, setOpen] = useState(false)
  const [verdict, setVerdict] = useState<'same' | 'other' | 'failed' | null>(null)
  const again = async () => {
    const told = await look('draws', { district, query: { day: draw.day } })
    if (!told.ok || !told.answer.one) return setVerdict('failed')
    const { candidates, drawn } = told.answer.one
    const hashes = await ticketsOf(draw.seed, candidates)
    const mine = drawFrom(draw.seed, candidates, { share: draw.share, hash: (text) => hashes.get(text) ?? '' })
    return setVerdict(mine.join() === drawn.join() ? 'same' : 'other')
  }
  return (
    <details className="pan" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="ovrow">
        <span className="b">{draw.day}</span>
        <span className="t14 m">
          {say({ zh: `${draw.candidates} 件里抽 ${draw.drawn} 件（${draw.share}%）`, en: `${draw.drawn} of ${draw.candidates} (${draw.share}%)` })}
        </span>
      </summary>
      <div className="ovrow">
        {isOpen ? <Lists day={draw.day} /> : null}
        <p className="t14">{say({ zh: `检查点 ${draw.checkpoint} 的根`, en: `Root of checkpoint ${draw.checkpoint}` })}</p>
        <p className="ovhash">{draw.root}</p>
        <p className="t14">{say({ zh: '种子', en: 'Seed' })}</p>
        <p className="ovhash">{draw.seed}</p>
        <p className="t14">{say({ zh: '抽中名单的指纹', en: 'Fingerprint of what was drawn' })}</p>
        <p className="ovhash">{draw.drawnHash}</p>
        <button type="button" className="btn s" onClick={() => void again()}>
          {say({ zh: '我来再抽一遍', en: 'Draw it again myself' })}
        </button>
        <p role="status" className="t14 b">
          {verdict === 'same' ? say({ zh: '在您的设备上又抽了一遍，一模一样。', en: 'Drawn again on your device: exactly the same.' }) : null}
          {verdict === 'other' ? say({ zh: '抽出来不一样！请马上报告。', en: 'It came out different! Please report this now.' }) : null}
          {verdict === 'failed' ? say({ zh: '没拿到名单，等一会儿再试。', en: 'Could not get the list; try again soon.' }) : null}
        </p>
      </div>
    </details>
  ) // prettier-ignore
}

const shown = 100

/** Which were drawn, and out of which: each leads to its matter, and to whoever may see it. */
function Lists({ day }: { day: string }): ReactNode {
  const say = useSay()
  const found = useAsk('draws', { query: { day } })
  if (found.fault) return <Fault fault={found.fault} onAgain={found.again} />
  if (!found.data?.one) return <Wait />
  const { candidates, drawn } = found.data.one
  const links = (ids: readonly string[]) => (
    <p className="ovhash">
      {ids.slice(0, shown).map((id) => (
        <Link key={id} href={`/m/${id}`} style={{ display: 'inline-block', minHeight: 24, marginRight: 12 }}>
          {id}
        </Link>
      ))}
      {ids.length > shown ? say({ zh: `还有 ${ids.length - shown} 件`, en: `${ids.length - shown} more` }) : ''}
    </p>
  )
  return (
    <>
      <p className="t14 b">{say({ zh: `抽中 ${drawn.length} 件`, en: `${drawn.length} drawn` })}</p>
      {links(drawn)}
      <details>
        <summary className="t14">{say({ zh: `候选 ${candidates.length} 件`, en: `out of ${candidates.length}` })}</summary>
        {links(candidates)}
      </details>
    </>
  )
}

/** The browser hashes asynchronously, so all tickets are made before the draw. */
async function ticketsOf(seed: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = ids.map((id) => `huying-draw-1|${seed}|${id}`)
  const made = await Promise.all(
    texts.map(async (text): Promise<[string, string]> => {
      const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
      return [text, [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')]
    }),
  )
  return new Map(made)
}
