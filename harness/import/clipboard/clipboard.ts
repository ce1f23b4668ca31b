// The scenario editor's clipboard, `{scenarioId, appVersion, copiedData: {nodes, connections}}`. [C] a copied scenario, app v1.310.0.
import { columnsOf, guessed, ignored } from '../columns.ts'
import type { Format, Imported, ReadingOptions } from '../format.ts'
import type { InputFile } from '../input-file.ts'
import { isObject } from '../shapes.ts'
import { filesOfScenario } from '../written/scenario-files.ts'
import { ProjectIds } from './project-ids.ts'
import { readScenario } from './scenario.ts'

export const clipboard: Format = {
  id: 'clipboard',
  called: 'Bloomreach scenario, the editor’s clipboard',
  grade: '[C] one public copy of app v1.310.0: ten types of nodes, two of them saved',
  recognises: ({ document }) =>
    isObject(document) && isObject(document.copiedData) && 'nodes' in document.copiedData,
  read,
}

/** The one build of the editor whose clipboard is public. */
const KNOWN_VERSION = 'v1.310.'

function read(input: InputFile, options: ReadingOptions): Imported {
  const document = input.document as { copiedData: Record<string, unknown> }
  const { nodes, connections, ...rest } = document.copiedData
  const ids = new ProjectIds()
  const scenario = readScenario(
    {
      nodes,
      connections,
      nodesPath: ['copiedData', 'nodes'],
      connectionsPath: ['copiedData', 'connections'],
    },
    ids,
  )
  const wrapper = columnsOf(
    { ...document, copiedData: rest },
    {
      scenarioId: ignored('the scenario that it was copied from; kept beside the result'),
      appVersion: value =>
        String(value).startsWith(KNOWN_VERSION)
          ? ignored('the build of the editor')
          : guessed('read as that of v1.310', 'that the nodes in the editor are those of the file'),
    },
  )
  const written = filesOfScenario(scenario, {
    input,
    name: options.name,
    from: 'the clipboard of the scenario editor',
  })
  return {
    entries: [...wrapper, ...scenario.entries],
    files: written.files,
    placeholders: ids.placeholders(),
    remarks: [...scenario.remarks, ...written.remarks],
    world: { bloomreach: { ...ids.world(), scenarios: [written.entry] } },
  }
}
