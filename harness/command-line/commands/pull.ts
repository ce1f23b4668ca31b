// `pull talon-one [--plan|--yes]`: an account as a world, read over its Management API. 0 all of it, 1 with parts that do not run
// here or were not answered, 2 it cannot be read, 130 interrupted.
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { AWAITED_TIME, type Timer } from '../../doors/timer.ts'
import { Pseudonyms } from '../../import/personal/pseudonyms.ts'
import { reportText } from '../../import/report-text.ts'
import { isPersonal, PERSONAL, type Personal, planText } from '../../pull/pull-plan.ts'
import { type Pulled, pullTalonOne } from '../../pull/pull-talon-one.ts'
import { parsedArguments } from '../argument-reason.ts'
import type { Terminal } from '../terminal.ts'

const OPTIONS = {
  url: { type: 'string' },
  plan: { type: 'boolean' },
  yes: { type: 'boolean' },
  with: { type: 'string', multiple: true },
  out: { type: 'string', default: 'talon-one' },
  'allow-host': { type: 'string', multiple: true },
  'no-pseudonymise': { type: 'boolean' },
  keep: { type: 'string', multiple: true },
  json: { type: 'boolean' },
} as const

/** What is around it: the network and time. */
export interface PullSurroundings {
  fetch: (request: Request) => Promise<Response>
  timer: Timer
}

const KEY = 'TALON_ONE_MANAGEMENT_KEY'
const CANNOT = new Set(['key-refused', 'account-unreachable', 'account-elsewhere', 'account-too-large'])

export async function pull(
  args: readonly string[],
  terminal: Terminal,
  around: PullSurroundings = { fetch, timer: AWAITED_TIME },
): Promise<number> {
  const { say, complain, env } = terminal
  const { url, values, personal } = readArguments(args, env)
  if (values.yes !== true || values.plan === true) {
    say(planText(url, personal))
    if (values.plan !== true) say('Nothing was asked yet: --yes does it.')
    return 0
  }
  const key = env[KEY]
  if (!key) throw refusal(`${KEY} is not set`)
  const ended = new AbortController()
  void terminal.ending().then(() => ended.abort())
  try {
    const pulled = await pullTalonOne({
      ...around,
      url,
      key,
      personal,
      folder: values.out,
      ended: ended.signal,
      pseudonyms: pseudonymsOf(values, env),
      tell: complain,
    })
    say(values.json ? JSON.stringify(pulled) : toldOf(pulled))
    return pulled.exitCode === 1 || pulled.absent.length > 0 ? 1 : 0
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error
    if (error.code !== 'pull-interrupted' && !CANNOT.has(error.code)) throw error
    complain(error.message)
    return error.code === 'pull-interrupted' ? 130 : 2
  }
}

function toldOf({ absent, notRun, requests, kept, ...report }: Pulled): string {
  return [
    reportText(report),
    `${requests} requests, ${kept} answers from before.`,
    ...(absent.length === 0 ? [] : [`Not answered: ${absent.join(', ')}.`]),
    ...notRun.map(({ campaignId, rule }) => `Not run here: campaign ${campaignId}, ${JSON.stringify(rule)}.`),
  ].join('\n')
}

const pseudonymsOf = (
  {
    keep = [],
    'no-pseudonymise': isOff,
  }: { keep?: string[] | undefined; 'no-pseudonymise'?: boolean | undefined },
  env: NodeJS.ProcessEnv,
): Pseudonyms =>
  new Pseudonyms(
    isOff === true
      ? undefined
      : { key: env.SANDBOX_PSEUDONYM_KEY || 'referral-sandbox', keep: new Set(keep) },
  )

function readArguments(args: readonly string[], env: NodeJS.ProcessEnv) {
  const { values, positionals } = parsedArguments(args, OPTIONS, refusal)
  if (positionals.length !== 1 || positionals[0] !== 'talon-one')
    throw refusal('what is pulled is named: pull talon-one')
  const url = (values.url ?? env.TALON_ONE_BASE_URL ?? '').replace(/\/$/, '')
  demandAllowed(url, values['allow-host'] ?? [])
  const wanted = (values.with ?? []).flatMap(list => list.split(',')).map(name => name.trim())
  const wrong = wanted.find(name => !isPersonal(name))
  if (wrong !== undefined)
    throw refusal(`--with knows ${PERSONAL.join(', ')}, and not ${JSON.stringify(wrong)}`)
  return { url, values, personal: PERSONAL.filter(one => wanted.includes(one)) as Personal[] }
}

/** The key goes to a deployment of the vendor, or to a host that somebody has named; and never without TLS beyond this machine. */
function demandAllowed(url: string, allowed: readonly string[]): void {
  const { protocol, hostname, pathname, search, username } = URL.parse(url) ?? {}
  if (hostname === undefined) throw refusal('no deployment is named')
  if (username !== '' || pathname !== '/' || search !== '') throw refusal(`${url} is more than an address`)
  const isAllowed = hostname.endsWith('.talon.one') || allowed.includes(hostname)
  if (!isAllowed)
    throw refusal(`${hostname} is no deployment of Talon.One, and --allow-host does not name it`)
  const isHere = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname)
  if (protocol !== 'https:' && !isHere) throw refusal(`${url} is not https`)
}

const refusal = (reason: string, options?: ErrorOptions) =>
  new SandboxError('invalid-option', `Cannot pull: ${reason}.`, {
    remedy: `Write for example: ${KEY}=… referral-sandbox pull talon-one --url https://mine.europe-west1.talon.one --plan.`,
    ...options,
  })
