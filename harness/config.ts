// The options of the command line and the library in one schema: defaults, then SANDBOX_* environment, then flags.
// The only reader of process.env.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { given as heldBy } from '../mocks/kit/given.ts'
import { nearestName } from '../mocks/kit/nearest-name.ts'
import { SandboxError } from '../mocks/kit/sandbox-error.ts'
import { expectation } from '../mocks/kit/shape/expectation.ts'
import { durationToMs, parseInstant } from '../mocks/kit/time/duration.ts'
import { TRAFFIC_LIMITS } from '../mocks/kit/traffic/traffic.ts'
import { argumentReason } from './command-line/argument-reason.ts'
import { hostName } from './host-name.ts'

/** Flags and variables are text; what is no number is told so, an empty text too. */
const number = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  z.preprocess(
    given => (isText(given) ? Number(given.trim() || NaN) : given),
    z.number().int().min(least).max(most),
  )

const isText = (given: unknown): given is string => typeof given === 'string'

const port = number(0, 65_535)

const UNTIL_FORM =
  'expected an instant such as "2026-01-05T09:00:00Z", or a length of time such as "90s", "2h" or "7 days"'

function isInstantOrLength(text: string): boolean {
  try {
    return parseInstant(text) !== undefined || durationToMs(text) >= 0
  } catch {
    return false
  }
}

const HOST_FORM = 'expected the name of a host, such as "shop.example.com", without a port'

const host = z.string().transform((written, context) => {
  const name = hostName(written)
  if (name === undefined) context.issues.push({ code: 'custom', message: HOST_FORM, input: written })
  return name ?? z.NEVER
})

/** With a dot before it, all names below as well. */
const hostOrBelow = z
  .string()
  .transform(written => ({ dot: written.startsWith('.') ? '.' : '', name: written.replace(/^\./, '') }))
  .pipe(z.object({ dot: z.string(), name: host }))
  .transform(({ dot, name }) => dot + name)

/** What links begin with, without a slash at its end. */
const baseUrl = z.url({ protocol: /^https?$/ }).transform(url => url.replace(/\/$/, ''))

export const configSchema = z.strictObject({
  world: z.string().optional(),
  port: port.default(4400),
  inboxPort: port.default(8025),
  smtpPort: port.default(1025),
  inboxCapacity: number(1).default(10_000),
  inboxBytes: number(1_000_000).default(256_000_000),
  worldsCapacity: number(0).default(1_000),
  worldsAwake: number(1).optional(),
  /** Without it three quarters of what Node may use. */
  worldsBytes: number(1).optional(),
  trafficBytes: number(0).default(TRAFFIC_LIMITS.bytes),
  trafficBodyBytes: number(0).default(TRAFFIC_LIMITS.bodyBytes),
  mailpitUrl: z.url({ protocol: /^https?$/ }).optional(),
  smtpUrl: z.url({ protocol: /^smtp$/ }).optional(),
  clock: z.enum(['fast', 'real', 'manual']).default('fast'),
  seed: z.string().min(1).default('tutorial'),
  json: z.boolean().default(false),
  strict: z.boolean().default(false),
  noCheck: z.boolean().default(false),
  watch: z.boolean().default(false),
  until: z.string().refine(isInstantOrLength, UNTIL_FORM).optional(),
  trace: z.enum(['all', 'failures', 'none']).optional(),
  quiet: z.boolean().default(false),
  junit: z.string().min(1).optional(),
  report: z.string().min(1).optional(),
  allowHost: z.array(host).default([]),
  allowName: z.array(hostOrBelow).default([]),
  publicUrl: baseUrl.optional(),
  inboxPublicUrl: baseUrl.optional(),
  data: z.string().min(1).optional(),
  /** Read from SANDBOX_TOKEN only: what stands on a command line, every user of the machine can read. */
  token: z.string().min(1).optional(),
  tls: z.boolean().default(false),
  mcp: z.boolean().default(false),
  wire: z.enum(['smtp']).optional(),
  host: z.string().min(1).default('127.0.0.1'),
  /** What tests exercise of the scenarios is written there, by each process. */
  coverage: z
    .string()
    .min(1)
    .transform(folder => resolve(folder))
    .optional(),
})

export type Config = Readonly<z.infer<typeof configSchema>>

/** One line per flag: what the help text and the README's table are made of. */
export const OPTIONS = {
  world: {
    value: 'FILE',
    does: "world file, YAML, JSON or TypeScript, or a snapshot (default: the tutorial's world)",
  },
  port: {
    value: 'N',
    does: 'the HTTP port of both emulators, control API and console; 0 = a free one (4400)',
  },
  'inbox-port': { value: 'N', does: 'HTTP port of the embedded inbox; 0 = a free one (8025)' },
  'smtp-port': { value: 'N', does: 'SMTP port of the embedded inbox; 0 = a free one (1025)' },
  'inbox-capacity': { value: 'N', does: 'how many mails the embedded inbox keeps, the newest (10000)' },
  'inbox-bytes': {
    value: 'N',
    does: 'how many bytes of mail the embedded inbox keeps, the newest (256000000)',
  },
  'worlds-capacity': { value: 'N', does: 'how many worlds there may be beside the first (1000)' },
  'worlds-awake': {
    value: 'N',
    does: 'how many of them are in memory, while the others rest in the folder of --data (all)',
  },
  'worlds-bytes': {
    value: 'N',
    does: 'no further world while more bytes of memory are used (three quarters of what Node may use)',
  },
  'traffic-bytes': {
    value: 'N',
    does: 'how many bytes of requests and answers are kept to look at, the newest; 0 = none (8000000)',
  },
  'traffic-body-bytes': { value: 'N', does: 'how much of each body is kept of them; 0 = nothing (65536)' },
  'mailpit-url': { value: 'URL', does: 'use a real Mailpit instead of the embedded inbox' },
  'smtp-url': { value: 'URL', does: 'the SMTP address of that Mailpit (smtp://its host:1025)' },
  clock: {
    value: 'fast|real|manual',
    does: 'fast: jumps to the next due thing; manual: moves when told (fast)',
  },
  seed: { value: 'TEXT', does: 'same seed, same world, same bytes (tutorial)' },
  json: { does: 'JSON lines on stdout, the ready line first; human text on stderr' },
  until: { value: 'INSTANT|LENGTH', does: 'run: how far time is moved, as 30d (until nothing is due)' },
  trace: {
    value: 'all|failures|none',
    does: 'how much of the trace is printed (up to 50 customers all, then the first ones and failures)',
  },
  quiet: { does: 'only what is wrong, and the summary' },
  junit: { value: 'FILE', does: 'run: JUnit XML, a test case for each scenario and customer' },
  report: { value: 'FILE', does: 'run: the same as an HTML page' },
  strict: { does: 'whatever check finds in the world refuses the start, also a warning' },
  'no-check': { does: 'the world is not checked before it starts' },
  data: {
    value: 'DIR',
    does: 'keeps everything across restarts, also one by kill -9, in this folder (memory)',
  },
  watch: { does: 'start: a world that changes on disk is started again, with the clock where it stood' },
  'allow-host': { value: 'HOST', does: 'let webhooks reach this outside host (repeatable)' },
  'allow-name': {
    value: 'NAME',
    does: 'a further host name under which control API, console and inbox answer (repeatable)',
  },
  'public-url': {
    value: 'URL',
    does: 'what links in pages, mails and traces begin with (the bound address)',
  },
  'inbox-public-url': { value: 'URL', does: 'the same for links to the inbox' },
  tls: { does: 'answers HTTPS too, on the same port; the certificate is made at start' },
  mcp: { does: 'opens /mcp, where assistants find the tools of the sandbox over HTTP' },
  wire: {
    value: 'smtp',
    does: "the sandbox's own mails go into the embedded inbox through its SMTP port too (handed in)",
  },
  host: { value: 'ADDRESS', does: 'the address that every server binds (127.0.0.1)' },
  coverage: { value: 'DIR', does: 'writes there what is exercised of the scenarios, for "coverage DIR"' },
} as const satisfies Record<string, { value?: string; does: string }>

type Flag = keyof typeof OPTIONS

/** Given several times, or separated by commas in the environment. */
const LISTS = new Set<string>(['allow-host', 'allow-name'])

const toKey = (flag: string) => flag.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())

/** What this process was started with. */
export const ownEnvironment = (): NodeJS.ProcessEnv => process.env

/** Reads flags and environment into a frozen config; everything wrong is one SandboxError. */
export function readConfig(argv: readonly string[], env: NodeJS.ProcessEnv = process.env): Config {
  const given = { ...fromEnvironment(env), ...fromFlags(argv) }
  const parsed = configSchema.safeParse(given, { error: expectation })
  if (!parsed.success) throw invalidOption(parsed.error)
  return Object.freeze(parsed.data)
}

/** The options of the library; everything wrong is one SandboxError. Of the environment it takes where coverage goes, as Node does. */
export function parseOptions(given: object, env: NodeJS.ProcessEnv = process.env): Config {
  const coverage = env.SANDBOX_COVERAGE === '' ? undefined : env.SANDBOX_COVERAGE
  const options = heldBy({ coverage, ...heldBy(given) })
  const parsed = configSchema.safeParse(options, { error: expectation })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const near = unknown === undefined ? undefined : nearestName(unknown, Object.keys(configSchema.shape))
  const reason =
    unknown === undefined
      ? `${issue?.path.join('.')}: ${issue?.message}`
      : `there is no option ${JSON.stringify(unknown)}`
  const advice = near === undefined ? 'See SandboxOptions.' : `Did you mean ${JSON.stringify(near)}?`
  throw new SandboxError('invalid-option', `Cannot start the sandbox: ${reason}.`, { remedy: advice })
}

function fromFlags(argv: readonly string[]): Record<string, unknown> {
  const options = Object.fromEntries(
    Object.entries(OPTIONS).map(([flag, option]) => [
      flag,
      {
        type: 'value' in option ? ('string' as const) : ('boolean' as const),
        multiple: LISTS.has(flag),
      },
    ]),
  )
  try {
    const { values } = parseArgs({ args: [...argv], options, allowPositionals: false })
    return Object.fromEntries(Object.entries(values).map(([flag, value]) => [toKey(flag), value]))
  } catch (cause) {
    const unknown = /^Unknown option '--?([^']+)'/.exec((cause as Error).message)?.[1]
    const near = unknown === undefined ? undefined : nearestName(unknown, Object.keys(OPTIONS))
    const reason = unknown === undefined ? argumentReason(cause) : `there is no option --${unknown}`
    const advice =
      near === undefined ? 'Run "referral-sandbox --help" for the list.' : `Did you mean --${near}?`
    throw new SandboxError('invalid-option', `Cannot read the command line: ${reason}.`, {
      remedy: advice,
      cause,
    })
  }
}

const PREFIX = 'SANDBOX_'

const variableOf = (flag: string): string => `${PREFIX}${flag.replaceAll('-', '_').toUpperCase()}`

/** Those that are no option: what is a secret, and what `exec` hands to its command. */
const OTHER_VARIABLES = ['SANDBOX_TOKEN', 'SANDBOX_URL', 'SANDBOX_PSEUDONYM_KEY']

/** What is like none of ours may be another program's. */
function refuseMisspelt(env: NodeJS.ProcessEnv): void {
  const known = [...Object.keys(OPTIONS).map(variableOf), ...OTHER_VARIABLES]
  const ends = known.map(name => name.slice(PREFIX.length))
  for (const name of Object.keys(env)) {
    if (!name.startsWith(PREFIX) || known.includes(name)) continue
    const near = nearestName(name.slice(PREFIX.length), ends)
    if (near === undefined) continue
    throw new SandboxError('invalid-option', `Cannot use the environment: there is no variable ${name}.`, {
      remedy: `Did you mean ${PREFIX}${near}?`,
    })
  }
}

function fromEnvironment(env: NodeJS.ProcessEnv): Record<string, unknown> {
  refuseMisspelt(env)
  const read = (flag: Flag) => env[variableOf(flag)]
  const given: Record<string, unknown> = {}
  for (const flag of Object.keys(OPTIONS) as Flag[]) {
    const value = read(flag)
    if (value === undefined || value === '') continue
    if (LISTS.has(flag)) given[toKey(flag)] = value.split(',').map(name => name.trim())
    else if (!('value' in OPTIONS[flag])) given[toKey(flag)] = value !== 'false' && value !== '0'
    else given[toKey(flag)] = value
  }
  if (env.SANDBOX_TOKEN) given.token = env.SANDBOX_TOKEN
  if (env.MAILPIT_URL) given.mailpitUrl ??= env.MAILPIT_URL
  if (env.MAILPIT_SMTP_URL) given.smtpUrl ??= env.MAILPIT_SMTP_URL
  return given
}

function invalidOption(error: z.ZodError): SandboxError {
  const issue = error.issues[0]
  const flag = String(issue?.path[0] ?? '').replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
  const expects = OPTIONS[flag as Flag]
  return new SandboxError(
    'invalid-option',
    `Cannot use the value of --${flag}: ${issue?.message ?? 'it is not valid'}.`,
    {
      remedy: `Expected ${expects && 'value' in expects ? expects.value : 'a flag'}: ${expects?.does ?? ''}.`,
    },
  )
}
