// The blocks of code in a page, with the words behind their fence.
export interface Block {
  language: string
  text: string
}

export const blocksOf = (page: string): Block[] =>
  [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    language,
    text,
  }))
