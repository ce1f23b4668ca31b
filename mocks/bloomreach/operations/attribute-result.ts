// What one attribute of a customer is answered: its value, or why there is none.

export type AttributeResult = { success: true; value: unknown } | { success: false; errors: string[] }

export const found = (value: unknown): AttributeResult => ({ success: true, value })
export const failed = (message: string): AttributeResult => ({ success: false, errors: [message] })
