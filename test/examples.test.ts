// The examples in files are those of the README and of `init`, which test/package and test/harness/init run as a stranger would.
import { readFileSync } from 'node:fs'
import { transform } from 'esbuild'
import { expect, test } from 'vitest'
import { RUNNERS } from '../harness/init/runners.ts'
import { blocksOf } from './support/readme.ts'

const read = (path: string): string => readFileSync(path, 'utf8')
const blocks = blocksOf(read('README.md')).map(({ text }) => text)

/** Of a block that says in its first line which file it is. */
const fileOf = (name: string): string => {
  const block = blocks.find(text => text.startsWith(`// ${name}\n`)) ?? ''
  return block.slice(block.indexOf('\n') + 1)
}

test.each([
  ['vitest/referral.test.ts', RUNNERS.vitest.test],
  ['vitest/vitest.config.ts', fileOf('vitest.config.ts')],
  ['vitest/worlds.test.ts', fileOf('worlds.test.ts')],
  ['node-test/referral.test.mjs', RUNNERS.node.test],
  ['node-test/worlds.test.mjs', fileOf('worlds.test.mjs')],
  ['playwright/referral.spec.ts', fileOf('referral.spec.ts')],
  ['playwright/worlds.spec.ts', fileOf('worlds.spec.ts')],
  ['cypress/cypress.config.mjs', fileOf('cypress.config.mjs')],
  ['cypress/cypress/e2e/referral.cy.js', fileOf('cypress/e2e/referral.cy.js')],
  ['jest/referral.test.cjs', RUNNERS.jest.test],
])('%s is what is run elsewhere', (path, text) => {
  expect(text).not.toBe('')
  expect(read(`docs/examples/${path}`).trimEnd()).toBe(text.trimEnd())
})

test('the example for Testcontainers asks the ports and the paths that the image has', async () => {
  const text = read('docs/examples/testcontainers/referral.test.mjs')
  const exposed = /^EXPOSE (.+)$/m.exec(read('Dockerfile'))?.[1]?.split(' ') ?? []
  const [, asked = ''] = /withExposedPorts\(([^)]*)\)/.exec(text) ?? []

  await transform(text, { loader: 'js', format: 'esm' })
  for (const port of asked.split(', ')) expect(exposed).toContain(port)
  expect(read('Dockerfile')).toContain('HEALTHCHECK')
  for (const path of text.matchAll(/target: '([^']+)'/g)) expect(path[1]).toMatch(/^\/world\//)
})
