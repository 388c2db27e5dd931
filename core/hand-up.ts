// Which steps say that a matter is beyond this district, so that the platform of the city above is told.

export const whysUp = ['referred', 'escalated'] as const
export type WhyUp = (typeof whysUp)[number]

/** Only reports and findings of residents go another lawful path; what is handed to our own enforcement unit stays here. */
export function whyUp(step: { readonly process: string; readonly action: string; readonly seq: number }): WhyUp | null {
  if ((step.process === 'resident-report' || step.process === 'grid-finding') && step.action === 'refer') return 'referred'
  return step.process === 'escalated-call' && step.seq === 1 ? 'escalated' : null
}
