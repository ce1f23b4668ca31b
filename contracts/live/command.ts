// `contracts:live` and `contracts:record`: the plan first, then, with --yes, the same pacts against a real tenant.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type Contract, pactFileName } from '../court/contract.ts'
import { InputError } from '../court/input-error.ts'
import { readPactFile } from '../court/pact-file.ts'
import { AGREES, disagrees, EXIT_BITS, exitCodeOf, silent, type Verdict } from '../court/verdict.ts'
import { openVerifierOffice } from '../court/verify.ts'
import { COMMITTED_PACTS } from '../environment.ts'
import { verdictText } from '../verdict/text.ts'
import { liveMailpit } from './mailpit.ts'
import { type PlannedContract, planOf, planText, refuseForeignHosts, safeInteractions } from './plan.ts'
import { keepRecord, type RecordedAnswer, recordOf } from './record.ts'
import { replay } from './replay.ts'
import { createSend, type LimitedSend, type Pause } from './send.ts'
import { type LiveSettings, readLiveSettings, redactor } from './settings.ts'
import { type LiveProvider, liveTalonOne } from './talon-one.ts'

export interface LiveOptions {
  command: 'live' | 'record'
  contracts: readonly Contract[]
  isConfirmed: boolean
  /** Compare the last record with the emulator; nothing is sent. */
  replay: boolean
  say(text: string): void
  pause: Pause
}

export async function runLive({
  command,
  contracts,
  isConfirmed,
  replay: wantsReplay,
  say,
  pause,
}: LiveOptions): Promise<number> {
  if (command === 'record' && wantsReplay) {
    const differences = await replay(contracts)
    for (const line of differences) say(line)
    say(
      differences.length === 0
        ? 'The emulator answers as it was recorded.'
        : `The emulator and the record differ in ${differences.length} places.`,
    )
    return differences.length === 0 ? 0 : EXIT_BITS.live
  }
  const settings = readLiveSettings()
  const plan = planOf(contracts, settings)
  if (plan.length === 0) {
    throw new InputError('usage', `Cannot ask a tenant: none is named. Set ${settings.missing.join(', ')}.`)
  }
  refuseForeignHosts(plan, settings.allowedHosts)
  say(planText(plan, settings))
  if (!isConfirmed) {
    say('\nNothing was sent. Add --yes to send it.')
    return 0
  }
  const redact = redactor(settings.secrets)
  const heard = await ask(plan, settings, pause)
  say(`\n${redact(verdictText(heard.verdicts))}`)
  for (const line of heard.removed) say(redact(`removed: ${line}`))
  for (const line of heard.left) say(redact(`left behind: ${line}`))
  if (command === 'record') say(`kept: ${await keepRecord(heard.recorded, redact)}`)
  return exitCodeOf(heard.verdicts)
}

async function ask(plan: readonly PlannedContract[], settings: LiveSettings, pause: Pause) {
  const send = createSend(settings.allowedHosts, pause)
  const runId = `contracts-${randomBytes(4).toString('hex')}`
  const verdicts: Verdict[] = []
  const recorded: RecordedAnswer[] = []
  const [removed, left]: [string[], string[]] = [[], []]
  await probe(plan, settings, send)
  const office = await openVerifierOffice()
  try {
    for (const { contract, tenant } of plan) {
      const provider = providerOf(tenant, settings, send, `${runId}-${contract.consumer}`)
      const pact = await readPactFile(join(COMMITTED_PACTS, pactFileName(contract)))
      try {
        for (const { description } of safeInteractions(contract)) {
          const interaction = pact.interactions.find(known => known.description === description)
          // The file decides: what it does not mark is not sent.
          if (interaction?.comments?.live !== 'safe') continue
          const { problems, exchange } = await office.verify(pact, interaction, provider)
          verdicts.push(verdictOf(contract, description, problems))
          if (exchange !== undefined) recorded.push(recordOf(contract.name, description, exchange))
        }
      } finally {
        const cleaned = await provider.cleanUp()
        removed.push(...cleaned.removed)
        left.push(...cleaned.left)
      }
    }
  } finally {
    await office.close()
  }
  return { verdicts, recorded, removed, left }
}

/** One request to each tenant, so that one that is down is told in one sentence. */
async function probe(
  plan: readonly PlannedContract[],
  { talonOne, mailpit }: LiveSettings,
  send: LimitedSend,
) {
  const asked = new Set(plan.map(({ tenant }) => tenant))
  if (asked.has('talon-one') && talonOne !== undefined) await send(new Request(talonOne.origin))
  if (asked.has('mailpit') && mailpit !== undefined) await send(new Request(`${mailpit}/readyz`))
}

function providerOf(
  tenant: PlannedContract['tenant'],
  { talonOne, mailpit }: LiveSettings,
  send: LimitedSend,
  runId: string,
): LiveProvider {
  if (tenant === 'talon-one' && talonOne !== undefined) return liveTalonOne(talonOne, send, runId)
  return liveMailpit(mailpit ?? '', send, runId)
}

function verdictOf({ name, consumer, provider }: Contract, interaction: string, problems: string[]): Verdict {
  const notAsked = silent('not asked')
  return {
    contract: name,
    consumer,
    provider,
    interaction,
    says: {
      consumer: notAsked,
      emulator: notAsked,
      description: notAsked,
      live: problems.length === 0 ? AGREES : disagrees(problems),
    },
  }
}
