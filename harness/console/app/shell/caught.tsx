// Catches what goes wrong while a view is drawn or loaded: the rest of the page stays, and the message says what to do.
import { Component, type ReactNode } from 'react'
import { Problem } from '../kit/problem.tsx'

interface State {
  error: unknown
}

export class Caught extends Component<{ children: ReactNode }, State> {
  override state: State = { error: undefined }

  static getDerivedStateFromError(error: unknown): State {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return (
      <div className="page">
        <Problem error={error} />
        <p>
          <button type="button" className="button" onClick={() => location.reload()}>
            Load the page again
          </button>
        </p>
      </div>
    )
  }
}
