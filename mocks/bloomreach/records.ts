// All stores of the project in one value: customers, events, consents and what else its settings pages hold.
// Scenarios and integrations have theirs in their own rooms.
import { Cell } from '../kit/kept/cell.ts'
import type { World } from '../kit/world.ts'
import { Access } from './access/api-groups.ts'
import { Analyses } from './analyses/analyses.ts'
import { Catalogs } from './catalogs/catalogs.ts'
import { Recommendations } from './catalogs/recommendations.ts'
import { ConsentCategories } from './consents/consent-categories.ts'
import { Consents } from './consents/consents.ts'
import { Customers } from './customers/customers.ts'
import { Events } from './customers/events.ts'
import { PrivateInformation } from './customers/private-information.ts'
import { Segmentations } from './customers/segmentations.ts'
import { ContentBlocks } from './mail/content-blocks.ts'
import { EmailTemplates } from './mail/email-templates.ts'
import type { ListHygiene } from './mail/list-hygiene.ts'
import { SentMails } from './mail/sent-mails.ts'
import { Suppressions } from './mail/suppressions.ts'
import { WebCopies } from './mail/web-copies.ts'
import { FrequencyPolicies } from './policies/frequency-policies.ts'
import { ThroughputPolicies } from './policies/throughput-policies.ts'
import type { BloomreachSettings } from './settings.ts'
import { VoucherPools } from './vouchers/voucher-pools.ts'

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
  listHygiene: Cell<ListHygiene>
  sentMails: SentMails
  webCopies: WebCopies
  voucherPools: VoucherPools
  emailTemplates: EmailTemplates
  htmlBlocks: ContentBlocks
  snippets: ContentBlocks
}

export function createRecords({ world, settings }: { world: World; settings: BloomreachSettings }): Records {
  const { chance, clock, journal } = world
  const now = () => clock.now()
  const customers = new Customers({ chance, now })
  const events = new Events({ journal, customers })
  const consentCategories = new ConsentCategories()
  const catalogs = new Catalogs({ chance })
  const segmentations = new Segmentations({ customers })
  const records: Records = {
    access: new Access({ chance }),
    customers,
    events,
    consentCategories,
    consents: new Consents({ events, categories: consentCategories, clock }),
    segmentations,
    analyses: new Analyses({ customers }),
    catalogs,
    recommendations: new Recommendations({ catalogs, chance, customers, now, settings }),
    privateInformation: new PrivateInformation(),
    frequencyPolicies: new FrequencyPolicies({ events, segmentations, clock, settings }),
    throughputPolicies: new ThroughputPolicies(),
    suppressions: new Suppressions(),
    listHygiene: new Cell<ListHygiene>('off'),
    sentMails: new SentMails({ chance, settings }),
    webCopies: new WebCopies({ settings }),
    voucherPools: new VoucherPools({ settings }),
    emailTemplates: new EmailTemplates(),
    htmlBlocks: new ContentBlocks(),
    snippets: new ContentBlocks(),
  }
  world.state.keepAll('bloomreach', records)
  return records
}
