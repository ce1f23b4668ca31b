// The view of the address: found among those of all areas, loaded when it is shown first.
import { useEffect, useMemo, useRef } from 'react'
import type { View } from '../kit/area.ts'
import { Empty } from '../kit/empty.tsx'
import { useLoadedCode } from '../kit/loaded-code.ts'
import { Page } from '../kit/page.tsx'
import { Link, matchPath, type Params, usePath } from '../kit/router.tsx'
import { areas } from './areas.ts'
import { Caught } from './caught.tsx'

interface Found {
  view: View
  params: Params
}

function found(path: string): Found | undefined {
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
  return (
    <Caught key={path}>
      <Shown {...shown} />
    </Caught>
  )
}

function Shown({ view, params }: Found) {
  const View = useLoadedCode(view.load)?.View
  return View === undefined ? null : <View params={params} />
}

/** Begins to load what the address shows and asks, before there is anything to draw. */
export function loadView(path: string): void {
  const shown = found(path)
  void shown?.view.load()
  shown?.view.ahead?.(shown.params)
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
