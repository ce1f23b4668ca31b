// Why a customer would get nothing here: held back, or a template that fails.
import type { Rendered } from '../forms/use-rendered.ts'

export function Refused({ rendered: { suppressed, error } }: { rendered: Rendered }) {
  return (
    <>
      {suppressed !== undefined && <p className="told">Held back: {suppressed}</p>}
      {error !== undefined && (
        <p className="told" data-tone="bad">
          {error}
        </p>
      )}
    </>
  )
}
