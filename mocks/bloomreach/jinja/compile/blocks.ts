// `{% block %}` without inheritance: rendered where it stands, and again wherever `self.name()` asks.

import { PyCallable } from '../callable.ts'
import { typeError } from '../errors.ts'
import { enter, leave } from '../limits.ts'
import type { Execute, Runtime } from '../runtime.ts'
import { type Kwargs, Markup, PyObject, type Value } from '../values/objects.ts'

export type Blocks = Map<string, { readonly execute: Execute; readonly size: number }>

export class BlockReference extends PyCallable {
  readonly #name: string
  readonly #blocks: Blocks

  constructor(name: string, blocks: Blocks) {
    super()
    this.#name = name
    this.#blocks = blocks
  }

  get typeName() {
    return 'BlockReference'
  }

  /** Prints the block. */
  execute(run: Runtime): void {
    const block = this.#blocks.get(this.#name)
    if (block === undefined) return
    enter()
    block.execute({ vars: new Array(block.size), outer: undefined, run })
    leave()
  }

  call(run: Runtime, args: Value[], kwargs: Kwargs): Value {
    if (args.length + kwargs.size > 0)
      throw typeError('BlockReference.__call__() takes 1 positional argument')
    const text = run.capture(() => this.execute(run))
    return run.autoescape ? new Markup(text) : text
  }
}

/** `self`: the template's blocks by name. */
export class TemplateReference extends PyObject {
  readonly #blocks: Blocks

  constructor(blocks: Blocks) {
    super()
    this.#blocks = blocks
  }

  get typeName() {
    return 'TemplateReference'
  }

  override attribute(name: string): Value | undefined {
    return this.#blocks.has(name) ? new BlockReference(name, this.#blocks) : undefined
  }

  override repr() {
    return '<TemplateReference None>'
  }
}
