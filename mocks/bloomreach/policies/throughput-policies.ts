// The throughput policies of the project: how many requests of a webhook are on their way at once.
// [D] throughput-policy: a policy has a concurrency limit, and is chosen in the Settings tab of a webhook.

import { z } from 'zod'
import { KeptMap } from '../../kit/kept/kept-map.ts'

export const throughputPolicySchema = z.strictObject({
  name: z.string().min(1).describe('The name that webhooks carry.'),
  /** [D] throughput-policy: the most connections at a time. */
  concurrencyLimit: z.int().min(1).max(1_000).describe('How many of its requests are on their way at once.'),
})

export type ThroughputPolicy = z.output<typeof throughputPolicySchema>

export class ThroughputPolicies {
  readonly #policies = new KeptMap<string, ThroughputPolicy>()
  readonly kept = this.#policies

  add(policy: ThroughputPolicy): void {
    this.#policies.set(policy.name, policy)
  }

  get(name: string): ThroughputPolicy | undefined {
    return this.#policies.get(name)
  }

  names(): string[] {
    return [...this.#policies.keys()]
  }
}
