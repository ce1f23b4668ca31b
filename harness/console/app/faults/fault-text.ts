// A planned fault in words.
import type { Fault } from '../../../control-api/faults/faults.ts'

export function effectText({ answer, delayMs, timeout, reset, malformedBody, after }: Fault): string {
  const effects = [
    answer?.status !== undefined && `answers ${answer.status}`,
    answer?.code !== undefined && `answers ${answer.code}`,
    answer?.body !== undefined && 'with a body of its own',
    delayMs !== undefined && `comes ${delayMs} ms late`,
    timeout === true && 'never answers',
    reset === true && 'breaks the connection',
    malformedBody === true && 'answers a broken body',
    after === 'commit' && 'after the work is done',
  ]
  return effects.filter(effect => typeof effect === 'string').join(', ')
}

export const whenText = ({ first, every, match }: Fault): string =>
  [
    every !== undefined
      ? `every ${every}${every === 1 ? 'st' : 'th'} call`
      : `the first ${first ?? 'of all'} calls`,
    match !== undefined &&
      `where ${Object.entries(match)
        .map(([name, value]) => `${name} is ${value}`)
        .join(', ')}`,
  ]
    .filter(Boolean)
    .join(' ')
