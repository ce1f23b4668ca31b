// Worlds with a flaw in one of their stores.
import { type Aside, isPart, type Part } from '../../mocks/kit/kept/part.ts'
import { State } from '../../mocks/kit/state.ts'

/** While it is in use, every world that is made leaves the store of this name as it was built. */
export const forgetting = (store: string): Disposable =>
  instead(store, () => ({ restore: () => {}, load: () => {} }))

/** Every store tells of its changes but the one of this name. */
export const deafTo = (store: string): Disposable =>
  instead(store, () => ({ listen: () => {}, poll: () => {} }))

/** What a fork takes over of this store it takes for its own, and writes into it. */
export const sharing = (store: string): Disposable =>
  instead(store, part => ({ restore: image => part.load(image) }))

function instead(store: string, change: (part: Part | Aside) => Partial<Part>): Disposable {
  const original = State.prototype.keep
  State.prototype.keep = function keep(name, part) {
    original.call(this, name, name === store ? { ...wholeOf(part), ...change(part) } : part)
  }
  return {
    [Symbol.dispose]() {
      State.prototype.keep = original
    },
  }
}

function wholeOf(part: Aside): Aside {
  const aside: Aside = {
    image: () => part.image(),
    save: () => part.save(),
    restore: image => part.restore(image),
    load: plain => part.load(plain),
  }
  if (!isPart(part)) return aside
  const told: Part = {
    ...aside,
    listen: tell => part.listen(tell),
    put: (path, after) => part.put(path, after),
    poll: () => part.poll?.(),
    anew: () => part.anew?.(),
  }
  return told
}
