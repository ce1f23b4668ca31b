// `completion bash|zsh|fish`: a script of that shell that completes commands, their options and files.
import { nearestName } from '../../mocks/kit/nearest-name.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { Terminal } from './terminal.ts'
import { COMMANDS } from './usage.ts'

const names = Object.keys(COMMANDS)

const flagsOf = (name: string): string[] =>
  Object.keys(COMMANDS[name]?.options ?? {}).map(flag => `--${flag}`)

/** Values of an option that are a choice: "fast|real|manual". */
const choicesOf = (value: string | undefined): string[] =>
  value !== undefined && /^[a-z|]+$/.test(value) ? value.split('|') : []

/** Inside single quotes of a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

const choices = [
  ...new Map(
    Object.values(COMMANDS)
      .flatMap(({ options }) => Object.entries(options))
      .map(([flag, { value }]) => [flag, choicesOf(value)] as const)
      .filter(([, all]) => all.length > 0),
  ),
]

const bash = (): string => `# eval "$(referral-sandbox completion bash)"
_referral_sandbox() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} flags
  case $before in
${choices.map(([flag, all]) => `    --${flag}) COMPREPLY=($(compgen -W '${all.join(' ')}' -- "$word")); return;;`).join('\n')}
  esac
  if [ "$COMP_CWORD" -eq 1 ] && [[ $word != -* ]]; then
    COMPREPLY=($(compgen -W '${names.join(' ')}' -- "$word")); return
  fi
  case $command in
${names.map(name => `    ${name}) flags='${flagsOf(name).join(' ')}';;`).join('\n')}
    *) flags='${flagsOf('start').join(' ')}';;
  esac
  case $command in
    completion) COMPREPLY=($(compgen -W 'bash zsh fish' -- "$word")); return;;
    help) COMPREPLY=($(compgen -W '${names.join(' ')}' -- "$word")); return;;
  esac
  if [[ $word == -* ]]; then COMPREPLY=($(compgen -W "$flags --help" -- "$word"))
  else COMPREPLY=($(compgen -f -- "$word")); fi
}
complete -o filenames -F _referral_sandbox referral-sandbox
`

const zsh = (): string => `#compdef referral-sandbox
# eval "$(referral-sandbox completion zsh)"
_referral_sandbox() {
  local -a commands
  commands=(
${Object.entries(COMMANDS)
  .map(([name, { does }]) => `    ${quoted(`${name}:${does.replaceAll(':', '\\:')}`)}`)
  .join('\n')}
  )
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then _describe command commands; return; fi
  case $words[2] in
${names.map(name => `    ${name}) ${zshArguments(name)};;`).join('\n')}
    *) ${zshArguments('start')};;
  esac
}
compdef _referral_sandbox referral-sandbox
`

function zshArguments(name: string): string {
  if (name === 'completion') return `_values shell bash zsh fish`
  if (name === 'help') return `_describe command commands`
  const options = Object.entries(COMMANDS[name]?.options ?? {}).map(([flag, { value, does }]) => {
    const told = does.replaceAll(/[[\]:]/g, '\\$&')
    const values = choicesOf(value)
    const action = values.length > 0 ? `(${values.join(' ')})` : value === 'FILE' ? '_files' : ' '
    return quoted(`*--${flag}[${told}]${value === undefined ? '' : `:${flag}:${action}`}`)
  })
  return ['_arguments', ...options, "'*:file:_files'"].join(' ')
}

const fish = (): string => `# referral-sandbox completion fish | source
${Object.entries(COMMANDS)
  .map(
    ([name, { does }]) =>
      `complete -c referral-sandbox -n __fish_use_subcommand -f -a ${name} -d ${fishQuoted(does)}`,
  )
  .join('\n')}
complete -c referral-sandbox -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'
${names.flatMap(fishOptions).join('\n')}
`

const fishOptions = (name: string): string[] =>
  Object.entries(COMMANDS[name]?.options ?? {}).map(([flag, { value, does }]) => {
    const takes = value === undefined ? '' : value === 'FILE' ? ' -r' : ' -x'
    const values = choicesOf(value)
    const all = values.length === 0 ? '' : ` -a '${values.join(' ')}'`
    return `complete -c referral-sandbox -n '__fish_seen_subcommand_from ${name}' -l ${flag}${takes}${all} -d ${fishQuoted(does)}`
  })

const fishQuoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

const SHELLS: Readonly<Record<string, () => string>> = { bash, zsh, fish }

export function completion([shell = '', ...more]: readonly string[], { say }: Terminal): number {
  const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined
  if (script === undefined || more.length > 0) {
    const near = nearestName(shell, Object.keys(SHELLS))
    throw new SandboxError(
      'invalid-option',
      `Cannot complete: ${shell === '' ? 'no shell is named' : `"${shell}" is no shell that is known`}.`,
      {
        remedy:
          near === undefined
            ? 'Write for example: referral-sandbox completion bash.'
            : `Did you mean ${near}?`,
      },
    )
  }
  say(script())
  return 0
}
