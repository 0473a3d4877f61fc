/** The words of public files about public numbers: names of columns, descriptions for catalogues. Dutch first; what is counted stands in data/picture/open-data.json. */
type Words = { readonly nl: string; readonly en: string }

export const openDataWords = {
  unnamedPublisher: {
    nl: 'Beheerder van deze installatie van Samenhang (uitgever niet ingesteld)',
    en: 'Keeper of this installation of Samenhang (publisher not set)',
  },
  invented: {
    nl: 'Demonstratie: alle gegevens zijn verzonnen, regels zijn niet nagekeken.',
    en: 'Demonstration: all data are invented, rules are not reviewed.',
  },
  catalogue: { nl: 'Openbare getallen over mensenhandel', en: 'Public numbers on human trafficking' },
  catalogueSays: {
    nl: 'Alle ondertekende sets met aantallen personen naar veiligheidsregio en vorm van uitbuiting. Wat is ingetrokken, staat er als ingetrokken in, zonder getallen.',
    en: 'All signed sets with numbers of persons by safety region and form of exploitation. What was withdrawn is in it as withdrawn, without numbers.',
  },
  set: {
    nl: 'Slachtoffers van mensenhandel naar regio en vorm',
    en: 'Victims of human trafficking by region and form',
  },
  notWhole: {
    nl: 'Het jaar was nog niet voorbij toen er geteld werd.',
    en: 'The year was not over when this was counted.',
  },
  protection: {
    nl: 'Aangevallen voordat het openbaar werd, samen met alle eerdere sets van dit jaar; ondertekend met de vingerafdruk',
    en: 'Attacked before it became public, together with all earlier sets of this year; signed with the digest',
  },
  complete: { nl: 'Geldt', en: 'Stands' },
  withdrawn: { nl: 'Ingetrokken', en: 'Withdrawn' },
  csvFile: { nl: 'Alle getallen als CSV', en: 'All numbers as CSV' },
  signedFile: { nl: 'Precies de tekst die ondertekend is (JSON)', en: 'Exactly the text that was signed (JSON)' },
  columns: {
    jaar: { nl: 'het jaar', en: 'the year' },
    regio: {
      nl: 'code van de veiligheidsregio; unknown is onbekend, all is alle regio’s samen',
      en: 'code of the safety region; unknown, or all regions together as all',
    },
    regio_naam: { nl: 'naam van de veiligheidsregio', en: 'name of the safety region' },
    vorm: {
      nl: 'code van de vorm van uitbuiting; all is alle vormen samen',
      en: 'code of the form of exploitation; all forms together as all',
    },
    vorm_nl: { nl: 'de vorm in het Nederlands', en: 'the form in Dutch' },
    vorm_en: { nl: 'de vorm in het Engels', en: 'the form in English' },
    personen: {
      nl: 'personen; leeg is niet getoond. Bij afronding is 0 niemand of minder dan 5',
      en: 'persons; empty is not shown. With rounding 0 is nobody or fewer than 5',
    },
    getoond: { nl: 'ja, of nee als het getal niet getoond is', en: 'ja (shown), or nee when the number is not shown' },
  },
  all: { nl: 'alle', en: 'all' },
} as const satisfies Readonly<Record<string, Words | Readonly<Record<string, Words>>>>
