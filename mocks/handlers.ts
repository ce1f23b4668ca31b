// MSW request handlers that answer the vendors' real host names in process, from the very same Hono apps.
import { type HttpHandler, HttpResponse, http } from 'msw'
import { RESET_HEADER } from './kit/record-requests.ts'

interface House {
  app: { fetch(request: Request): Response | Promise<Response> }
}

/** Where each vendor is reached in production. */
const VENDOR_ORIGINS = {
  talonOne: ['https://integration.talon.one', 'https://*.talon.one'],
  bloomreach: ['https://api.exponea.com'],
} as const

/**
 * Handlers for `setupServer(...createHandlers(() => sandbox))`. `houses` is asked at each request, so a sandbox that
 * was reset answers from its new world.
 */
export function createHandlers(houses: () => Promise<{ talonOne: House; bloomreach: House }>): HttpHandler[] {
  const answer = (house: 'talonOne' | 'bloomreach') => async (request: Request) => {
    const response = await (await houses())[house].app.fetch(request)
    return response.headers.has(RESET_HEADER) ? HttpResponse.error() : response
  }
  return (['talonOne', 'bloomreach'] as const).flatMap(house =>
    VENDOR_ORIGINS[house].map(origin => http.all(`${origin}/*`, ({ request }) => answer(house)(request))),
  )
}
