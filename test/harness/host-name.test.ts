// Names of hosts as a person writes them on the command line.
import { expect, test } from 'vitest'
import { readConfig } from '../../harness/config.ts'

test('names of hosts are kept as a URL has them', () => {
  const args = [
    '--allow-host',
    'Shop.EXAMPLE',
    '--allow-name',
    '.Example.com',
    '--allow-name',
    'münchen.test',
  ]

  expect(readConfig(args, {})).toMatchObject({
    allowHost: ['shop.example'],
    allowName: ['.example.com', 'xn--mnchen-3ya.test'],
  })
})
