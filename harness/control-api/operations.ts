// Every operation of the control API, in the order of its description.

import { customerOperations } from './bloomreach/customers.ts'
import { integrationOperations } from './bloomreach/integrations.ts'
import { projectOperations } from './bloomreach/project.ts'
import { settingOperations } from './bloomreach/settings.ts'
import { voucherOperations } from './bloomreach/vouchers.ts'
import { faultOperations } from './faults/faults.ts'
import { searchOperations } from './faults/searches.ts'
import { explainOperations } from './happened/explain.ts'
import { journalOperations } from './happened/journal.ts'
import { replayOperations } from './happened/replay.ts'
import { requestOperations } from './happened/requests.ts'
import { draftedMailOperations } from './scenarios/drafted-mails.ts'
import { scenarioEditorOperations } from './scenarios/scenario-editor.ts'
import { scenarioExportOperations } from './scenarios/scenario-export.ts'
import { scenarioVersionOperations } from './scenarios/scenario-versions.ts'
import { scenarioOperations } from './scenarios/scenarios.ts'
import { notificationOperations } from './talon-one/notifications.ts'
import { clockOperations } from './time/clock.ts'
import { checkpointOperations } from './worlds/checkpoints.ts'
import { worldOperations } from './worlds/worlds.ts'

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
  ...settingOperations,
  ...voucherOperations,
  ...scenarioOperations,
  ...scenarioVersionOperations,
  ...scenarioEditorOperations,
  ...scenarioExportOperations,
  ...draftedMailOperations,
  ...notificationOperations,
  ...worldOperations,
  ...checkpointOperations,
  ...searchOperations,
]

export type ControlOperation = (typeof operations)[number]
