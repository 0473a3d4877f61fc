/** Words of the desk of the picture: questions first, figures with what they are a part of. */
export const cubeNl = {
  title: 'Beeld',
  lead: 'Personen, niet meldingen. Drie meldingen over één persoon zijn één persoon.',
  year: 'Jaar',
  empty: 'Over dit jaar en het jaar ervoor is nog niets geteld.',
  waiting: (units: number) =>
    `Nog niet meegeteld: wat er net veranderde aan ${units} ${units === 1 ? 'persoon' : 'personen'}.`,
  toReleases: 'Tel en maak openbaar',
  outside: 'Alles wat u hier ophaalt, blijft binnen organisaties die tellen. Voor anderen is er een vrijgave.',
  persons: 'Personen',
  reports: 'Meldingen',
  before: 'Jaar ervoor',
  share: 'Aandeel',
  difference: 'Verschil',
  of: (part: number, whole: number) => `${part} van ${whole}`,
  asTable: 'Als tabel',
  what: (name: string) => `Wat telt: ${name}`,
  changed: {
    title: 'Wat is er veranderd?',
    said: (year: number, persons: number, before: number, until: string) =>
      `In ${year} ${persons === 1 ? 'is er 1 persoon' : `zijn er ${persons} personen`}, in dezelfde maanden van ${year - 1} waren het er ${before} (januari tot en met ${until}).`,
    saidWhole: (year: number, persons: number, before: number) =>
      `In ${year} ${persons === 1 ? 'is er 1 persoon' : `zijn er ${persons} personen`}, in ${year - 1} waren het er ${before}.`,
    caution:
      'Meer personen is niet altijd meer mensenhandel: het kan ook beter zien zijn. Late meldingen komen er nog bij.',
    months: (year: number) => `Personen per maand in ${year} en ${year - 1}`,
    month: 'Maand',
    by: 'Bekijk de verandering naar',
    of: (name: string, year: number) => `${name}: ${year} naast ${year - 1}`,
  },
  path: {
    title: 'Waar vallen mensen uit?',
    lead: 'Hoe ver het dossier kwam. Niet iedereen heeft een plek nodig, en wie geen hulp wil, is geen uitval.',
    figure: (year: number) => `Hoe ver mensen kwamen in ${year}`,
    stage: 'Kwam ten minste tot',
    ofAll: 'Van alle personen',
    outcomes: (year: number) => `Hoe het er nu voor staat, ${year}`,
    outcome: 'Afloop',
  },
  unseen: {
    title: 'Wat zien we niet?',
    lead: 'Van wie iets onbekend is, hoeveel meldingen laat kwamen en uit welke regio’s niemand gemeld is.',
    figure: (year: number) => `Onbekend, per kenmerk, in ${year}`,
    feature: 'Kenmerk',
    unknown: 'Onbekend',
    late: (late: number, persons: number) =>
      `Bij ${late} van ${persons} personen kwam een melding meer dan 90 dagen later.`,
    regions: (count: number) =>
      count === 1 ? 'Uit één regio is dit jaar niemand gemeld:' : `Uit ${count} regio’s is dit jaar niemand gemeld:`,
    allRegions: 'Uit elke regio is dit jaar iemand gemeld.',
    nobody: 'Geen melding is niet hetzelfde als niemand.',
    unseenNumber: 'Hoeveel mensen niemand heeft gezien, staat hier niet: dat is een schatting en geen telling.',
    toEstimate: 'Naar de schatting',
  },
  ask: {
    title: 'Stel een eigen vraag',
    by: 'Naar',
    and: 'En naar',
    nothing: 'niets',
    period: 'Per',
    periods: { year: 'jaar', quarter: 'kwartaal', month: 'maand' },
    part: { quarter: 'Kwartaal', month: 'Maand' },
    caption: (year: number) => `Personen in ${year}`,
    none: 'Hier is niemand geteld.',
    address: 'Bewaar of deel deze weergave',
    addressSays: 'Het adres bevat de vraag, geen getallen. Wie het opent, ziet het alleen met hetzelfde doel.',
    copy: 'Adres kopiëren',
    copied: 'Gekopieerd.',
    csv: 'Getallen ophalen (CSV)',
    about: 'Beschrijving ophalen (DCAT-AP-NL)',
    value: 'Waarde',
  },
  directive: {
    title: 'Cijfers voor de EU-richtlijn',
    lead: 'Dezelfde telling in de indeling die de richtlijn vraagt, uit het dagelijks werk.',
    persons: (persons: number, rows: number) => `${persons} personen in ${rows} regels.`,
    csv: 'Ophalen (CSV)',
  },
  definitions: { title: 'Wat de getallen betekenen', source: (text: string) => `Bron: ${text}` },
}

export type CubeWords = typeof cubeNl
