// What stands before every path of these pages: nothing, or the address of the world whose mails they show.
import { createContext, useContext } from 'hono/jsx'

export const Base = createContext('')

export const useBase = (): string => useContext(Base)
