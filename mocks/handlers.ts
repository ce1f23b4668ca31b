// MSW request handlers that answer the vendors' real host names in process, from the very same Hono apps.
import { type HttpHandler, HttpResponse, http } from 'msw'
import { RESET_HEADER } from './kit/record-requests.ts'
import { addressesOf, type Vendor } from './vendor-hosts.ts'

interface House {
  app: { fetch(request: Request): Response | Promise<Response> }
}

/**
 * Handlers for `setupServer(...createHandlers(() => sandbox))`. `houses` is asked at each request, so a sandbox that
 * was reset answers from its new world.
 */
export function createHandlers(houses: () => Promise<{ talonOne: House; bloomreach: House }>): HttpHandler[] {
  const answer = (vendor: Vendor) => async (request: Request) => {
    const response = await (await houses())[vendor].app.fetch(request)
    return response.headers.has(RESET_HEADER) ? HttpResponse.error() : response
  }
  return (['talonOne', 'bloomreach'] as const).map(vendor =>
    http.all(addressesOf(vendor), ({ request }) => answer(vendor)(request)),
  )
}
