/** Her wish as she told it: her words, her language, how they came across, who was there. Earlier ones stay; the last one stands. Pure. */
import { PRESENT } from '../access/public.ts'
import { accept, type Day, type Outcome, refuse } from '../kernel/index.ts'

export { PRESENT }

export const INTERPRETERS = ['not-needed', 'in-person', 'by-phone', 'missing'] as const
export type Interpreter = (typeof INTERPRETERS)[number]

/** Her words as they are kept. Refuses words without ink, and a day that has yet to come. */
export const checkWish = (
  given: { readonly words: string; readonly told: Day },
  today: Day,
): Outcome<string, 'wish-without-words' | 'happened-in-future'> => {
  const words = given.words.trim()
  if (words === '') return refuse('wish-without-words')
  return given.told > today ? refuse('happened-in-future') : accept(words)
}
