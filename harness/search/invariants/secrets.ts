// Of secrets: no key, password or secret header in a mail or a URL.
import { each, factsOf, type Invariant, remembersNothing } from './invariant.ts'

export const noSecretShown: Invariant = {
  name: 'no-secret-shown',
  says: 'no mail and no URL shows a secret',
  mend: 'Put the secret into an HTTP authentication.',
  judge: facts =>
    each([...factsOf(facts, 'mail'), ...factsOf(facts, 'call')], ({ kind, shows }) =>
      shows.length === 0 ? undefined : `a ${kind === 'mail' ? 'mail' : 'URL'} shows ${shows.join(' and ')}`,
    ),
  remembers: remembersNothing,
}
