// The tutorial: process start to ready, and a whole run.
import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { type BenchTable, machine, spread, spreadText, tableText, timed } from './measure.ts'

const REPEATS = 5

export async function benchTutorial(): Promise<BenchTable[]> {
  return [await processes()]
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
