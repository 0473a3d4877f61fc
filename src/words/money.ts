/** Amounts as a reader writes them, and back: whole cents inside, euros on a screen. */
const TAGS = { nl: 'nl-NL', en: 'en-GB' } as const

/** `€ 1.234,56` for 123456. */
export const centsInWords = (cents: number, language: keyof typeof TAGS): string =>
  new Intl.NumberFormat(TAGS[language], { style: 'currency', currency: 'EUR' }).format(cents / 100)

const TYPED = /^(-?)(\d{1,9})(?:[.,](\d{1,2}))?$/

/** 8050 for `80,5`, `80.50` or `80,50`; undefined for what is no amount. A point or a comma stands before cents, never between thousands. */
export const readCents = (text: string): number | undefined => {
  const found = TYPED.exec(text.replace(/[€\s]/g, ''))
  if (!found) return undefined
  const cents = Number(found[2]) * 100 + Number((found[3] ?? '').padEnd(2, '0') || '0')
  return found[1] ? -cents : cents
}
