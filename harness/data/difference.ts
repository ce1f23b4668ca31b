// Where two world definitions differ, said in a few words.

const SHOWN = 3
const LONGEST = 40

/** `before` and `now` are definitions as a saved world has them. */
export function differenceOf(before: string, now: string): string {
  const found = [...differences(JSON.parse(before), JSON.parse(now), '')]
  const shown = found.slice(0, SHOWN).join('; ')
  return found.length > SHOWN ? `${shown}; and ${found.length - SHOWN} more` : shown
}

function* differences(before: unknown, now: unknown, path: string): Generator<string> {
  if (JSON.stringify(before) === JSON.stringify(now)) return
  if (isObject(before) && isObject(now)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
      const step = Array.isArray(before) ? `[${name}]` : path === '' ? name : `.${name}`
      yield* differences(before[name], now[name], path + step)
    }
    return
  }
  yield `${path.replace(/^data\./, '') || 'the world'} was ${text(before)} and is ${text(now)}`
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

function text(value: unknown): string {
  const whole = value === undefined ? 'not there' : JSON.stringify(value)
  return whole.length > LONGEST ? `${whole.slice(0, LONGEST)}...` : whole
}
