/** Words of the public page with open data, and of figures that are taken away. */
export const openDataNl = {
  nav: 'Open data',
  title: 'Open data',
  lead: 'Getallen over mensenhandel die iedereen mag zien en gebruiken. Alleen wat ondertekend is en geldt.',
  none: 'Nu staat er niets openbaar dat ondertekend is en geldt.',
  catalogue: 'Catalogus van alle sets (DCAT-AP-NL)',
  which: 'Welke set',
  set: (year: number, moment: string) => `${year}, openbaar gemaakt ${moment}`,
  about: {
    title: 'Wat dit is',
    counts: 'Wat er telt',
    period: 'Periode',
    days: (from: string, until: string) => `${from} tot en met ${until}`,
    notWhole: 'Het jaar was nog niet voorbij toen er geteld werd.',
    licence: 'Licentie',
    protection: 'Bescherming',
    settings: (base: number, regionMin: number) =>
      `Afgerond op ${base}. Regio’s met minder dan ${regionMin} personen niet naar vorm.`,
    suppressed: (regionMin: number) =>
      `Kleine getallen achtergehouden. Regio’s met minder dan ${regionMin} personen niet naar vorm.`,
    withheld: 'Niet getoond',
    withheldOf: (numbers: number, of: number) => `${numbers} van ${of} getallen`,
  },
  says: { title: 'Wat deze getallen wel en niet zeggen', can: 'Wel', cannot: 'Niet' },
  numbers: 'De getallen',
  forms: (year: number) => `Personen naar vorm, ${year}`,
  regions: (year: number) => `Personen naar veiligheidsregio, ${year}`,
  order: 'Regio’s staan in de volgorde van hun codes. Dit is geen rangorde.',
  files: {
    title: 'Ophalen',
    csv: 'Getallen (CSV)',
    description: 'Beschrijving (DCAT-AP-NL)',
    report: 'Jaarverslag (PDF)',
    reportEn: 'Jaarverslag in het Engels (PDF)',
    signedText: 'Ondertekende tekst (JSON)',
    signature: 'Handtekening',
  },
  definitions: 'Omschrijvingen',
  names: {
    person: 'Persoon',
    year: 'Jaar',
    form: 'Vorm',
    region: 'Veiligheidsregio',
    denominator: 'Noemer',
  } as Readonly<Record<string, string>>,
  source: (text: string) => `Bron: ${text}.`,
  check: {
    title: 'Nagaan of dit klopt',
    lead: 'Deze set is ondertekend. Zo ziet u zelf dat de getallen sindsdien niet veranderd zijn:',
    steps: [
      'Haal de ondertekende tekst en de handtekening op.',
      'Bereken de SHA-256 van de ondertekende tekst, in base64. Dat is de vierde regel van de handtekening.',
      'Controleer de handtekening (een ‘signed note’, Ed25519) met de sleutel.',
    ],
    note: 'Handtekening',
    key: 'Sleutel',
  },
  all: {
    title: 'Alle sets',
    caption: 'Alle sets die ooit openbaar zijn gemaakt',
    made: 'Jaar en openbaar gemaakt',
    stands: 'Geldt',
    yes: 'ja',
    unsigned: 'niet als ondertekend: getallen worden niet gegeven',
    withdrawn: (moment: string, reason: string) => `ingetrokken ${moment}: ${reason}`,
  },
  figure: {
    svg: 'Figuur (SVG)',
    png: 'Figuur (PNG)',
    of: (name: string) => `: ${name}`,
    isPublic: 'Openbaar.',
    notPublic: 'Niet openbaar: alleen voor wie telt.',
    source: (source: string, on: string) => `Bron: ${source}. Getallen van ${on}.`,
    withheld: (numbers: number) =>
      numbers === 0
        ? 'Elk getal is getoond.'
        : `Niet getoond: ${numbers} ${numbers === 1 ? 'getal' : 'getallen'} van deze set.`,
    few: 'Van 1 tot en met 4 is niet getoond hoeveel het er zijn.',
    nothingWithheld: 'Er is niets achtergehouden. Kleine getallen staan erin.',
    invented: 'Demonstratie: alle gegevens zijn verzonnen.',
    inside: 'Samenhang, telling voor intern gebruik',
    release: (id: string) => `Samenhang, ondertekende set ${id}`,
    failed: 'De figuur kon niet als PNG worden gemaakt. Haal de SVG op.',
  },
}

export type OpenDataWords = typeof openDataNl
