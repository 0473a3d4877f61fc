/**
 * What a message says of somebody's situation: language, work, hours, pay, debt, papers, contact, shelter, complaint. Each
 * value is a piece of the text; a code beside it counts what stands there (six days of eleven hours: 66) and adds nothing.
 * The words are those of the chapters of a dossier, so that what was confirmed here is typed nowhere again.
 */
import { type Confidence, type Span, spans, WITHIN } from './text-spans.ts'

export const SITUATION_FIELDS = [
  'language',
  'workplace',
  'lives-at-work',
  'hours-per-week',
  'wage-per-month-eur',
  'debt-to-employer',
  'debt',
  'permit',
  'permit-until',
  'document-held-by-employer',
  'safe-contact',
  'shelter-tonight',
  'complaint',
] as const
export type SituationField = (typeof SITUATION_FIELDS)[number]

type Reader = (text: string) => readonly Span[]

/** Finds the pattern; `code` says what it means, in one word or from the words themselves. */
const reads =
  (pattern: RegExp, confidence: Confidence, code?: string | ((written: string) => string | undefined)): Reader =>
  (text) =>
    spans(text, pattern, confidence).flatMap((span) => {
      if (code === undefined) return [span]
      const meaning = typeof code === 'string' ? code : code(span.written)
      return meaning === undefined ? [] : [{ ...span, code: meaning }]
    })
const all =
  (...readers: readonly Reader[]): Reader =>
  (text) =>
    readers.flatMap((read) => read(text))

// Languages that interpreters are asked for most; one that is missing is typed. "Geen Nederlands" is not a language spoken.
const LANGUAGES =
  'Albanees|Amhaars|Arabisch|Bulgaars|Cantonees|Chinees|Dari|Duits|Engels|Farsi|Filipijns|Frans|Hindi|Hongaars|Indonesisch|Italiaans|Mandarijn|Nederlands|Oekraïens|Pasjtoe|Pools|Portugees|Roemeens|Russisch|Somalisch|Spaans|Tagalog|Tamil|Thais|Tigrinya|Tsjechisch|Turks|Twi|Urdu|Vietnamees|Yoruba'
const language = all(
  reads(
    new RegExp(String.raw`(?<!\p{L})(?:[Mm]oeder)?[Tt]aal(?:\s?:|\sis)\s{0,2}(${LANGUAGES})(?!\p{L})`, 'gu'),
    'labelled',
  ),
  reads(
    new RegExp(
      String.raw`(?<!\p{L})spreekt\s(?:(?:alleen|vooral|goed|vloeiend|uitsluitend)\s){0,2}(${LANGUAGES})(?!\p{L})`,
      'gu',
    ),
    'labelled',
  ),
)

const FIRM = String.raw`\p{Lu}[\p{L}\d'’&-]{0,30}`
const FIRM_NAME = `${FIRM}(?:[ ](?:(?:van|de|het|en|'t)[ ]){0,2}${FIRM}){0,5}`
const TRADES =
  'restaurant|afhaalrestaurant|nagelstudio|massagesalon|schoonheidssalon|hotel|club|kwekerij|kas|slachterij|bakkerij|wasserij|magazijn|garage|bouwbedrijf|toko|keuken|wasstraat|prostitutiebedrijf'
const workplace = all(
  reads(
    new RegExp(String.raw`(?<!\p{L})werk(?:t|te|zaam)(?!\p{L})${WITHIN}{0,40}?\s(?:bij|voor)\s(${FIRM_NAME})`, 'gu'),
    'pattern',
  ),
  reads(
    new RegExp(
      String.raw`(?<!\p{L})werk(?:t|te|zaam)(?!\p{L})${WITHIN}{0,40}?\s(?:bij|in|voor)\seen\s(?:\p{Ll}+e\s)?(${TRADES})(?!\p{L})`,
      'gu',
    ),
    'pattern',
  ),
)

const EMPLOYER = '(?:werkgever|werkgeefster|baas|bazin|exploitant|eigenaar|chef)'
const WORK_PLACES =
  '(?:restaurant|afhaalrestaurant|zaak|keuken|werk|bedrijf|kas|club|salon|massagesalon|nagelstudio|kwekerij|werkplek|hotel|winkel|magazijn|werkgever|baas)'
const livesAtWork = reads(
  new RegExp(
    String.raw`(?<!\p{L})((?:woont|slaapt|verblijft|overnacht)\s(?:boven|in|achter|op|bij|naast)\s(?:het|de|zijn|haar)\s${WORK_PLACES})(?!\p{L})`,
    'giu',
  ),
  'pattern',
  'yes',
)

const NUMBERS: Readonly<Record<string, number>> = Object.fromEntries(
  'een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien'
    .split(' ')
    .map((word, place) => [word, place + 1]),
)
const NUMBER = String.raw`(?:\d{1,3}|${Object.keys(NUMBERS).join('|')})`
const numberOf = (word: string): number => NUMBERS[word.toLowerCase()] ?? Number(word)
const HOURS_IN_WEEK = 168

/** Hours in a week as far as the words give them: a number a week, or days times hours a day. More than a week holds is no answer. */
const hoursOf = (written: string): string | undefined => {
  const found = [...written.matchAll(new RegExp(String.raw`(?<![\p{L}\d])${NUMBER}(?![\p{L}\d])`, 'giu'))]
  const hours = found.reduce((product, [word]) => product * numberOf(word), 1)
  return found.length > 0 && hours > 0 && hours <= HOURS_IN_WEEK ? String(hours) : undefined
}
const hoursPerWeek = all(
  reads(
    new RegExp(
      String.raw`(?<![\p{L}\d])(${NUMBER}\sdagen\s(?:per|in\sde|in\seen)\sweek,?\s(?:en\s)?${NUMBER}\suur\s(?:per|op\seen)\sdag)`,
      'giu',
    ),
    'pattern',
    hoursOf,
  ),
  reads(
    new RegExp(
      String.raw`(?<![\p{L}\d])(${NUMBER}\suur\s(?:per|op\seen)\sdag,?\s(?:en\s)?${NUMBER}\sdagen\s(?:per|in\sde)\sweek)`,
      'giu',
    ),
    'pattern',
    hoursOf,
  ),
  reads(new RegExp(String.raw`(?<![\p{L}\d])(${NUMBER}\suur\s(?:per|in\sde)\sweek)`, 'giu'), 'pattern', hoursOf),
)

// Only money that comes in: what is paid for rent or paid off is no wage.
const wagePerMonth = reads(
  new RegExp(
    String.raw`(?<!\p{L})(?:krijgt|kreeg|verdient|verdiende|ontvangt|loon|salaris)(?!\p{L})(?:(?!betaal)${WITHIN}){0,40}?(?<!\d)((?:€ ?)?\d{1,2}\.?\d{3}(?:,-)?(?: ?euro)?\s(?:per|in\sde)\smaand|(?:€ ?)?\d{2,3}(?:,-)?(?: ?euro)?\s(?:per|in\sde)\smaand)`,
    'giu',
  ),
  'pattern',
  (written) => written.replace('.', '').match(/\d{2,5}/)?.[0],
)

const debtToEmployer = reads(
  new RegExp(
    String.raw`(?<!\p{L})((?:een\s)?schuld(?:en)?\s(?:bij|aan)\s(?:zijn|haar|de|hun)\s${EMPLOYER})(?!\p{L})`,
    'giu',
  ),
  'pattern',
  'yes',
)
// "Zijn schuld" may be a fault, and "geen schulden" is none.
const debt = reads(/(?<!\p{L})(?:heeft|had|met)\s(?:(?!geen)\p{L}+\s){0,3}?(schuld(?:en)?)(?!\p{L})/giu, 'hint', 'yes')

const permit = all(
  reads(
    /(?<!\p{L})(?<!(?:geen|zonder)\s)(GVVA|TWV|tewerkstellingsvergunning|werkvergunning)(?!\p{L})/gu,
    'pattern',
    'work',
  ),
  reads(/(?<!\p{L})(B8(?:\/3)?)(?![\p{L}\d])/gu, 'pattern', 'b8'),
  reads(/(?<!\p{L})(asiel(?:zoeker|zoekster|aanvraag|procedure)?)(?!\p{L})/giu, 'hint', 'asylum'),
  reads(
    /(?<!\p{L})(zonder (?:geldige )?papieren|ongedocumenteerde?|geen verblijfsrecht|geen verblijfsvergunning)(?!\p{L})/giu,
    'hint',
    'none',
  ),
)

const PAPERS = '(?:paspoort|pasje|papieren|identiteitskaart|id-kaart|identiteitsbewijs|documenten)'
const documentHeld = all(
  reads(
    new RegExp(
      String.raw`(?<!\p{L})((?:(?:het|de|zijn|haar)\s)?${PAPERS}\s(?:heeft|hebben)\s(?:de|zijn|haar)\s${EMPLOYER})(?!\p{L})`,
      'giu',
    ),
    'pattern',
    'yes',
  ),
  reads(
    new RegExp(
      String.raw`(?<!\p{L})((?:(?:het|de|zijn|haar)\s)?${PAPERS}\s(?:ligt|liggen|is|zijn)\s(?:bij|(?:afgepakt|ingenomen)\sdoor)\s(?:de|zijn|haar)\s${EMPLOYER})(?!\p{L})`,
      'giu',
    ),
    'pattern',
    'yes',
  ),
  reads(
    new RegExp(
      String.raw`(?<!\p{L})(${EMPLOYER}\sheeft\s(?:het|de|zijn|haar)\s${PAPERS}(?:\s(?:afgepakt|ingenomen))?)(?!\p{L})`,
      'giu',
    ),
    'pattern',
    'yes',
  ),
)

const MESSAGE = String.raw`(?:met|via|per)\s(?:een\s)?(?:bericht|berichtje|sms|app|appje|whatsapp)`
// When and how it is safe stays as it was told: a code would lose a condition.
const safeContact = all(
  reads(
    new RegExp(
      String.raw`(?<!\p{L})((?:liefst\s|alleen\s)?(?:na|vanaf)\s\d{1,2}(?:[.:]\d{2})?\s(?:uur\s)?(?:en\s)?alleen\s${MESSAGE})(?!\p{L})`,
      'giu',
    ),
    'pattern',
  ),
  reads(new RegExp(String.raw`(?<!\p{L})(alleen\s${MESSAGE})(?!\p{L})`, 'giu'), 'pattern'),
  reads(
    /(?<!\p{L})((?:liefst\s|alleen\s)(?:na|vanaf|tussen|voor)\s\d{1,2}(?:[.:]\d{2})?(?:\s(?:en|tot)\s\d{1,2}(?:[.:]\d{2})?)?\suur)/giu,
    'pattern',
  ),
  reads(/(?<!\p{L})(niet\s(?:terug)?bellen)(?!\p{L})/giu, 'hint'),
)

const shelterTonight = all(
  reads(
    /(?<!\p{L})((?:(?:hij|zij|ze)\s)?(?:wil|kan|durft)\s(?:vannacht|vanavond|vandaag)\sniet\s(?:meer\s)?(?:terug|naar\shuis))(?!\p{L})/giu,
    'pattern',
    'yes',
  ),
  reads(
    /(?<!\p{L})((?:heeft\s)?(?:vannacht|vanavond)\s(?:nog\s)?(?:geen\s(?:slaapplek|slaapplaats|plek|bed|onderdak)|(?:een\s)?(?:plek|opvang|bed|onderdak|slaapplek)\snodig))(?!\p{L})/giu,
    'pattern',
    'yes',
  ),
  reads(
    /(?<!\p{L})((?:heeft\s)?(?:geen\s(?:slaapplek|slaapplaats|onderdak)|opvang\snodig)\svoor\s(?:vannacht|vanavond))(?!\p{L})/giu,
    'pattern',
    'yes',
  ),
  reads(
    /(?<!\p{L})((?:kan|mag)\s(?:vannacht|vanavond|voorlopig)\s(?:bij\s(?:\p{L}+\s){1,4})(?:slapen|blijven|terecht))(?!\p{L})/giu,
    'pattern',
    'no',
  ),
)

const complaint = all(
  reads(
    /(?<!\p{L})((?:(?:hij|zij|ze)\s)?heeft\s(?:nog\s)?geen\saangifte\sgedaan|(?:nog\s)?geen\saangifte)(?!\p{L})/giu,
    'pattern',
    'no',
  ),
  reads(/(?<!\p{L})((?:(?:hij|zij|ze)\s)?(?:heeft\saangifte\sgedaan|deed\saangifte))(?!\p{L})/giu, 'pattern', 'yes'),
)

/** One reader per field; dates are read where dates are known. */
export const SITUATION_READERS: Readonly<Record<Exclude<SituationField, 'permit-until'>, Reader>> = {
  language,
  workplace,
  'lives-at-work': livesAtWork,
  'hours-per-week': hoursPerWeek,
  'wage-per-month-eur': wagePerMonth,
  'debt-to-employer': debtToEmployer,
  debt,
  permit,
  'document-held-by-employer': documentHeld,
  'safe-contact': safeContact,
  'shelter-tonight': shelterTonight,
  complaint,
}
