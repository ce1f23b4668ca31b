// What `npm install` of the package brings, by the lock file: each package with the bytes of its files.

import { globSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

interface Locked {
  dev?: boolean
  devOptional?: boolean
  optional?: boolean
  peer?: boolean
  hasInstallScript?: boolean
}

export interface ProductionPackage extends Locked {
  name: string
  bytes: number
}

export async function productionPackages(): Promise<ProductionPackage[]> {
  const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8')) as {
    packages: Record<string, Locked>
  }
  const brought = Object.entries(packages).filter(
    ([path, { dev, devOptional, optional, peer }]) =>
      path !== '' && !(dev || devOptional || optional || peer),
  )
  return Promise.all(
    brought.map(async ([path, locked]) => ({
      ...locked,
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      bytes: await bytesOf(path),
    })),
  )
}

/** Of the files in a folder, without what is installed in it. */
export async function bytesOf(folder: string): Promise<number> {
  const files = globSync('**/*', { cwd: folder, withFileTypes: true, exclude: ['node_modules'] })
  const sizes = files
    .filter(file => file.isFile())
    .map(async file => (await stat(join(file.parentPath, file.name))).size)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
