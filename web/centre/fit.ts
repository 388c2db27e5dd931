// Shows as many rows of a list as stand in it whole: on a wall nothing may be cut and nothing can be scrolled.
import { useLayoutEffect, useRef, type RefObject } from 'react'

/** `isOn` is false where the page may scroll; then every row is shown. */
export function useFit<T extends HTMLElement>(isOn: boolean): RefObject<T | null> {
  const box = useRef<T>(null)
  useLayoutEffect(() => {
    const list = box.current
    if (!list) return
    const fit = () => {
      const rows = [...list.children].flatMap((child) => (child instanceof HTMLElement ? [child] : []))
      for (const row of rows) row.hidden = false
      if (!isOn || getComputedStyle(list).overflowY === 'visible') return
      const edge = list.getBoundingClientRect()
      const cut = rows.map((row) => row.getBoundingClientRect()).map(({ bottom, right }) => bottom > edge.bottom + 1 || right > edge.right + 1)
      rows.forEach((row, at) => (row.hidden = cut[at] ?? false))
    }
    fit()
    const watch = new ResizeObserver(fit)
    watch.observe(list)
    void document.fonts.ready.then(fit)
    return () => watch.disconnect()
  })
  return box
}
