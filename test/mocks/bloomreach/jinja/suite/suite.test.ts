// Jinja2's own test-suite, recorded while it runs and replayed: what its templates render, ours must.
// `.ci/run` unpacks the source distribution and names it in JINJA_SUITE; nothing of it is kept here.

import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { agree, askEngine } from '../engine.ts'
import { type Answer, hasOracle, PYTHON, pythonEnvironment, type Question } from '../oracle.ts'

const SUITE = process.env.JINJA_SUITE
const README = new URL('../../../../../mocks/bloomreach/jinja/README.md', import.meta.url)

/** What differs on purpose: the row of the engine's README that says so, and the templates it is about. */
const EXPLAINED: readonly (readonly [row: string, template: RegExp])[] = [
  ['`extends`, `include`, `import`, `from` are refused', /\{%-?\s*(extends|include|import|from)\b/],
  ['names with two leading underscores', /\.__\w+__/],
  ['draws of `random`, `shuffle` and `lipsum`', /\|\s*random\b/],
]

type Recorded = Question & { output?: string; error?: string; test: string }

async function recordRenders(suite: string): Promise<Recorded[]> {
  const folder = await mkdtemp(join(tmpdir(), 'jinja-suite-'))
  const renders = join(folder, 'renders.jsonl')
  // The tests of asynchronous rendering, which the engine has not.
  const ignored = ['tests/test_async.py', 'tests/test_async_filters.py'].map(file => `--ignore=${file}`)
  const plugins = ['-p', 'record_renders', '-p', 'no:cacheprovider']
  try {
    await promisify(execFile)(PYTHON ?? 'python3', ['-m', 'pytest', '-q', ...plugins, ...ignored, 'tests'], {
      cwd: suite,
      env: { ...pythonEnvironment(fileURLToPath(new URL('.', import.meta.url))), RENDERS: renders },
    })
    const lines = (await readFile(renders, 'utf8')).trimEnd().split('\n').slice(0, -1)
    return lines.map(line => JSON.parse(line) as Recorded)
  } finally {
    await rm(folder, { recursive: true })
  }
}

function answerOf({ output, error = '' }: Recorded): Answer {
  return output === undefined ? { error } : { output: output.replace(/0x[0-9a-f]{6,}/g, '0x0') }
}

test.skipIf(SUITE === undefined || !hasOracle())(
  "the templates of Jinja2's own tests render as they do there, but for what the README explains",

  async () => {
    const recorded = await recordRenders(SUITE ?? '')

    const unexplained = recorded.filter(
      render =>
        !agree(askEngine(render), answerOf(render)) &&
        !EXPLAINED.some(([, pattern]) => pattern.test(render.template)),
    )
    expect(unexplained).toEqual([])
    expect(recorded.length).toBeGreaterThan(500)
  },
)

test('each explained difference is a row of the README', async () => {
  const readme = await readFile(README, 'utf8')

  for (const [row] of EXPLAINED) expect(readme).toContain(row)
})
