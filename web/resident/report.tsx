// Report without a code: what is wrong, where, and a word or photo if wanted.
import { useEffect, useState, type ReactNode } from 'react'
import type { Label } from '../../core/label.ts'
import type { CategoryShape } from '../../core/shapes.ts'
import type { Taken } from '../kit/send-attachment.ts'
import { useSay } from '../kit/say.tsx'
import { ask, useAsked, useDistrictPage } from './ask.ts'
import { useDraft, type Drafting } from './draft.ts'
import { Page, useDistrict } from './page.tsx'
import { PlacePart } from './place-part.tsx'
import { PhoneRow, StandingNote, Words } from './report-parts.tsx'
import { Emergency, SameList, Submit } from './report-shared.tsx'
import { useSending } from './send.ts'
import { Tiles, withOther } from './tiles.tsx'

export default function Report(): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const drafting = useDraft(`${district}/report`)
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
      <PhoneRow drafting={drafting} fault={sending.faults.phone ?? null} />
      <StandingNote drafting={drafting} />
    </Page>
  )
}

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
  const wished = [...new Set([...guessed, ...(draft.category ? [draft.category] : []), ...first])].slice(0, 5)
  const few = wished.flatMap((code) => categories.find((each) => each.code === code) ?? [])
  return (
    <section className="col g2" data-field="category">
      <h2 className="sec" id="what-is-wrong">
        {say({ zh: '怎么了？', en: 'What is wrong?' })}
        <small>{say({ zh: '选一个就行', en: 'one is enough' })}</small>
      </h2>
      {isAll ? (
        classes
          .filter((each) => each.code !== 'other')
          .map((each) => {
            const list = categories.filter((category) => category.classCode === each.code)
            return list.length === 0 ? null : (
              <label key={each.code} className="col g1">
                <span className="t14 m">{say(each.label)}</span>
                <select
                  className="field w"
                  value={list.some((category) => category.code === draft.category) ? (draft.category ?? '') : ''}
                  onChange={(event) => event.target.value && change({ category: event.target.value })}
                >
                  <option value="">{say({ zh: '这里面选……', en: 'Choose…' })}</option>
                  {list.map((category) => (
                    <option key={category.code} value={category.code}>
                      {say(category.label)}
                    </option>
                  ))}
                </select>
              </label>
            )
          })
      ) : (
        <Tiles
          categories={few}
          chosen={draft.category}
          onChoose={(category) => change({ category })}
          labelledBy="what-is-wrong"
          describedBy={fault ? 'category-fault' : undefined}
        />
      )}
      <button type="button" className="link t14" onClick={() => setAll(!isAll)}>
        {say(isAll ? { zh: '收起来', en: 'Fewer' } : { zh: '没有合适的？看全部类别', en: 'None fits? See all kinds' })}
      </button>
      {fault ? (
        <p id="category-fault" role="alert" className="t14 late">
          {say(fault)}
        </p>
      ) : null}
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
