// The mark and the street lamp, drawn in place so that nothing has to be fetched.
import type { ReactNode } from 'react'

/** `arriving` draws the answering arc once: someone took it. */
export function Mark({ size, on, arriving }: { size: number; on?: 'brand'; arriving?: boolean }): ReactNode {
  const call = on === 'brand' ? '#FFD9B8' : '#D96A26'
  const answer = on === 'brand' ? '#FFFFFF' : '#0F6B55'
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" fill="none" aria-hidden="true" className={arriving ? 'arriving' : undefined}>
      <circle cx="11" cy="37" r="5.5" fill={call} />
      <path d="M11 21.5A15.5 15.5 0 0 1 26.5 37" stroke={call} strokeWidth="5.5" strokeLinecap="round" />
      <circle cx="37" cy="11" r="5.5" fill={answer} />
      <path className="answer" d="M37 26.5A15.5 15.5 0 0 1 21.5 11" stroke={answer} strokeWidth="5.5" strokeLinecap="round" />
    </svg>
  )
}

export function StreetLamp({ className }: { className?: string }): ReactNode {
  return (
    <svg className={className} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d="M17 21V9a5 5 0 0 0-5-5H8M14 21h6M4 9a4 4 0 0 1 8 0zM6.5 9a1.500 1.500 0 0 0 3 0" />
    </svg>
  )
}
