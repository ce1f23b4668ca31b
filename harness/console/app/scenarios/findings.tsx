// What `check` finds in the scenario as it stands, each a way to where it is.
import { useEditor } from './editor.tsx'

export function Findings() {
  const { checked, open } = useEditor()
  const { findings } = checked
  if (findings.length === 0) return null
  const wrong = findings.filter(({ severity }) => severity === 'error').length
  return (
    <section className="card" aria-label="Findings">
      <h2>{wrong === 0 ? `${findings.length} to look at` : `${wrong} to mend before it can be saved`}</h2>
      <ul className="findings">
        {findings.map(({ code, node, message, remedy, severity, path }) => (
          <li key={`${code} ${path.join('.')} ${message}`} data-tone={severity === 'error' ? 'bad' : 'warn'}>
            {node !== undefined && (
              <button type="button" className="link-button" onClick={() => open(node)}>
                #{node}
              </button>
            )}
            <span>
              {message} <span className="soft">{remedy}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
