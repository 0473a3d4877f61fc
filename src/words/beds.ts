/** What somebody without an account reads behind a link for counting beds: how many are free, and a button for each number. */
const nl = {
  title: 'Bedden',
  now: (beds: number, of: number | undefined) =>
    of === undefined ? `Nu staat er: ${beds} vrij.` : `Nu staat er: ${beds} van ${of} vrij.`,
  languages: 'Taal',
  saved: (time: string) => `Bewaard, vandaag om ${time}.`,
  counted: (day: string, time: string) => `Geteld op ${day} om ${time}.`,
  old: 'Deze telling is ouder dan drie dagen. Wie zoekt, ziet dat.',
  ask: 'Hoeveel bedden zijn er vrij? Tik het getal.',
  held: 'Tel een bed dat wordt vastgehouden mee als vrij.',
  free: (beds: number) => `${beds} vrij`,
  other: 'Een ander getal',
  save: 'Bewaar',
}
const en: typeof nl = {
  title: 'Beds',
  now: (beds, of) => (of === undefined ? `It says now: ${beds} free.` : `It says now: ${beds} of ${of} free.`),
  languages: 'Language',
  saved: (time) => `Saved, today at ${time}.`,
  counted: (day, time) => `Counted on ${day} at ${time}.`,
  old: 'This count is older than three days. Whoever looks sees that.',
  ask: 'How many beds are free? Tap the number.',
  held: 'Count a bed that is being held among the free ones.',
  free: (beds) => `${beds} free`,
  other: 'Another number',
  save: 'Save',
}
export const BED_WORDS = { nl, en } as const
export type BedLanguage = keyof typeof BED_WORDS
export const BED_LANGUAGE_NAMES: Readonly<Record<BedLanguage, string>> = { nl: 'Nederlands', en: 'English' }
