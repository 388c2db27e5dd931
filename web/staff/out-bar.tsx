// Says on every staff page that there is no network, and what still works without one.
import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Viewer } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useIsOut } from './kept-answers.ts'
import { isFinder } from './frame.tsx'

export function OutBar({ viewer }: { viewer: Viewer }): ReactNode {
  const say = useSay()
  if (!useIsOut()) return null
  return (
    <p className="outbar" role="status">
      <CloudOff className="i" aria-hidden="true" />
      <b className="b">{say({ zh: '现在没网', en: 'No network' })}</b>
      <span>
        {say(
          isFinder(viewer)
            ? { zh: '「发现」照常能报，先存在这台手机里', en: 'Findings still work; they are kept on this phone' }
            : { zh: '看到的可能不是最新的', en: 'What you see may be old' },
        )}
      </span>
    </p>
  )
}
