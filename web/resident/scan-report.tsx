// Report by the code on a lamp post, bin or bench: the place is known, so at most three questions are left.
import { CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, useParams } from 'wouter'
import type { Calls } from '../../core/api.ts'
import type { Label } from '../../core/label.ts'
import type { CategoryShape } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { VideoPart } from '../kit/video-part.tsx'
import { useAsked, useDistrictPage } from './ask.ts'
import { useDraft } from './draft.ts'
import { keepOfficer } from './officer-kept.ts'
import { Page, useDistrict } from './page.tsx'
import { PhoneRow, StandingNote, Words } from './report-parts.tsx'
import { Emergency, SameList, Submit } from './report-shared.tsx'
import { useSending } from './send.ts'
import { iconOfThing, Tiles, withOther } from './tiles.tsx'
import { Loading, Trouble, Wrong } from './states.tsx'

type CodePage = Calls['code']['answer']

export default function ScanReport(): ReactNode {
  const district = useDistrict()
  const code = (useParams<{ code: string }>().code ?? '').toUpperCase()
  const { said, fault } = useAsked('code', { params: { district, code } })
  if (fault?.status === 404 && !said) return <Unknown code={code} />
  if (!said && !fault)
    return (
      <Page title={brand} close>
        <Loading />
      </Page>
    )
  return <Form district={district} code={code} page={said} isOffline={fault !== null} />
}

const brand: Label = { zh: '呼应', en: 'Huying' }

/** Without a network and never opened before, the code alone still says where; the rest is asked in the same way. */
function Form({ district, code, page, isOffline }: { district: string; code: string; page: CodePage | null; isOffline: boolean }): ReactNode {
  const say = useSay()
  const drafting = useDraft(`${district}/s/${code}`)
  const sending = useSending(district, drafting)
  const place = useDistrictPage(district).said
  const { draft, change } = drafting
  if (page) keepOfficer(district, page)
  const categories: readonly CategoryShape[] = page?.categories ?? []
  const chosen = withOther(categories).find((each) => each.code === draft.category)
  const send = () => sending.send({ title: titleOf(page, chosen, code), body: { code }, isPlaced: true })
  const title: Label = place ? { zh: `呼应·${place.name.zh.replace(/[区县]$/, '')}`, en: `Huying · ${place.name.en}` } : brand
  return (
    <Page
      title={title}
      close
      gap={14}
      read={say({ zh: '怎么了？选一个就行，然后按最下面的提交上报。', en: 'What is wrong? Choose one, then press send at the bottom.' })}
      foot={<Submit sending={sending} onPress={send} />}
    >
      <ThingCard page={page} code={code} />
      <SameList open={page?.open ?? []} sending={sending} />
      <section className="col g2" data-field="category">
        <h2 className="sec" id="what-is-wrong">
          {say({ zh: '怎么了？', en: 'What is wrong?' })}
          <small>{say({ zh: '选一个就行', en: 'one is enough' })}</small>
        </h2>
        <Tiles
          categories={categories}
          chosen={draft.category}
          onChoose={(category) => change({ category })}
          labelledBy="what-is-wrong"
          describedBy={sending.faults.category ? 'category-fault' : undefined}
        />
        <Wrong id="category-fault" say={sending.faults.category} />
      </section>
      {chosen?.emergency ? <Emergency hotline={place?.hotline ?? null} /> : null}
      <Words drafting={drafting} title={{ zh: '想多说一句', en: 'Anything to add' }} />
      <VideoPart district={district} value={draft.video ?? null} onChange={(video) => change({ video })} />
      <PhoneRow drafting={drafting} fault={sending.faults.phone ?? null} />
      <StandingNote drafting={drafting} />
      {isOffline && !page ? (
        <Trouble
          say={{
            zh: '现在连不上，认不出这是什么东西；码已经记下，照样能报。',
            en: 'Offline, so we cannot look the code up; it is noted and you can report all the same.',
          }}
        />
      ) : null}
    </Page>
  )
}

function titleOf(page: CodePage | null, category: CategoryShape | undefined, code: string): Label {
  const thing = page?.thing.name ?? { zh: code, en: code }
  return { zh: `${withCode(thing.zh, code)}：${category?.label.zh ?? ''}`, en: `${withCode(thing.en, code)}: ${category?.label.en ?? ''}` }
}
const withCode = (name: string, code: string): string => (name.includes(code) ? name : `${name} ${code}`)

function ThingCard({ page, code }: { page: CodePage | null; code: string }): ReactNode {
  const say = useSay()
  const Icon = iconOfThing(page?.thing.kind ?? '')
  return (
    <section className="card clip">
      <div className="f g3 ac pad">
        <span className="tile big">
          <Icon className="i" />
        </span>
        <div className="grow">
          <h2 className="t18">{page ? withCode(say(page.thing.name), code) : code}</h2>
          <p className="t14 m">
            {page ? [say(page.thing.area.name), say(page.thing.place)].join('·') : say({ zh: '码上的东西', en: 'The thing with this code' })}
          </p>
        </div>
      </div>
      <p className="known">
        <CircleCheck className="i" />
        {say({ zh: '位置和网格已经带上，您不用再填', en: 'Place and grid are known; nothing to fill in' })}
      </p>
    </section>
  )
}

function Unknown({ code }: { code: string }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  return (
    <Page title={brand} close>
      <section className="card col g3 pad">
        <h2 className="t20">{say({ zh: '这个码我们认不出', en: 'We do not know this code' })}</h2>
        <p className="m">
          {say({
            zh: `“${code}”不在册。可以直接拍照上报，一样有人接。`,
            en: `“${code}” is not registered. Report with a photo instead; it is answered all the same.`,
          })}
        </p>
        <Link className="btn p xl" href={`/${district}/report`}>
          {say({ zh: '拍照上报', en: 'Report with a photo' })}
        </Link>
      </section>
    </Page>
  )
}
