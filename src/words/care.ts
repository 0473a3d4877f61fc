/** The words of care: wishes, reasons, causes. Dutch first; a missing code does not compile. */
import type {
  CorrectionReason,
  HouseWord,
  LostCause,
  MatchWord,
  NoReason,
  Pass,
  PlaceKind,
  WaitCause,
  WhyNot,
  Wish,
} from '../care/public.ts'

type Words = { readonly nl: string; readonly en: string }

export const wishWords: Readonly<Record<Wish, Words>> = {
  man: { nl: 'voor een man', en: 'for a man' },
  woman: { nl: 'voor een vrouw', en: 'for a woman' },
  family: { nl: 'voor ouder en kind', en: 'for parent and child' },
  minor: { nl: 'voor een minderjarige', en: 'for a minor' },
  'step-free': { nl: 'zonder traptreden', en: 'step-free' },
  secured: { nl: 'extra beveiligd', en: 'secured' },
  'round-the-clock': { nl: 'begeleiding dag en nacht', en: 'guidance day and night' },
  independent: { nl: 'zelfstandig wonen met begeleiding', en: 'living independently with guidance' },
}

export const houseWords: Readonly<Record<HouseWord, Words>> = {
  'age-12-17': { nl: '12 tot en met 17 jaar', en: 'aged 12 to 17' },
  'age-18-22': { nl: '18 tot en met 22 jaar', en: 'aged 18 to 22' },
  'age-23-plus': { nl: '23 jaar en ouder', en: 'aged 23 and over' },
  baby: { nl: 'zwanger of met een baby', en: 'pregnant or with a baby' },
  'form-sexual': { nl: 'na seksuele uitbuiting', en: 'after sexual exploitation' },
  'form-labour': { nl: 'na arbeidsuitbuiting', en: 'after labour exploitation' },
  'form-criminal': { nl: 'na criminele uitbuiting', en: 'after criminal exploitation' },
  'form-other': { nl: 'na een andere vorm van uitbuiting', en: 'after another form of exploitation' },
  addiction: { nl: 'met een verslaving', en: 'with an addiction' },
  'mental-health': { nl: 'met psychische zorg', en: 'with mental health care' },
  'mild-disability': { nl: 'met een licht verstandelijke beperking', en: 'with a mild intellectual disability' },
  'speaks-nl': { nl: 'spreekt Nederlands', en: 'speaks Dutch' },
  'speaks-en': { nl: 'spreekt Engels', en: 'speaks English' },
  'speaks-fr': { nl: 'spreekt Frans', en: 'speaks French' },
  'speaks-es': { nl: 'spreekt Spaans', en: 'speaks Spanish' },
  'speaks-pt': { nl: 'spreekt Portugees', en: 'speaks Portuguese' },
  'speaks-ar': { nl: 'spreekt Arabisch', en: 'speaks Arabic' },
  'speaks-bg': { nl: 'spreekt Bulgaars', en: 'speaks Bulgarian' },
  'speaks-ro': { nl: 'spreekt Roemeens', en: 'speaks Romanian' },
  'speaks-pl': { nl: 'spreekt Pools', en: 'speaks Polish' },
  'speaks-hu': { nl: 'spreekt Hongaars', en: 'speaks Hungarian' },
  'speaks-tr': { nl: 'spreekt Turks', en: 'speaks Turkish' },
  'speaks-uk': { nl: 'spreekt Oekraïens', en: 'speaks Ukrainian' },
  'speaks-zh': { nl: 'spreekt Chinees', en: 'speaks Chinese' },
  'speaks-vi': { nl: 'spreekt Vietnamees', en: 'speaks Vietnamese' },
  'speaks-ti': { nl: 'spreekt Tigrinya', en: 'speaks Tigrinya' },
  days: { nl: 'voor enkele dagen', en: 'for some days' },
  'three-months': { nl: 'voor drie maanden', en: 'for three months' },
  longer: { nl: 'voor langer dan drie maanden', en: 'for longer than three months' },
  'paid-wmo': { nl: 'betaald uit de Wmo', en: 'paid under the Wmo' },
  'paid-cosm': { nl: 'betaald als categorale opvang (COSM)', en: 'paid as categorical shelter (COSM)' },
  'paid-youth': { nl: 'betaald uit de Jeugdwet', en: 'paid under the Youth Act' },
  'paid-other': { nl: 'anders betaald', en: 'paid otherwise' },
  wheelchair: { nl: 'met een rolstoel', en: 'with a wheelchair' },
  deaf: { nl: 'voor wie doof is', en: 'for somebody who is deaf' },
  blind: { nl: 'voor wie blind is', en: 'for somebody who is blind' },
}
export const matchWords: Readonly<Record<MatchWord, Words>> = { ...wishWords, ...houseWords }

/** Kinds of reasons why other houses cannot be asked: never which, how many or where. */
export const whyNotWords: Readonly<Record<WhyNot, Words>> = {
  'for-others': { nl: 'Er zijn huizen voor andere mensen.', en: 'There are houses for other people.' },
  'lacks-what-must': {
    nl: 'Er zijn huizen die niet alles hebben wat moet.',
    en: 'There are houses that lack something that must be.',
  },
  'in-avoided-area': {
    nl: 'Er is plek in een gebied dat u mijdt.',
    en: 'There is room in an area that you avoid.',
  },
  'no-room': { nl: 'Er zijn huizen die passen en vol zijn.', en: 'There are houses that fit and are full.' },
}

export const placeKindWords: Readonly<Record<PlaceKind, Words>> = {
  categorical: { nl: 'categorale opvang', en: 'categorical shelter' },
  women: { nl: 'vrouwenopvang', en: 'women’s shelter' },
  men: { nl: 'mannenopvang', en: 'men’s shelter' },
  homeless: { nl: 'maatschappelijke opvang', en: 'homeless shelter' },
}

export const noReasonWords: Readonly<Record<NoReason, Words>> = {
  'no-bed-now': { nl: 'Nu geen bed vrij.', en: 'No bed free now.' },
  'no-fit-with-group': {
    nl: 'Past nu niet bij de groep die er woont.',
    en: 'Does not fit the group that lives there now.',
  },
  'no-staff': { nl: 'Nu niet genoeg begeleiding.', en: 'Not enough staff now.' },
  'other-safety-level': {
    nl: 'Er is een ander niveau van veiligheid nodig.',
    en: 'Another level of safety is needed.',
  },
}

export const waitCauseWords: Readonly<Record<WaitCause, Words>> = {
  money: { nl: 'wachten op wie betaalt', en: 'waiting for who pays' },
  decision: { nl: 'wachten op een besluit', en: 'waiting for a decision' },
  papers: { nl: 'wachten op papieren', en: 'waiting for papers' },
  consent: { nl: 'wachten op toestemming', en: 'waiting for consent' },
  transport: { nl: 'wachten op vervoer', en: 'waiting for transport' },
  'no-place': { nl: 'wachten op een plek', en: 'waiting for a place' },
}

export const lostCauseWords: Readonly<Record<LostCause, Words>> = {
  ...waitCauseWords,
  unknown: { nl: 'niemand weet waarop', en: 'nobody knows for what' },
}

export const passWords: Readonly<Record<Pass, Words>> = {
  'holds-a-bed': { nl: 'er werd al een bed vastgehouden', en: 'a bed was held already' },
  'lacks-what-must': { nl: 'het huis had niet wat moet', en: 'the house lacked what must be' },
  'in-avoided-area': { nl: 'het huis lag in een gebied dat u mijdt', en: 'the house lay in an area that you avoid' },
  'asked-lately': {
    nl: 'dit huis was de afgelopen week al gevraagd',
    en: 'this house was asked in the last week already',
  },
  'own-house': { nl: 'het was een bed van uw eigen huis', en: 'it was a bed of your own house' },
  'not-answered-in-time': {
    nl: 'het bed werd vier uur vastgehouden en niet genomen',
    en: 'the bed was held for four hours and not taken',
  },
  'house-no-bed-now': { nl: 'het huis zei: nu toch geen bed', en: 'the house said: no bed now after all' },
  'house-no-fit-with-group': {
    nl: 'het huis zei: past niet bij de groep',
    en: 'the house said: no fit with the group',
  },
  'house-no-staff': { nl: 'het huis zei: nu niet genoeg begeleiding', en: 'the house said: not enough staff now' },
  'house-other-safety-level': {
    nl: 'het huis zei: andere mate van veiligheid nodig',
    en: 'the house said: another level of safety is needed',
  },
  'she-says-no': { nl: 'zij of hij wil dit bed niet', en: 'she or he does not want this bed' },
  'not-safe-there': { nl: 'daar is het niet veilig', en: 'it is not safe there' },
  'found-elsewhere': { nl: 'er is elders een plek', en: 'there is a place elsewhere' },
}

export const waitingNotice: Words = {
  nl: 'Alleen van kwartalen die gesloten zijn, in banden en vijftallen. Niets over minder dan vijf dossiers, en niets op volgorde van veel naar weinig.',
  en: 'Of closed quarters only, in bands and fives. Nothing over fewer than five files, and nothing in an order of much to little.',
}

export const correctionReasonWords: Readonly<Record<CorrectionReason, Words>> = {
  'other-cause': { nl: 'de oorzaak was een andere', en: 'the cause was another' },
  'other-party': { nl: 'het wachten was op een ander', en: 'it waited for another' },
  'party-told-so': { nl: 'de partij zei het zelf', en: 'the party said so itself' },
  'entered-wrongly': { nl: 'verkeerd ingevoerd', en: 'entered wrongly' },
}

/** What the house that gives the bed hears of who pays for it. */
export const bedPayerWords: Readonly<Record<'asked' | 'accepts' | 'refuses' | 'provisional', Words>> = {
  asked: {
    nl: 'Betaler gevraagd, nog geen antwoord. De opvang gaat door.',
    en: 'Payer asked, no answer yet. Shelter goes on.',
  },
  accepts: { nl: 'Betaler zegt ja.', en: 'The payer said yes.' },
  refuses: {
    nl: 'Een betaler weigert. De opvang gaat door; een ander draagt de kosten zolang (voorstel, norm N34).',
    en: 'A payer refuses. Shelter goes on; another carries the cost meanwhile (proposed, norm N34).',
  },
  provisional: { nl: 'Betaler betaalt voorlopig.', en: 'The payer pays for now.' },
}
