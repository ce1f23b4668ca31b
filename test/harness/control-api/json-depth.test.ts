import { expect, test } from 'vitest'
import { isDeep, MOST_LEVELS } from '../../../harness/control-api/json-depth.ts'
import { startSandbox } from '../../../harness/index.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

test.each([
  [nested(MOST_LEVELS), false],
  [nested(MOST_LEVELS + 1), true],
  [`{"a":${'{"b":'.repeat(MOST_LEVELS)}1${'}'.repeat(MOST_LEVELS)}}`, true],
  [JSON.stringify({ a: '['.repeat(9_999), b: '\\"[['.repeat(999) }), false],
  [`[${'[],'.repeat(9_999)}[]]`, false],
  ['"no end', false],
])('%.20s… is deep: %s', (text, expected) => {
  expect(isDeep(bytes(text))).toBe(expected)
})

test.each(['/bloomreach/scenarios', '/bloomreach/integrations', '/clock/advance', '/faults', '/settle'])(
  'a body for %s that is nested too deep is refused with its reason',
  async path => {
    await using sandbox = await startSandbox()
    const answer = await fetch(`${sandbox.url}/_sandbox${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: nested(100_000),
    })

    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      error: { code: 'invalid-request', message: expect.stringContaining('nested deeper than 500 levels') },
    })
  },
)
