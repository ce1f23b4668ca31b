// The frame around every view: the way to the areas at the side, the world's time above.
import { Link } from '../kit/router.tsx'
import { Clock } from './clock.tsx'
import { Navigation, NavigationDrawer } from './navigation.tsx'
import { ShownView } from './shown-view.tsx'
import { WorldSwitch } from './world-switch.tsx'

export function Shell() {
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <aside className="side">
        <Link to="/" className="brand">
          Referral sandbox
        </Link>
        <Navigation />
      </aside>
      <div className="body">
        <header className="bar">
          <NavigationDrawer />
          <Link to="/" className="brand bar-brand">
            Referral sandbox
          </Link>
          <span className="bar-space" />
          <WorldSwitch />
          <Clock />
        </header>
        <main id="main" tabIndex={-1}>
          <ShownView />
        </main>
      </div>
    </div>
  )
}
