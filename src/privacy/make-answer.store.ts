/** Puts an answer together: what was read, in the words of a language, as data and as one page. */
import type { Static } from 'typebox'
import { readPurposes } from '../access/index.ts'
import type { Reference } from '../directory/index.ts'
import type { Work } from '../platform/work.ts'
import { ANSWER_WORDS, type AnswerLanguage, columnWord, valueWord } from '../words/answer.ts'
import { dayInWords } from '../words/days.ts'
import type { AccessAnswer } from './access-request.schema.ts'
import { readFunctions } from './access-request.store.ts'
import { type AnswerSection, readAnswer, signalsOf } from './answer.store.ts'
import { answerPage } from './answer-page.ts'
import { readColumnClasses } from './columns.store.ts'
import { LEFT_OUT, UNNAMED_KINDS } from './sections.ts'

export type AnswerNeeds = { readonly reference: Reference }

/** Everything that the own house holds on the person of a file. The caller has checked who asks, and logs it. */
export const makeAnswer = async (
  work: Work,
  { reference }: AnswerNeeds,
  dossier: string,
  language: AnswerLanguage,
): Promise<{ readonly signals: readonly string[]; readonly answer: Static<typeof AccessAnswer> }> => {
  const words = ANSWER_WORDS[language]
  const functions = await readFunctions(work)
  const houses = new Map(reference.organisations.map((each) => [each.id as string, each]))
  const own = houses.get(work.claim.organisation)
  const sections = await readAnswer(work, dossier, {
    classes: readColumnClasses(),
    isOfPlane: (id) => houses.get(id)?.plane === work.claim.plane,
    names: {
      organisation: (id) => {
        const house = houses.get(id)
        if (!house) return undefined
        if (house.plane !== work.claim.plane) return words.otherPlane
        return UNNAMED_KINDS.includes(house.kind) ? words.unnamedHouse : house.name
      },
      functionOf: (id) =>
        `${words.functions[functions.get(id) ?? ''] ?? words.worker}, ${own?.name ?? words.thisHouse}`,
    },
  })
  const purposes = readPurposes()
  const textOf = (name: string, value: string): string => {
    const purpose = name === 'purpose' ? purposes.get(value) : undefined
    return purpose?.[language] ?? valueWord(language, value) ?? inTime(value, language)
  }
  const document = {
    title: words.title,
    madeAt: work.now.toISOString(),
    language,
    organisation: own?.name ?? '',
    about: words.about.map((each) => ({ ...each })),
    sections: sections.map(({ key, rows, cut }) => ({
      key,
      title: words.sections[key] ?? key,
      rows: rows.map((row) =>
        row.map(({ name, value }) => ({ name, label: columnWord(language, name), value, text: textOf(name, value) })),
      ),
      cut,
    })),
    leftOut: leftOut(sections, words),
  }
  return {
    signals: await signalsOf(work, dossier),
    answer: { fileName: `${words.fileName}-${work.today}`, document, page: answerPage(document) },
  }
}

// Said always, whether there was anything to leave out or not: else the sentence would tell that there was.
const leftOut = (sections: readonly AnswerSection[], words: (typeof ANSWER_WORDS)[AnswerLanguage]): string[] => [
  ...LEFT_OUT.map((each) => words.leftOut[each] ?? each),
  ...(sections.some(({ cut }) => cut) ? [words.cut] : []),
]

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/
const inTime = (value: string, language: AnswerLanguage): string => {
  if (!MOMENT.test(value)) return dayInWords(value, language)
  const at = new Date(value)
  if (Number.isNaN(at.getTime())) return value
  const options = { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Amsterdam' } as const
  return new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', options).format(at)
}
