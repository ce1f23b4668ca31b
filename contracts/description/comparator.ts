// PactFlow's comparator with the types that we use: its published ones do not resolve under `nodenext`.
import * as library from '@pactflow/openapi-pact-comparator'

export interface ComparatorResult {
  type: 'error' | 'warning' | 'info'
  code: string
  message: string
}

export interface Comparator {
  compare(pact: unknown): AsyncIterable<ComparatorResult>
}

export const createComparator = (oas: unknown): Comparator =>
  new (library as unknown as { Comparator: new (documents: { oas: unknown }) => Comparator }).Comparator({
    oas,
  })
