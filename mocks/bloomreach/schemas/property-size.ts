// How much an event or a customer may hold: the settings `maxPropertyBytes` and `maxMessageBytes`.
import { bodyTooLarge, invalidField } from '../errors.ts'
import type { BloomreachSettings } from '../settings.ts'
import type { JsonObject } from './json-object.ts'

type Limits = Pick<BloomreachSettings, 'maxPropertyBytes' | 'maxMessageBytes'>

export function demandSize(properties: JsonObject, { maxPropertyBytes, maxMessageBytes }: Limits): void {
  let message = 0
  for (const [name, value] of Object.entries(properties)) {
    const bytes = bytesOf(value)
    if (bytes > maxPropertyBytes) {
      throw invalidField(
        `properties.${name}`,
        `expected at most ${maxPropertyBytes} bytes`,
        `The value has ${bytes} bytes (setting maxPropertyBytes).`,
      )
    }
    message += bytes + Buffer.byteLength(name)
  }
  if (message > maxMessageBytes) {
    throw bodyTooLarge(`The properties have ${message} bytes together (setting maxMessageBytes).`)
  }
}

const bytesOf = (value: unknown): number =>
  Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value))
