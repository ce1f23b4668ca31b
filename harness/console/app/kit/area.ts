// What an area of the console says of itself: its place in the navigation, and its views by address, each loaded when it is shown.
import type { ComponentType } from 'react'
import type { Params } from './router.tsx'

export interface ViewProps {
  /** What stands for `:id` and its like in the view's path. */
  params: Params
}

export interface View {
  /** Below `/console`, such as `/scenarios/:id`. */
  path: string
  load: () => Promise<{ View: ComponentType<ViewProps> }>
  /** What it will ask, asked while it is loaded; with `askAhead` of `queries.ts`. */
  ahead?: (params: Params) => void
}

export interface Area {
  title: string
  Icon: ComponentType
  /** In the navigation: the first is the area's own. Titles as the vendor has them. */
  entries: readonly { title: string; path: string }[]
  views: readonly View[]
}
