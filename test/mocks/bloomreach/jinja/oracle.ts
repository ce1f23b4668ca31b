// Talks to the real Jinja2: one Python process that is fed templates and answers in order.

import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

export interface Question {
  template: string
  context?: Record<string, unknown>
  options?: Record<string, boolean>
  /** Variables by what they are in Jinja, besides the context: the template is compiled once for all of them. */
  given?: Record<string, string>
}

export type Answer = { output: string } | { error: string; message?: string }

const script = fileURLToPath(new URL('./oracle.py', import.meta.url))

/** The one version that the engine follows. */
const VERSIONS = { jinja2: '3.1.6', markupsafe: '3.0' }

/** Where Python looks for Jinja2 first: `.ci/run` installs it there and says so. */
export const pythonEnvironment = (...paths: string[]): NodeJS.ProcessEnv => ({
  ...process.env,
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONPATH: [...paths, process.env.JINJA_LIBRARY].filter(path => path !== undefined).join(':'),
})

const PROBE =
  'import importlib.metadata as m, sys; print(m.version("jinja2"), m.version("markupsafe"), sys.executable)'
const CANDIDATES = [process.env.JINJA_ORACLE, '/usr/bin/python3', 'python3']

/** The program itself where that version is: what stands for it on the path may take longer to find it than it takes to answer. */
function withThatVersion(candidate: string): string | undefined {
  const { stdout } = spawnSync(candidate, ['-c', PROBE], { encoding: 'utf8', env: pythonEnvironment() })
  const [jinja2, markupsafe = '', ...path] = (stdout ?? '').trim().split(' ')
  return jinja2 === VERSIONS.jinja2 && markupsafe.startsWith(VERSIONS.markupsafe) ? path.join(' ') : undefined
}

/** The first Python that has it, if any has. */
export const PYTHON = CANDIDATES.values()
  .map(candidate => (candidate === undefined ? undefined : withThatVersion(candidate)))
  .find(path => path !== undefined)

/** Whether that Jinja2 is here. Where CI runs it must be. */
export function hasOracle(): boolean {
  if (PYTHON === undefined && process.env.CI === 'true') {
    throw new Error(`Cannot judge against Jinja2: no Python here has Jinja2 ${VERSIONS.jinja2}. See .ci/run.`)
  }
  return PYTHON !== undefined
}

/** Asks everything and gives the answers in the order of the questions; many are shared out to two processes. */
export async function askOracle(questions: readonly Question[]): Promise<Answer[]> {
  if (questions.length < 1000) return await askOne(questions)
  const half = questions.length >> 1
  return (await Promise.all([askOne(questions.slice(0, half)), askOne(questions.slice(half))])).flat()
}

async function askOne(questions: readonly Question[]): Promise<Answer[]> {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(PYTHON ?? 'python3', [script], {
    env: pythonEnvironment(),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(questions.map(question => `${JSON.stringify(question)}\n`).join(''))
  const answers: Answer[] = []
  for await (const line of createInterface({ input: child.stdout })) answers.push(JSON.parse(line) as Answer)
  if (answers.length !== questions.length) {
    throw new Error(`The oracle answered ${answers.length} of ${questions.length} questions.`)
  }
  return answers
}
