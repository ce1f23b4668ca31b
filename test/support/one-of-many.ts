// One of many tests that run at the same time on one server, each in a world of its own: the same customers under the same ids, another
// story for each number. Answers what was not as it would have been alone. As a process of its own it does so for a range of numbers.
import { isDeepStrictEqual } from 'node:util'
import { createTransport } from 'nodemailer'
import { openWorld, type SandboxWorld } from '../../harness/open-world.ts'

const ADDRESS = 'ada@example.com'

async function oneOfMany(url: string, n: number): Promise<string[]> {
  await using world = await openWorld({ url, seed: `seed-${n}` })
  const isStruck = n % 3 === 0
  await track(world, n)
  if (isStruck) await world.faults.add({ operation: 'cep/createReferral', answer: { status: 429 } })
  await letter(world, n)
  await world.startScenarios()
  await world.clock.advance(`${n + 1}m`)
  return differences(await seen(world), {
    now: new Date(Date.UTC(2026, 0, 5, 9, n + 1)).toISOString(),
    faults: isStruck ? 1 : 0,
    subjects: isStruck ? [`Letter ${n}`] : [`Letter ${n}`, 'Your referral code'],
    codes: isStruck ? 0 : 1,
    names: [`Ada the ${n}.`],
    // Everybody's referrals but those of who has given no consent.
    referrals: isStruck ? 0 : 3,
  })
}

async function track(world: SandboxWorld, n: number): Promise<void> {
  const env = world.environment()
  const keys = `${env.BLOOMREACH_API_KEY_ID}:${env.BLOOMREACH_API_SECRET}`
  const answer = await world.fetch(`/track/v2/projects/${env.BLOOMREACH_PROJECT_TOKEN}/customers`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(keys).toString('base64')}`,
    },
    body: JSON.stringify({
      customer_ids: { registered: ADDRESS },
      properties: { first_name: `Ada the ${n}.` },
    }),
  })
  if (!answer.ok) throw new Error(await answer.text())
}

/** Somebody else's, by SMTP. */
async function letter(world: SandboxWorld, n: number): Promise<void> {
  const transport = createTransport({ url: world.smtpUrl, ignoreTLS: true })
  await transport.sendMail({ from: 'shop@example.com', to: ADDRESS, subject: `Letter ${n}`, text: 'x' })
  transport.close()
}

async function seen(world: SandboxWorld) {
  const mails = await world.inbox.search(`to:${ADDRESS}`)
  const { entries } = await world.journal({ kind: 'talon-one.referral-created' })
  const own = await world.journal({ kind: 'talon-one.referral-created', customer: ADDRESS })
  const { faults } = await world.faults.list()
  const story = await world.timeline(ADDRESS)
  return {
    now: (await world.clock.state()).now,
    faults: faults.length,
    subjects: mails.map(({ Subject }) => Subject).sort(),
    codes: own.entries.length,
    names: [await firstNameOf(world, story.customer.id)],
    referrals: entries.length,
  }
}

/** As the vendor's own API tells it. */
async function firstNameOf(world: SandboxWorld, _id: string): Promise<string> {
  const env = world.environment()
  const keys = `${env.BLOOMREACH_API_KEY_ID}:${env.BLOOMREACH_API_SECRET}`
  const answer = await world.fetch(`/data/v2/projects/${env.BLOOMREACH_PROJECT_TOKEN}/customers/attributes`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(keys).toString('base64')}`,
    },
    body: JSON.stringify({
      customer_ids: { registered: ADDRESS },
      attributes: [{ type: 'property', property: 'first_name' }],
    }),
  })
  const { results } = (await answer.json()) as { results: { value: string }[] }
  return results[0]?.value ?? ''
}

function differences(found: Record<string, unknown>, wanted: Record<string, unknown>): string[] {
  return Object.entries(wanted)
    .filter(([name, value]) => !isDeepStrictEqual(found[name], value))
    .map(([name, value]) => `${name}: ${JSON.stringify(found[name])}, not ${JSON.stringify(value)}`)
}

/** Several at a time, as a runner with workers has them. */
export async function manyTests(url: string, numbers: readonly number[], atOnce: number): Promise<string[]> {
  const left = [...numbers]
  const complaints: string[] = []
  const work = async () => {
    for (let n = left.shift(); n !== undefined; n = left.shift()) {
      const own = await oneOfMany(url, n).catch(error => [String(error)])
      complaints.push(...own.map(complaint => `${n}: ${complaint}`))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return complaints
}

const [, script = '', url, from, to] = process.argv
if (import.meta.filename === script && url !== undefined) {
  const numbers = Array.from({ length: Number(to) - Number(from) }, (_, index) => Number(from) + index)
  console.log(JSON.stringify(await manyTests(url, numbers, 1)))
}
