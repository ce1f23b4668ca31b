// Many codes at once: all of them, or none.
import { breathe } from '../../../kit/time/breath.ts'
import type { Deployment } from '../../deployment.ts'
import { Refusal } from '../../errors.ts'

export const newBatchId = ({ secrets }: Deployment): string => secrets.text(8, 'abcdefghijklmnopqrstuvwxyz')

export async function allOrNone<T, C>(
  store: { delete(code: C): unknown },
  wanted: readonly T[],
  create: (one: T) => C,
): Promise<C[]> {
  const created: C[] = []
  try {
    for (const one of wanted) {
      created.push(create(one))
      await breathe()
    }
    return created
  } catch (error) {
    // The pattern ran out of codes on the way.
    if (error instanceof Refusal) for (const code of created) store.delete(code)
    throw error
  }
}
