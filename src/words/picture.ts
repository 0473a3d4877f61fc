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
  rounded: {
    nl: 'Personen, niet meldingen; ieder telt een keer per jaar, in het vak van de eerste melding. Elk getal is een veelvoud van 5 en ligt minder dan 5 van het echte getal. Alles is zo gekozen dat rijen en kolommen optellen, behalve waar een getal niet getoond is.',
    en: 'Persons, not reports; each counts once a year, in the cell of the first report. Each number is a multiple of 5 and less than 5 away from the true number. Everything was chosen so that rows and columns add up, except where a number is not shown.',
  },
  suppressed: {
    nl: 'Personen, niet meldingen; ieder telt een keer per jaar, in het vak van de eerste melding. Kleine getallen zijn niet getoond, en ook andere niet waaruit ze zouden volgen. Wat getoond is, is het echte getal.',
    en: 'Persons, not reports; each counts once a year, in the cell of the first report. Small numbers are not shown, nor are others from which they would follow. What is shown is the true number.',
  },
  normRounded: {
    nl: 'Ieder telt één keer per jaar, in de regio waar de eerste termijn begon: als niet gehaald wanneer één van de termijnen niet gehaald is. Wat nog loopt, telt niet mee. “Nee” en “nu niet” tellen als nagekomen. Elk getal is een veelvoud van 5 en ligt minder dan 5 van het echte getal; rijen en kolommen tellen op, behalve waar een getal niet getoond is.',
    en: 'Each counts once a year, in the region where the first term began: as missed when one of the terms was missed. What still runs is not counted. "No" and "not now" count as kept. Each number is a multiple of 5 and less than 5 away from the true number; rows and columns add up, except where a number is not shown.',
  },
  normSuppressed: {
    nl: 'Ieder telt één keer per jaar, in de regio waar de eerste termijn begon: als niet gehaald wanneer één van de termijnen niet gehaald is. Wat nog loopt, telt niet mee. “Nee” en “nu niet” tellen als nagekomen. Kleine getallen zijn niet getoond, en ook andere niet waaruit ze zouden volgen.',
    en: 'Each counts once a year, in the region where the first term began: as missed when one of the terms was missed. What still runs is not counted. "No" and "not now" count as kept. Small numbers are not shown, nor are others from which they would follow.',
  },
  zero: { nl: 'niemand, of minder dan 5', en: 'nobody, or fewer than 5' },
  signed: {
    nl: 'Ondertekend door dit systeem. Wie deze getallen bewaart met de handtekening, kan later tonen dat ze zo zijn gepubliceerd.',
    en: 'Signed by this system. Who keeps these numbers with the signature can show later that they were published like this.',
  },
  'numbers-wrong': { nl: 'de getallen klopten niet', en: 'the numbers were not right' },
  'can-be-undone': { nl: 'een klein getal bleek te herleiden', en: 'a small number could be derived' },
  replaced: { nl: 'vervangen door nieuwe getallen', en: 'replaced by new numbers' },
  small: { nl: 'minder dan 5, maar niet 0', en: 'fewer than 5, but not 0' },
  withheld: {
    nl: 'niet getoond, omdat het iemand herkenbaar kan maken',
    en: 'not shown, because it could make somebody recognisable',
  },
  reporting: {
    nl: 'Verschillen tussen regio’s meten net zo goed wat er wordt gemeld als hoeveel slachtoffers er zijn. Een laag getal betekent niet dat er weinig slachtoffers zijn.',
    en: 'Differences between regions measure what is reported as much as how many victims there are. A low number does not mean that there are few victims.',
  },
  noRank: {
    nl: 'Dit is geen rangorde. Wat binnen de lijnen ligt, verschilt niet meer dan toeval geeft. Vergelijk een regio eerst met haar eigen vorige jaren.',
    en: 'This is no ranking. What lies within the lines differs no more than chance gives. Compare a region with its own past years first.',
  },
  regionOfReport: {
    nl: 'Verwacht is: het landelijke aantal, verdeeld naar inwoners. Iedereen telt één keer per jaar, in de regio van de eerste melding; meldingen zonder regio tellen niet mee.',
    en: 'Expected is: the national number, shared out by inhabitants. Everybody counts once a year, in the region of the first report; reports without a region do not count.',
  },
  moves: {
    nl: 'Verplaatsingen, niet personen: wie twee keer verhuist, telt twee keer. Alleen wat in een dossier is genoteerd.',
    en: 'Moves, not persons: whoever moves twice counts twice. Only what was noted in a file.',
  },
  fewMoves: {
    nl: 'Van 1 tot en met 4 staat alleen dat het er minder dan 5 zijn, en er wordt geen lijn getekend.',
    en: 'From 1 to 4 it says only that there are fewer than 5, and no line is drawn.',
  },
  sharedIsNoMove: {
    nl: 'Een gedeeld ding is geen verplaatsing van een mens. Het zegt alleen dat iemand in de ene regio en iemand in de andere dezelfde telefoon, hetzelfde kenteken of hetzelfde bedrijf opschreef.',
    en: 'A shared thing is no movement of a person. It says only that somebody in one region and somebody in another wrote down the same phone, number plate or company.',
  },
  sharedPairs: {
    nl: 'Geteld zijn paren van signalen, geen dingen en geen mensen: staat één telefoon in drie signalen, elk uit een andere regio, dan zijn dat drie paren. Alleen wat met een grond is gezocht en nu nog staat; een grond die afloopt, neemt zijn paren mee.',
    en: 'Counted are pairs of signals, not things and not people: one phone in three signals, each of another region, makes three pairs. Only what was looked for with a ground and still stands; a ground that ends takes its pairs along.',
  },
  missedReturns: {
    nl: 'Wie terugkomt en niet wordt herkend, telt hier als nieuw. De deur draait dus vaker dan deze lijn laat zien.',
    en: 'Whoever comes back and is not recognised counts as new here. So the door turns more often than this line shows.',
  },
  leavingIsNoSuccess: {
    nl: 'Wie het land verliet of overleed, wordt niet langer gevolgd. Vertrek is geen succes.',
    en: 'Whoever left the country or died is no longer followed. Leaving is no success.',
  },
  byFile: {
    nl: 'Geteld per dossier. Twee dossiers van één persoon zijn er hier twee.',
    en: 'Counted by file. Two files of one person are two here.',
  },
} as const satisfies Readonly<Record<string, Words>>
