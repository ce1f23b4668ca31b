import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { line, projectWith } from '../support/scenario-world.ts'

test('an unknown type of node in a world is told the nearest known one', async () => {
  const wrong = { id: 2, type: 'emial', subject: 'Hello', html: 'Hello' } as never

  await expect(startSandbox({ listen: false, world: projectWith(['ada'], line(wrong)) })).rejects.toThrow(
    /nodes\[1\]\.type: there is no "emial" here\. Did you mean "email"\?/,
  )
})
