/**
 * Every refusal: its HTTP status and what a reader sees, in Dutch and English: what happened, why, what can be done now.
 * docs/errors.md is made from this table; a check compares both ways. A code is never used again for something else.
 */
import type { RefusalWords } from '../platform/http.ts'

export const REFUSALS = {
  // The edge
  'bad-input': {
    status: 400,
    nl: 'Er klopt iets niet aan wat is ingestuurd. Kijk naar de genoemde velden en probeer het opnieuw.',
    en: 'Something in what was sent is not right. Look at the fields that are named and try again.',
  },
  'bad-text': {
    status: 400,
    nl: 'Een tekst bevat tekens die niet bewaard kunnen worden. Plak de tekst zonder opmaak of typ het genoemde veld opnieuw.',
    en: 'A text holds characters that cannot be kept. Paste it without markup or type the field again.',
  },
  'not-signed-in': {
    status: 401,
    nl: 'U bent niet (meer) aangemeld. Meld u aan en probeer het opnieuw.',
    en: 'You are not signed in (any more). Sign in and try again.',
  },
  'not-your-function': {
    status: 403,
    nl: 'Dit hoort niet bij uw functie. Het scherm laat zien wat uw positie wel toestaat en wie verder kan helpen.',
    en: 'This does not belong to your function. The screen shows what your position permits and who can help.',
  },
  'other-origin': {
    status: 403,
    nl: 'Dit verzoek kwam van een andere website en is niet uitgevoerd. Open Samenhang zelf en probeer het opnieuw.',
    en: 'This request came from another site and was not carried out. Open Samenhang itself and try again.',
  },
  'not-found': {
    status: 404,
    nl: 'Niet gevonden. Het bestaat niet, of het is niet voor u.',
    en: 'Not found. It does not exist, or it is not for you.',
  },
  'idempotency-key-reused': {
    status: 409,
    nl: 'Deze sleutel is al gebruikt voor iets anders. Stuur het opnieuw met een nieuwe sleutel.',
    en: 'This key was used for something else. Send it again with a new key.',
  },
  'too-large': {
    status: 413,
    nl: 'Dit is te groot. Verdeel het in kleinere delen, of gebruik de invoer van een bestand.',
    en: 'This is too large. Split it into smaller parts, or use the import of a file.',
  },
  'unknown-media-type': {
    status: 415,
    nl: 'Deze vorm van gegevens wordt niet gelezen. Stuur JSON.',
    en: 'This kind of data is not read. Send JSON.',
  },
  'too-many-requests': {
    status: 429,
    nl: 'Er komen te veel verzoeken vanaf uw plek. Wacht een minuut en probeer het opnieuw.',
    en: 'Too many requests come from where you are. Wait a minute and try again.',
  },
  fault: {
    status: 500,
    nl: 'Er ging bij ons iets mis en er is niets bewaard. Probeer het opnieuw; noem het nummer als u belt.',
    en: 'Something went wrong on our side and nothing was kept. Try again; mention the number when you call.',
  },
  'too-busy': {
    status: 503,
    nl: 'Het is nu te druk. Wacht even en probeer het opnieuw; er is niets bewaard.',
    en: 'It is too busy now. Wait a moment and try again; nothing was kept.',
  },
  'too-slow': {
    status: 503,
    nl: 'Dit duurde te lang en is gestopt. Vraag om minder tegelijk of probeer het later.',
    en: 'This took too long and was stopped. Ask for less at once or try later.',
  },
  'read-only': {
    status: 503,
    nl: 'Er kan nu niets bewaard worden, dus ook geen logregel; daarom wordt er ook niets getoond. Waarschuw uw beheerder.',
    en: 'Nothing can be kept now, no log line either; therefore nothing is shown. Tell your operator.',
  },
  'disk-full': {
    status: 507,
    nl: 'De schijf van het systeem is vol. Wat bevestigd was, is bewaard. Waarschuw uw beheerder.',
    en: 'The disk of the system is full. What was confirmed is kept. Tell your operator.',
  },
} as const satisfies RefusalWords
