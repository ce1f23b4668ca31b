// A count as people read it: 12,345. Not by `toLocaleString`, whose first call reads in Node's languages: 8 MiB and some milliseconds.

export function countText(count: number): string {
  const digits = String(count)
  const groups: string[] = []
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end))
  return groups.join(',')
}
