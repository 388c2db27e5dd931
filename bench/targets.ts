// What is aimed at, and how a run compares: the floor must be met, good and moonshot say how far there is to go.
export type Target = {
  readonly name: string
  readonly unit: string
  readonly floor: number
  readonly good: number
  readonly moonshot: number
  /** smaller is better */ readonly less?: true
}
export type Judged = Target & { readonly measured: number | null; readonly meetsFloor: boolean | null; readonly meetsGood: boolean | null }

export const targets = {
  lifecycles: { name: 'lifecycles: open, assign, resolve, get by id', unit: '/s', floor: 400, good: 800, moonshot: 1500 },
  searching: { name: 'the same with a real Chinese search', unit: '/s', floor: 100, good: 300, moonshot: 800 },
  http: { name: 'acts over HTTP, one per request', unit: '/s', floor: 1500, good: 3000, moonshot: 6000 },
  batches: { name: 'acts over HTTP, twenty per request', unit: '/s', floor: 1500, good: 3000, moonshot: 6000 },
  ratio: { name: 'acts through the door ÷ pgbench of the same reads and writes, 64 clients', unit: '×', floor: 1, good: 1.5, moonshot: 2.5 },
  p99: { name: 'p99 of an act over HTTP at 50 users, one act a second each', unit: 'ms', floor: 200, good: 60, moonshot: 25, less: true },
  recovery: { name: 'recovery after a spike', unit: 's', floor: 3, good: 1, moonshot: 0.3, less: true },
  reads: {
    name: 'slowest of intake, inbox, matter page, map, centre and lists, larger ÷ smaller district',
    unit: '×',
    floor: 2,
    good: 1.5,
    moonshot: 1.2,
    less: true,
  },
  live: { name: 'one act reaches every live stream', unit: 'ms', floor: 250, good: 150, moonshot: 100, less: true },
} as const satisfies Record<string, Target>
export type TargetName = keyof typeof targets

export function judge(measured: Readonly<Partial<Record<TargetName, number>>>): readonly Judged[] {
  return Object.entries(targets).map(([name, target]: [string, Target]): Judged => {
    const value = Object.entries(measured).find(([key]) => key === name)?.[1] ?? null
    const meets = (goal: number) => (value === null ? null : target.less ? value <= goal : value >= goal)
    return { ...target, measured: value, meetsFloor: meets(target.floor), meetsGood: meets(target.good) }
  })
}

export const showTargets = (judged: readonly Judged[]): string =>
  [
    '| | measured | floor | good | moonshot | floor met |',
    '|---|---|---|---|---|---|',
    ...judged.map(
      (each) =>
        `| ${each.name} | ${each.measured === null ? 'not measured' : `${round(each.measured)} ${each.unit}`} | ${each.floor} | ${each.good} | ${each.moonshot} | ${each.meetsFloor === null ? '–' : each.meetsFloor ? 'yes' : 'NO'} |`,
    ),
  ].join('\n')

export const round = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2))
