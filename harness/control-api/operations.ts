// Every operation of the control API, in the order of its description.
import { checkpointOperations } from './checkpoints.ts'
import { clockOperations } from './clock.ts'
import { customerOperations } from './customers.ts'
import { draftedMailOperations } from './drafted-mails.ts'
import { explainOperations } from './explain.ts'
import { faultOperations } from './faults.ts'
import { integrationOperations } from './integrations.ts'
import { journalOperations } from './journal.ts'
import { notificationOperations } from './notifications.ts'
import { projectOperations } from './project.ts'
import { replayOperations } from './replay.ts'
import { requestOperations } from './requests.ts'
import { scenarioEditorOperations } from './scenario-editor.ts'
import { scenarioVersionOperations } from './scenario-versions.ts'
import { scenarioOperations } from './scenarios.ts'
import { searchOperations } from './searches.ts'
import { voucherOperations } from './vouchers.ts'
import { worldOperations } from './worlds.ts'

export const operations = [
  ...clockOperations,
  ...journalOperations,
  ...requestOperations,
  ...replayOperations,
  ...explainOperations,
  ...faultOperations,
  ...integrationOperations,
  ...customerOperations,
  ...projectOperations,
  ...voucherOperations,
  ...scenarioOperations,
  ...scenarioVersionOperations,
  ...scenarioEditorOperations,
  ...draftedMailOperations,
  ...notificationOperations,
  ...worldOperations,
  ...checkpointOperations,
  ...searchOperations,
]

export type ControlOperation = (typeof operations)[number]
