// Choosing which photos of a matter go along with it: none is chosen beforehand, each is looked at and ticked.
import type { ReactNode } from 'react'
import type { AttachmentShape } from '../../core/shapes.ts'
import type { HolderField } from '../kit/answer-form.tsx'
import { useSay } from '../kit/say.tsx'
import { useDistrict } from './ask.ts'

export function KeptPhotos({ files, kept }: { files: readonly AttachmentShape[]; kept: HolderField }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const photos = files.filter(({ kind }) => kind === 'photo')
  const chosen = Array.isArray(kept.value) ? kept.value.filter((each) => typeof each === 'string') : []
  const press = (id: string) => kept.onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id])
  if (photos.length === 0) return <p className="t14 m">{say({ zh: '这件事没有照片。', en: 'This matter has no photos.' })}</p>
  return (
    <ul className="photos" aria-labelledby={kept.labelledBy}>
      {photos.map((photo, n) => (
        <li key={photo.id}>
          <label className="pick col g1" data-on={chosen.includes(photo.id)}>
            <img src={`/api/${district}/files/${photo.id}?thumb=1`} alt="" loading="lazy" />
            <span className="f ac g1">
              <input type="checkbox" checked={chosen.includes(photo.id)} onChange={() => press(photo.id)} />
              {say({ zh: `第 ${n + 1} 张`, en: `Photo ${n + 1}` })}
            </span>
          </label>
        </li>
      ))}
    </ul>
  )
}
