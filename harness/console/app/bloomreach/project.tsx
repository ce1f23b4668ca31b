// The parts of the project's settings, each with what is told of one of its things.
import { Empty } from '../kit/empty.tsx'
import { Pill } from '../kit/pill.tsx'
import { Part } from './setting-part.tsx'

interface Segment {
  name: string
  if: unknown
}

export const Segmentations = () => (
  <Part
    part="segmentations"
    title="Segmentations"
    add="New segmentation"
    empty={
      <Empty title="There is no segmentation.">
        A customer is in the first of its segments whose condition holds.
      </Empty>
    }
  >
    {({ segments }) => (
      <ol className="lines">
        {(segments as Segment[]).map(segment => (
          <li key={segment.name}>
            <span>{segment.name}</span>
            <code>{JSON.stringify(segment.if)}</code>
          </li>
        ))}
      </ol>
    )}
  </Part>
)

interface Limit {
  count: number
  per: string
  segment?: { segmentation: string; is: string }
}

const limitText = ({ count, per, segment }: Limit): string =>
  `at most ${count} in ${per}${segment === undefined ? '' : ` for ${segment.segmentation}: ${segment.is}`}`

export const Policies = () => (
  <Part
    part="frequency-policies"
    title="Frequency policies"
    add="New frequency policy"
    empty={
      <Empty title="There is no frequency policy.">
        Make one, and choose it in the settings of an email or a webhook.
      </Empty>
    }
  >
    {({ limits, default: isDefault, blocked }) => (
      <p className="row soft">
        {(limits as Limit[]).map(limitText).join('; ') || 'no limit'}
        {isDefault === true && <Pill tone="info">default</Pill>}
        {blocked === true && <Pill tone="bad">blocked</Pill>}
      </p>
    )}
  </Part>
)

export const Suppressions = () => (
  <Part
    part="suppressions"
    title="Suppression list"
    add="Suppress an address"
    empty={<Empty title="Nobody is suppressed.">Hard bounces and complaints put an address here.</Empty>}
  >
    {({ reason }) => <p className="soft">{String(reason)}</p>}
  </Part>
)

export const HtmlBlocks = () => (
  <Part
    part="html-blocks"
    title="HTML blocks"
    add="New HTML block"
    empty={<Empty title="There is no HTML block.">Mails call one by its id.</Empty>}
  >
    {({ html }) => <pre className="code-block">{String(html)}</pre>}
  </Part>
)

export const Snippets = () => (
  <Part
    part="snippets"
    title="Snippets"
    add="New snippet"
    empty={<Empty title="There is no snippet.">Templates call one by its name.</Empty>}
  >
    {({ text }) => <pre className="code-block">{String(text)}</pre>}
  </Part>
)
