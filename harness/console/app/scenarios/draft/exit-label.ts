// What people read at an exit of a node. The one without a name is told by what the node decides. Pure.

const UNNAMED: Readonly<Record<string, string>> = {
  condition: 'yes',
  limit: 'let in',
  wait: 'it came',
}

export const exitLabel = (type: string, exit: string): string =>
  exit === '' ? (UNNAMED[type] ?? 'unnamed') : exit
