// Shows as many rows of a list as stand in it whole: on a wall nothing may be cut and nothing can be scrolled. What is left over is told in the last row.
import { useLayoutEffect, useRef, useState, type RefObject } from 'react'

export type Fit<T> = { readonly box: RefObject<T | null>; /** how many rows are shown */ readonly shown: number }

/** `isOn` is false where the page may scroll; then every row is shown. A last row of class `more` says that there are `total` rows in all. */
export function useFit<T extends HTMLElement>(isOn: boolean, total = 0): Fit<T> {
  const box = useRef<T>(null)
  const [shown, setShown] = useState(0)
  useLayoutEffect(() => {
    const list = box.current
    if (!list) return
    const fit = () => {
      const all = [...list.children].flatMap((child) => (child instanceof HTMLElement ? [child] : []))
      const rows = all.filter((row) => !row.classList.contains('more'))
      const more = all.find((row) => row.classList.contains('more'))
      for (const row of rows) row.hidden = false
      if (more) more.hidden = true
      list.classList.remove('full')
      const mayCut = isOn && getComputedStyle(list).overflowY !== 'visible'
      let cut = mayCut ? cutBy(list, rows, 0) : rows.map(() => false)
      if (more && (total > rows.length || cut.includes(true))) {
        more.hidden = false
        if (mayCut) cut = cutBy(list, rows, more.getBoundingClientRect().height)
      }
      rows.forEach((row, at) => (row.hidden = cut[at] ?? false))
      list.classList.toggle('full', cut.includes(true))
      setShown(cut.filter((isCut) => !isCut).length)
    }
    fit()
    const watch = new ResizeObserver(fit)
    watch.observe(list)
    void document.fonts.ready.then(fit)
    return () => watch.disconnect()
  })
  return { box, shown }
}

/** Which rows stick out when the last `room` pixels are taken; the rows after the first of them are out too. */
function cutBy(list: HTMLElement, rows: readonly HTMLElement[], room: number): boolean[] {
  const edge = list.getBoundingClientRect()
  const out = rows.map((row) => row.getBoundingClientRect()).map(({ bottom, right }) => bottom > edge.bottom - room + 1 || right > edge.right + 1)
  const first = out.indexOf(true)
  return rows.map((_, at) => first >= 0 && at >= first)
}
