// The store of what was asked: fresh until the stream says otherwise, so that going back shows a view at once.
import { QueryClient } from '@tanstack/react-query'

/** The sandbox is on this machine, or near: a browser that believes to be offline asks it all the same. */
const networkMode = 'always'

export const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false, networkMode },
    mutations: { retry: false, networkMode },
  },
})
