// The emulator, and the description of what it emulates, held to the committed pact.
import { providerSuite } from '../court/suite.ts'
import { testsToInbox } from './contract.ts'

providerSuite(testsToInbox)
