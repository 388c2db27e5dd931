// How a wall looks at every size it may hang at: what is cut, what lies on something else, which letters are too small.
import type { Page } from 'playwright-core'

const sizes = [
  [1366, 768],
  [1920, 1080],
  [2560, 1080],
  [3840, 1080],
  [3840, 2160],
] as const

/** In both languages; the page is left as it was, in Chinese at 1920 × 1080. */
export async function faultsAtAllSizes(wall: Page, address: string): Promise<string[]> {
  const found: string[] = []
  const open = async () => {
    await wall.goto(address)
    await wall.locator('.amap').waitFor()
    await wall.evaluate(() => document.fonts.ready.then(() => undefined))
  }
  for (const language of ['zh', 'en'] as const) {
    await wall.evaluate((lang) => localStorage.setItem('huying-language', lang), language)
    for (const [width, height] of sizes) {
      await wall.setViewportSize({ width, height })
      await open()
      const least = await smallest(wall)
      const small = least < 11.4 ? [`letters of ${least.toFixed(1)} px`] : []
      found.push(...[...(await cutOff(wall)), ...(await overlaps(wall)), ...small].map((each) => `${language} ${width}×${height}: ${each}`))
    }
  }
  await wall.evaluate(() => localStorage.setItem('huying-language', 'zh'))
  await wall.setViewportSize({ width: 1920, height: 1080 })
  await open()
  return found
}

/** What stands out of its own panel, or is cut by it. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const seen = (node: Element) => node.getBoundingClientRect().width > 0 && !node.closest('[hidden]') && !node.closest('dialog')
    const found = [...document.querySelectorAll('.wp, .hero, .wallhead')].filter(seen).flatMap((panel) => {
      const edge = panel.getBoundingClientRect()
      return [...panel.querySelectorAll('*')].filter(seen).flatMap((node) => {
        const box = node.getBoundingClientRect()
        const out = Math.max(box.right - edge.right, box.bottom - edge.bottom, edge.left - box.left, edge.top - box.top)
        const isClipped = node instanceof HTMLElement && getComputedStyle(node).overflow !== 'visible' && node.scrollWidth > node.clientWidth + 1
        return out > 1.5 || (isClipped && !node.matches('.rowsfit, .placelist, .dutylist, .wp'))
          ? [`${panel.className} > ${node.tagName} ${node.textContent.slice(0, 30)} ${Math.round(out)}`]
          : []
      })
    })
    const high = document.documentElement.scrollHeight - innerHeight
    return high > 0 ? [...found, `the page is ${high} px too high`] : found
  })

/** Panels that lie on each other. */
const overlaps = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const panels = [...document.querySelectorAll('.wallmain .wp, .wallmain .hero')].filter((node) => node.getBoundingClientRect().width > 0)
    return panels.flatMap((one, at) =>
      panels.slice(at + 1).flatMap((other) => {
        const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()]
        const isOver = a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
        return isOver ? [`${one.className} on ${other.className}`] : []
      }),
    )
  })

const smallest = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Math.min(
      ...[...document.querySelectorAll('.wall *')]
        .filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && (child.textContent ?? '').trim() !== '') && node.getBoundingClientRect().width > 0)
        .map((node) => {
          const drawn = node.closest('svg.amap')
          const scale = drawn instanceof SVGSVGElement ? (drawn.getScreenCTM()?.a ?? 1) : 1
          return parseFloat(getComputedStyle(node).fontSize) * scale
        }),
    ),
  ) // prettier-ignore
