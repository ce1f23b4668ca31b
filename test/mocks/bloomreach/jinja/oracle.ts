// Talks to the real Jinja2: one Python process that is fed templates and answers in order.

import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

export interface Question {
  template: string
  context?: Record<string, unknown>
  options?: Record<string, boolean>
}

export type Answer = { output: string } | { error: string; message?: string }

const PYTHON = process.env.JINJA_ORACLE ?? '/usr/bin/python3'
const script = fileURLToPath(new URL('./oracle.py', import.meta.url))

/** Whether Python and its Jinja2 are here. Where CI runs they must be. */
export function hasOracle(): boolean {
  const { status } = spawnSync(PYTHON, ['-c', 'import jinja2, markupsafe'])
  if (status !== 0 && process.env.CI === 'true') {
    throw new Error(`Cannot judge against Jinja2: ${PYTHON} has no jinja2. Install python3-jinja2.`)
  }
  return status === 0
}

/** Asks everything and gives the answers in the order of the questions; many are shared out to two processes. */
export async function askOracle(questions: readonly Question[]): Promise<Answer[]> {
  if (questions.length < 1000) return await askOne(questions)
  const half = questions.length >> 1
  return (await Promise.all([askOne(questions.slice(0, half)), askOne(questions.slice(half))])).flat()
}

async function askOne(questions: readonly Question[]): Promise<Answer[]> {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(PYTHON, [script], {
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
