// Who gets a list of tasks: a post in an area, and the tasks one to a line.
import { useId, type ReactNode } from 'react'
import { z } from 'zod'
import { Post, posts } from '../../core/posts.ts'
import type { HolderField } from '../kit/answer-form.tsx'
import { useSay } from '../kit/say.tsx'
import { AreaField } from './area-field.tsx'

const Draft = z.object({ post: z.string().default(''), area: z.number().nullable().default(null), items: z.array(z.string()).default([]) })
const receiving = Post.options.filter((post) => posts[post].staff && (posts[post].level ?? 0) > 0)

export function SpreadPicker({ spread, area }: { spread: HolderField; area: number | null }): ReactNode {
  const say = useSay()
  const id = useId()
  const read = Draft.safeParse(spread.value ?? {})
  const now = read.success ? read.data : { post: '', area: null, items: [] }
  const at = now.area ?? area
  const change = (next: Partial<typeof now>) => spread.onChange({ ...now, area: at, ...next })
  return (
    <div className="col g2" role="group" aria-labelledby={spread.labelledBy}>
      <label className="t14" htmlFor={`${id}p`}>
        {say({ zh: '给哪种岗位', en: 'To which post' })}
      </label>
      <select id={`${id}p`} className="field" value={now.post} onChange={(event) => change({ post: event.target.value })}>
        <option value="">{say({ zh: '请选一个', en: 'Choose one' })}</option>
        {receiving.map((post) => (
          <option key={post} value={post}>
            {say(posts[post].label)}
          </option>
        ))}
      </select>
      <AreaField value={at} onChange={(next) => change({ area: next })} />
      <label className="t14" htmlFor={`${id}i`}>
        {say({ zh: '任务，一行一条', en: 'Tasks, one to a line' })}
      </label>
      <textarea
        id={`${id}i`}
        className="field w"
        rows={5}
        value={now.items.join('\n')}
        onChange={(event) => change({ items: event.target.value.split('\n').slice(0, 500) })}
      />
      <p className="t13 m">
        {say({
          zh: `${now.items.filter((item) => item.trim()).length} 条；区域里每个这种岗位各收一份`,
          en: `${now.items.filter((item) => item.trim()).length} tasks; each such post in the area gets its own`,
        })}
      </p>
    </div>
  )
}
