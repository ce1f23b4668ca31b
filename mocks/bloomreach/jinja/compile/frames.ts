// What happens to the variables of a frame when it is entered and left; its symbols must be complete.

import type { Frame } from '../runtime.ts'
import { reader, type Scope } from './scope.ts'
import type { Binding } from './symbols.ts'

export type FrameStep = (frame: Frame) => void

/** Gives every name of the frame its first value. */
export function entering(scope: Scope): FrameStep | undefined {
  const { bindings } = scope.symbols
  if (bindings === undefined) return undefined
  let resolved: Resolved[] | undefined
  let others: FrameStep[] | undefined
  for (const { ref, load } of bindings.values()) {
    if (load.kind === 'resolve') {
      const name = { slot: ref.slot, name: load.name }
      if (resolved === undefined) resolved = [name]
      else resolved.push(name)
    } else if (load.kind !== 'param') {
      const step = load.kind === 'alias' ? aliasing(scope, ref.slot, load.ref) : clearing([ref.slot])
      if (others === undefined) others = [step]
      else others.push(step)
    }
  }
  const resolve = resolved === undefined ? undefined : resolving(resolved)
  if (others === undefined) return resolve
  return inOrder(resolve === undefined ? others : [...others, resolve])
}

interface Resolved {
  readonly slot: number
  readonly name: string
}

function resolving(names: readonly Resolved[]): FrameStep {
  return frame => {
    for (const { slot, name } of names) frame.vars[slot] = frame.run.resolve(name)
  }
}

function aliasing(scope: Scope, slot: number, outer: Binding['ref']): FrameStep {
  const read = reader(scope, outer)
  return frame => {
    frame.vars[slot] = read(frame)
  }
}

/** Makes every name of the frame missing again. */
export function leaving(scope: Scope): FrameStep | undefined {
  const { bindings } = scope.symbols
  if (bindings === undefined) return undefined
  const slots: number[] = []
  for (const { ref } of bindings.values()) slots.push(ref.slot)
  return clearing(slots)
}

function clearing(slots: readonly number[]): FrameStep {
  const [only] = slots
  if (only !== undefined && slots.length === 1) {
    return frame => {
      frame.vars[only] = undefined
    }
  }
  return frame => {
    for (const slot of slots) frame.vars[slot] = undefined
  }
}

function inOrder(steps: readonly FrameStep[]): FrameStep {
  const [first] = steps
  if (first !== undefined && steps.length === 1) return first
  return frame => {
    for (const step of steps) step(frame)
  }
}
