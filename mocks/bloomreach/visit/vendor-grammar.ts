// What of Jinja2's grammar a template of the vendor has, by the settings that say so.
import type { BloomreachSettings } from '../settings.ts'

/** [D] jinjablocks: what Jinja2 can do and the vendor cannot. */
const VENDOR_GRAMMAR = { blockSetFilters: 'refuse' } as const

/** The same, with what it may not be able to do: guesses, which are settings. */
export const vendorGrammar = ({ settings }: { settings: BloomreachSettings }) => ({
  ...VENDOR_GRAMMAR,
  power: settings.templatePower,
  plus: settings.templatePlus,
  loopControls: settings.templateLoopControls,
  loopSets: settings.templateLoopSets,
})
