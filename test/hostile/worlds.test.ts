// Worlds that are modules and behave badly while they are loaded: each is refused in one sentence, and the process lives.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openWorld } from '../../harness/life.ts'
import { readWorld } from '../../harness/world/definition.ts'
import { readModule } from '../../harness/world/module.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { oneOf, scaled } from '../support/thoroughness.ts'

const THROWN = [
  ['a text', `throw 'no'`, "it throws 'no'"],
  ['a number', 'throw 42', 'it throws 42'],
  ['nothing', 'throw undefined', 'it throws undefined'],
  ['a symbol', `throw Symbol('s')`, 'it throws Symbol(s)'],
  ['a frozen object', 'throw Object.freeze({ a: 1 })', 'it throws { a: 1 }'],
  ['an object without prototype', 'throw Object.create(null)', 'it throws [Object: null prototype] {}'],
  ['an error that says nothing', 'throw new Error()', 'it throws an error that says nothing'],
  ['an error of many lines', `throw new Error('one\\n\\n  two.')`, ': one two. Export'],
  ['an error of a megabyte', `throw new Error('x'.repeat(1_000_000))`, ': xxxx'],
  [
    'an error whose message throws',
    `throw Object.defineProperty(new Error(), 'message', { get() { throw 1 } })`,
    'it throws what cannot be shown',
  ],
  [
    'an object whose picture throws',
    `throw { [Symbol.for('nodejs.util.inspect.custom')]() { throw 1 } }`,
    'it throws what cannot be shown',
  ],
  ['a promise that is rejected', `await Promise.reject('late')`, "it throws 'late'"],
] as const

const EXPORTED = [
  ['nothing', 'export const other = 1', 'it has no default export'],
  ['a getter that throws', `export default { get startsAt() { throw new Error('got') } }`, ': got.'],
  ['a getter that throws nothing', 'export default { get startsAt() { throw null } }', 'it throws null'],
  ['a function', 'export default { startsAt: () => 1 }', 'could not be cloned'],
  ['a proxy', 'export default new Proxy({}, { ownKeys() { throw 7 } })', 'could not be cloned'],
] as const

const ENDINGS = [
  ['exits', 'process.exit(0)', 'it calls process.exit while it is loaded'],
  ['exits by an import', `import { exit } from 'node:process'\nexit(0)`, 'it calls process.exit'],
  ['exits and goes on', 'try { process.exit() } catch {}\nexport default {}', 'it calls process.exit'],
  ['aborts', 'process.abort()', 'it calls process.abort'],
  ['kills this process', `process.kill(process.pid, 'SIGKILL')`, 'it calls process.kill'],
] as const

async function module(text: string): Promise<string> {
  const file = join(await temporaryFolder(), 'my.world.mts')
  await writeFile(file, `${text}\n`)
  return file
}

const refusalOf = (loaded: Promise<unknown>): Promise<unknown> =>
  loaded.then(
    () => 'accepted',
    (error: unknown) => error,
  )

test.each(oneOf(3, [...THROWN, ...EXPORTED, ...ENDINGS]))(
  'a module that throws, exports or does it is one sentence: %s',
  async (_, text, reason) => {
    const file = await module(text)

    const refusal = await refusalOf(readWorld(file))

    expect(refusal).toMatchObject({ code: 'unreadable-file', message: expect.stringContaining(reason) })
    const { message } = refusal as Error
    expect(message).toContain('my.world.mts: ')
    expect(message).not.toContain('\n')
    expect(message.length).toBeLessThan(500)
  },
)

test('a module that never comes is given up', async () => {
  const file = await module('await new Promise(() => {})\nexport default {}')

  const refusal = await refusalOf(readModule(file, 'my.world.mts', 50))

  expect(refusal).toMatchObject({
    message: expect.stringContaining('it is not loaded after 0.05 seconds; it may await what never comes'),
  })
})

test('a module that loops for ever is given up, and the process goes on', async () => {
  const file = await module('for (;;) {}')

  const refusal = await refusalOf(readModule(file, 'my.world.mts', 50))

  expect(refusal).toMatchObject({ message: expect.stringContaining('it is not loaded after 0.05 seconds') })
})

test('a frozen world is loaded', async () => {
  const file = await module('export default Object.freeze({ bloomreach: Object.freeze({ customers: [] }) })')

  await expect(readWorld(file)).resolves.toMatchObject({ data: { bloomreach: { customers: [] } } })
})

test('a world that contains itself is refused', async () => {
  const file = await module(
    `const a: Record<string, unknown> = {}\na.attributes = a\nexport default { bloomreach: { customers: [{ ids: { registered: 'a' }, attributes: a }] } }`,
  )

  const refusal = await refusalOf(readWorld(file).then(read => openWorld(read)))

  expect(refusal).toMatchObject({ message: expect.stringContaining('it contains itself') })
})

const LEVELS = scaled(40_000)

test.each([
  ['flow sequences', '['.repeat(LEVELS)],
  ['closed flow sequences', '['.repeat(LEVELS) + ']'.repeat(LEVELS)],
  ['flow mappings', '{a: '.repeat(LEVELS)],
  ['block sequences', `${'- '.repeat(LEVELS)}a`],
  ['block mappings', Array.from({ length: 3_000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
  ['explicit keys', '? '.repeat(LEVELS)],
])('%s that are nested deep are one sentence', async (_, text) => {
  const file = join(await temporaryFolder(), 'my.world.yaml')
  await writeFile(file, text)

  const refusal = await refusalOf(readWorld(file))

  expect(refusal).toMatchObject({
    code: 'syntax-error',
    message: expect.stringContaining('my.world.yaml:1:1: it is nested deeper than 500 levels.'),
  })
})

test.each([
  ['aliases', `a: &a x\nb: [${'*a,'.repeat(scaled(200_000))}]`, 'it has more than 10000 aliases'],
  [
    'anchors',
    Array.from({ length: scaled(60_000) }, (_, index) => `k${index}: &a${index} x`).join('\n'),
    'unknown key "k0"',
  ],
  ['keys that are the same', `${'key: 1\n'.repeat(scaled(120_000))}`, ':2:1: this key stands there twice'],
])('%s by the thousand are read in linear time', async (_, text, reason) => {
  const file = join(await temporaryFolder(), 'my.world.yaml')
  await writeFile(file, text)

  expect(await refusalOf(readWorld(file))).toMatchObject({ message: expect.stringContaining(reason) })
})
