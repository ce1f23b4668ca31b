// The names of the vendor's filters, for editors that complete them.
import { languageFor } from './language.ts'

export function filterNames(): string[] {
  const { filters } = languageFor('bloomreach').environment({
    autoescape: false,
    plus: 'python',
    loopSets: 'scoped',
  })
  return Object.keys(filters).sort()
}
