/** Finding words in a pasted text: where a pattern stands, who is speaking, and which lines are a mail's and not its message. */

/** `labelled`: the text says what it is; `pattern`: it has the shape; `hint`: a word that may mean it. */
export type Confidence = 'labelled' | 'pattern' | 'hint'

export type Span = {
  /** Exactly as it stands in the text. */
  readonly written: string
  readonly start: number
  readonly end: number
  readonly confidence: Confidence
  /** What it stands for in our lists: a municipality code, an ISO country, a form, a date, a number. */
  readonly code?: string
}

/** Where the first group of the pattern stands in the text. */
export const spans = (text: string, pattern: RegExp, confidence: Confidence): readonly Span[] =>
  [...text.matchAll(new RegExp(pattern.source, `${pattern.flags}d`))].flatMap((match) => {
    const [start, end] = match.indices?.[1] ?? []
    if (start === undefined || end === undefined) return []
    return [{ written: text.slice(start, end), start, end, confidence }]
  })

/** Anything within one sentence; a mail may break a line there, an empty line ends it. */
export const WITHIN = String.raw`(?:[^.!?\n]|\n(?!\n))`

const HEADER =
  /^[> \t]{0,8}(?:van|from|verzonden|sent|onderwerp|subject|cc|bcc|reply-to|antwoord aan|aan|to|datum|date)[ \t]{0,3}:/i
/** These begin a header by themselves; the others ("Aan:", "Datum:") only below one of them. */
const FIRST_HEADER = /^[> \t]{0,8}(?:van|from|verzonden|sent|onderwerp|subject)[ \t]{0,3}:/i
const FAREWELL =
  /^[> \t]{0,8}(?:(?:met |hele |veel )?(?:vriendelijke|hartelijke|collegiale|warme)? ?groet(?:en|jes)?|mvg|hoogachtend|(?:kind|best|warm)? ?regards)[ \t,.!]{0,4}$/i
const FORWARDED = /^[> \t]{0,8}-{2,}.{0,60}-{2,}[ \t]*$/

/**
 * The text with the lines that are the mail's and not the message's made empty: headers, and whatever stands below a
 * farewell. They name senders, and a sender is not the person. As long as the text, so that every place stays the same.
 */
export const messageOf = (text: string): string => {
  let [inHeader, inSignature] = [false, false]
  return text
    .split('\n')
    .map((line) => {
      const isHeader = FIRST_HEADER.test(line) || (inHeader && HEADER.test(line))
      // A forwarded mail begins below the signature of who forwarded it.
      if (isHeader || FORWARDED.test(line)) inSignature = false
      else if (FAREWELL.test(line)) inSignature = true
      inHeader = isHeader
      return isHeader || inSignature ? '\n'.repeat(line.length) : line
    })
    .join('\n')
}

const BEFORE_MAX = 80

/** What stands before this place in the same sentence. A point within an abbreviation does not end one. */
export const sentenceBefore = (text: string, start: number): string => {
  const before = text.slice(Math.max(0, start - BEFORE_MAX), start)
  return before.split(/[!?]\s|(?<!\b(?:dhr|mevr|mw|dr|mr|geb|tel|nr))\.\s|\n\s*\n/i).at(-1) ?? ''
}

const WRITER = /^(?:ik|mij|mijn|ons|onze|wij|we)/i
const SPEAKERS = /(?<!\p{L})(?:(?:wij|we)\s+zijn|ik|mij|mijn|ons|onze|wij|we|hij|zij|ze|haar|hem|zijn)(?!\p{L})/giu

/** Does the sentence speak of whoever writes, rather than of the person? The last one named before this place decides. */
export const isOfTheWriter = (text: string, { start }: Pick<Span, 'start'>): boolean =>
  WRITER.test(sentenceBefore(text, start).match(SPEAKERS)?.at(-1) ?? '')

const SOMEBODY_ELSE =
  /(?<!\p{L})(?:baas|werkgever|eigenaar|exploitant|vriend(?:in)?|partner|echtgeno(?:ot|te)|broer|zus|zusje|vader|moeder|oom|tante|neef|nicht|verdachte|dader|pooier|mentor|collega|huisarts|dokter|arts|docent|leraar|lerares|verbalisant|rechercheur|agente?|getuige|melder|tolk|advocaat|(?:haar|mijn) man|(?:zijn|mijn) vrouw)(?!\p{L})/iu

/** Does the sentence name another role before this place: "haar baas heet ..."? */
export const isOfSomebodyElse = (text: string, span: Pick<Span, 'start'>): boolean =>
  isOfTheWriter(text, span) || SOMEBODY_ELSE.test(sentenceBefore(text, span.start))

export const MONTHS = 'januari februari maart april mei juni juli augustus september oktober november december'.split(
  ' ',
)
/** A date as people here write it. */
export const DATE = String.raw`(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[ ](?:${MONTHS.join('|')})[ ]\d{4})`
