// What Docker Compose makes of docker-compose.yml: its variables filled in, as far as the file uses them.
import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'

interface Service {
  command: string[]
  volumes: string[]
}

/** `${NAME:-instead}` where there is none, `${NAME:+instead}` where there is one. */
export async function composed(environment: Record<string, string>): Promise<Service> {
  const text = await readFile('docker-compose.yml', 'utf8')
  const filled = text.replaceAll(
    /\$\{(\w+):([+-])([^}]*)\}/g,
    (_, name: string, sign: string, word: string) => {
      const value = environment[name] ?? ''
      if (sign === '+') return value === '' ? '' : word
      return value === '' ? word : value
    },
  )
  return parse(filled).services.sandbox
}
