// The day of China an instant lies in, as the lists take it in an address.
export const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
