// Every code that Bloomreach says why with: of its HTTP APIs, and of the requests that its webhooks make.
import type { Reasons } from '../kit/reason.ts'

const BLOOMREACH_REASONS = {
  'unknown-authentication': {
    statuses: [],
    meaning: 'A webhook names an integration that does not exist; its request goes out without credentials.',
  },
  'authentication-does-not-cover': {
    statuses: [],
    meaning: 'The URL of a webhook is not under the endpoint of its integration; no credentials go along.',
  },
  'slow-answer': {
    statuses: [],
    meaning: 'The called API took longer to answer a webhook than the vendor demands.',
  },
} as const satisfies Reasons

export type BloomreachReason = keyof typeof BLOOMREACH_REASONS
