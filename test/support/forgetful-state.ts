// Worlds that do not restore one of their stores.
import type { Part } from '../../mocks/kit/kept/part.ts'
import { State } from '../../mocks/kit/state.ts'

/** While it is in use, every world that is made leaves the store of this name as it was built. */
export function forgetting(store: string): Disposable {
  const original = State.prototype.keep
  State.prototype.keep = function keep(name, part) {
    const asBuilt: Part = {
      image: () => part.image(),
      save: () => part.save(),
      restore: () => {},
      load: () => {},
      listen: tell => part.listen(tell),
      put: (path, after) => part.put(path, after),
    }
    original.call(this, name, name === store ? asBuilt : part)
  }
  return {
    [Symbol.dispose]() {
      State.prototype.keep = original
    },
  }
}
