// What the console adds to `npm install`: its packages, with a warm cache, and its build. Run it with `tsx
// test/bench/console/install.ts [ROUNDS]`; it installs twice a round, in folders of its own.
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type BenchTable, machine, spread, spreadText, tableText, timed } from '../measure.ts'

/** What nothing but the console imports; Vite comes with the test runner, too. */
const OF_THE_CONSOLE =
  /^(@base-ui\/|@codemirror\/|@dagrejs\/|@lezer\/|@tanstack\/|@types\/react|@xyflow\/|react$|react-dom$)/
const QUIETLY = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts']
const SECOND_MS = 1_000

const run = promisify(execFile)

async function folderOf(root: string, wanted: (name: string) => boolean): Promise<string> {
  const folder = join(root, wanted('react') ? 'with' : 'without')
  await mkdir(folder)
  for (const file of ['package-lock.json', '.npmrc']) await cp(file, join(folder, file))
  const text = JSON.parse(await readFile('package.json', 'utf8'))
  text.devDependencies = Object.fromEntries(
    Object.entries(text.devDependencies).filter(([name]) => wanted(name)),
  )
  await writeFile(join(folder, 'package.json'), JSON.stringify(text))
  await run('npm', ['install', '--package-lock-only', ...QUIETLY], { cwd: folder })
  return folder
}

async function install(folder: string): Promise<number> {
  await rm(join(folder, 'node_modules'), { recursive: true, force: true })
  return (await timed(() => run('npm', ['ci', ...QUIETLY], { cwd: folder }))) / SECOND_MS
}

async function build(): Promise<number> {
  await rm('dist/.console.json', { force: true })
  return (await timed(() => run(process.execPath, ['bin/build-console.js']))) / SECOND_MS
}

async function benchInstall(rounds: number): Promise<BenchTable> {
  const root = await mkdtemp(join(tmpdir(), 'console-install-'))
  const [all, without] = [
    await folderOf(root, () => true),
    await folderOf(root, name => !OF_THE_CONSOLE.test(name)),
  ]
  const taken: { all: number; without: number; build: number }[] = []
  // The first round fills the caches.
  for (let round = 0; round <= rounds; round++) {
    const one = { without: await install(without), all: await install(all), build: await build() }
    if (round > 0) taken.push(one)
  }
  await rm(root, { recursive: true })
  const row = (name: string, read: (one: (typeof taken)[number]) => number, promise = '') => [
    name,
    spreadText(spread(taken.map(read))),
    promise,
  ]
  return {
    title: `npm ci with a warm cache, ${rounds} rounds in turn`,
    columns: ['what', 'seconds', 'promise'],
    rows: [
      row('without the console’s packages', one => one.without),
      row('with them', one => one.all),
      row('the build of the console', one => one.build),
      row('what the console adds', one => one.all - one.without + one.build, 'at most 8'),
    ],
  }
}

console.log(`${machine()}\n\n${tableText(await benchInstall(Number(process.argv[2] ?? 3)))}`)
