// Which variables steer the contracts' command; a test sets them itself.

export const OURS = /^(TALON_ONE_|MAILPIT_|CONTRACTS_)/
