import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createWorld } from '../../mocks/kit/world.ts'
import { createTalonOne } from '../../mocks/talon-one/index.ts'

test('mocks/README.md lists what is emulated of Talon.One, no more and no less', () => {
  const page = readFileSync(new URL('../../mocks/README.md', import.meta.url), 'utf8')
  const listed = [...page.matchAll(/^\| `(\S+)` \| `([A-Z]+) (\S+)` \|$/gm)].map(([, id, method, path]) => ({
    id,
    method,
    path,
  }))

  const emulated = createTalonOne(createWorld())
    .operations()
    .filter(operation => operation.emulated)
    .map(({ id, method, path }) => ({ id, method, path }))
  expect(listed).toEqual(emulated)
})
