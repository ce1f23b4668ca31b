// The frame of a view: its title, where it belongs, what can be done on it.
import { type ReactNode, useEffect } from 'react'
import { Link } from './router.tsx'

interface Props {
  title: string
  /** From the area to what stands above this view: title and path. */
  above?: readonly (readonly [title: string, path: string])[]
  /** A sentence below the title. */
  about?: ReactNode
  actions?: ReactNode
  /** A canvas takes the whole width. */
  width?: 'text' | 'whole'
  children: ReactNode
}

export function Page({ title, above = [], about, actions, width = 'text', children }: Props) {
  useEffect(() => {
    document.title = `${title} · Referral sandbox`
  }, [title])
  return (
    <div className="page" data-width={width}>
      <header className="page-header">
        <div className="page-said">
          {above.length > 0 && (
            <nav className="crumbs" aria-label="Where this is">
              {above.map(([name, path]) => (
                <Link key={path} to={path}>
                  {name}
                </Link>
              ))}
            </nav>
          )}
          <h1 tabIndex={-1}>{title}</h1>
          {about !== undefined && <p className="page-about">{about}</p>}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

interface CardProps {
  title?: string
  actions?: ReactNode
  children: ReactNode
}

/** One thing that belongs together. */
export function Card({ title, actions, children }: CardProps) {
  return (
    <section className="card" aria-label={title}>
      {title !== undefined && (
        <header className="card-header">
          <h2>{title}</h2>
          {actions}
        </header>
      )}
      {children}
    </section>
  )
}
