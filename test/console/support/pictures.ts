// Pictures of a journey for docs/tour, where somebody asks for them: TOUR=docs/tour.
import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'

const folder = process.env.TOUR

export async function pictureOf(page: Page, name: string): Promise<void> {
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await page.mouse.move(0, 0)
  await page.screenshot({ path: `${folder}/${name}.png` })
}
