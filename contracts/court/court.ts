// Hears every witness about every interaction. Which of them disagrees is the verdict; who is right is for a person to say.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DescriptionWitness, witnessOf } from '../description/judge.ts'
import type { LoadedDescription } from '../description/load.ts'
import { type Consumed, type ConsumeOptions, consume } from './consume.ts'
import { type Admitted, type Contract, type Interaction, type Provider, pactFileName } from './contract.ts'
import { type PactFile, type PactInteraction, pactDifferences, readPactFile } from './pact-file.ts'
import { Pact, QUIET } from './pact-library.ts'
import type { Statement, Verdict } from './verdict.ts'
import { AGREES, disagrees, silent } from './verdict.ts'
import type { Verified, VerifierOffice } from './verify.ts'

/** What a test may change between the parties; nothing outside tests. */
export interface Tampering extends ConsumeOptions {
  answer?: (response: Response) => Promise<Response>
  provider?: (provider: Provider) => Provider
  pact?: (pact: PactFile) => PactFile
}

export interface Hearing {
  contract: Contract
  /** Folder of the committed pacts. */
  pacts: string
  description: LoadedDescription | undefined
  office: VerifierOffice
  /** Only interactions whose description passes. */
  only?: (description: string) => boolean
  tampering?: Tampering
}

export async function hear(hearing: Hearing): Promise<Verdict[]> {
  const { contract, pacts, office, only = () => true, tampering = {} } = hearing
  const file = await readPactFile(join(pacts, pactFileName(contract)))
  const committed = tampering.pact?.(file) ?? file
  const witness = hearing.description === undefined ? undefined : witnessOf(hearing.description)
  const interactions = contract.interactions.filter(({ description }) => only(description))
  const { made, consumed } = await writePact(contract, interactions, tampering)
  const started = await contract.startEmulator()
  const provider = tampering.provider?.(started) ?? started
  try {
    const verdicts: Verdict[] = []
    for (const interaction of interactions) {
      const { description } = interaction
      const inPact = interactionIn(committed, description)
      const inMade = interactionIn(made, description)
      const acted = consumed.get(description) ?? { problems: [], sent: undefined }
      const verified: Verified =
        inPact === undefined
          ? { problems: [], exchange: undefined }
          : await office.verify(committed, inPact, provider, tampering.answer)
      verdicts.push({
        contract: contract.name,
        consumer: contract.consumer,
        provider: contract.provider,
        interaction: description,
        says: {
          consumer: consumerSays(acted, inPact, inMade),
          emulator: inPact === undefined ? silent('there is no pact to keep') : says(verified.problems),
          description: await descriptionSays(witness, interaction, inPact, acted, verified),
          live: silent('not asked'),
        },
      })
    }
    const known = new Set(contract.interactions.map(({ description }) => description))
    for (const { description } of committed.interactions) {
      if (!known.has(description)) verdicts.push(orphan(contract, description))
    }
    return verdicts
  } finally {
    await started.stop()
  }
}

const says = (problems: string[]): Statement => (problems.length === 0 ? AGREES : disagrees(problems))

export const interactionIn = (pact: PactFile | undefined, description: string) =>
  pact?.interactions.find(interaction => interaction.description === description)

/** Lets every consumer act, into an empty folder: what a deleted test left behind in a file would never go away. */
export async function writePact(
  contract: Contract,
  interactions: readonly Interaction[],
  options: ConsumeOptions = {},
): Promise<{ made: PactFile | undefined; consumed: Map<string, Consumed> }> {
  const dir = await mkdtemp(join(tmpdir(), 'pacts-'))
  try {
    const { consumer, provider } = contract
    const consumed = new Map<string, Consumed>()
    for (const interaction of interactions) {
      const pact = new Pact({ consumer, provider, dir, logLevel: QUIET })
      consumed.set(interaction.description, await consume(pact, interaction, options))
    }
    const made = await readPactFile(join(dir, pactFileName(contract))).catch(() => undefined)
    return { made, consumed }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

function consumerSays(
  { problems }: Consumed,
  committed: PactInteraction | undefined,
  made: PactInteraction | undefined,
): Statement {
  if (problems.length > 0) return disagrees(problems)
  const drift = pactDifferences(committed, made)
  return drift.length === 0
    ? AGREES
    : disagrees(drift.map(difference => `the committed pact is out of date: ${difference}`))
}

async function descriptionSays(
  witness: DescriptionWitness | undefined,
  interaction: Interaction,
  pact: PactInteraction | undefined,
  { sent }: Consumed,
  { exchange }: Verified,
): Promise<Statement> {
  if (witness === undefined || interaction.kind === 'message') return silent('nobody publishes one')
  if (pact?.type !== 'Synchronous/HTTP') return silent('there is no pact to judge')
  const { leftOut = [], admitted = [] } = interaction
  const findings = await witness.judge({ pact, sent, answered: exchange, leftOut })
  const isAdmitted = (finding: string) => admitted.some(known => finding.startsWith(known.finding))
  const open = findings.filter(finding => !isAdmitted(finding))
  const stale = witness.ownWords ? [] : staleAdmissions(admitted, findings, { sent, exchange })
  const known = admitted.filter(({ finding }) => findings.some(found => found.startsWith(finding)))
  if (open.length + stale.length > 0) return disagrees([...open, ...stale])
  const notes = [...new Set(known.map(({ because }) => because))]
  return notes.length === 0 ? AGREES : { verdict: 'agrees', because: notes }
}

/** An admitted difference that nobody finds any more must leave the list. */
function staleAdmissions(
  admitted: readonly Admitted[],
  findings: readonly string[],
  { sent, exchange }: { sent: unknown; exchange: unknown },
): string[] {
  return admitted
    .filter(({ finding }) => !findings.some(found => found.startsWith(finding)))
    .filter(({ finding }) => (finding.startsWith('consumer') ? sent !== undefined : true))
    .filter(({ finding }) => (finding.startsWith('emulator') ? exchange !== undefined : true))
    .map(({ finding }) => `admitted and no longer found: ${finding}`)
}

const orphan = ({ name, consumer, provider }: Contract, description: string): Verdict => ({
  contract: name,
  consumer,
  provider,
  interaction: description,
  says: {
    consumer: disagrees(['the committed pact has this interaction, the consumer no longer does']),
    emulator: silent('nobody asks'),
    description: silent('nobody asks'),
    live: silent('not asked'),
  },
})
