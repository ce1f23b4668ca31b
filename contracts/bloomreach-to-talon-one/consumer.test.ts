// Written by the real consumer into an empty folder, and compared with the committed pact.
import { consumerSuite } from '../court/suite.ts'
import { bloomreachToTalonOne } from './contract.ts'

consumerSuite(bloomreachToTalonOne)
