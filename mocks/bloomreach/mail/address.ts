// Whether a text can be an email address at all; what the mail server says about it is another matter.

const ADDRESS = /^[^\s@<>(),;:\\"[\]\p{Cc}]+@[^\s@<>(),;:\\"[\]\p{Cc}.]+(\.[^\s@<>(),;:\\"[\]\p{Cc}.]+)*$/u

export const isAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text)
