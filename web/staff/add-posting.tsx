// A person is given a post where it stands: the form leads down to that level, or to the organisation.
import { useState, type ReactNode } from 'react'
import { z } from 'zod'
import { groundOfPost, postNames, posts, Post, standsAt } from '../../core/posts.ts'
import { newActId } from '../kit/act-id.ts'
import { useSay } from '../kit/say.tsx'
import { AreaField } from './area-field.tsx'
import { tell, useAsk } from './ask.ts'
import { useToast } from './bits.tsx'
import { FormPanel } from './form-sheet.tsx'

/** Members of a squad are added by whoever keeps it. */
const given = postNames.filter((post) => post !== 'squadMember')

const NewPosting = z.object({ name: z.string().trim().min(1).max(40), phone: z.string().trim(), organisation: z.coerce.number().int().optional() })

export function AddPosting({ onAdded }: { onAdded: () => void }): ReactNode {
  const say = useSay()
  const toast = useToast()
  const [post, setPost] = useState<Post>('gridOfficer')
  const [area, setArea] = useState<number | null>(null)
  const here = useAsk('areas', { query: area === null ? {} : { under: area } })
  const [id, setId] = useState(() => newActId())
  const { label, level } = posts[post]
  const ground = groundOfPost(post)
  const send = async (form: HTMLFormElement) => {
    const filled = NewPosting.safeParse(Object.fromEntries(new FormData(form)))
    if (!filled.success) return { zh: '姓名、岗位和地方都要有', en: 'Name, post and place are needed' }
    const { phone, name, organisation } = filled.data
    const place = here.data?.rows.find((row) => (area === null ? row.parent === null : row.id === area))
    if (level !== null && (place === undefined || !standsAt(post, place.level)))
      return { zh: `${label.zh}要安排到${ground.zh}，请选好`, en: `${label.en}: choose ${ground.en}` }
    const where = level === null ? { ...(organisation === undefined ? {} : { organisation }) } : { area: place?.id ?? 0 }
    const told = await tell('addPosting', { body: { id, name, post, ...where, ...(phone ? { phone } : {}) } })
    if (!told.ok) return told.label
    setId(newActId())
    toast({ say: { zh: `安排好了：${name}。要登录的，再按“给登录”`, en: `Added: ${name}. To sign in, a login has to be given` } })
    onAdded()
    return null
  }
  return (
    <FormPanel label={{ zh: '安排一个人', en: 'Add a posting' }} submit={{ zh: '安排', en: 'Add' }} onSend={send}>
      <div className="formgrid">
        <label>
          {say({ zh: '姓名', en: 'Name' })}
          <input className="field" name="name" required maxLength={40} autoComplete="off" />
        </label>
        <label>
          {say({ zh: '手机（可以不填）', en: 'Phone (optional)' })}
          <input className="field" name="phone" inputMode="tel" maxLength={20} autoComplete="off" />
        </label>
        <label>
          {say({ zh: '岗位', en: 'Post' })}
          <select
            className="field"
            value={post}
            onChange={(event) => {
              setPost(Post.parse(event.target.value))
              setArea(null)
            }}
          >
            {given.map((each) => (
              <option key={each} value={each}>
                {say(posts[each].label)}
              </option>
            ))}
          </select>
        </label>
        {level === null ? <Organisations /> : null}
      </div>
      {level === null ? null : (
        <>
          <p className="t14 m">{say({ zh: `${label.zh}安排到${ground.zh}。`, en: `${label.en}: given at ${ground.en}.` })}</p>
          <AreaField value={area} onChange={setArea} deepest={level} hint={{ zh: `往下选到${ground.zh}`, en: `Down to ${ground.en}` }} />
        </>
      )}
    </FormPanel>
  )
}

function Organisations(): ReactNode {
  const say = useSay()
  const found = useAsk('connectors')
  return (
    <label>
      {say({ zh: '哪个单位', en: 'Organisation' })}
      <select className="field" name="organisation" required>
        {found.data?.organisations.map((each) => (
          <option key={each.id} value={each.id}>
            {say(each.name)}
          </option>
        ))}
      </select>
    </label>
  )
}
