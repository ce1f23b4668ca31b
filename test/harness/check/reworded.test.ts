// `check` and the control API read codes and facts, so no finding changes when every sentence of a refusal is another.
import { expect, test } from 'vitest'
import { checkFile } from '../../../harness/check/check-file.ts'
import { Journal } from '../../../mocks/kit/journal.ts'
import { Refusal } from '../../../mocks/talon-one/errors.ts'
import { oneOf } from '../../support/thoroughness.ts'
import { CASES } from './cases.ts'
import { fileOf, givenWorld } from './given-world.ts'

const SENTENCE = 'Reworded from the first word to the last.'

/** Whatever a reader can get hold of says something else: the header, the journal, the words of a refusal's body. */
function rewordEveryHint(): Disposable {
  const { get } = Headers.prototype
  const { keep } = Journal.prototype
  const { thirdPartyBody } = Refusal.prototype
  Headers.prototype.get = function (name) {
    const value = get.call(this, name)
    return name.toLowerCase() === 'x-sandbox-hint' && value !== null ? SENTENCE : value
  }
  Journal.prototype.keep = function (entry) {
    return keep.call(this, 'hint' in entry ? Object.assign(entry, { hint: SENTENCE }) : entry)
  }
  Refusal.prototype.thirdPartyBody = function (requestId) {
    return { ...thirdPartyBody.call(this, requestId), Error: SENTENCE }
  }
  return {
    [Symbol.dispose]() {
      Headers.prototype.get = get
      Journal.prototype.keep = keep
      Refusal.prototype.thirdPartyBody = thirdPartyBody
    },
  }
}

test.each(oneOf(3, Object.entries(CASES)))('%s is found in the same words', async (code, { wrong }) => {
  const given = givenWorld()
  const content = wrong(given)
  const file = code === 'unreadable-file' ? 'gone.world.yaml' : await fileOf(content ?? given.world)
  const before = await checkFile(file)

  using _ = rewordEveryHint()

  expect(before.map(finding => finding.code)).toContain(code)
  expect(await checkFile(file)).toEqual(before)
})
