// All contracts, in the order in which they are heard.
import { backendToTalonOne } from './backend-to-talon-one/contract.ts'
import { bloomreachToTalonOne } from './bloomreach-to-talon-one/contract.ts'
import type { Contract } from './court/contract.ts'
import { scenarioToMail } from './scenario-to-mail/contract.ts'
import { testsToInbox } from './tests-to-inbox/contract.ts'
import { trackerToBloomreach } from './tracker-to-bloomreach/contract.ts'

export const CONTRACTS: Contract[] = [
  bloomreachToTalonOne,
  backendToTalonOne,
  trackerToBloomreach,
  scenarioToMail,
  testsToInbox,
]
