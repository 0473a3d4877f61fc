/** The words of the yearly report and of the command that writes it. What is counted and what it says stands in data/picture/open-data.json. */
const reportNl = {
  title: (year: number) => `Mensenhandel in getallen: jaarverslag ${year}`,
  lead: (publisher: string) =>
    `Uitgever: ${publisher}. Dit verslag is gemaakt uit openbare, ondertekende getallen en uit niets anders.`,
  leadPersons:
    'Er staat niets over iemand in. Elk getal is zo gekozen dat niemand te herkennen is, ook niet door te rekenen.',
  foot: (year: number) => `Mensenhandel in getallen ${year}`,
  page: (page: number, of: number) => `Bladzijde ${page} van ${of}`,
  contents: 'Inhoud',
  short: {
    title: 'In het kort',
    total: (persons: string, year: number) =>
      `In ${year} zijn ongeveer ${persons} personen ten minste één keer gemeld.`,
    noTotal: (year: number) => `Het totaal over ${year} is niet getoond.`,
    exact: (persons: string, year: number) => `In ${year} zijn ${persons} personen ten minste één keer gemeld.`,
    period: (from: string, until: string) => `De getallen gaan over ${from} tot en met ${until}.`,
    notWhole: (on: string) =>
      `Let op: het jaar was nog niet voorbij toen er geteld werd (${on}). Wat later gemeld is, staat er niet in.`,
    late: (on: string) => `Geteld en openbaar gemaakt op ${on}. Wat daarna gemeld is, staat er niet in.`,
    withheld: (numbers: number, of: number) =>
      numbers === 0 ? `Alle ${of} getallen zijn getoond.` : `Van ${of} getallen zijn er ${numbers} niet getoond.`,
  },
  says: { title: 'Wat deze getallen wel en niet zeggen', can: 'Dit zeggen ze wel', cannot: 'Dit zeggen ze niet' },
  counted: {
    title: 'Hoe er geteld is',
    names: {
      person: 'Persoon',
      year: 'Jaar',
      form: 'Vorm van uitbuiting',
      region: 'Veiligheidsregio',
      denominator: 'Noemer',
    },
    source: (text: string) => `Bron: ${text}.`,
    proposed: 'Deze omschrijvingen zijn voorgesteld; niemand heeft ze vastgesteld.',
  },
  forms: {
    title: 'Personen naar vorm van uitbuiting',
    caption: (year: number) => `Personen naar vorm, ${year}`,
    head: 'Vorm',
  },
  regions: {
    title: 'Personen naar veiligheidsregio',
    caption: (year: number) => `Personen naar veiligheidsregio, ${year}`,
    head: 'Veiligheidsregio',
    order: 'De regio’s staan in de volgorde van hun codes. Dit is geen rangorde.',
  },
  both: {
    title: 'Personen naar veiligheidsregio en vorm',
    caption: (year: number, part: number, of: number) =>
      of === 1
        ? `Personen naar regio en vorm, ${year}`
        : `Personen naar regio en vorm, ${year} (deel ${part} van ${of})`,
  },
  /** As names of narrow columns. */
  shortForms: {
    ...{ sexual: 'seksueel', labour: 'arbeid', criminal: 'crimineel', organ: 'organen', other: 'anders' },
    unknown: 'onbekend',
  } as Readonly<Record<string, string>>,
  persons: 'Personen',
  total: 'Totaal',
  of: (persons: string) => `Noemer: alle personen van het jaar, getoond als ${persons}.`,
  part: (part: number, of: number) => `Deel ${part} van ${of}.`,
  withheldWord: 'niet getoond',
  alt: (what: string, bars: string) => `Staafdiagram. ${what}: ${bars}. Dezelfde getallen staan in de tabel hierna.`,
  hidden: {
    title: 'Wat niet getoond is, en waarom',
    none: 'In deze set is elk getal getoond.',
    few: (least: number) =>
      `Een regio met minder dan ${least} personen is niet naar vorm uitgesplitst, omdat iemand daar te herkennen kan zijn. Het totaal van de regio staat er wel.`,
    regions: 'Van deze regio’s is geen vorm getoond:',
    others:
      'Kleine getallen zijn niet getoond, en ook andere niet waaruit ze door optellen of aftrekken zouden volgen.',
    zero: (base: number) => `0 betekent: niemand, of minder dan ${base}. Het verschil is met opzet niet te zien.`,
  },
  protection: {
    title: 'Hoe de getallen beschermd zijn',
    caption: 'Instellingen van de bescherming',
    head: ['Instelling', 'Waarde'],
    method: 'Manier',
    methods: { round: 'afronden zodat alles optelt', suppress: 'kleine getallen achterhouden' },
    base: 'Veelvoud waarop is afgerond',
    regionMin: 'Kleinste regio die naar vorm getoond is',
    attacked: 'Aangevallen samen met eerdere sets',
    alone: 'de enige set van dit jaar',
    sets: (sets: number) => `${sets} sets van dit jaar, deze meegeteld`,
    found: 'Wat de aanval vond',
    nothing: 'geen klein getal en geen klein verschil',
  },
  check: {
    title: 'Nagaan of dit klopt',
    lead: (address: string) =>
      `De getallen komen uit een ondertekende set. Op ${address} staan de getallen, de ondertekende tekst en de handtekening. Zo gaat u na of dit verslag klopt:`,
    steps: [
      'Haal daar de ondertekende tekst en de handtekening van deze set op.',
      'Bereken de SHA-256 van het bestand met de ondertekende tekst, in base64. Dat is de vierde regel van de handtekening.',
      'Controleer de handtekening (een ‘signed note’, Ed25519) met de sleutel hieronder.',
      'Vergelijk de getallen in de ondertekende tekst met die in dit verslag.',
    ],
    note: 'Handtekening',
    key: 'Sleutel om na te gaan',
  },
  sets: {
    title: 'Sets van dit jaar die gelden',
    caption: (year: number) => `Ondertekende sets over ${year} die gelden`,
    head: ['Openbaar gemaakt', 'Totaal', 'Vingerafdruk (SHA-256)'],
    newest:
      'De nieuwste set staat in dit verslag. Sets die zijn ingetrokken staan er niet in; op de pagina Open data staat welke dat zijn en waarom.',
  },
}
type ReportWords = typeof reportNl

const reportEn: ReportWords = {
  title: (year) => `Human trafficking in numbers: yearly report ${year}`,
  lead: (publisher) =>
    `Publisher: ${publisher}. This report was made from public, signed numbers and from nothing else.`,
  leadPersons:
    'There is nothing about anybody in it. Each number is chosen so that nobody can be recognised, not by calculating either.',
  foot: (year) => `Human trafficking in numbers ${year}`,
  page: (page, of) => `Page ${page} of ${of}`,
  contents: 'Contents',
  short: {
    title: 'In short',
    total: (persons, year) => `In ${year} about ${persons} persons were reported at least once.`,
    noTotal: (year) => `The total of ${year} is not shown.`,
    exact: (persons, year) => `In ${year} ${persons} persons were reported at least once.`,
    period: (from, until) => `The numbers are about ${from} to ${until}.`,
    notWhole: (on) =>
      `Mind: the year was not over when this was counted (${on}). What was reported later is not in it.`,
    late: (on) => `Counted and published on ${on}. What was reported later is not in it.`,
    withheld: (numbers, of) =>
      numbers === 0 ? `All ${of} numbers are shown.` : `Of ${of} numbers ${numbers} are not shown.`,
  },
  says: { title: 'What these numbers can and cannot say', can: 'This they can say', cannot: 'This they cannot say' },
  counted: {
    title: 'How it was counted',
    names: {
      person: 'Person',
      year: 'Year',
      form: 'Form of exploitation',
      region: 'Safety region',
      denominator: 'Denominator',
    },
    source: (text) => `Source: ${text}.`,
    proposed: 'These definitions are proposed; nobody has adopted them.',
  },
  forms: { title: 'Persons by form of exploitation', caption: (year) => `Persons by form, ${year}`, head: 'Form' },
  regions: {
    title: 'Persons by safety region',
    caption: (year) => `Persons by safety region, ${year}`,
    head: 'Safety region',
    order: 'Regions stand in the order of their codes. This is no ranking.',
  },
  both: {
    title: 'Persons by safety region and form',
    caption: (year, part, of) =>
      of === 1 ? `Persons by region and form, ${year}` : `Persons by region and form, ${year} (part ${part} of ${of})`,
  },
  shortForms: {
    ...{ sexual: 'sexual', labour: 'labour', criminal: 'criminal', organ: 'organs', other: 'other' },
    unknown: 'unknown',
  },
  persons: 'Persons',
  total: 'Total',
  of: (persons) => `Denominator: all persons of the year, shown as ${persons}.`,
  part: (part, of) => `Part ${part} of ${of}.`,
  withheldWord: 'not shown',
  alt: (what, bars) => `Bar chart. ${what}: ${bars}. The same numbers stand in the table after it.`,
  hidden: {
    title: 'What is not shown, and why',
    none: 'In this set every number is shown.',
    few: (least) =>
      `A region with fewer than ${least} persons is not split by form, because somebody could be recognised there. The total of the region is shown.`,
    regions: 'Of these regions no form is shown:',
    others: 'Small numbers are not shown, nor are others from which they would follow by adding or subtracting.',
    zero: (base) => `0 means: nobody, or fewer than ${base}. The difference cannot be seen, on purpose.`,
  },
  protection: {
    title: 'How the numbers are protected',
    caption: 'Settings of the protection',
    head: ['Setting', 'Value'],
    method: 'Method',
    methods: { round: 'rounding so that everything adds up', suppress: 'withholding small numbers' },
    base: 'Multiple to which was rounded',
    regionMin: 'Smallest region shown by form',
    attacked: 'Attacked together with earlier sets',
    alone: 'the only set of this year',
    sets: (sets) => `${sets} sets of this year, this one included`,
    found: 'What the attack found',
    nothing: 'no small number and no small difference',
  },
  check: {
    title: 'How to check this',
    lead: (address) =>
      `The numbers come from a signed set. At ${address} are the numbers, the text that was signed and the signature. This is how you check this report:`,
    steps: [
      'Take the signed text and the signature of this set from there.',
      'Compute the SHA-256 of the file with the signed text, in base64. That is the fourth line of the signature.',
      'Verify the signature (a signed note, Ed25519) with the key below.',
      'Compare the numbers in the signed text with those in this report.',
    ],
    note: 'Signature',
    key: 'Key to verify with',
  },
  sets: {
    title: 'Sets of this year that stand',
    caption: (year) => `Signed sets of ${year} that stand`,
    head: ['Published', 'Total', 'Digest (SHA-256)'],
    newest:
      'The newest set is in this report. Sets that were withdrawn are not; the page Open data says which they are and why.',
  },
}

export const REPORT_WORDS = { nl: reportNl, en: reportEn } as const

/** What the command says. */
export const reportCommandWords = {
  options: {
    nl: '--year is een jaar als 2026, --language nl of en, --out een bestand dat geschreven kan worden',
    en: '--year is a year as 2026, --language nl or en, --out a file that can be written',
  },
  written: { nl: 'Geschreven', en: 'Written' },
} as const
