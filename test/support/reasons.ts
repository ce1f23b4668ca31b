// What every refusal that a test sees must carry: a code of its house's table, with a status that the table gives it.
import { expect } from 'vitest'
import { type Reasons, SANDBOX_REASONS } from '../../mocks/kit/reason.ts'

export function expectListedReasons(
  { status, headers }: { status: number; headers: Headers },
  house: Reasons,
): void {
  const table: Reasons = { ...house, ...SANDBOX_REASONS }
  const codes = headers.get('x-sandbox-reason')?.split(', ') ?? []
  if (status >= 400) expect(codes, `a ${status} says why`).not.toEqual([])
  for (const code of codes) {
    const { statuses } = table[code] ?? expect.fail(`${code} is in no table`)
    // A planned fault has any status; a batch is a success with the codes of its commands.
    if (status >= 300 && !statuses.includes('any')) expect(statuses, code).toContain(status)
  }
}
