// The transcript that people read is what the client gets today.
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { toldStory } from '../../support/mcp-story.ts'

test('an assistant imports, forks, breaks, mends, rewinds and exports (npm run schemas writes it down)', async () => {
  const page = await toldStory()

  expect(await readFile('docs/examples/mcp-transcript.md', 'utf8')).toBe(page)
  expect(page.indexOf('"state": "broken"')).toBeLessThan(page.indexOf('"state": "held"'))
})
