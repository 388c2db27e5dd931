// When a sending failed in a way that says "later", and how long to wait.

// 0 is no network, 408 and 429 say "later", 5xx is our fault: in all of them the same act id is sent again.
export const isLater = (status: number): boolean => status === 0 || status === 408 || status === 425 || status === 429 || status >= 500
/** Seconds until the next try; `asked` is what the server wished. */
export const waitFor = (status: number, asked: number | null): number => Math.min(600, asked ?? (status === 0 ? 20 : 60))
