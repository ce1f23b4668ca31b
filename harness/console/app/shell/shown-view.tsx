// The view of the address: found among those of all areas, loaded when it is shown first.
import { type ComponentType, lazy, Suspense, useEffect, useMemo, useRef } from 'react'
import type { View, ViewProps } from '../kit/area.ts'
import { Empty } from '../kit/empty.tsx'
import { Page } from '../kit/page.tsx'
import { Link, matchPath, type Params, usePath } from '../kit/router.tsx'
import { areas } from './areas.ts'
import { Caught } from './caught.tsx'

const loaded = new Map<View, ComponentType<ViewProps>>()

function viewOf(view: View): ComponentType<ViewProps> {
  const known = loaded.get(view)
  if (known !== undefined) return known
  const made = lazy(() => view.load().then(({ View }) => ({ default: View })))
  loaded.set(view, made)
  return made
}

function found(path: string): { view: View; params: Params } | undefined {
  for (const view of areas.flatMap(({ views }) => views)) {
    const params = matchPath(view.path, path)
    if (params !== undefined) return { view, params }
  }
  return undefined
}

export function ShownView() {
  const path = usePath()
  const shown = useMemo(() => found(path), [path])
  useFocusOnNewView(path)
  if (shown === undefined) return <Missing />
  const Shown = viewOf(shown.view)
  return (
    <Caught key={path}>
      <Suspense fallback={null}>
        <Shown params={shown.params} />
      </Suspense>
    </Caught>
  )
}

/** After a step from view to view a screen reader begins at the new title; not when the page is opened. */
function useFocusOnNewView(path: string): void {
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true })
  }, [path])
}

function Missing() {
  return (
    <Page title="There is no such page">
      <Empty title="The address leads nowhere.">
        <Link to="/">Go to the overview</Link>
      </Empty>
    </Page>
  )
}
