// POST /track/v2/projects/{projectToken}/batch: up to fifty commands, each with its own result.
import { ApiError } from '../../kit/api-error.ts'
import { breathe } from '../../kit/time/breath.ts'
import { msToUnixSeconds } from '../../kit/time/duration.ts'
import { badRequest, invalidJson, noCommands, unknownCommand } from '../errors.ts'
import { isObject, type JsonObject } from '../schemas/json-object.ts'
import { RemarkedAnswer } from './answer.ts'
import { trackEvent } from './track-event.ts'
import { updateCustomer, type WriteDeps, type WriteRequest } from './update-customer.ts'

/** [D] batch-commands-2. */
const MAX_COMMANDS = 50

export async function runBatch(house: WriteDeps, { group, body, causedBy }: WriteRequest) {
  const commands = body.commands
  if (!Array.isArray(commands) || commands.length === 0) throw noCommands()
  if (commands.length > MAX_COMMANDS) {
    throw badRequest(`commands: expected at most ${MAX_COMMANDS}`, {
      reason: 'too-many-commands',
      facts: { commands: commands.length, limit: MAX_COMMANDS },
      hint: `The batch has ${commands.length} commands.`,
    })
  }
  if (!commands.every(isObject)) throw invalidJson('A command of the batch is not an object.')
  const started = msToUnixSeconds(house.world.clock.now())
  const results: object[] = []
  const refused: ApiError[] = []
  for (const index of order(commands.length, house)) {
    await breathe()
    const result = runCommand(house, { group, body: commands[index] ?? {}, causedBy })
    if (result instanceof ApiError) refused.push(result)
    results[index] = result instanceof ApiError ? { success: false, errors: errorsOf(result) } : result
  }
  const ended = msToUnixSeconds(house.world.clock.now())
  return withReasons({ results, start_time: started, end_time: ended, success: true }, refused)
}

/** What the headers of each refusal would say, each once. */
function withReasons(answer: object, refused: readonly ApiError[]): object {
  if (refused.length === 0) return answer
  const each = (texts: (string | undefined)[]) => [...new Set(texts.filter(text => text !== undefined))]
  return new RemarkedAnswer(answer, {
    reason: each(refused.map(({ reason }) => reason)).join(', '),
    hint: each(refused.map(({ hint }) => hint)).join(' ') || undefined,
  })
}

/** [D] tracking-api-error-messages: a command that fails has its own errors, the batch itself succeeds. */
function runCommand(house: WriteDeps, { group, body: command, causedBy }: WriteRequest): object | ApiError {
  const body: JsonObject = isObject(command.data) ? command.data : {}
  try {
    switch (command.name) {
      case 'customers':
        updateCustomer(house, { group, body, causedBy })
        return { success: true }
      case 'customers/events':
        trackEvent(house, { group, body, causedBy })
        return { success: true }
      case 'system/time':
        return { success: true, time: msToUnixSeconds(house.world.clock.now()) }
      default:
        return unknownCommand(command.name)
    }
  } catch (error) {
    if (error instanceof ApiError) return error
    throw error
  }
}

const errorsOf = ({ body }: ApiError): unknown => (isObject(body) ? (body.errors ?? [body.error]) : [body])

/** [D] batch-commands-2: commands are not executed in order; clients use timestamps. */
function order(length: number, { world, settings }: WriteDeps): number[] {
  const indexes = Array.from({ length }, (_, index) => index)
  if (settings.batchOrder === 'given') return indexes
  const chance = world.chance.once(`bloomreach/batch-order/${world.journal.last}`)
  return indexes
    .map(index => ({ index, at: chance.float() }))
    .sort((a, b) => a.at - b.at)
    .map(({ index }) => index)
}
