// What is easy to lose: the directions of imports, time and chance handed in, one reader of the environment.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { cycles, findCode, importsOf } from './support/source-scan.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const paths = globSync('{mocks,contracts,harness,test,bin}/**/*.{ts,tsx,js}', { cwd: root })
  .map(path => path.replaceAll('\\', '/'))
  .filter(path => !path.includes('/fixtures/') && !path.includes('/node_modules/'))
  .sort()
const sources = new Map(paths.map(path => [path, readFileSync(join(root, path), 'utf8')]))
const under = (...folders: string[]) => paths.filter(path => folders.some(folder => path.startsWith(folder)))

/** Files of ours by path, everything else by the name of its package. */
const imports = new Map(
  [...sources].map(([path, source]) => [
    path,
    importsOf(source).map(specifier =>
      specifier.startsWith('.') ? normalize(join(dirname(path), specifier)) : packageOf(specifier),
    ),
  ]),
)

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** `file > import` for each import from these folders that a rule forbids. */
function forbidden(folders: string[], isForbidden: (target: string, path: string) => boolean): string[] {
  return under(...folders).flatMap(path =>
    (imports.get(path) ?? [])
      .filter(target => isForbidden(target, path))
      .map(target => `${path} > ${target}`),
  )
}

/** The console's application, which Vite builds for browsers. */
const CONSOLE = 'harness/console/app/'

/** What runs when these do; types are not there any more then. */
function reached(entries: string[]): string[] {
  const all = new Set(entries)
  for (const path of all) {
    const source = sources.get(path)?.replaceAll(/^import type [^'"]+ from .*$/gm, '') ?? ''
    for (const specifier of importsOf(source))
      all.add(specifier.startsWith('.') ? normalize(join(dirname(path), specifier)) : packageOf(specifier))
  }
  return [...all]
}

const startsWithOneOf =
  (...prefixes: string[]) =>
  (target: string) =>
    prefixes.some(prefix => target.startsWith(prefix))

const found = (folders: string[], pattern: RegExp, except: string[] = []) =>
  under(...folders)
    .filter(path => !except.includes(path))
    .flatMap(path => findCode(path, sources.get(path) ?? '', pattern))

test('reads the project, not an empty folder', () => {
  expect(under('mocks/').length).toBeGreaterThan(50)
  expect(under('harness/').length).toBeGreaterThan(10)
  expect(imports.get('mocks/kit/world.ts')).toContain('mocks/kit/time/clock.ts')
})

describe('imports', () => {
  test('Bloomreach and Talon.One never import each other', () => {
    expect(forbidden(['mocks/bloomreach/'], startsWithOneOf('mocks/talon-one/'))).toEqual([])
    expect(forbidden(['mocks/talon-one/'], startsWithOneOf('mocks/bloomreach/'))).toEqual([])
  })

  test('the kit knows nothing of ours', () => {
    const isOutside = (target: string) => paths.includes(target) && !target.startsWith('mocks/kit/')
    expect(forbidden(['mocks/kit/'], isOutside)).toEqual([])
  })

  test('mocks know neither their hands nor their judge', () => {
    expect(forbidden(['mocks/'], startsWithOneOf('harness/', 'contracts/', 'test/', 'bin/'))).toEqual([])
  })

  test('the harness knows neither contracts nor tests', () => {
    expect(forbidden(['harness/', 'bin/'], startsWithOneOf('contracts/', 'test/'))).toEqual([])
  })

  test('a node of a scenario never imports the engine', () => {
    expect(
      forbidden(['mocks/bloomreach/scenario/nodes/'], startsWithOneOf('mocks/bloomreach/scenario/engine.ts')),
    ).toEqual([])
  })

  test('operations know no routes, and stores know neither', () => {
    const isStore = (path: string) => /^mocks\/(bloomreach|talon-one)\/[^/]+\.ts$/.test(path)
    expect(
      forbidden(['mocks/'], (target, path) => path.includes('/operations/') && target.includes('/routes/')),
    ).toEqual([])
    expect(
      forbidden(
        ['mocks/'],
        (target, path) =>
          isStore(path) &&
          !/\/(app|index|operations)\.ts$/.test(path) &&
          /\/(routes|operations)\//.test(target),
      ),
    ).toEqual([])
  })

  test('inside Bloomreach, what speaks HTTP is reached by nobody below it', () => {
    const above = ['http/', 'routes/', 'app.ts', 'index.ts'].map(name => `mocks/bloomreach/${name}`)
    const speaksHttp = startsWithOneOf('mocks/bloomreach/http/', 'mocks/bloomreach/routes/')
    expect(
      forbidden(
        ['mocks/bloomreach/'],
        (target, path) => speaksHttp(target) && !above.some(part => path.startsWith(part)),
      ),
    ).toEqual([])
  })

  test('inside Bloomreach no two rooms import each other, and no room knows the operations', () => {
    const house = 'mocks/bloomreach/'
    const roomOf = (path: string) => /^mocks\/bloomreach\/([^/]+)\//.exec(path)?.[1] ?? ''
    const doors = ['app', 'routes', 'operations', 'http', '']
    const arrows = new Set(
      under(house).flatMap(path =>
        (imports.get(path) ?? []).map(target => `${roomOf(path)} > ${roomOf(target)}`),
      ),
    )
    const mutual = [...arrows].filter(arrow => {
      const [from, to] = arrow.split(' > ')
      return from !== to && from !== '' && to !== '' && arrows.has(`${to} > ${from}`)
    })
    expect(arrows.size).toBeGreaterThan(30)
    expect(mutual).toEqual([])
    expect(
      forbidden([house], (target, path) => roomOf(target) === 'operations' && !doors.includes(roomOf(path))),
    ).toEqual([])
  })

  test('in Talon.One nobody below knows the routes or HTTP, and rules and stores know no operations', () => {
    const house = 'mocks/talon-one/'
    const below = ['operations/', 'rules/', 'stores/', 'schemas/', 'deployment.ts', 'load.ts'].map(
      part => house + part,
    )
    expect(forbidden(below, startsWithOneOf(`${house}routes/`, `${house}http/`))).toEqual([])
    const rulesAndStores = ['rules/', 'stores/', 'schemas/'].map(part => house + part)
    expect(forbidden(rulesAndStores, startsWithOneOf(`${house}operations/`))).toEqual([])
  })

  test('each room of the control API answers for itself: it knows what an operation is, and no other room', () => {
    const house = 'harness/control-api/'
    const rooms = new Set(
      under(house).flatMap(path => /^harness\/control-api\/[^/]+\//.exec(path)?.[0] ?? []),
    )
    const shared = ['operation', 'controlled', 'customer-by-any-id', 'ready'].map(
      name => `${house}${name}.ts`,
    )
    const isElsewhere = (room: string) => (target: string) =>
      startsWithOneOf(house)(target) && !target.startsWith(room) && !shared.includes(target)
    expect(rooms.size).toBeGreaterThan(5)
    expect([...rooms].flatMap(room => forbidden([room], isElsewhere(room)))).toEqual([])
  })

  test('there are no circles', () => {
    expect(cycles(imports)).toEqual([])
  })

  test('every import of ours exists', () => {
    const isMissing = (target: string) => /\.(ts|tsx|js)$/.test(target) && !paths.includes(target)
    expect(forbidden([''], isMissing)).toEqual([])
  })

  test('what is shipped uses only packages that docs/dependencies.md names for run time', () => {
    const [, atRunTime = ''] = readFileSync(join(root, 'docs/dependencies.md'), 'utf8').split(/^## .*$/m)
    const named = [...atRunTime.matchAll(/^\| `([^`]+)` \|/gm)].map(match => match[1])
    const isOutside = (target: string) => !paths.includes(target) && !target.startsWith('node:')
    expect(named).toContain('hono')
    const isApp = (path: string) => path.startsWith(CONSOLE)
    expect(
      forbidden(
        ['mocks/', 'harness/'],
        (target, path) => isOutside(target) && !named.includes(target) && !isApp(path),
      ),
    ).toEqual(['harness/vitest-setup.ts > vitest', 'harness/vitest.ts > vitest'])
    expect(forbidden(['bin/referral-sandbox.js', 'bin/node-version.js'], isOutside)).toEqual([])
  })

  test('the console is a client: only its own tests import it, and of ours it runs what a browser can', () => {
    const isItsOwn = startsWithOneOf(CONSOLE, 'test/console/')
    expect(forbidden([''], (target, path) => startsWithOneOf(CONSOLE)(target) && !isItsOwn(path))).toEqual([])
    expect(reached([`${CONSOLE}main.tsx`]).filter(target => target.startsWith('node:'))).toEqual([])
    expect(found([CONSOLE], /\bdangerouslySetInnerHTML\b|\.innerHTML\b|\bdocument\s*\.\s*write\b/)).toEqual(
      [],
    )
  })

  test('mocks send with the fetch and the mail transport that they are handed, never by themselves', () => {
    const clients = ['node:http', 'node:https', 'node:http2', 'node:net', 'node:tls', 'node:dgram', 'undici']
    const others = ['node:child_process', 'node:worker_threads', 'nodemailer', 'axios', 'node-fetch', 'got']
    expect(forbidden(['mocks/'], target => [...clients, ...others].includes(target))).toEqual([])
    expect(found(['mocks/'], /\bglobalThis\b/)).toEqual([])
  })

  test('the harness sends with the global fetch only, so that a team can intercept it', () => {
    expect(
      forbidden(['harness/'], target => ['undici', 'node:https', 'axios', 'got'].includes(target)),
    ).toEqual([])
    expect(found(['harness/'], /\bhttps?\.(?:request|get)\s*\(/)).toEqual([])
  })
})

describe('under mocks', () => {
  const clock = 'mocks/kit/time/clock.ts'

  test.each([
    [
      'reads the wall clock',
      /\bDate\.now\b|\bnew\s+Date\b(?!\s*\(\s*[^\s)])|(?<![.\w])(?<!new\s)Date\s*\(\s*\)/,
    ],
    ['reads a stopwatch', /\bperformance\s*\.|\bhrtime\b|\bTemporal\s*\.\s*Now\b/],
    ['sleeps', /\bset(?:Timeout|Interval|Immediate)\b|\bAbortSignal\s*\.\s*timeout\b/],
    ['rolls dice', /\bMath\s*\.\s*random\b|\brandom(?:UUID|Bytes|Int)\b|\bgetRandomValues\b/],
    ['reads the environment or prints', /\bprocess\s*\.|\bconsole\b/],
  ])('nothing %s, but the clock', (_, pattern) => {
    expect(found(['mocks/'], pattern, [clock])).toEqual([])
  })

  test('the clock itself does so in its named places only', () => {
    const source = sources.get(clock) ?? ''
    expect(findCode(clock, source, /\bDate\.now\b/)).toHaveLength(1)
    expect(findCode(clock, source, /\bsetTimeout\b/)).toHaveLength(1)
    expect(findCode(clock, source, /\bsetImmediate\b/)).toHaveLength(1)
    expect(findCode(clock, source, /\bperformance\s*\./)).toHaveLength(1)
    expect(findCode(clock, source, /\bsetInterval\b|\bAbortSignal\s*\.\s*timeout\b|\bhrtime\b/)).toEqual([])
  })
})

/** Of a class: what stays between two calls, as far as its fields tell. */
const FIELD = /^ {2}(?:(?:protected|private) )?(?:readonly )?(#?\w+)(?:: [^=(\n]*)?(?: = .*)?$/
const IS_CONSTANT = /^ {2}(?:(?:protected|private) )?readonly (?!.*(?:= (?:new \w|\[|\{)))/
/** What tells of each change, and is shared by forks: see mocks/kit/kept. */
const IS_PART = /= new (?:Cell|Counter|KeptMaps?|KeptLists|Table|Members|Catalogue|Evaluation)\b/

describe('what a world keeps', () => {
  /** Why none of these is state: a class, or one of its fields. */
  const BESIDES: Record<string, string> = {
    // Parts themselves, which `test/mocks/kit/state.test.ts` looks at.
    Journal: 'a part',
    Stands: 'a part',
    Chance: 'Stands is its part',
    Generator: 'of a Chance',
    Hand: 'a part',
    Records: 'of a table',
    UniqueIndex: 'of a table, made of its records',
    ManyIndex: 'of a table, made of its records',
    State: 'the border itself',
    // Made of what is kept.
    Remembered: 'the same answers in every world',
    Recorder: 'what was told of parts',
    'Agenda #queues': 'made of the jobs',
    Heap: 'made of the jobs',
    'ApiKeys #byKey': 'made of the keys',
    'FrequencyPolicies #default': 'made of the policies',
    'Referrals #codes': 'made of the referrals',
    CodeIndex: 'made of the referrals',
    'Mailbox #mails': 'read of the mails',
    'Mailbox #newestFirst': 'made of the mails',
    Mail: 'read of a mail',
    // Of one text, while it is read.
    JsonReading: 'of one text',
    JsonContainer: 'of one text',
    // Kept for those who look.
    Traffic: 'an aside',
    Chunk: 'a piece of what the traffic keeps',
    'EntryRows #forms': 'made of the entries; the pages hold those that they need',
    Form: 'of entries that are kept',
    UuidRows: 'a part of a page of entries',
    // Code, or somebody who listens.
    JobKinds: 'what performs a job is code',
    SharedRouter: 'routes are code',
    'AgendaClock #kinds': 'what performs a job is code',
    'AgendaClock agenda': 'its own parts are registered',
    'Faults #operations': 'declared by the houses',
    'Faults #houses': 'who declares them',
    'Customers #onMerge': 'who listens',
    'Events #subscribers': 'who listens',
    InboxEvents: 'who listens',
    Stats: 'of open sockets',
    // Of a job or a request on its way: nothing is saved then.
    AgendaClock: 'what runs now',
    VirtualClock: 'what runs now; its time is a part',
    Holds: 'who holds time is gone with their request',
    Lanes: 'requests on their way',
    Work: 'what runs now',
    Works: 'who watches',
    'Engine #gatherings': 'of the job that runs',
    Gatherings: 'of the job that runs',
    Path: 'of the job that runs',
    Room: 'of one request',
    NodeExchange: 'of one request',
    Query: 'of one request',
    Incoming: 'of one request',
    // Of one text or one definition.
    Writer: 'of one text',
    QuickWriter: 'of one text',
    Reading: 'of one text',
    Page: 'of one text',
    Reader: 'of one text; of mails: what was read of them',
    ReadingThread: 'what is being read',
    LoopWalk: 'of one definition',
    Graph: 'made of a definition',
  }

  const classes = under('mocks/', 'harness/inbox/')
    .filter(path => !path.startsWith('mocks/bloomreach/jinja/') && !path.startsWith('mocks/kit/kept/'))
    .flatMap(path => [
      ...(sources.get(path) ?? '').matchAll(/^(?:export )?(?:abstract )?class (\w+)[^\n]*\{\n(.*?)^\}/gms),
    ])
    .map(([, name = '', body = '']) => ({ name, body }))
  const fields = classes.flatMap(({ name, body }) =>
    body.split('\n').flatMap(line => {
      const field = IS_CONSTANT.test(line) ? undefined : FIELD.exec(line)?.[1]
      return field === undefined ? [] : [{ name, body, field, line }]
    }),
  )

  /** From `kept =` to the end of what stands there. */
  const keptOf = (body: string): string =>
    /\bkept = (?:new Group\(.*?\n? {2,4}\)?\}?\)\n|[^\n]*\n)/s.exec(body)?.[0] ?? ''

  test('is made of parts, each of them registered, and whatever else stays has its reason here', () => {
    const parts = fields.filter(({ line }) => IS_PART.test(line))
    const left = parts.filter(({ body, field }) => !keptOf(body).includes(`this.${field}`))
    const others = fields.filter(({ field, line }) => field !== 'kept' && !IS_PART.test(line))
    const unexplained = others.filter(
      ({ name, field }) => !(name in BESIDES) && !(`${name} ${field}` in BESIDES),
    )

    expect(parts.length).toBeGreaterThan(90)
    expect(left.map(({ name, field }) => `${name} ${field}`)).toEqual([])
    expect(unexplained.map(({ name, field }) => `${name} ${field}`)).toEqual([])
    const found = new Set(others.flatMap(({ name, field }) => [name, `${name} ${field}`]))
    expect(Object.keys(BESIDES).filter(name => !found.has(name))).toEqual([])
  })
})

describe('the process', () => {
  test('only harness/config.ts reads the environment; exec hands it on whole, and the build of the console sets it', () => {
    const readers = ['harness/config.ts', 'harness/command-line/commands/exec.ts', 'bin/build-console.js']
    expect(found(['mocks/', 'harness/', 'bin/'], /\bprocess\s*\.\s*env\b/, readers)).toEqual([])
  })

  test('only harness/cli.ts ends it, and what refuses to begin; what exec had started gets signals', () => {
    const pattern = /\bprocess\s*\.\s*(?:exit|exitCode|abort|kill)\b/
    const enders = [
      'harness/cli.ts',
      'bin/node-version.js',
      'bin/checkout.js',
      'harness/command-line/processes/process-tree.ts',
    ]
    expect(found(['mocks/', 'harness/', 'bin/'], pattern, enders)).toEqual([])
  })
})

describe('names', () => {
  test('no file is a catch-all', () => {
    const catchAll =
      /(?:^|[-/])(?:utils?|helpers?|common|misc|types|constants|manager|service|controller|impl)\.(?:ts|tsx)$/
    expect(paths.filter(path => catchAll.test(path))).toEqual([])
  })

  test('files are kebab-case', () => {
    expect(paths.filter(path => !/^[a-z0-9./-]+$/.test(path))).toEqual([])
  })

  test('every source file opens by saying what it is responsible for', () => {
    const opens = /^(?:#!.*\n)?(?:\/\/ \S|\/\*\* @jsx.*\*\/\n\/\/)/
    expect(under('mocks/', 'harness/', 'bin/').filter(path => !opens.test(sources.get(path) ?? ''))).toEqual(
      [],
    )
  })

  test('nothing is exported by default', () => {
    expect(found(['mocks/', 'harness/', 'contracts/'], /\bexport\s+default\b/)).toEqual([])
  })
})
