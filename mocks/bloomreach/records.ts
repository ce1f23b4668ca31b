// All stores of the project in one value: customers, events, consents and what else its settings pages hold.
// Scenarios and integrations have theirs in their own rooms.
import type { World } from '../kit/world.ts'
import { Access } from './access.ts'
import { Analyses } from './analyses.ts'
import { Catalogs } from './catalogs.ts'
import { ConsentCategories } from './consent-categories.ts'
import { Consents } from './consents.ts'
import { Customers } from './customers.ts'
import { EmailTemplates } from './email-templates.ts'
import { Events } from './events.ts'
import { FrequencyPolicies } from './frequency-policies.ts'
import type { ListHygiene } from './list-hygiene.ts'
import { PrivateInformation } from './private-information.ts'
import { Recommendations } from './recommendations.ts'
import { Segmentations } from './segmentations.ts'
import { SentMails } from './sent-mails.ts'
import type { BloomreachSettings } from './settings.ts'
import { Suppressions } from './suppressions.ts'
import { ThroughputPolicies } from './throughput-policies.ts'

export interface Records {
  access: Access
  customers: Customers
  events: Events
  consentCategories: ConsentCategories
  consents: Consents
  segmentations: Segmentations
  analyses: Analyses
  catalogs: Catalogs
  recommendations: Recommendations
  privateInformation: PrivateInformation
  frequencyPolicies: FrequencyPolicies
  throughputPolicies: ThroughputPolicies
  suppressions: Suppressions
  /** The email list hygiene filter of the project. */
  listHygiene: { setting: ListHygiene }
  sentMails: SentMails
  emailTemplates: EmailTemplates
}

export function createRecords({ world, settings }: { world: World; settings: BloomreachSettings }): Records {
  const { chance, clock, journal } = world
  const customers = new Customers({ chance, now: () => clock.now() })
  const events = new Events({ journal, customers })
  const consentCategories = new ConsentCategories()
  const catalogs = new Catalogs({ chance })
  const segmentations = new Segmentations({ customers })
  return {
    access: new Access({ chance }),
    customers,
    events,
    consentCategories,
    consents: new Consents({ events, categories: consentCategories, clock }),
    segmentations,
    analyses: new Analyses({ customers }),
    catalogs,
    recommendations: new Recommendations({ catalogs, chance, customers, settings }),
    privateInformation: new PrivateInformation(),
    frequencyPolicies: new FrequencyPolicies({ events, segmentations, clock, settings }),
    throughputPolicies: new ThroughputPolicies(),
    suppressions: new Suppressions(),
    listHygiene: { setting: 'off' },
    sentMails: new SentMails({ chance, settings }),
    emailTemplates: new EmailTemplates(),
  }
}
