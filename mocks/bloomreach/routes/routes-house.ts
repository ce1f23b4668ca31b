// What the routes need of the house.
import type { World } from '../../kit/world.ts'
import type { MailTransport } from '../outside.ts'
import type { Records } from '../records.ts'
import type { BloomreachSettings } from '../settings.ts'

export interface RoutesHouse extends Records {
  world: World
  settings: BloomreachSettings
  publicUrl: () => string
  mail: MailTransport
}
