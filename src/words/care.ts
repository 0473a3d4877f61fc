/** The words of care: wishes, reasons, causes. Dutch first; a missing code does not compile. */
import type { CorrectionReason, NoReason, PlaceKind, WaitCause, Wish } from '../care/public.ts'

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
