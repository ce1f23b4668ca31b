// Guesses and switches of scenarios: where customers go on, policies, when a scenario is over.
import { z } from 'zod'
import { durationText } from '../../kit/time/time-schemas.ts'
import { setting } from './setting.ts'

export const SCENARIO_SETTINGS = {
  anonymizedInScenario: setting({
    schema: z.enum(['continue', 'end']),
    default: 'continue',
    description:
      'A customer who is anonymized inside a scenario goes on with what is left of the profile, or the path ends as that of a customer who is gone: the profile then gets a new internal id.',
    source: 'Guess: [D] anonymize-a-customer-2 removes external ids only, and says nothing of scenarios',
  }),
  smartNewsletterPer: setting({
    schema: durationText,
    default: '1 day',
    description: 'The policy "Smart newsletter policy" of every project allows one message in this time.',
    source: '[D] frequency-policy: the policy is there from the start; its limits are not published',
  }),
  unknownRecommendation: setting({
    schema: z.enum(['empty', 'error']),
    default: 'empty',
    description:
      'What `recommendations(...)` with an id that the world does not give is in a template: no items, or an error.',
    source: 'Guess',
  }),
  frequencyWindow: setting({
    schema: z.enum(['rolling', 'calendar']),
    default: 'rolling',
    description:
      'What "2 per 1 day" of a frequency policy looks back on: the last 24 hours, or the day (UTC) so far.',
    source: 'Guess',
  }),
  afterFailure: setting({
    schema: z.enum(['stop', 'continue']),
    default: 'stop',
    description: 'What a customer does next whose action failed.',
    source: 'Guess: the Evaluation tab counts "customers aborted the flow with an error"',
  }),
  afterSuppression: setting({
    schema: z.enum(['stop', 'continue']),
    default: 'stop',
    description: 'What a customer does next whose action was suppressed by consent, policy or list.',
    source: 'Guess',
  }),
  statusAfterLastRun: setting({
    schema: z.enum(['active', 'inactive', 'finished']),
    default: 'inactive',
    description: 'The status of a scenario with Now triggers or past dates only, once nobody is left in it.',
    source: 'Guess: the list filter knows four statuses, a newer tool also "finished"',
  }),
  nodesWithoutWaiting: setting({
    schema: z.int().min(10),
    default: 1_000,
    description:
      'A customer who passes this many nodes without time moving is in a loop; their path ends as failed.',
    source: 'Guess',
  }),
  scenarioSizeLimit: setting({
    schema: z.int().min(1_000),
    default: 7_900_000,
    description:
      'A longer definition, in bytes of JSON, is refused with "internal error about scenario size limit".',
    source: '[D] creating-a-basic-scenario: 7.9 MB; how it is counted is a guess',
  }),
} as const
