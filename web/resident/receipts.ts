// The tracking codes this phone remembers, so that nobody has to sign in.

export type Kept = { readonly receipt: string; readonly headline: string; readonly at: number }

const keptKey = (district: string) => `huying-receipts-${district}`
/** Newest first; at most fifty, so that a shared phone does not carry a life. */
export function keptReceipts(district: string): readonly Kept[] {
  try {
    const found: readonly Kept[] = JSON.parse(localStorage.getItem(keptKey(district)) ?? '[]')
    return Array.isArray(found) ? found.filter((each) => typeof each?.receipt === 'string') : []
  } catch {
    return []
  }
}
export function keepReceipt(district: string, kept: Kept): void {
  saveReceipts(district, [kept, ...keptReceipts(district).filter((each) => each.receipt !== kept.receipt)].slice(0, 50))
}
export function forgetReceipt(district: string, receipt: string): void {
  saveReceipts(district, keptReceipts(district).filter((each) => each.receipt !== receipt)) // prettier-ignore
}
function saveReceipts(district: string, kept: readonly Kept[]): void {
  try {
    localStorage.setItem(keptKey(district), JSON.stringify(kept))
  } catch {
    // A private window may refuse to keep anything; the code on the screen is enough.
  }
}
