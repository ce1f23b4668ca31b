// Which process has started which, and a signal to several.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

type Pair = [pid: number, parent: number]

/** What a process has started, and what those have; empty where the platform lists processes in a way of its own. */
export function descendantsOf(pid: number): number[] {
  const children = Map.groupBy(process.platform === 'linux' ? inProc() : ofPs(), ([, parent]) => parent)
  const below = (parent: number): number[] =>
    (children.get(parent) ?? []).flatMap(([child]) => [child, ...below(child)])
  return below(pid)
}

/** These and all that they have started since, held still one after the other, so that none of them starts another meanwhile. */
export function familyHeld(pids: readonly number[]): number[] {
  const held = new Set<number>()
  // What is added while this goes on is walked as well.
  const all = new Set(pids)
  for (const pid of all) {
    if (signalAll([pid], 'SIGSTOP') > 0) held.add(pid)
    for (const child of held.has(pid) ? descendantsOf(pid) : []) all.add(child)
  }
  return [...held]
}

function inProc(): Pair[] {
  return readdirSync('/proc').flatMap(name => {
    const pid = Number(name)
    const parent = Number.isInteger(pid) ? processOf(pid)?.parent : undefined
    return parent === undefined ? [] : [[pid, parent]]
  })
}

/** Linux alone tells it at no cost; undefined elsewhere, and for one that is gone. */
export function processOf(pid: number): { name: string; parent: number } | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name stands in brackets and may hold anything; state and parent come behind it.
    const [open, close] = [line.indexOf('('), line.lastIndexOf(')')]
    return { name: line.slice(open + 1, close), parent: Number(line.slice(close + 2).split(' ')[1]) }
  } catch {
    return undefined
  }
}

function ofPs(): Pair[] {
  try {
    const listed = execFileSync('ps', ['-A', '-o', 'pid=', '-o', 'ppid='], { encoding: 'utf8' })
    return listed.split('\n').map(line => {
      const [pid = 0, parent = 0] = line.split(' ').filter(Boolean).map(Number)
      return [pid, parent]
    })
  } catch {
    return []
  }
}

/** Answers how many there still were. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): number {
  return pids.filter(pid => isTold(pid, signal)).length
}

function isTold(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}
