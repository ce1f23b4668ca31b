// A function of the dialect. What it is given and does not take is an error, as it is in Python, and not passed over.
import { typeError } from '../errors.ts'
import { type HostCall, type HostObject, hostFunction } from '../host.ts'

/** `most` arguments, none of them by name. */
export const vendorFunction = (name: string, most: number, call: (args: unknown[]) => unknown): HostObject =>
  hostFunction(name, taking(name, most, call))

export const taking =
  (name: string, most: number, call: (args: unknown[]) => unknown): HostCall =>
  (args, named) => {
    const [keyword] = Object.keys(named)
    if (keyword !== undefined) throw typeError(`${name}() got an unexpected keyword argument '${keyword}'`)
    if (args.length > most)
      throw typeError(`${name}() takes at most ${most} arguments (${args.length} given)`)
    return call(args)
  }
