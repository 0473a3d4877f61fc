/** The words beside numbers: what a count is and is not. Dutch first. */
type Words = { readonly nl: string; readonly en: string }

export const pictureWords = {
  internal: {
    nl: 'Alleen voor wie telt: deze getallen zijn niet veilig om te delen. Een persoon in twee vakken telt in het totaal een keer.',
    en: 'For those who count only: these numbers are not safe to share. A person in two cells counts once in the total.',
  },
  method: {
    nl: 'Personen, niet meldingen; ieder telt een keer per jaar, in het vak van de eerste melding. Elk getal is apart afgerond op 5, dus kolommen tellen niet precies op.',
    en: 'Persons, not reports; each counts once a year, in the cell of the first report. Each number is rounded to 5 on its own, so columns do not add up exactly.',
  },
  small: { nl: 'minder dan 5, maar niet 0', en: 'fewer than 5, but not 0' },
  withheld: {
    nl: 'niet getoond, omdat het iemand herkenbaar kan maken',
    en: 'not shown, because it could make somebody recognisable',
  },
} as const satisfies Readonly<Record<string, Words>>
