// What the project's settings hold, to look at: segmentations, frequency policies, the suppression list, blocks and snippets.
import type { ReactNode } from 'react'
import type { Project } from '../../../control-api/bloomreach/project.ts'
import { client } from '../kit/api.ts'
import { Empty } from '../kit/empty.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { Pill } from '../kit/pill.tsx'
import { useAsked } from '../kit/queries.ts'
import { Table } from '../kit/table.tsx'

const useProject = () => useAsked(['bloomreach', 'project'], () => client.project())

interface PartProps {
  title: string
  children: (project: Project) => ReactNode
}

function Part({ title, children }: PartProps) {
  return (
    <Card title={title}>
      <Loaded of={useProject()}>{children}</Loaded>
    </Card>
  )
}

export const Segmentations = () => (
  <Part title="Segmentations">
    {({ segmentations }) =>
      segmentations.length === 0 ? (
        <Empty title="There is no segmentation.">A world file names them in bloomreach.segmentations.</Empty>
      ) : (
        <ul className="stack">
          {segmentations.map(({ id, name, segments }) => (
            <li key={id}>
              <strong>{name}</strong>
              <ol className="lines">
                {segments.map(segment => (
                  <li key={segment.name}>
                    <span>{segment.name}</span>
                    <code>{JSON.stringify(segment.if)}</code>
                  </li>
                ))}
              </ol>
            </li>
          ))}
        </ul>
      )
    }
  </Part>
)

export const Policies = () => (
  <Part title="Frequency policies">
    {({ frequencyPolicies }) =>
      frequencyPolicies.length === 0 ? (
        <Empty title="There is no frequency policy." />
      ) : (
        <ul className="stack">
          {frequencyPolicies.map(({ id, name, limits, default: isDefault, blocked }) => (
            <li key={id ?? name}>
              <p className="row">
                <strong>{name}</strong>
                {isDefault && <Pill tone="info">default</Pill>}
                {blocked && <Pill tone="bad">blocked</Pill>}
              </p>
              <p className="soft">
                {limits.map(({ count, per }) => `at most ${count} in ${per}`).join('; ') || 'no limit'}
              </p>
            </li>
          ))}
        </ul>
      )
    }
  </Part>
)

export const Suppressions = () => (
  <Part title="Suppression list">
    {({ suppressions }) =>
      suppressions.length === 0 ? (
        <Empty title="Nobody is suppressed.">Hard bounces and complaints put an address here.</Empty>
      ) : (
        <Table
          label="Suppression list"
          columns={[
            { title: 'Address or domain', width: '1fr', cell: ({ address }) => address },
            { title: 'Reason', width: '1fr', cell: ({ reason }) => reason },
          ]}
          rows={suppressions}
          keyOf={({ address }) => address}
        />
      )
    }
  </Part>
)

export const Blocks = () => (
  <Part title="HTML blocks and snippets">
    {({ htmlBlocks, snippets }) =>
      htmlBlocks.length + snippets.length === 0 ? (
        <Empty title="There is no block and no snippet.">A world file names them.</Empty>
      ) : (
        <ul className="stack">
          {[...htmlBlocks, ...snippets].map(({ name, text }) => (
            <li key={name}>
              <strong>{name}</strong>
              <pre className="code-block">{text}</pre>
            </li>
          ))}
        </ul>
      )
    }
  </Part>
)
