// The two larger drawings of the residents' pages, loaded only where they are shown.
import type { ReactNode } from 'react'

export function Houses(): ReactNode {
  return (
    <svg width="210" height="146" viewBox="0 0 210 146" fill="none" aria-hidden="true">
      <ellipse cx="105" cy="133" rx="100" ry="9" fill="var(--ink-100)" />
      <path d="M24 66v65h83V66L65 36z" fill="#fff" stroke="var(--ink-300)" strokeWidth="3" />
      <path d="M14 69l51-36 51 36" stroke="var(--brand)" strokeWidth="6" strokeLinecap="round" strokeLinejoin="round" />
      <rect x="52" y="90" width="27" height="41" rx="2" fill="var(--malachite-100)" />
      <path d="M125 86v45h61V86l-31-24z" fill="#fff" stroke="var(--ink-300)" strokeWidth="3" />
      <path d="M118 88l37-27 37 27" stroke="var(--call)" strokeWidth="6" strokeLinecap="round" strokeLinejoin="round" />
      <rect x="146" y="101" width="18" height="30" rx="2" fill="var(--apricot-100)" />
      <g transform="translate(82 2) scale(.84)">
        <circle cx="11" cy="37" r="5.5" fill="#D96A26" />
        <path d="M11 21.5A15.5 15.5 0 0 1 26.5 37" stroke="#D96A26" strokeWidth="5.5" strokeLinecap="round" />
        <circle cx="37" cy="11" r="5.5" fill="#0F6B55" />
        <path d="M37 26.5A15.5 15.5 0 0 1 21.5 11" stroke="#0F6B55" strokeWidth="5.5" strokeLinecap="round" />
      </g>
    </svg>
  )
}

export function Arcs(): ReactNode {
  return (
    <svg className="arcs" width="220" height="120" viewBox="0 0 220 120" fill="none" aria-hidden="true">
      <path d="M8-20A190 190 0 0 0 198 76" stroke="#fff" strokeOpacity=".14" strokeWidth="18" strokeLinecap="round" />
      <path d="M66-20A132 132 0 0 0 198 30" stroke="#fff" strokeOpacity=".14" strokeWidth="18" strokeLinecap="round" />
    </svg>
  )
}
