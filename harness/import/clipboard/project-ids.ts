// Ids that only one project of the vendor knows: each gets a name of ours, an entry in the world that holds its place, and a
// line that says where to fill it in. Export asks the other way round.
import type { Placeholder } from '../format.ts'
import type { BloomreachPart } from '../world-part.ts'

type Kind = 'frequencyPolicy' | 'segmentation'

const CALLED: Readonly<Record<Kind, string>> = {
  frequencyPolicy: 'frequency-policy',
  segmentation: 'segmentation',
}

/** [C] a copied scenario: the policy that every project has. */
const BUILT_IN = new Set(['unlimited-policy'])

export class ProjectIds {
  readonly #names = new Map<string, string>()
  readonly #categories = new Set<string>()
  readonly #segments = new Map<string, Set<string>>()

  category(id: string): string {
    this.#categories.add(id)
    return id
  }

  policy(id: string): string {
    return BUILT_IN.has(id) ? id : this.#nameOf('frequencyPolicy', id)
  }

  segmentation(id: string, segments: readonly string[]): string {
    const known = this.#segments.get(id) ?? new Set()
    this.#segments.set(id, known)
    for (const segment of segments) known.add(segment)
    return this.#nameOf('segmentation', id)
  }

  /** The vendor's id behind a name of ours; undefined where nobody has said it. */
  idOf(kind: Kind, name: string): string | undefined {
    if (BUILT_IN.has(name)) return name
    const found = [...this.#names].find(([key, known]) => known === name && key.startsWith(`${kind} `))
    return found?.[0].slice(kind.length + 1)
  }

  /** An id that a readable world may have as a name already stays one. */
  #nameOf(kind: Kind, id: string): string {
    const key = `${kind} ${id}`
    const known = this.#names.get(key)
    if (known !== undefined) return known
    const before = [...this.#names.keys()].filter(one => one.startsWith(`${kind} `)).length
    const name = `${CALLED[kind]}-${before + 1}`
    this.#names.set(key, name)
    return name
  }

  world(): BloomreachPart {
    return {
      consentCategories: [...this.#categories].map(id => ({ id })),
      frequencyPolicies: this.#of('frequencyPolicy').map(([id, name]) => ({ id, name, limits: [] })),
      segmentations: this.#of('segmentation').map(([id, name]) => ({
        id,
        name,
        segments: [...(this.#segments.get(id) ?? [])].map(segment => ({
          name: segment,
          if: { jinja: 'false' },
        })),
      })),
    }
  }

  placeholders(): Placeholder[] {
    return [
      ...this.#of('frequencyPolicy').map(([id, name]) => ({
        name,
        standsFor: `the frequency policy ${id}`,
        fillIn: `bloomreach.frequencyPolicies: the limits of ${name} (Project settings > Frequency policies); until then it limits nothing`,
      })),
      ...this.#of('segmentation').map(([id, name]) => ({
        name,
        standsFor: `the segmentation ${id}`,
        fillIn: `bloomreach.segmentations: who is in each segment of ${name} (Analyses > Segmentations); until then nobody is`,
      })),
      ...[...this.#categories].map(id => ({
        name: id,
        standsFor: `the consent category ${id}`,
        fillIn: `bloomreach.consentCategories: its name and legitimate interest (Project settings > Consents); until then customers need the consent`,
      })),
    ]
  }

  #of(kind: Kind): [id: string, name: string][] {
    return [...this.#names]
      .filter(([key]) => key.startsWith(`${kind} `))
      .map(([key, name]) => [key.slice(kind.length + 1), name])
  }
}
