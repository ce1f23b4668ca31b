// What becomes of the customers inside when a running scenario is edited. [D] scenarios-faq.

export function RulesWhileRunning() {
  return (
    <details className="rules">
      <summary>It runs: what a change does to the customers inside</summary>
      <ul>
        <li>
          A changed node: who waits in it already finishes with its old version, newcomers get the new one.
        </li>
        <li>A deleted node: who is inside of it is lost and goes no further.</li>
        <li>A new node or connection counts at once: who waits leaves by the new connection.</li>
        <li>A condition is not asked again after a wait, unless a condition node stands there.</li>
      </ul>
    </details>
  )
}
