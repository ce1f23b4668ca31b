// What `docker build` would see, without Docker: the Dockerfile's instructions, and a folder with precisely what it copies.
import { cp, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Continued lines joined, comments left out. */
export async function instructionsOf(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8')
  const lines = text.replaceAll(/\\\n\s*/g, '').split('\n')
  return lines.filter(line => line !== '' && !line.startsWith('#'))
}

/** Copies what COPY names and .dockerignore lets through: every path that it does not name again is left out. */
export async function assembleContext(folder: string): Promise<void> {
  const ignored = await readFile('.dockerignore', 'utf8')
  const allowed = ignored.split('\n').filter(line => line.startsWith('!'))
  for (const line of await instructionsOf('Dockerfile')) {
    if (!line.startsWith('COPY ') || line.startsWith('COPY --from=')) continue
    const paths = line.split(' ').slice(1)
    const target = join(folder, paths.pop() ?? '')
    for (const path of paths) {
      if (!allowed.includes(`!${path}`)) continue
      const isFolder = paths.length === 1 && target !== join(folder, './')
      await mkdir(folder, { recursive: true })
      await cp(path, isFolder ? target : join(target, path), { recursive: true })
    }
  }
}
