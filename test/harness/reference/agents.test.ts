// What assistants read in the package: it says what the sandbox does, and its recipes name what there is.
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { COMMANDS } from '../../../harness/command-line/usage.ts'
import { TOOLS } from '../../../harness/mcp/tools/index.ts'
import { agentPages } from '../../../harness/reference/agents/pages.ts'
import { RECIPES } from '../../../harness/reference/agents/recipes.ts'

test('llms.txt and the skill are those of the commands and tools (npm run schemas writes them)', async () => {
  for (const [path, text] of Object.entries(agentPages()))
    expect(await readFile(path, 'utf8'), path).toBe(text)
})

test('the package brings them', async () => {
  const { files } = JSON.parse(await readFile('package.json', 'utf8')) as { files: string[] }

  expect(files).toEqual(expect.arrayContaining(['llms.txt', 'skill']))
})

test('a skill is found by a name and a description of what it is for', () => {
  const [, name, description] = (agentPages()['skill/SKILL.md'] ?? '').split('\n')

  expect(name).toBe('name: referral-sandbox')
  expect(description?.length).toBeLessThan(1_024)
})

test('ten recipes name tools, commands and options that there are', () => {
  const tools = TOOLS.map(({ name }) => name)
  const words = (text: string) => [...text.matchAll(/`([a-z_]+)`/g)].map(([, word = '']) => word)
  const notTools = ['ids', 'guessed', 'refused', 'by_hand', 'evidence', 'world', 'pending']

  expect(RECIPES).toHaveLength(10)
  for (const { title, tools: steps, shell } of RECIPES) {
    const named = steps.flatMap(words).filter(word => !notTools.includes(word))
    expect(
      named.filter(word => !tools.includes(word)),
      title,
    ).toEqual([])
    const [program, command = '', ...rest] = shell.split(' ')
    expect(program).toBe('referral-sandbox')
    const known = Object.keys(COMMANDS[command]?.options ?? {})
    const flags = rest.filter(word => word.startsWith('--')).map(flag => flag.slice(2))
    expect(
      flags.filter(flag => !known.includes(flag)),
      title,
    ).toEqual([])
  }
})
