// Report without a code: what is wrong, where, and a word or photo if wanted.
import { useEffect, useState, type ReactNode } from 'react'
import { useSearch } from 'wouter'
import type { Label } from '../../core/label.ts'
import type { CategoryShape } from '../../core/shapes.ts'
import type { Taken } from '../kit/send-attachment.ts'
import { useSay } from '../kit/say.tsx'
import { VideoPart } from '../kit/video-part.tsx'
import { ask, useAsked, useDistrictPage } from './ask.ts'
import { useDraft, type Drafting } from './draft.ts'
import { Page, useDistrict } from './page.tsx'
import { PlacePart } from './place-part.tsx'
import { PhoneRow, StandingNote, Words } from './report-parts.tsx'
import { Emergency, SameList, Submit } from './report-shared.tsx'
import { useSending } from './send.ts'
import { Wrong } from './states.tsx'
import { emptyDraft, type Draft } from './store.ts'
import { Tiles, withOther } from './tiles.tsx'

export default function Report(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const isAboutUs = useSearch().includes('about=platform')
  const drafting = useDraft(`${district}/report${isAboutUs ? '/platform' : ''}`, isAboutUs ? aboutUs : undefined)
  const sending = useSending(district, drafting)
  const [taken, setTaken] = useState<Taken | null>(null)
  const page = useDistrictPage(district).said
  const { draft } = drafting
  const near = useAsked(
    'near',
    draft.place
      ? {
          params: { district },
          query: {
            lon: String(draft.place.lon),
            lat: String(draft.place.lat),
            ...(draft.category && draft.category !== 'other' ? { category: draft.category } : {}),
          },
        }
      : null,
  ).said
  const chosen = withOther(page?.categories ?? []).find((each) => each.code === draft.category)
  const where = near?.place?.zh ?? (draft.placeWords.trim() || null)
  const title: Label = {
    zh: [where, chosen?.label.zh].filter(Boolean).join('：') || '上报',
    en: [near?.place?.en ?? draft.placeWords, chosen?.label.en].filter(Boolean).join(': ') || 'Report',
  }
  const send = () =>
    sending.send({
      title,
      body:
        draft.place === null && draft.placeWords.trim()
          ? { what: [draft.what.trim(), `（地点：${draft.placeWords.trim()}）`].filter(Boolean).join('') }
          : {},
      isPlaced: draft.place !== null || draft.area !== null,
    })
  return (
    <Page
      title={{ zh: '呼一声', en: 'Report' }}
      close
      gap={16}
      read={say({ zh: '先选怎么了，再告诉我们在哪里，最后按提交上报。', en: 'Choose what is wrong, say where, then send.' })}
      foot={<Submit sending={sending} onPress={send} />}
    >
      <What drafting={drafting} categories={page?.categories ?? []} classes={page?.classes ?? []} fault={sending.faults.category ?? null} />
      {chosen?.emergency ? <Emergency hotline={page?.hotline ?? null} /> : null}
      <PlacePart drafting={drafting} taken={taken} found={near} fault={sending.faults.place ?? null} />
      <SameList open={near?.open ?? []} sending={sending} />
      <Words drafting={drafting} title={{ zh: '想多说一句，或拍一张', en: 'A word or a photo' }} onTaken={setTaken} />
      <VideoPart district={district} value={draft.video ?? null} onChange={(video) => drafting.change({ video })} />
      <PhoneRow drafting={drafting} fault={sending.faults.phone ?? null} />
      <StandingNote drafting={drafting} />
    </Page>
  )
}

/** A complaint about the platform itself is a report like any other. */
const aboutUs: Draft = { ...emptyDraft, category: 'other', what: '对这个平台的意见：' }
const first = ['bin-full', 'road-hole', 'water-out', 'noise', 'parking']

/** The five most frequent, or what the words sound like; the whole list is one press away. */
function What({
  drafting,
  categories,
  classes,
  fault,
}: {
  drafting: Drafting
  categories: readonly CategoryShape[]
  classes: readonly { code: string; label: Label }[]
  fault: Label | null
}): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const { draft, change } = drafting
  const [isAll, setAll] = useState(false)
  const guessed = useGuess(district, draft.what)
  // What is chosen stays in sight; then what the words sound like; then the frequent ones.
  const wished = [...new Set([...(draft.category && !first.includes(draft.category) ? [draft.category] : []), ...guessed, ...first])]
    .filter((code) => code !== 'other')
    .slice(0, 5)
  if (draft.category && draft.category !== 'other' && !wished.includes(draft.category)) wished[4] = draft.category
  const few = wished.flatMap((code) => categories.find((each) => each.code === code) ?? [])
  return (
    <section className="col g2" data-field="category">
      <h2 className="sec" id="what-is-wrong">
        {say({ zh: '怎么了？', en: 'What is wrong?' })}
        <small>{say({ zh: '选一个就行', en: 'one is enough' })}</small>
      </h2>
      <Tiles
        categories={few}
        chosen={draft.category}
        onChoose={(category) => change({ category })}
        labelledBy="what-is-wrong"
        describedBy={fault ? 'category-fault' : undefined}
      />
      {isAll ? (
        <select
          className="field w"
          aria-label={say({ zh: '全部类别', en: 'All kinds' })}
          value=""
          onChange={(event) => {
            change({ category: event.target.value })
            setAll(false)
          }}
        >
          <option value="">{say({ zh: '在全部类别里选……', en: 'Choose from all kinds…' })}</option>
          {classes
            .filter((each) => each.code !== 'other')
            .map((each) => (
              <optgroup key={each.code} label={say(each.label)}>
                {categories
                  .filter((category) => category.classCode === each.code)
                  .map((category) => (
                    <option key={category.code} value={category.code}>
                      {say(category.label)}
                    </option>
                  ))}
              </optgroup>
            ))}
        </select>
      ) : null}
      <button type="button" className="link t14" onClick={() => setAll(!isAll)}>
        {say(isAll ? { zh: '收起来', en: 'Fewer' } : { zh: '没有合适的？看全部类别', en: 'None fits? See all kinds' })}
      </button>
      <Wrong id="category-fault" say={fault} />
    </section>
  )
}

/** A suggestion only: it brings tiles forward and chooses nothing. */
function useGuess(district: string, words: string): readonly string[] {
  const [codes, setCodes] = useState<readonly string[]>([])
  const text = words.trim().slice(0, 500)
  useEffect(() => {
    if (text.length < 2) return setCodes([])
    let isOld = false
    const soon = setTimeout(
      () =>
        void ask('guess', { params: { district }, query: { words: text } }).then(
          (answer) => !isOld && answer.ok && setCodes(answer.said.categories.slice(0, 3)),
        ),
      500,
    )
    return () => {
      isOld = true
      clearTimeout(soon)
    }
  }, [district, text])
  return codes
}
