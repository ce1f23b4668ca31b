// What cannot be done, why, and what to do: an error of the control API or of a vendor, as people read it.
import { SandboxError } from '../../../../mocks/kit/sandbox-error.ts'
import { IconAlert } from './icons.tsx'

interface Problem {
  problem: string
  remedy: string | undefined
  /** Of several things that are wrong, each. */
  findings: readonly { message: string; remedy?: string }[]
}

export function problemOf(error: unknown): Problem {
  if (error instanceof SandboxError) {
    const { problem, remedy, findings = [] } = error
    return { problem, remedy, findings }
  }
  // The browser says no more than that a request failed.
  if (error instanceof TypeError)
    return {
      problem: 'Cannot reach the sandbox.',
      remedy: 'See whether it still runs; the page goes on by itself when it does.',
      findings: [],
    }
  return { problem: error instanceof Error ? error.message : String(error), remedy: undefined, findings: [] }
}

export function Problem({ error }: { error: unknown }) {
  const { problem, remedy, findings } = problemOf(error)
  return (
    <div className="problem" role="alert">
      <IconAlert />
      <div>
        <p className="problem-said">{problem}</p>
        {remedy !== undefined && <p>{remedy}</p>}
        {findings.length > 1 && (
          <ul>
            {findings.map(({ message, remedy }) => (
              <li key={message}>
                {message} {remedy}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
