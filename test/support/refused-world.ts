// The tutorial's world without the profile of one customer, so that Talon.One refuses a call.
import { cp, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { TUTORIAL_WORLD } from '../../harness/world/definition.ts'

/** Answers the path of the world. */
export async function withoutProfile(folder: string): Promise<string> {
  await cp(dirname(TUTORIAL_WORLD), folder, { recursive: true })
  const file = join(folder, 'tutorial.world.yaml')
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace('        - { integrationId: ada@example.com }\n', ''))
  return file
}
