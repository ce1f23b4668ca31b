// The order of test files: what waits for browsers and processes begins, and what only calculates fills in beside it; one that
// began last would have the machine to itself for half a minute. Vitest's own order among equals.
import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Parts of paths, those that take longest first. */
const FIRST = [
  'test/harness/data/kill.test.ts',
  'test/console/tutorial.test.ts',
  'test/console/',
  'test/package/',
  '-in-a-browser.test.ts',
  'test/harness/import/hostile-files.test.ts',
  'test/contracts/',
  'test/hostile/',
  'test/mocks/bloomreach/jinja/generator.test.ts',
  'test/search/',
  'test/harness/',
]

function rankOf({ moduleId, project }: TestSpecification): number {
  const path = relative(project.config.root, moduleId).replaceAll('\\', '/')
  const rank = FIRST.findIndex(part => path.includes(part))
  return rank === -1 ? FIRST.length : rank
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b))
  }
}
