// Worlds that do not restore one of their stores.
import { State } from '../../mocks/kit/state.ts'

/** While it is in use, every world that is made leaves the store of this name as it was built. */
export function forgetting(store: string): Disposable {
  const original = State.prototype.keep
  State.prototype.keep = function keep(name, kept) {
    const asBuilt = { save: () => kept.save(), restore: () => {} }
    original.call(this, name, (name === store ? asBuilt : kept) as never)
  }
  return {
    [Symbol.dispose]() {
      State.prototype.keep = original
    },
  }
}
