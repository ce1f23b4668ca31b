// Guesses and switches of mails: sender, links, bounces, and the words of their campaign events.
import { z } from 'zod'
import { setting } from './setting.ts'

export const MAIL_SETTINGS = {
  templatePower: setting({
    schema: z.enum(['serve', 'refuse']),
    default: 'refuse',
    description: 'What {{ 2 ** 3 }} is: an error of the template, or 8.',
    source:
      '[C] notes quote of [D] jinja-syntax: "power operand ** is not supported"; what happens then is a guess',
  }),
  templatePlus: setting({
    schema: z.enum(['python', 'numbers']),
    default: 'numbers',
    description: 'What + takes in a template: numbers only, or whatever Python adds, texts and lists too.',
    source: '[C] the commits of a tenant quote the error "Numeric operator + is allowed on numbers only"',
  }),
  templateLoopControls: setting({
    schema: z.enum(['serve', 'refuse']),
    default: 'serve',
    description: 'The tags do, break and continue, which are extensions of Jinja2: served, or unknown.',
    source: 'Guess: no page names them',
  }),
  templateLoopSets: setting({
    schema: z.enum(['scoped', 'kept']),
    default: 'scoped',
    description: 'A variable set in the body of a loop: gone behind its turn, or kept as before Jinja2 2.9.',
    source: 'Guess: templates of live campaigns count in both ways',
  }),
  templateTime: setting({
    schema: z.enum(['int', 'float']),
    default: 'float',
    description: 'Whether {{ time }} is a float or whole seconds.',
    source: `[C] the commits of a tenant quote the error "'float' object is not callable"; [D] custom-wait-time calculates with it`,
  }),
  undefinedInMail: setting({
    schema: z.enum(['finding', 'allow']),
    default: 'finding',
    description:
      'A mail that prints an undefined value as nothing: sent and told of, so that `run` exits 1, or sent in silence.',
    source: 'Guess: [D] jinja-syntax prints nothing; that a run tells of it is the sandbox’s own',
  }),
  snippetSyntax: setting({
    schema: z.enum(['call', 'variable']),
    default: 'call',
    description:
      'How a template prints a snippet: call is {{ snippet("name") }}, variable is {{ snippets.name }}.',
    source: 'Guess: [D] snippets, whose page shows no syntax',
  }),
  softBouncesInSevenDays: setting({
    schema: z.int().min(0),
    default: 3,
    description:
      'So many soft bounces of an address in seven days, with nothing opened or clicked since, suppress further mails to it; 0: never.',
    source:
      '[D] bounce-management-for-non-mailgun-clients: 3 in 7 days; that the built-in rule has this number is a guess',
  }),
  softBouncesEver: setting({
    schema: z.int().min(0),
    default: 5,
    description: 'The same for soft bounces however long ago; 0: never.',
    source:
      '[D] bounce-management-for-non-mailgun-clients: 5 ever; that the built-in rule has this number is a guess',
  }),
  clickedStatus: setting({
    schema: z.string().min(1),
    default: 'clicked',
    description: 'The `status` of the campaign event when a link of a mail is followed.',
    source: '[D] configuration-of-tracking-consent: clicked, opened',
  }),
  unsubscribedStatus: setting({
    schema: z.string().min(1),
    default: 'unsubscribed',
    description: 'The `status` of the campaign event when a mail is unsubscribed from.',
    source: 'Guess',
  }),
  complainedStatus: setting({
    schema: z.string().min(1),
    default: 'complained',
    description: 'The `status` of the campaign event when a mail is reported as spam.',
    source: '[D] email-bounce-management',
  }),
  utmSource: setting({
    schema: z.string().min(1),
    default: 'exponea',
    description: 'The `utm_source` that automatic link transformation adds.',
    source: '[C] exponea-ios-sdk fixtures; [D] utm-parameters: newer projects have "bloomreach"',
  }),
  utmMedium: setting({
    schema: z.string().min(1),
    default: 'email',
    description: 'The `utm_medium` that automatic link transformation adds.',
    source: '[D] utm-parameters',
  }),
  utmCampaign: setting({
    schema: z.enum(['action', 'campaign']),
    default: 'action',
    description:
      "Whose name the `utm_campaign` is that automatic link transformation adds to a scenario's mail.",
    source: '[D] utm-parameters: the action; [C] exponea-ios-sdk fixtures: the campaign',
  }),
  sentMailsKept: setting({
    schema: z.int().min(1),
    default: 100_000,
    description:
      'The links of so many of the newest mails are followed; those of older ones lead to a page that says so.',
    source: 'Guess: a bound of the sandbox, so that memory has one; the vendor names none',
  }),
  webCopiesKept: setting({
    schema: z.int().min(1),
    default: 1_000,
    description:
      'The web copies of so many of the newest mails with `{{ email.view }}` are served; those of older ones lead to a page that says so.',
    source: 'Guess: a bound of the sandbox, so that memory has one; the vendor names none',
  }),
  emptyVoucherPool: setting({
    schema: z.enum(['fail', 'abort', 'empty']),
    default: 'fail',
    description:
      'A template that asks an empty voucher pool for a code: it fails, it says {% abort %}, or the code is an empty text.',
    source: 'Guess: not published',
  }),
  lowVoucherStock: setting({
    schema: z.int().min(0),
    default: 10,
    description:
      'A note goes into the journal when no more than so many codes of a voucher pool without `lowStock` are left.',
    source: '[D] voucher-notification: a project is told; when is a guess',
  }),
  missingEmailEvent: setting({
    schema: z.enum(['none', 'enqueue_failed']),
    default: 'none',
    description: 'The campaign event of an email to a customer without the attribute `email` (or `phone`).',
    source: '[D] email-tracking-and-bounce-management: none; the FAQ says enqueue_failed',
  }),
  abortEvent: setting({
    schema: z.enum(['suppressed', 'enqueue_failed', 'none']),
    default: 'suppressed',
    description: 'The campaign event of a message whose template says {% abort %}.',
    source: 'Guess: not published',
  }),
  linkTransformation: setting({
    schema: z.enum(['automatic', 'manual', 'off']),
    default: 'automatic',
    description:
      'What an email node without `linkTransformation` does with its links: rewritten with UTM parameters, rewritten with its own, or left alone (then no opening is seen either).',
    source: '[C] GUIDE: a block of the Settings tab; automatic by default is a guess',
  }),
  senderName: setting({
    schema: z.string(),
    default: 'Referral Sandbox',
    description: 'The sender of an email node without `from`.',
    source: 'Guess: a project has its own',
  }),
  senderAddress: setting({
    schema: z.email(),
    default: 'no-reply@sandbox.example.com',
    description: 'The sender address of an email node without `from`.',
    source: 'Guess: a project has its own',
  }),
} as const
