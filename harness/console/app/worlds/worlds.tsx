// Worlds: fork this one and go to another; give a moment a name, see what changed since, go back.
import { Page } from '../kit/page.tsx'
import { Changes } from './changes.tsx'
import { Checkpoints } from './checkpoints.tsx'
import { WorldList } from './world-list.tsx'
import './worlds.css'

export function View() {
  return (
    <Page
      title="Worlds"
      about="A world is one state with its own clock, faults, journal and mails. A fork goes its own way; a checkpoint is a moment of this world to come back to."
    >
      <WorldList />
      <Checkpoints />
      <Changes />
    </Page>
  )
}
