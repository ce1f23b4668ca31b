// What a scenario hands on: the email job that the mail transport takes, and the campaign events that reports read.
import { inProcessTransport } from '../../harness/doors/mail-transport.ts'
import type { OutgoingMail } from '../../mocks/bloomreach/index.ts'
import { createWorld } from '../../mocks/kit/world.ts'
import { EXAMPLE } from '../bloomreach-to-talon-one/example.ts'
import { play, tutorialFlow } from '../bloomreach-to-talon-one/scenarios.ts'
import type { Contract, MessageInteraction } from '../court/contract.ts'
import { recordExchanges } from '../court/exchange.ts'
import { containing, eachLike, like, regex, string } from '../court/matching.ts'
import { readCampaignEvent } from './report.ts'

const RUN = [{ name: 'the scenario of the tutorial has run' }]
const REFUSED = [{ name: 'the scenario of the tutorial has run and Talon.One refused' }]

const campaignEvent = (action: string, status: string, more: Record<string, unknown>) => ({
  type: 'campaign',
  properties: { campaign_name: string('Contract'), action_type: action, status, ...more },
})

const interactions: Omit<MessageInteraction, 'kind'>[] = [
  {
    description: 'the email job of a referral code',
    states: RUN,
    content: {
      from: like({ address: regex('^\\S+@\\S+$', 'no-reply@sandbox.example.com') }),
      to: eachLike(EXAMPLE.customer),
      subject: string('Yours'),
      html: containing(EXAMPLE.code, `<p>Your referral code: ${EXAMPLE.code}</p>`),
      text: containing(EXAMPLE.code, `Your referral code: ${EXAMPLE.code}`),
      headers: { 'List-Unsubscribe': regex('^<.+>.*$', '<http://sandbox.internal/unsubscribe>') },
      messageId: regex('^<\\S+@\\S+>$', '<1@sandbox.example.com>'),
    },
    consume: async content => {
      const delivered: { raw: string; to: string[] }[] = []
      const transport = inProcessTransport(
        async (raw, { to }) => {
          delivered.push({ raw: raw.toString('utf8'), to })
          return { accepted: to, rejected: [] }
        },
        () => createWorld({ clock: 'manual' }),
      )
      const { accepted } = await transport.send(content as OutgoingMail, { causedBy: 0 })
      const raw = delivered[0]?.raw ?? ''
      for (const part of ['Subject: Yours', `To: ${EXAMPLE.customer}`, 'List-Unsubscribe:', EXAMPLE.code]) {
        if (!raw.includes(part)) throw new Error(`the mail that left does not say ${JSON.stringify(part)}`)
      }
      if (accepted[0] !== EXAMPLE.customer) throw new Error('the mail went to somebody else')
    },
  },
  {
    description: 'the campaign event of a delivered email',
    states: RUN,
    content: campaignEvent('email', 'delivered', { recipient: string(EXAMPLE.customer) }),
    consume: async content => expectRow(content, 'delivered'),
  },
  {
    description: 'the campaign event of a webhook that failed',
    states: REFUSED,
    content: campaignEvent('webhook', 'failed', {}),
    consume: async content => expectRow(content, 'failed'),
  },
]

async function expectRow(content: unknown, status: string): Promise<void> {
  const row = readCampaignEvent(content)
  if (row.status !== status) throw new Error(`the report reads ${row.status} instead of ${status}`)
}

/** The tutorial's flow against an answer of Talon.One's: what was sent, and the campaign events. */
async function run(answer: () => Response) {
  const talonOne = await recordExchanges(async () => answer())
  try {
    return await play(await tutorialFlow(), { origin: talonOne.url, rewrite: source => source })
  } finally {
    await talonOne.stop()
  }
}

const withCode = () => Response.json({ code: EXAMPLE.code })
const refusing = () => Response.json({ StatusCode: 400, Error: 'no' }, { status: 400 })

async function eventWith(answer: () => Response, action: string, status: string): Promise<unknown> {
  const { events } = await run(answer)
  const found = events.find(
    ({ properties }) => properties.action_type === action && properties.status === status,
  )
  if (found === undefined) throw new Error(`no campaign event "${action} ${status}" was tracked`)
  return { type: found.type, properties: found.properties }
}

export const scenarioToMail: Contract = {
  name: 'scenario-to-mail',
  consumer: 'mail-and-reports',
  provider: 'scenario',
  interactions: interactions.map(interaction => ({ kind: 'message', ...interaction })),
  async startEmulator() {
    const nothing = async () => ({})
    return {
      answer: async () => new Response(null, { status: 404 }),
      states: Object.fromEntries([...RUN, ...REFUSED].map(({ name }) => [name, nothing])),
      messages: {
        'the email job of a referral code': async () => {
          const [mail] = (await run(withCode)).mails
          if (mail === undefined) throw new Error('no email was sent')
          return mail
        },
        'the campaign event of a delivered email': () => eventWith(withCode, 'email', 'delivered'),
        'the campaign event of a webhook that failed': () => eventWith(refusing, 'webhook', 'failed'),
      },
      stop: async () => {},
    }
  },
}
