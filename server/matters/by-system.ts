// What happens to a matter without any action of its process, in words.
import type { Label } from '../../core/label.ts'

export const bySystemWords = {
  calendarChanged: { zh: '工作日历更新，期限重新算过', en: 'Working calendar updated: due times computed anew' },
  versionAdopted: { zh: '改用新版流程', en: 'Newer version of the process taken on' },
  particularsErased: { zh: '应本人要求抹去个人信息', en: 'Personal particulars erased on request' },
  emergencyBegan: { zh: '进入紧急状态，期限提前', en: 'Emergency mode began: due sooner' },
  emergencyEnded: { zh: '紧急状态结束，期限恢复', en: 'Emergency mode ended: due as before' },
} as const satisfies Record<string, Label>

/** Nothing for an action of a process. */
export const bySystem = (action: string): Label | null => Object.entries(bySystemWords).find(([name]) => name === action)?.[1] ?? null
