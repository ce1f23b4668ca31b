// A folder with those above it that are missing. Node's own way never comes back where one that is there takes none (as /proc).
import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

export async function newFolder(path: string): Promise<void> {
  const whole = resolve(path)
  const above = dirname(whole)
  try {
    await mkdir(whole)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || above === whole || (await isThere(above))) throw error
    await newFolder(above)
    await mkdir(whole)
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
