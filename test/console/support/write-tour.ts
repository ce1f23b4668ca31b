// `npm run tour`: the pictures of docs/tour, made by the test that does the tutorial by hand.
import { spawnSync } from 'node:child_process'

const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'test/console/tutorial.test.ts'],
  { stdio: 'inherit', env: { ...process.env, CI: 'true', TOUR: 'docs/tour' } },
)
process.exitCode = status ?? 1
