// The Date header as Mailpit answers it: the instant in the zone of the sender.

/** RFC 3339 with the sender's offset, or undefined when the header is no date. */
export function sentAt(header: string): string | undefined {
  const at = Date.parse(header)
  if (Number.isNaN(at)) return undefined
  const minutes = offsetMinutes(header)
  const wall = new Date(at + minutes * 60_000)
  if (Number.isNaN(wall.getTime()) || !hasDay(header)) return undefined
  const [seconds = ''] = wall.toISOString().split('.')
  return minutes === 0 ? `${seconds}Z` : seconds + offsetText(minutes)
}

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec'

/** JavaScript takes 31 February for 3 March. */
function hasDay(header: string): boolean {
  const [, day, month = '', year] =
    /(?:^|[ ,])(\d{1,2}) +([A-Za-z]{3})[a-z]* +(\d{4})/.exec(header.slice(0, 100)) ?? []
  const index = MONTHS.indexOf(month.toLowerCase())
  if (day === undefined || index % 3 !== 0) return true
  return Number(day) <= new Date(Date.UTC(Number(year), index / 3 + 1, 0)).getUTCDate()
}

function offsetMinutes(header: string): number {
  const [, sign, hours, minutes] = /([+-])(\d\d)(\d\d)(?!\d)/.exec(header.slice(0, 100)) ?? []
  const length = Number(hours ?? 0) * 60 + Number(minutes ?? 0)
  return sign === '-' ? -length : length
}

function offsetText(minutes: number): string {
  const two = (value: number) => String(Math.trunc(value)).padStart(2, '0')
  const length = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(length / 60)}:${two(length % 60)}`
}
