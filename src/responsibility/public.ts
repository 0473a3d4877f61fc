/** What a browser may import too: rules as data, the verdict, the route finder and the letters. All of it is pure. */
export { type DirectorySubject, directorySubjects } from './call-desk.ts'
export {
  type Condition,
  compileCondition,
  evaluate,
  fieldsOf,
  type Judgement,
  readCondition,
  type Truth,
} from './conditions.ts'
export {
  decideResponsibility,
  GAP_CODES,
  type Gap,
  type GapCode,
  type NextRuling,
  type PossibleRuling,
  type ProvisionalCarrier,
  provisionalCarrier,
  type Ruling,
  type Verdict,
} from './decide-responsibility.ts'
export {
  type DatedFact,
  type Facts,
  FIELDS,
  type Field,
  factsOn,
  RESIDENCE_LETTERS,
  type ResidenceLetter,
  readFacts,
  type ValueOf,
} from './facts.ts'
export {
  fieldsIn,
  LETTER_FIELDS,
  type LetterFacts,
  type LetterField,
  type LetterRefusal,
  type LetterRequest,
  type LetterText,
  type LetterWords,
  writeLetter,
} from './letter.ts'
export {
  type FindMunicipality,
  type MunicipalityOnMap,
  type NamedMunicipality,
  type NamingRefusal,
  nameMunicipality,
  type Whereabouts,
} from './name-municipality.ts'
export { findEntitlements, type LetterRow, readLetters, residenceOn } from './residence.ts'
export { type Call, type RoutePage, routeAdvice, type Term } from './route-advice.ts'
export {
  ANSWERS,
  type AnswerId,
  type Answers,
  ASSUMED,
  answersTo,
  factsOfAnswers,
  nextQuestion,
  QUESTION_IDS,
  QUESTIONS_MAX,
  type QuestionId,
  readAnswers,
} from './route-questions.ts'
export {
  BODIES,
  type Body,
  CALL_SUBJECTS,
  type CallSubject,
  CERTAINTIES,
  type Certainty,
  isValidOn,
  LETTER_KINDS,
  type LetterKind,
  MUNICIPALITY_CODES,
  type MunicipalityCode,
  PAYERS,
  type Payer,
  type Rule,
  type RuleRefusal,
  readRules,
  type Sentence,
  type Source,
  TERM_KINDS,
  type TermKind,
  TOPICS,
  type Topic,
} from './rule.ts'
export { LETTERS, RULES } from './rule-book.ts'
