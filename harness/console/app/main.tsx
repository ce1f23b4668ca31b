// The console's application: a client of the sandbox's HTTP API like any other, in a browser.
import './kit/style.css'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { pathOf } from './kit/address.ts'
import { followWorld } from './kit/live.ts'
import { nonce } from './kit/nonce.ts'
import { queries } from './kit/store.ts'
import { Toasts } from './kit/toasts.tsx'
import { keepFocus } from './shell/focus-kept.ts'
import { Shell } from './shell/shell.tsx'
import { loadView } from './shell/shown-view.tsx'

loadView(pathOf(location.pathname))
followWorld(queries)
keepFocus()

const root = document.getElementById('app')
if (root === null) throw new Error('The page has no place for the application.')
createRoot(root).render(
  <StrictMode>
    <CSPProvider nonce={nonce}>
      <QueryClientProvider client={queries}>
        <Toasts>
          <Shell />
        </Toasts>
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
)
