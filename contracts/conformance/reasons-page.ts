// docs/reasons.md, made of the tables of the kit and of both houses.
import { ERROR_CODES } from '../../harness/error-codes.ts'
import { BLOOMREACH_REASONS } from '../../mocks/bloomreach/reasons.ts'
import { type Reasons, SANDBOX_REASONS } from '../../mocks/kit/reason.ts'
import { TALON_ONE_REASONS } from '../../mocks/talon-one/reasons.ts'

/** By the house that says them. */
export const REASONS: Readonly<Record<string, Reasons>> = {
  'the sandbox': SANDBOX_REASONS,
  'Talon.One': TALON_ONE_REASONS,
  Bloomreach: BLOOMREACH_REASONS,
}

export function reasonsPage(): string {
  const rows = Object.entries(REASONS).flatMap(([house, reasons]) =>
    Object.entries(reasons)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([code, { statuses, meaning }]) => `| \`${code}\` | ${house} | ${statuses.join(', ')} | ${meaning} |`,
      ),
  )
  const own = Object.entries<{ status?: number; meaning: string }>(ERROR_CODES).map(
    ([code, { status = '', meaning }]) => `| \`${code}\` | ${status} | ${meaning} |`,
  )
  return [
    INTRO,
    '| code | whose | status | meaning |',
    '| --- | --- | --- | --- |',
    ...rows,
    OWN,
    '| code | status | meaning |',
    '| --- | --- | --- |',
    ...own,
    '',
  ].join('\n')
}

const INTRO = `# Reasons

Written by \`npm run evidence\`; a test fails when this page and the code disagree.

An answer that a vendor refuses says why in the header \`x-sandbox-reason\`: one of these codes. They are stable, and tests may assert on them. Its sentence
for people is \`x-sandbox-hint\`, which may be reworded. The journal entry of the answer (\`talon-one.response\`, \`bloomreach.response\`) keeps both, with the
facts: ids, names, states and instants, each under a name of its own.

* 2xx is a remark on an answer that succeeds; 200 is a refusal that the vendor itself answers so.
* More than one code stand in one list: \`missing-header, ignored-fields\`. A batch of the Tracking API names the codes of the commands that it refused.
* A code without a status is said about a request that a webhook makes. It stands in the journal (\`bloomreach.webhook-request\`,
  \`bloomreach.webhook-response\`), and the code of the called API beside it.
* A finding of [\`check\`](check.md) about a refused request carries the code as \`reason\`, with its \`facts\`.
`

const OWN = `
## The sandbox's own errors

The \`code\` of a \`SandboxError\`, and of the control API's \`{"error":{"code",…}}\`. Those without a status are of the library and the command line.
`
