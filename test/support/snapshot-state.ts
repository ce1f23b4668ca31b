// What of a snapshot is state: what went over the wire is looked at, and is no part of what a rewind or a folder leads back to.

/** Without the header, whose checksum is of all. */
export const stateIn = (snapshot: string): string =>
  snapshot
    .split('\n')
    .slice(1)
    .filter(line => !line.startsWith('["l","world/traffic"'))
    .join('\n')

/** The last line of a story is its snapshot. */
export const withState = (story: string[]): string[] => [...story.slice(0, -1), stateIn(story.at(-1) ?? '')]
