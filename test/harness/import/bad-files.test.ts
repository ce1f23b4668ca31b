// Inputs that cannot be read: one sentence with the way out, code 2, and nothing written.
import { truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clipboardOf, mail, onEvent, tenTypes, wire } from '../../support/clipboard.ts'
import { called, givenFiles, imported } from '../../support/importing.ts'

test.each([
  ['cut off', JSON.stringify(tenTypes()).slice(0, -40), 'it begins as JSON and is cut off or broken'],
  ['empty', ' \n', 'it is empty'],
  [
    'deep',
    `{"copiedData":{"nodes":${'['.repeat(9_000)}${']'.repeat(9_000)}}}`,
    'it is nested deeper than 500 levels',
  ],
  ['null alone', 'null\n', 'it holds null where an object or a list is expected'],
  ['a number alone', '12.5', 'it holds one number where'],
  ['a text alone', '"code,other"', 'it holds one text where'],
  ['a page', '<!doctype html><html></html>', 'it is HTML or XML, such as a page that asks to log in'],
  ['words', 'code\nAAAA\n', 'it is named JSON and is none'],
  ['of no known form', '{"hello":"world"}', 'it has the shape of no form that is served'],
])('a file that is %s is refused in one sentence, and nothing is written', async (_, content, reason) => {
  const { code, err, written } = await imported({
    'bad.json': content,
    'good.json': clipboardOf([onEvent(1)]),
  })

  expect(code).toBe(2)
  expect(err).toContain(reason)
  expect(err).toContain('Nothing was written.')
  expect(written).toEqual([])
})

test('a file of bytes that are no text, a folder and a missing file are refused', async () => {
  const folder = await givenFiles({})
  await writeFile(join(folder, 'bytes.json'), Buffer.from([0x7b, 0xff, 0xfe, 0x00]))

  for (const [name, reason] of [
    ['bytes.json', 'it is no UTF-8 text'],
    ['', 'it is a folder'],
    ['none.json', 'there is no such file'],
  ] as const) {
    const { code, err } = await called('import', '--out', join(folder, 'out'), join(folder, name))
    expect(code).toBe(2)
    expect(err).toContain(reason)
  }
})

test('a message never quotes the file', async () => {
  const { err, out } = await imported({ 'bad.json': '{"password": "hunter2hunter2", ' })

  expect(err + out).not.toContain('hunter2')
})

test('a mail of 4 MB is read, and a file above 64 MB is refused before it is', async () => {
  const html = 'x'.repeat(4_000_000)
  const large = clipboardOf([onEvent(1), mail(2, {}, { jinja_html: html })], [wire(1, 0, 2)])

  expect((await imported({ 'large.json': large })).code).toBe(0)
  const folder = await givenFiles({ 'larger.json': '{}' })
  await truncate(join(folder, 'larger.json'), 64_000_001)
  const { code, err } = await called('import', '--out', folder, join(folder, 'larger.json'))
  expect(code).toBe(2)
  expect(err).toContain('it is larger than 64 MB')
})

test('options that cannot be meant are refused', async () => {
  for (const args of [
    [],
    ['--nmae', 'x', 'a.json'],
    ['--name', '../x', 'a.json'],
    ['--as', 'clipbord', 'a.json'],
  ]) {
    const folder = await givenFiles({ 'a.json': tenTypes() })
    const { code, err } = await called(
      'import',
      ...args.map(arg => (arg === 'a.json' ? join(folder, arg) : arg)),
    )
    expect(code).toBe(1)
    expect(err).toMatch(/^Cannot import/)
  }
})
