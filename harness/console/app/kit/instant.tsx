// Instants of the world, in UTC, as both vendors' engineers read them; the exact one stays in the markup.

/** "2026-01-05 09:01:00", with milliseconds only where there are some. */
export const instantText = (iso: string): string => iso.replace('T', ' ').replace(/(?:\.000)?Z$/, '')

export function Instant({ at }: { at: string }) {
  return (
    <time className="instant" dateTime={at}>
      {instantText(at)}
    </time>
  )
}

const UNITS: [string, number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
]

/** "2d 3h" of milliseconds: the two largest parts. */
export function lengthText(ms: number): string {
  let rest = Math.abs(ms)
  const parts: string[] = []
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0 && parts.length < 2) parts.push(`${count}${unit}`)
  }
  return parts.length === 0 ? '0s' : parts.join(' ')
}
