// The id of the scenario that the address names; undefined while it is not saved.
import { matchPath, usePath } from '../kit/router.tsx'

export function useScenarioId(): string | undefined {
  const { id } = matchPath('/scenarios/:id', usePath()) ?? {}
  return id === 'new' ? undefined : id
}
