// Guesses and switches of the public HTTP APIs: what is refused, how, and what is bounded.
import { z } from 'zod'
import { setting } from './setting.ts'

export const HTTP_SETTINGS = {
  readLagMs: setting({
    schema: z.int().min(0).max(3_600_000),
    default: 0,
    description:
      "How long a write over the Tracking API stays invisible, in milliseconds of the world's clock. The real service takes 10,000 to 20,000.",
    source: '[C] NOTES: measured 10 to 20 s; off by default',
  }),
  rateLimits: setting({
    schema: z.enum(['off', 'vendor']),
    default: 'off',
    description: '`vendor`: more than 6,000 requests a minute from one address answer 429 and are dropped.',
    source: '[D] tracking-api-overview-2; off by default',
  }),
  gzipBodies: setting({
    schema: z.enum(['refuse', 'accept']),
    default: 'refuse',
    description: 'Request bodies with `content-encoding: gzip`: refused as invalid JSON, or read.',
    source: '[D] most-common-api-issues: they may be rejected',
  }),
  maxBodyBytes: setting({
    schema: z.int().min(1_000),
    default: 10_485_760,
    description: 'A longer request body is refused with 413.',
    source: '[D] bulk-update-catalog-item: 10 MB; that it holds for every body, and the 413, are a guess',
  }),
  maxObjectMembers: setting({
    schema: z.int().min(100),
    default: 10_000,
    description: 'A request body in which an object has more members is refused with 413.',
    source: 'Guess',
  }),
  maxPropertyBytes: setting({
    schema: z.int().min(1),
    default: 16_384,
    description: 'An event or a customer with a longer value of a property is refused with 400.',
    source: '[C] two clients quote 16 KB; that the call is refused, and how, is a guess',
  }),
  maxMessageBytes: setting({
    schema: z.int().min(1),
    default: 819_200,
    description: 'An event or a customer whose properties are longer together is refused with 413.',
    source: '[C] two clients quote 800 KB a message; that the call is refused, and how, is a guess',
  }),
  isoTimestamps: setting({
    schema: z.enum(['accept', 'refuse']),
    default: 'accept',
    description:
      'Whether `timestamp` and `update_timestamp` may be an ISO 8601 date-time (without a zone: UTC) besides Unix seconds.',
    source: '[C] igorppbr/medusa-v2-bloomreach quotes the page: Unix time or ISO 8601',
  }),
  maxIdLength: setting({
    schema: z.int().min(1),
    default: 4_096,
    description: 'A longer customer id counts as no id.',
    source: 'Guess',
  }),
  maxIds: setting({
    schema: z.int().min(1),
    default: 100,
    description: 'A call that names a customer by more ids is refused with 400.',
    source: 'Guess',
  }),
  missingIdStatus: setting({
    schema: z.literal([200, 400]),
    default: 400,
    description:
      'The status of a single call without a usable customer id: 400 "At least one id should be specified." or 200 "At least one valid id should be specified".',
    source:
      'Two official pages disagree: [D] tracking-api-error-messages (4xx), support 19231102135453 (200)',
  }),
  batchOrder: setting({
    schema: z.enum(['given', 'shuffled']),
    default: 'given',
    description:
      'In which order the commands of a batch take effect. `shuffled` finds clients that rely on an order.',
    source: '[D] batch-commands-2: not executed in order; kept in order by default',
  }),
  transactionalEmail: setting({
    schema: z.enum(['off', 'on']),
    default: 'off',
    description: 'Whether the project may use the transactional email API; while off it answers 403.',
    source: '[D] transactional-email-2: off by default per project',
  }),
  unknownTemplate: setting({
    schema: z.enum(['not found', 'no such an email design']),
    default: 'not found',
    description: 'What a transactional email with an unknown `template_id` is told.',
    source: '[C] bloomreach-transactional-email distinguishes both texts; which one comes when is a guess',
  }),
  suppressedRecipient: setting({
    schema: z.enum(['is on', 'is in']),
    default: 'is on',
    description:
      'How a transactional email to a suppressed address is refused: it "is on", or "is in", the suppression list.',
    source: '[C] bloomreach-transactional-email knows both',
  }),
  transactionalUnknownCustomer: setting({
    schema: z.enum(['create', 'refuse']),
    default: 'create',
    description:
      'A transactional email to ids that no customer has: the customer is made, or the answer is 404.',
    source: 'Guess',
  }),
  catalogLimit: setting({
    schema: z.int().min(1),
    default: 1_000,
    description: 'So many catalogs there may be; creating another over HTTP is refused with 400.',
    source: 'Guess: a bound of the sandbox; what a contract allows is not published',
  }),
  catalogItemLimit: setting({
    schema: z.int().min(1),
    default: 100_000,
    description: 'So many items a catalog may have; writing another over HTTP is refused with 400.',
    source: 'Guess: a bound of the sandbox; what a contract allows is not published',
  }),
  catalogFieldChanges: setting({
    schema: z.enum(['add', 'refuse']),
    default: 'add',
    description:
      'Whether updating a catalog may bring new fields besides the existing ones, or has to repeat those alone.',
    source:
      '[D] update-a-catalog-name-2 says both: add a new property by specifying it too; fields cannot be updated',
  }),
  catalogItemAnswer: setting({
    schema: z.enum(['page', 'item']),
    default: 'item',
    description:
      'The `data` of one catalog item: the item itself, or a list of one with the paging of a list of items.',
    source: '[C] be-lenka/exponea-api reads one item; [D] get-a-catalog-item describes a list with paging',
  }),
} as const
