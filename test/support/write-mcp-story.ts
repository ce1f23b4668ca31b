// Writes docs/examples/mcp-transcript.md: `npm run schemas`, after a tool has changed.
import { writeFile } from 'node:fs/promises'
import { toldStory } from './mcp-story.ts'

await writeFile('docs/examples/mcp-transcript.md', await toldStory())
// The client's own streams keep the process.
process.exit(0)
