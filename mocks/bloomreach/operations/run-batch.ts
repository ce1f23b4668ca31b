// POST /track/v2/projects/{projectToken}/batch: up to fifty commands, each with its own result.
import { ApiError } from '../../kit/api-error.ts'
import { msToUnixSeconds } from '../../kit/duration.ts'
import { invalidField, invalidJson, noCommands } from '../errors.ts'
import { isObject, type JsonObject } from '../schemas/json-object.ts'
import { trackEvent } from './track-event.ts'
import { updateCustomer, type WriteDeps, type WriteRequest } from './update-customer.ts'

/** [D] batch-commands-2. */
const MAX_COMMANDS = 50

export function runBatch(house: WriteDeps, { group, body, causedBy }: WriteRequest) {
  const commands = body.commands
  if (!Array.isArray(commands) || commands.length === 0) throw noCommands()
  if (commands.length > MAX_COMMANDS) {
    throw invalidField(
      `commands: expected at most ${MAX_COMMANDS}`,
      `The batch has ${commands.length} commands.`,
    )
  }
  if (!commands.every(isObject)) throw invalidJson('A command of the batch is not an object.')
  const started = msToUnixSeconds(house.world.clock.now())
  const results: object[] = []
  for (const index of order(commands.length, house)) {
    results[index] = runCommand(house, { group, body: commands[index] ?? {}, causedBy })
  }
  return { results, start_time: started, end_time: msToUnixSeconds(house.world.clock.now()), success: true }
}

/** [D] tracking-api-error-messages: a command that fails has its own errors, the batch itself succeeds. */
function runCommand(house: WriteDeps, { group, body: command, causedBy }: WriteRequest): object {
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
        return { success: false, errors: [`Unknown command ${JSON.stringify(command.name ?? null)}`] }
    }
  } catch (error) {
    if (error instanceof ApiError) return { success: false, errors: errorsOf(error) }
    throw error
  }
}

const errorsOf = ({ body }: ApiError): unknown => (isObject(body) ? (body.errors ?? [body.error]) : [body])

/** [D] batch-commands-2: commands are not executed in order; clients use timestamps. */
function order(length: number, { world, settings }: WriteDeps): number[] {
  const indexes = Array.from({ length }, (_, index) => index)
  if (settings.batchOrder === 'given') return indexes
  const chance = world.chance.stream(`bloomreach/batch-order/${world.journal.last}`)
  return indexes
    .map(index => ({ index, at: chance.float() }))
    .sort((a, b) => a.at - b.at)
    .map(({ index }) => index)
}
