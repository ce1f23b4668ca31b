// Numbers that a node keeps about itself: what a limit has let through.

export interface Tally {
  get(key: string): number
  add(key: string): void
}

export function tallyOf(counts = new Map<string, number>()): Tally {
  return {
    get: key => counts.get(key) ?? 0,
    add: key => {
      counts.set(key, (counts.get(key) ?? 0) + 1)
    },
  }
}
