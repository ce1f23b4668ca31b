// Planted faults, and the witness that must speak. A fault that nobody names is a hole in the court.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CONTRACTS } from '../../contracts/contracts.ts'
import type { Provider } from '../../contracts/court/contract.ts'
import { hear, type Tampering } from '../../contracts/court/court.ts'
import { loadDescriptions } from '../../contracts/court/session.ts'
import { dissenters, type Verdict, type Witness } from '../../contracts/court/verdict.ts'
import { openVerifierOffice, type VerifierOffice } from '../../contracts/court/verify.ts'
import type { LoadedDescription, OpenApiDocument } from '../../contracts/description/load.ts'
import { COMMITTED_PACTS, specsFolder } from '../../contracts/environment.ts'
import { oneOf } from '../support/thoroughness.ts'

interface Mutant {
  fault: string
  contract: string
  interaction: string
  tampering?: Tampering
  description?: (document: OpenApiDocument) => void
  /** Who disagrees; the others must not. */
  speaks: Witness[]
}

// biome-ignore lint/suspicious/noExplicitAny: faults reach into any answer
type Body = any

const answer = (change: (body: Body) => void, status?: number): Tampering => ({
  async answer(response) {
    const body = await response.json()
    change(body)
    return Response.json(body, { status: status ?? response.status })
  },
})
const status = (code: number): Tampering => answer(() => {}, code)
const rename = (record: Body, from: string, to: string) => {
  record[to] = record[from]
  delete record[from]
}
const rewrite = (from: string, to: string): Tampering => ({
  rewrite: source => {
    if (!source.includes(from)) throw new Error(`the source does not say ${from}`)
    return source.replace(from, to)
  },
})
const request = (change: (url: URL) => void): Tampering => ({
  request: sent => {
    const url = new URL(sent.url)
    change(url)
    return new Request(url, sent)
  },
})
const requestBody = (change: (body: Body) => void): Tampering => ({
  async request(sent) {
    const body = (await sent.json()) as Body
    change(body)
    return new Request(sent.url, { method: sent.method, headers: sent.headers, body: JSON.stringify(body) })
  },
})
const states = (change: (states: Provider['states']) => Provider['states']): Tampering => ({
  provider: provider => ({ ...provider, states: change(provider.states) }),
})
const message = (name: string, change: (content: Body) => void): Tampering => ({
  provider: provider => ({
    ...provider,
    messages: {
      ...provider.messages,
      [name]: async () => {
        const content = structuredClone(await provider.messages?.[name]?.())
        change(content)
        return content
      },
    },
  }),
})
const pact = (change: (interactions: Body[]) => Body[]): Tampering => ({
  pact: file => ({ ...file, interactions: change(structuredClone(file.interactions)) }),
})

const WEBHOOK = 'bloomreach-to-talon-one'
const BACKEND = 'backend-to-talon-one'
const INBOX = 'tests-to-inbox'
const REFERRAL = 'a request for a referral code'
const REFERRAL_PATH = '/customer_engagement/referral'
const PROFILE = 'the customer has a profile'

const MUTANTS: Mutant[] = [
  // The emulator alone is wrong.
  {
    fault: 'the emulator drops a field that the pact does not use',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: answer(body => delete body.usageCounter),
    speaks: ['description'],
  },
  {
    fault: 'the emulator invents a field',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: answer(body => {
      body.shortUrl = 'https://example.com'
    }),
    speaks: ['description'],
  },
  {
    fault: 'a field that the pact does not use changes its type',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: answer(body => {
      body.id = String(body.id)
    }),
    speaks: ['description'],
  },
  {
    fault: 'the emulator answers 201 for 200',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: status(201),
    speaks: ['emulator', 'description'],
  },
  {
    fault: 'the code comes under another name',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: answer(body => rename(body, 'code', 'referralCode')),
    speaks: ['emulator', 'description'],
  },
  {
    fault: 'the code is a number',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: answer(body => {
      body.code = 12345678
    }),
    speaks: ['emulator', 'description'],
  },
  {
    fault: 'the answer is no longer called JSON',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: {
      answer: async response =>
        new Response(await response.text(), { headers: { 'content-type': 'text/html' } }),
    },
    speaks: ['emulator', 'description'],
  },
  {
    fault: 'a wrong key is let in',
    contract: WEBHOOK,
    interaction: `${REFERRAL}, with a key that nobody has`,
    tampering: status(200),
    speaks: ['emulator', 'description'],
  },
  {
    fault: 'an unknown advocate is 400 and not 404',
    contract: WEBHOOK,
    interaction: `${REFERRAL}, for an advocate without a profile`,
    tampering: status(400),
    speaks: ['emulator'],
  },
  {
    fault: 'the refusal has a status that nobody describes',
    contract: WEBHOOK,
    interaction: `${REFERRAL}, for an advocate without a profile`,
    tampering: status(418),
    speaks: ['emulator', 'description'],
  },
  {
    fault: "the coupon's fields are in camelCase",
    contract: WEBHOOK,
    interaction: 'a request for a coupon code',
    tampering: answer(body => rename(body, 'Value', 'value')),
    speaks: ['emulator', 'description'],
  },
  {
    fault: 'a balance is text',
    contract: WEBHOOK,
    interaction: 'a request for the loyalty ledger',
    tampering: answer(body => {
      body.ledger.currentBalance = '25'
    }),
    speaks: ['emulator', 'description'],
  },
  {
    fault: 'POST /v1/referrals answers 200 for 201',
    contract: BACKEND,
    interaction: 'a new referral code',
    tampering: status(200),
    speaks: ['emulator', 'description'],
  },
  {
    fault: 'the code is shorter than any code',
    contract: BACKEND,
    interaction: 'a new referral code',
    tampering: answer(body => {
      body.code = 'AB'
    }),
    speaks: ['description'],
  },
  {
    fault: 'a required field that the backend does not read is missing',
    contract: BACKEND,
    interaction: 'a new referral code',
    tampering: answer(body => delete body.usageLimit),
    speaks: ['description'],
  },
  {
    fault: 'the refusal says Error where this API says message',
    contract: BACKEND,
    interaction: 'a new referral code, with a key that nobody has',
    tampering: answer(body => rename(body, 'message', 'Error')),
    speaks: ['emulator', 'description'],
  },
  {
    fault: 'the code of a friend is not accepted',
    contract: BACKEND,
    interaction: 'a friend closes a session with a referral code',
    tampering: answer(body => {
      body.effects[0].effectType = 'acceptCoupon'
    }),
    speaks: ['emulator'],
  },
  {
    fault: 'effects are called results',
    contract: BACKEND,
    interaction: 'a friend closes a session with a referral code',
    tampering: answer(body => rename(body, 'effects', 'results')),
    speaks: ['emulator', 'description'],
  },
  {
    fault: 'a tracked event is answered without success',
    contract: 'tracker-to-bloomreach',
    interaction: 'an event of a customer',
    tampering: answer(body => delete body.success),
    speaks: ['emulator', 'description'],
  },
  {
    fault: "Mailpit's Subject is written small",
    contract: INBOX,
    interaction: 'one mail',
    tampering: answer(body => rename(body, 'Subject', 'subject')),
    speaks: ['emulator', 'description'],
  },
  {
    fault: 'Mailpit drops a field that the client does not read',
    contract: INBOX,
    interaction: 'one mail',
    tampering: answer(body => delete body.ReturnPath),
    speaks: ['description'],
  },
  {
    fault: 'a search no longer counts',
    contract: INBOX,
    interaction: 'a search for the mails to somebody',
    tampering: answer(body => delete body.messages_count),
    speaks: ['emulator', 'description'],
  },
  {
    fault: 'the list shows attachments where it counts them',
    contract: INBOX,
    interaction: 'the newest mails',
    tampering: answer(body => {
      body.messages[0].Attachments = []
    }),
    speaks: ['emulator', 'description'],
  },

  // The consumer alone is wrong.
  {
    fault: 'the webhook names the campaign otherwise',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: rewrite('campaignId=', 'campaign='),
    speaks: ['consumer', 'description'],
  },
  {
    fault: 'the webhook is a POST, as the editor sets it at first',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: rewrite('"method":"GET"', '"method":"POST"'),
    speaks: ['consumer', 'description'],
  },
  {
    fault: 'the webhook calls a path that does not exist',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: rewrite(`.one${REFERRAL_PATH}?`, `.one${REFERRAL_PATH}/v2?`),
    speaks: ['consumer', 'description'],
  },
  {
    fault: 'the webhook has one parameter too many',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: rewrite('campaignId=373', 'campaignId=373&lang=en'),
    speaks: ['consumer', 'description'],
  },
  {
    fault: 'the webhook names another advocate',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: rewrite('customer.email | urlencode', 'customer.first_name | urlencode'),
    speaks: ['consumer'],
  },
  {
    fault: 'the key has no ApiKey-v1 before it',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: rewrite('ApiKey-v1 ', ''),
    speaks: ['consumer'],
  },
  {
    fault: 'the deployment is not named',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: rewrite('"destination-hostname"', '"x-destination"'),
    speaks: ['consumer', 'description'],
  },
  {
    fault: 'the authentication is for another endpoint, so that the key stays at home',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: rewrite(
      `"endpoint":"https://integration.talon.one${REFERRAL_PATH}"`,
      '"endpoint":"https://example.com"',
    ),
    speaks: ['consumer', 'description'],
  },
  {
    fault: 'the email reads a field that does not come',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: rewrite('webhook.code', 'webhook.referralCode'),
    speaks: ['consumer'],
  },
  {
    fault: 'the payload of a profile is a text',
    contract: WEBHOOK,
    interaction: 'an update of the profile',
    tampering: rewrite('"attributes":{"Name":"{{ customer.first_name }}"}', '"attributes":"Ada"'),
    speaks: ['consumer', 'description'],
  },
  {
    fault: 'the backend sends the campaign as text',
    contract: BACKEND,
    interaction: 'a new referral code',
    tampering: requestBody(body => {
      body.campaignId = '373'
    }),
    speaks: ['consumer', 'description'],
  },
  {
    fault: 'the inbox client asks a newer API',
    contract: INBOX,
    interaction: 'a search for the mails to somebody',
    tampering: request(url => {
      url.pathname = '/api/v2/search'
    }),
    speaks: ['consumer', 'description'],
  },

  // The description alone is changed.
  {
    fault: 'the description says that a code is a number',
    contract: WEBHOOK,
    interaction: REFERRAL,
    description: document => {
      document.components.schemas.ReferralResponse.properties.code = { type: 'integer' }
    },
    speaks: ['description'],
  },
  {
    fault: 'the description wants one more parameter',
    contract: WEBHOOK,
    interaction: REFERRAL,
    description: document => {
      document.paths[REFERRAL_PATH].get.parameters.push({
        name: 'channel',
        in: 'query',
        required: true,
        schema: { type: 'string' },
      })
    },
    speaks: ['description'],
  },
  {
    fault: 'the description no longer knows the answer 200',
    contract: WEBHOOK,
    interaction: REFERRAL,
    description: document => {
      const { responses } = document.paths[REFERRAL_PATH].get
      rename(responses, '200', '202')
    },
    speaks: ['description'],
  },
  {
    fault: 'the description no longer requires the header that is admitted as missing',
    contract: WEBHOOK,
    interaction: REFERRAL,
    description: document => {
      document.components.parameters.customerEngagementPlatformName.required = false
    },
    speaks: ['description'],
  },
  {
    fault: "Mailpit's description says that ids are numbers",
    contract: INBOX,
    interaction: 'one mail',
    description: document => {
      document.definitions.Message.properties.ID = { type: 'integer' }
    },
    speaks: ['description'],
  },

  // The committed pact is changed.
  {
    fault: 'the committed pact wants a field that nobody gives',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: pact(interactions => {
      const found = interactions.find(({ description }) => description === REFERRAL)
      found.response.body.content.shortUrl = 'https://example.com'
      return interactions
    }),
    speaks: ['consumer', 'emulator', 'description'],
  },
  {
    fault: 'the committed pact has lost an interaction',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: pact(interactions => interactions.filter(({ description }) => description !== REFERRAL)),
    speaks: ['consumer'],
  },
  {
    fault: 'an interaction has lost its states',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: pact(interactions => interactions.map(found => ({ ...found, providerStates: [] }))),
    speaks: ['consumer', 'emulator'],
  },

  // The two holes of Pact's verifier.
  {
    fault: 'a state has no handler',
    contract: WEBHOOK,
    interaction: REFERRAL,
    tampering: states(({ [PROFILE]: _, ...rest }) => rest),
    speaks: ['emulator'],
  },
  {
    fault: 'a state handler throws after it did its work',
    contract: BACKEND,
    interaction: 'a new referral code',
    tampering: states(handlers => ({
      ...handlers,
      [PROFILE]: async params => {
        await handlers[PROFILE]?.(params)
        throw new Error('the Management API is away')
      },
    })),
    speaks: ['emulator'],
  },

  // Messages.
  {
    fault: 'a campaign event forgets its recipient',
    contract: 'scenario-to-mail',
    interaction: 'the campaign event of a delivered email',
    tampering: message('the campaign event of a delivered email', event => delete event.properties.recipient),
    speaks: ['emulator'],
  },
  {
    fault: 'the email job has no Message-ID',
    contract: 'scenario-to-mail',
    interaction: 'the email job of a referral code',
    tampering: message('the email job of a referral code', job => delete job.messageId),
    speaks: ['emulator'],
  },
]

const PLANTED = oneOf(6, MUTANTS)

const specs = specsFolder()

describe.skipIf(specs === undefined && process.env.CI !== 'true')(
  "planted faults, with the vendors' descriptions (TALON_ONE_SPECS)",
  () => {
    let office: VerifierOffice
    let descriptions: Awaited<ReturnType<typeof loadDescriptions>>
    beforeAll(async () => {
      office = await openVerifierOffice()
      descriptions = await loadDescriptions(CONTRACTS, specs)
    })
    afterAll(() => office.close())

    async function verdictOf({ contract: name, interaction, tampering = {}, description }: Mutant) {
      const contract = CONTRACTS.find(known => known.name === name)
      if (contract === undefined) throw new Error(`there is no contract ${name}`)
      const described = contract.describedBy && descriptions.get(contract.describedBy)
      const verdicts = await hear({
        contract,
        pacts: COMMITTED_PACTS,
        description: changed(described, description),
        office,
        only: heard => heard === interaction,
        tampering,
      })
      return verdicts.find(verdict => verdict.interaction === interaction) as Verdict
    }

    test.each(PLANTED)('$fault: $speaks', async mutant => {
      const verdict = await verdictOf(mutant)

      expect(dissenters(verdict), JSON.stringify(verdict.says, null, 2)).toEqual(mutant.speaks)
    })

    test('without a fault nobody speaks, on the same interactions', async () => {
      const names = new Map(PLANTED.map(mutant => [`${mutant.contract} ${mutant.interaction}`, mutant]))

      for (const { contract, interaction } of names.values()) {
        const verdict = await verdictOf({ fault: 'none', contract, interaction, speaks: [] })
        expect(dissenters(verdict), JSON.stringify(verdict.says, null, 2)).toEqual([])
      }
    })
  },
)

function changed(
  description: LoadedDescription | undefined,
  change: ((document: OpenApiDocument) => void) | undefined,
): LoadedDescription | undefined {
  if (description === undefined || change === undefined) return description
  const document = structuredClone(description.document)
  change(document)
  return { ...description, document }
}
