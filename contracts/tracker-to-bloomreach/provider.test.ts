// The emulator, and the description of what it emulates, held to the committed pact.
import { providerSuite } from '../court/suite.ts'
import { trackerToBloomreach } from './contract.ts'

providerSuite(trackerToBloomreach)
