// What happened to one customer, as far as another version could have done it otherwise. Codes and addresses of this run are
// replaced: they differ in every run, and mean nothing.

export type Channel = 'mail' | 'webhook call' | 'text message' | 'push message'

export interface Message {
  channel: Channel
  /** Its subject, or the method and the URL. */
  title: string
  text: string
  /** ISO 8601, of the world. */
  at: string
}

export interface Story {
  customer: string
  messages: Message[]
  /** Each step as a sentence, with the scenario that it is of. */
  steps: string[]
  /** How each way through a scenario ended: "finished", "failed". */
  endings: string[]
}

export const emptyStory = (customer: string): Story => ({ customer, messages: [], steps: [], endings: [] })
