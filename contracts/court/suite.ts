// The contracts as vitest suites: what a consumer's and a provider's test file in each folder run.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMMITTED_PACTS, specsFolder } from '../environment.ts'
import { type Contract, pactFileName } from './contract.ts'
import { hear, interactionIn, writePact } from './court.ts'
import { pactDifferences, readPactFile } from './pact-file.ts'
import { loadDescriptions } from './session.ts'
import type { Verdict, Witness } from './verdict.ts'
import { openVerifierOffice, type VerifierOffice } from './verify.ts'

/** The real consumer keeps what the committed pact says, and the pact written now is the committed one. */
export function consumerSuite(contract: Contract): void {
  let written: Awaited<ReturnType<typeof writePact>>
  beforeAll(async () => {
    written = await writePact(contract, contract.interactions)
  })

  for (const { description } of contract.interactions) {
    test(`${contract.consumer} keeps the pact: ${description}`, async () => {
      const { made, consumed } = written
      const committed = await readPactFile(join(COMMITTED_PACTS, pactFileName(contract)))

      expect(consumed.get(description)?.problems).toEqual([])
      expect(
        pactDifferences(interactionIn(committed, description), interactionIn(made, description)),
      ).toEqual([])
    })
  }
}

/** The emulator keeps the pact, and the description of the provider agrees with both. */
export function providerSuite(contract: Contract): void {
  const heard = hearOnce(contract)
  for (const { description } of contract.interactions) {
    test(`${contract.provider} keeps the pact: ${description}`, () => {
      expect(statementOf(heard(), description, 'emulator')).toEqual([])
      expect(statementOf(heard(), description, 'description')).toEqual([])
    })
  }

  test(`every state of ${contract.name} has a handler`, async () => {
    const provider = await contract.startEmulator()
    const named = contract.interactions.flatMap(({ states }) => states.map(({ name }) => name))

    expect(named.filter(name => !Object.hasOwn(provider.states, name))).toEqual([])
    expect(contract.interactions.filter(({ states }) => states.length === 0)).toEqual([])
    await provider.stop()
  })
}

function hearOnce(contract: Contract): () => Verdict[] {
  let verdicts: Verdict[] = []
  let office: VerifierOffice | undefined
  beforeAll(async () => {
    const descriptions = await loadDescriptions([contract], specsFolder())
    office = await openVerifierOffice()
    verdicts = await hear({
      contract,
      pacts: COMMITTED_PACTS,
      description: contract.describedBy && descriptions.get(contract.describedBy),
      office,
    })
  })
  afterAll(() => office?.close())
  return () => verdicts
}

/** Why the witness disagrees; empty when it does not. */
function statementOf(verdicts: Verdict[], interaction: string, witness: Witness): string[] {
  const found = verdicts.find(verdict => verdict.interaction === interaction)
  if (found === undefined) return ['it was not heard']
  const { verdict, because } = found.says[witness]
  return verdict === 'disagrees' ? because : []
}
