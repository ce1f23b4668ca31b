// Every tool, in the order in which it is listed.
import type { Tool } from '../tool.ts'
import { checkTools } from './check.ts'
import { customerTools } from './customers.ts'
import { faultTools } from './faults.ts'
import { mailTools } from './mails.ts'
import { cloneTools } from './scenario-clones.ts'
import { scenarioRunTools } from './scenario-runs.ts'
import { scenarioTools } from './scenarios.ts'
import { settingTools } from './settings.ts'
import { storyTools } from './story.ts'
import { timeTools } from './time.ts'
import { transferTools } from './transfer.ts'
import { worldTools } from './worlds.ts'

export const TOOLS = [
  ...worldTools,
  ...timeTools,
  ...storyTools,
  ...mailTools,
  ...faultTools,
  ...checkTools,
  ...transferTools,
  ...scenarioTools,
  ...cloneTools,
  ...scenarioRunTools,
  ...settingTools,
  ...customerTools,
] as unknown as readonly Tool[]
