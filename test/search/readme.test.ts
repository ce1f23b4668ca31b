import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { commandLine } from '../support/command-line.ts'
import { blocksOf } from '../support/readme.ts'
import { SHOWN_SEARCH, shownFinding } from '../support/shown-run.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { KEY, mail, NOW, safeCode, world } from './corpus/parts.ts'

const blocks = blocksOf(await readFile('README.md', 'utf8'))
const starting = (words: string) => blocks.find(({ text }) => text.startsWith(words))?.text ?? ''

test('the counterexample and the test that the README shows are those that a search leaves', async () => {
  const folder = await temporaryFolder()
  const { out, code } = await commandLine([...SHOWN_SEARCH, '--out', folder])
  expect(code).toBe(1)
  expect(starting('✗ one-code')).toBe(`${shownFinding(out)}\n`)
  const written = await readFile(join(folder, 'one-code-per-advocate-1.test.ts'), 'utf8')
  expect(blocks.map(({ text }) => text)).toContain(written)
})

test('no single fault breaks the mended scenario that the README shows', async () => {
  const folder = await temporaryFolder()
  const { start: _, ...mended } = parse(starting('# referral-email.scenario.yaml, mended'))
  const given = world([NOW, safeCode(2), mail(3, '')])
  const integrations = [
    {
      type: 'http_authentication_schema',
      name: 'Talon.One Integration API',
      endpoint: 'https://sandbox.europe-west1.talon.one',
      headers: [{ name: 'Authorization', value: `ApiKey-v1 ${KEY}` }],
    },
  ]
  const bloomreach = { ...given.bloomreach, integrations, scenarios: [{ ...mended, start: true }] }
  const file = join(folder, 'mended.world.json')
  await writeFile(file, JSON.stringify({ ...given, bloomreach }))
  const { out, code } = await commandLine(['search', '--world', file, '--depth', '1'])
  expect(out).not.toContain('BROKEN')
  expect(out).toMatch(/no-mail-without-code +held/)
  expect(code).toBe(0)
})
