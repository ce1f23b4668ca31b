// The tutorial: process start to ready, and a whole run; many of them in one process, and forks.
import { execFile, spawn } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { type BenchTable, machine, spread, spreadText, tableText, timed } from './measure.ts'

const REPEATS = 5

export async function benchTutorial(): Promise<BenchTable[]> {
  return [await processes(), await inOneProcess()]
}

async function processes(): Promise<BenchTable> {
  const ready: number[] = []
  const run: number[] = []
  for (let i = 0; i <= REPEATS; i++) {
    const [readyMs, runMs] = [await startToReady(), await timed(() => child(['run']))]
    // The first round fills the caches of the file system, and makes the bundle.
    if (i > 0) {
      ready.push(readyMs)
      run.push(runMs)
    }
  }
  return {
    title: 'Whole processes, milliseconds',
    columns: ['what', 'median (min to max)', 'promise'],
    rows: [
      ['process start to ready, from a checkout', spreadText(spread(ready), 0), 'under 600'],
      ['referral-sandbox run of the tutorial, from a checkout', spreadText(spread(run), 0), 'under 1,000'],
    ],
  }
}

/** Without what runs the bench: a loader of TypeScript makes each of our functions twice as large. */
async function inOneProcess(): Promise<BenchTable> {
  const script = fileURLToPath(new URL('./bundled-tutorial.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script])
  const { inProcess, fork, idle } = JSON.parse(stdout) as {
    inProcess: number[]
    fork: number[]
    idle: number
  }
  return {
    title: 'In one process, of the bundle',
    columns: ['what', 'median (min to max)', 'promise'],
    rows: [
      ['start, run and stop, milliseconds', spreadText(spread(inProcess), 1), 'under 8'],
      ['a fork, milliseconds', spreadText(spread(fork)), 'under 1'],
      ['1,000 idle forks, MiB', idle.toFixed(0), 'under 100'],
    ],
  }
}

function start(args: string[]) {
  return spawn(process.execPath, ['bin/referral-sandbox.js', ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, MAILPIT_URL: '', MAILPIT_SMTP_URL: '' },
  })
}

const child = (args: string[]) =>
  new Promise(resolve => {
    const running = start(args)
    running.stdout.resume()
    running.once('close', resolve)
  })

function startToReady(): Promise<number> {
  return new Promise(resolve => {
    const from = performance.now()
    const running = start(['start', '--json', '--port', '0', '--inbox-port', '0', '--smtp-port', '0'])
    let ms = Number.NaN
    running.stdout.once('data', () => {
      ms = performance.now() - from
      running.kill('SIGINT')
    })
    running.once('close', () => resolve(ms))
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(machine())
  for (const table of await benchTutorial()) console.log(tableText(table))
}
