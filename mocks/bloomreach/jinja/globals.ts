// The functions every template can call: range, dict, cycler, joiner, namespace, lipsum.

import { NativeFunction, PyCallable } from './callable.ts'
import { runtimeError, typeError, valueError } from './errors.ts'
import { intArgument } from './filters/arguments.ts'
import { capItems } from './limits.ts'
import { loremIpsum } from './lorem-ipsum.ts'
import { updateDict } from './methods/dict.ts'
import type { Runtime } from './runtime.ts'
import { PyDict } from './values/dict.ts'
import { isTrue } from './values/iterate.ts'
import {
  isString,
  type Kwargs,
  Namespace,
  PyObject,
  PyRange,
  PyTuple,
  textOf,
  type Value,
} from './values/objects.ts'

const range = new NativeFunction(
  'range',
  {
    variadic: (_run, args, kwargs) => {
      if (kwargs.size > 0) throw typeError('range() takes no keyword arguments')
      if (args.length === 0 || args.length > 3) {
        throw typeError(
          `range expected at ${args.length === 0 ? 'least 1' : 'most 3'} argument, got ${args.length}`,
        )
      }
      const numbers = args.map(intArgument)
      const [first = 0, second, step = 1] = numbers
      if (step === 0) throw valueError('range() arg 3 must not be zero')
      const made = second === undefined ? new PyRange(0, first, 1) : new PyRange(first, second, step)
      capItems(made.length)
      return made
    },
  },
  "<class 'range'>",
)

const dict = new NativeFunction(
  'dict',
  {
    variadic: (_run, args, kwargs) => {
      const made = new PyDict()
      updateDict('dict', made, args, kwargs)
      return made
    },
  },
  "<class 'dict'>",
)

const namespace = new NativeFunction(
  'namespace',
  {
    variadic: (_run, args, kwargs) => {
      const values = new PyDict()
      updateDict('dict', values, args, kwargs)
      const made = new Namespace()
      for (const [key, value] of values.entries()) made.values.set(isString(key) ? textOf(key) : key, value)
      return made
    },
  },
  "<class 'jinja2.utils.Namespace'>",
)

class Cycler extends PyObject {
  readonly #items: readonly Value[]
  #position = 0

  constructor(items: readonly Value[]) {
    super()
    this.#items = items
  }

  get typeName() {
    return 'Cycler'
  }

  override attribute(name: string): Value | undefined {
    switch (name) {
      case 'current':
        return this.#items[this.#position]
      case 'items':
        return new PyTuple(this.#items)
      case 'pos':
        return this.#position
      case 'next':
        return new NativeFunction('next', { params: [], call: () => this.#next() })
      case 'reset':
        return new NativeFunction('reset', { params: [], call: () => this.#reset() })
      default:
        return undefined
    }
  }

  override repr() {
    return '<jinja2.utils.Cycler object at 0x7f0000000000>'
  }

  #next(): Value {
    const item = this.#items[this.#position]
    this.#position = (this.#position + 1) % this.#items.length
    return item
  }

  #reset(): null {
    this.#position = 0
    return null
  }
}

const cycler = new NativeFunction(
  'cycler',
  {
    variadic: (_run, args, kwargs) => {
      if (kwargs.size > 0) throw typeError('Cycler() takes no keyword arguments')
      if (args.length === 0) throw runtimeError('at least one item has to be provided')
      return new Cycler(args)
    },
  },
  "<class 'jinja2.utils.Cycler'>",
)

class Joiner extends PyCallable {
  readonly #separator: Value
  #used = false

  constructor(separator: Value) {
    super()
    this.#separator = separator
  }

  get typeName() {
    return 'Joiner'
  }

  override repr() {
    return '<jinja2.utils.Joiner object at 0x7f0000000000>'
  }

  call(_run: Runtime, args: Value[], kwargs: Kwargs): Value {
    if (args.length > 0 || kwargs.size > 0) throw typeError('Joiner.__call__() takes 1 positional argument')
    if (this.#used) return this.#separator
    this.#used = true
    return ''
  }

  override attribute(name: string): Value | undefined {
    if (name === 'sep') return this.#separator
    return name === 'used' ? this.#used : undefined
  }
}

const joiner = new NativeFunction(
  'joiner',
  { params: [['sep', ', ']], call: (_run, separator) => new Joiner(separator) },
  "<class 'jinja2.utils.Joiner'>",
)

const lipsum = new NativeFunction('lipsum', {
  params: [
    ['n', 5],
    ['html', true],
    ['min', 20],
    ['max', 100],
  ],
  call: (run, count, html, min, max) =>
    loremIpsum(run.random, intArgument(count), isTrue(html), intArgument(min), intArgument(max)),
})

export const BUILT_IN_GLOBALS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['range', range],
  ['dict', dict],
  ['lipsum', lipsum],
  ['cycler', cycler],
  ['joiner', joiner],
  ['namespace', namespace],
])
