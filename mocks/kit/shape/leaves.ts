// What is wrong without unions: of each the branch that was meant, for what is wrong with that one is what a person wants to hear.
import type { z } from 'zod'

export interface Leaf {
  issue: z.core.$ZodIssue
  path: PropertyKey[]
  message: string
}

/** The issues without unions: each union is replaced by what is wrong with the branch that was meant. */
export const leavesOf = (issues: readonly z.core.$ZodIssue[], base: readonly PropertyKey[] = []): Leaf[] =>
  issues.flatMap(issue => {
    const path = [...base, ...issue.path]
    const hasOwnWords = issue.code !== 'invalid_union' || issue.message !== ''
    if (hasOwnWords) return [{ issue, path, message: issue.message }]
    return meant(
      issue.errors.map(branch => leavesOf(branch, path)),
      { issue, path, message: '' },
    )
  })

function meant(branches: Leaf[][], union: Leaf): Leaf[] {
  const isHere = ({ path, issue }: Leaf) => path.length === union.path.length && issue.code === 'invalid_type'
  const ofItsKind = branches.filter(leaves => !leaves.some(isHere))
  const [best] = ofItsKind.sort((a, b) => costOf(a) - costOf(b) || depthOf(b) - depthOf(a))
  if (best !== undefined) return best
  const wanted = branches.flatMap(([first]) =>
    first === undefined ? [] : [first.message.replace('expected ', '')],
  )
  return [{ ...union, message: `expected ${[...new Set(wanted)].join(', or ')}` }]
}

const costOf = (leaves: readonly Leaf[]): number =>
  leaves.reduce((cost, { issue }) => cost + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0)

const depthOf = (leaves: readonly Leaf[]): number =>
  leaves.reduce((depth, { path }) => Math.max(depth, path.length), 0)
