// The word that stands in a form for a video still on its way.
import type { Label } from '../../core/label.ts'

export const videoSending = 'sending'
export const waitForVideo: Label = {
  zh: '视频还在传，传完再交；不想等可以先去掉视频',
  en: 'The video is still being sent. Wait, or remove it first',
}
