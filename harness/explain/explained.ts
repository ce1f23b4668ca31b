// What an explanation is made of: a world and both houses.
import type { Bloomreach } from '../../mocks/bloomreach/index.ts'
import type { World } from '../../mocks/kit/world.ts'
import type { TalonOne } from '../../mocks/talon-one/index.ts'

export interface Explained {
  world: World
  talonOne: TalonOne
  bloomreach: Bloomreach
}
