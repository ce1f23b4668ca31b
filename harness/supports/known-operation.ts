// Which operation of a vendor a call means: by its method and path, whatever stands in the places of ids.
import type { Sandbox } from '../index.ts'
import type { RecordedCall } from './recorded-call.ts'

export interface KnownOperation {
  vendor: 'talonOne' | 'bloomreach'
  id: string
  method: string
  /** With a name in each place of an id, also where the file had a value. */
  path: string
  emulated: boolean
}

type Emulators = Pick<Sandbox, 'talonOne' | 'bloomreach'>

export function operationOf(
  call: RecordedCall,
  { talonOne, bloomreach }: Emulators,
): KnownOperation | undefined {
  const known: KnownOperation[] = [
    ...talonOne
      .operations()
      .map(({ id, method, path, emulated }) => ({ vendor: 'talonOne' as const, id, method, path, emulated })),
    ...bloomreach.operations().map(({ id, method, path, emulated }) => ({
      vendor: 'bloomreach' as const,
      id,
      method,
      path,
      emulated,
    })),
  ]
  const fitting = known.filter(
    operation => [call.method, 'ALL'].includes(operation.method) && fits(operation.path, call.path),
  )
  // A path of words is more than one with places: `/referrals/import` before `/referrals/{id}`.
  return fitting.sort((a, b) => placesIn(a.path) - placesIn(b.path))[0]
}

export const isPlace = (part: string): boolean => /^[{:*]/.test(part)

const placesIn = (path: string): number => path.split('/').filter(isPlace).length

function fits(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const parts = path.replace(/\/$/, '').split('/')
  const isOpen = wanted.at(-1) === '*'
  if (isOpen ? parts.length < wanted.length - 1 : parts.length !== wanted.length) return false
  return wanted.every((part, index) => isPlace(part) || part === parts[index])
}
