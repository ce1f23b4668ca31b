// A part that one life after the other has, such as the mails: whoever listens last hears of it.
import type { Part } from '../../mocks/kit/kept/part.ts'

/** Answers what lends it to the next. */
export function lender(part: Part): () => Part {
  let holder: Part | undefined
  return () => {
    const lent: Part = {
      image: () => part.image(),
      restore: image => part.restore(image),
      save: () => part.save(),
      load: plain => part.load(plain),
      put: (path, after) => part.put(path, after),
      anew: () => part.anew?.(),
      listen(tell) {
        if (tell !== undefined) holder = lent
        if (holder === lent) part.listen(tell)
      },
    }
    return lent
  }
}
