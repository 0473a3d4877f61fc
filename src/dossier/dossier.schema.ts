/** What goes over the line about dossiers. No Node import: screens use it too. */
import Type, { type Static } from 'typebox'
import { PERSON_LANGUAGES } from '../words/person.ts'
import { ShownAttachment } from './attachment.schema.ts'
import { CHAPTERS } from './chapter.ts'
import { RECEIVING_FUNCTIONS, STAGES } from './handover.ts'
import { TASK_KINDS, WAITS_FOR } from './handover-note.ts'
import { ON_MOVE } from './money-book.ts'
import { REQUEST_KINDS, REQUEST_OUTCOMES } from './person-request.ts'
import { REPORT_KINDS } from './report.ts'
import { TOLD_BY } from './timeline.ts'

export const Id = Type.String({ format: 'uuid', maxLength: 36 })
const Moment = Type.String({ format: 'date-time' })
const DayText = Type.String({ format: 'date', maxLength: 10 })
const Code = (maxLength = 60) => Type.String({ minLength: 1, maxLength, pattern: '^[a-z0-9][a-zA-Z0-9-]*$' })
const ChapterName = Type.Enum([...CHAPTERS])
const Abilities = Type.Array(Type.String())
const closed = { additionalProperties: false } as const

/** A page of a list: at most 100. */
export const ListQuery = Type.Object(
  {
    limit: Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|100)$' })),
    cursor: Type.Optional(Type.String({ pattern: '^[0-9TZ:.-]{20,30}~[0-9a-f-]{36}$' })),
  },
  closed,
)
/** The newest of a list that is not paged. */
export const LimitQuery = Type.Object({ limit: Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|100)$' })) }, closed)
export const DossierPath = Type.Object({ dossierId: Id })
export const OpeningPath = Type.Object({ openingId: Id })
export const HandoverPath = Type.Object({ handoverId: Id })
export const ReportPath = Type.Object({ dossierId: Id, kind: Type.Enum([...REPORT_KINDS]) })
export const CardPath = Type.Object({ dossierId: Id, language: Type.Enum([...PERSON_LANGUAGES]) })
export const RequestPath = Type.Object({ requestId: Id })

export const Field = Type.Object(
  { field: Type.String({ pattern: '^[a-z][a-z0-9-]{0,40}$' }), value: Type.String({ minLength: 1, maxLength: 500 }) },
  closed,
)
const Fields = Type.Array(Field, { maxItems: 30 })

export const OpenDossier = Type.Object(
  {
    signalId: Type.Optional(Id),
    municipalityCode: Type.Optional(Type.String({ pattern: '^GM[0-9]{4}$' })),
    happenedDate: Type.Optional(DayText),
    fields: Type.Optional(Fields),
  },
  closed,
)
export const NoteChapter = Type.Object(
  {
    chapter: ChapterName,
    happenedDate: Type.Optional(DayText),
    /** In place of a day: a year, a month, or that nobody knows. */
    happened: Type.Optional(Type.String({ pattern: '^(unknown|[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)$', maxLength: 10 })),
    /** Who told it; sealed with the note. */
    told: Type.Optional(Type.Enum([...TOLD_BY])),
    text: Type.Optional(Type.String({ maxLength: 20_000 })),
    fields: Type.Optional(Fields),
  },
  closed,
)
export const NoteResidenceLetter = Type.Object(
  {
    letter: Type.String({ pattern: '^[A-Za-z0-9]{1,4}$' }),
    permit: Type.Optional(Code(20)),
    happenedDate: Type.Optional(DayText),
    /** The last day, when it is over or its end is known; without it the letter holds until the next begins. */
    untilDate: Type.Optional(DayText),
  },
  closed,
)
export const RecordMove = Type.Object(
  { toMunicipalityCode: Type.String({ pattern: '^GM[0-9]{4}$' }), happenedDate: Type.Optional(DayText) },
  closed,
)
export const Nothing = Type.Object({}, closed)
export const OfferHandover = Type.Object(
  {
    receiverId: Id,
    /** The desk that answers; without one it is chosen by the kind of organisation. */
    receiverFunction: Type.Optional(Type.Enum([...RECEIVING_FUNCTIONS])),
  },
  closed,
)
export const HANDOVER_REASONS = [
  'no-capacity',
  'other-region',
  'not-fitting',
  'unreachable',
  'not-now',
  'not-safe',
  'she-says-no',
  'mistake',
  'other',
] as const
export const GiveReason = Type.Object({ reason: Type.Optional(Type.Enum([...HANDOVER_REASONS])) }, closed)
/** A code that she chose; without one a code is made and given once. */
const PageCode = Type.String({ minLength: 1, maxLength: 100 })
export const SwitchPage = Type.Object(
  { on: Type.Boolean(), besideHer: Type.Optional(Type.Boolean()), code: Type.Optional(PageCode) },
  closed,
)
export const CODE_TOLD = ['beside-her', 'by-phone', 'on-paper'] as const
export const RenewCode = Type.Object({ told: Type.Enum([...CODE_TOLD]), code: Type.Optional(PageCode) }, closed)
export const CodeRenewed = Type.Object({ pageOn: Type.Boolean(), code: Type.Optional(Type.String()) })

export const Made = (name: string) => Type.Object({ [name]: Id })
export const HandoverChanged = Type.Object({ handoverId: Id, stage: Type.Enum([...STAGES]) })
export const PageSwitched = Type.Object({
  pageOn: Type.Boolean(),
  token: Type.Optional(Type.String()),
  /** Made when she chose none: shown once, like the link. */
  code: Type.Optional(Type.String()),
})

const Party = Type.Object({ organisationId: Id, name: Type.String() })
export const HandoverShown = Type.Object({
  handoverId: Id,
  dossierId: Id,
  side: Type.Enum(['sender', 'receiver']),
  from: Party,
  to: Party,
  receiverFunction: Type.Optional(Type.Enum([...RECEIVING_FUNCTIONS])),
  stage: Type.Enum([...STAGES]),
  offeredAt: Moment,
  changedAt: Moment,
  overlapUntilDate: Type.Optional(DayText),
  comesAlong: Type.Object({
    chapters: Type.Array(Type.String()),
    summary: Type.Array(Type.Object({ field: Type.String(), value: Type.String() })),
  }),
  abilities: Abilities,
})
/** The note that goes with a handover: for the receiver once it accepted, for the sender until the overlap ends. */
export const HandoverNoteShown = Type.Object({
  handoverId: Id,
  dossierId: Id,
  side: Type.Enum(['sender', 'receiver']),
  from: Party,
  to: Party,
  stage: Type.Enum([...STAGES]),
  /** Whom to call at the sender: a function, never a person. */
  call: Type.Optional(
    Type.Object({
      holder: Type.Object({ nl: Type.String(), en: Type.String() }),
      phone: Type.String(),
      reachable: Type.Object({ nl: Type.String(), en: Type.String() }),
    }),
  ),
  /** When the sender wrote the tasks and clocks down; absent: no note was made. */
  madeAt: Type.Optional(Moment),
  chapters: Type.Array(
    Type.Object({
      chapter: ChapterName,
      how: Type.Enum(['known', 'herself', 'in-file', 'closed']),
      fields: Type.Array(
        Type.Object({ field: Type.String(), value: Type.String(), toldBy: Party, sinceDate: DayText }),
      ),
    }),
  ),
  tasks: Type.Array(
    Type.Object({
      kind: Type.Enum([...TASK_KINDS]),
      waitsFor: Type.Optional(Type.Enum([...WAITS_FOR])),
      /** Of a step towards money: which one, and what a move does to it. */
      title: Type.Optional(Type.Object({ nl: Type.String(), en: Type.String() })),
      onMove: Type.Optional(Type.Enum([...ON_MOVE])),
      party: Type.Optional(Party),
      sinceDate: Type.Optional(DayText),
      dueDate: Type.Optional(DayText),
    }),
  ),
  clocks: Type.Array(
    Type.Object({
      normId: Type.String(),
      title: Type.Object({ nl: Type.String(), en: Type.String() }),
      dueDate: DayText,
      missed: Type.Boolean(),
    }),
  ),
  abilities: Abilities,
})
export type HandoverNoteShown = Static<typeof HandoverNoteShown>
export const HandoverList = Type.Object({ handovers: Type.Array(HandoverShown) })

export const ListedDossier = Type.Object({
  dossierId: Id,
  name: Type.Optional(Type.String()),
  holder: Party,
  mine: Type.Boolean(),
  stage: Type.String(),
  municipalityCode: Type.Optional(Type.String()),
  openedAt: Moment,
  handoverStage: Type.Optional(Type.String()),
  abilities: Abilities,
})
export const DossierList = Type.Object({
  dossiers: Type.Array(ListedDossier),
  nextCursor: Type.Optional(Type.String()),
  abilities: Abilities,
})

export const OpenQuery = Type.Object(
  {
    limit: Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|100)$' })),
    cursor: Type.Optional(Type.String({ pattern: '^[01]~[0-9-]{10}~[0-9a-f-]{36}$' })),
  },
  closed,
)
/** An open dossier on the worklist: what is due first, and what waits. */
export const ListedOpenDossier = Type.Object({
  dossierId: Id,
  name: Type.Optional(Type.String()),
  stage: Type.String(),
  municipalityCode: Type.Optional(Type.String()),
  openedAt: Moment,
  handoverStage: Type.Optional(Type.Enum([...STAGES])),
  /** The norm whose term ends first; absent: nothing is due. */
  next: Type.Optional(
    Type.Object({
      normId: Type.String(),
      title: Type.Object({ nl: Type.String(), en: Type.String() }),
      dueDate: DayText,
      late: Type.Boolean(),
    }),
  ),
  /** Out of sight: by when somebody looks again. */
  watch: Type.Optional(Type.Object({ dueDate: DayText, late: Type.Boolean() })),
  waits: Type.Integer(),
  questions: Type.Integer(),
  abilities: Abilities,
})
export type ListedOpenDossier = Static<typeof ListedOpenDossier>
export const OpenDossierList = Type.Object({
  dossiers: Type.Array(ListedOpenDossier),
  /** False: terms are still being read (after a change of norms), so the order is not final. */
  sorted: Type.Boolean(),
  nextCursor: Type.Optional(Type.String()),
  abilities: Abilities,
})

const HowExact = Type.Enum(['day', 'month', 'year', 'unknown'])
const ShownField = Type.Object({
  field: Type.String(),
  value: Type.String(),
  toldBy: Party,
  sinceDate: DayText,
  /** How exactly that is known; absent: to the day. */
  precision: Type.Optional(HowExact),
})
const ShownNote = Type.Object({
  noteId: Id,
  text: Type.String(),
  toldBy: Party,
  /** Who told it, when that was noted. */
  told: Type.Optional(Type.Enum([...TOLD_BY])),
  happenedDate: DayText,
  /** How exactly that is known; absent: to the day. */
  precision: Type.Optional(HowExact),
  learnedAt: Moment,
})
export const ShownChapter = Type.Object({
  chapter: ChapterName,
  state: Type.Enum(['open', 'closed', 'sealed']),
  whyNl: Type.Optional(Type.String()),
  whyEn: Type.Optional(Type.String()),
  /** May this reader write in it? Absent: as the abilities of the dossier say. */
  mayNote: Type.Optional(Type.Boolean()),
  asking: Type.Enum(['known', 'ask-herself', 'own', 'ask']),
  fields: Type.Array(ShownField),
  notes: Type.Array(ShownNote),
  /** Photos and letters; absent: there is none that this reader may have. */
  attachments: Type.Optional(Type.Array(ShownAttachment)),
  /** What she wrote beside it on her own page: it stands next to what was noted, and takes nothing away. */
  corrections: Type.Optional(
    Type.Array(
      Type.Object({
        requestId: Id,
        field: Type.Optional(Type.String()),
        text: Type.String(),
        saidDate: DayText,
      }),
    ),
  ),
})
const ShownFact = Type.Object({
  factId: Id,
  kind: Type.String(),
  chapter: Type.Optional(Type.String()),
  happenedDate: DayText,
  precision: Type.String(),
  learnedAt: Moment,
  by: Party,
  /** Who told it, for whoever may read the chapter. */
  told: Type.Optional(Type.Enum([...TOLD_BY])),
  payload: Type.Record(Type.String(), Type.Unknown()),
})
export const DossierShown = Type.Object({
  dossierId: Id,
  holder: Party,
  mine: Type.Boolean(),
  stage: Type.String(),
  municipalityCode: Type.Optional(Type.String()),
  openedAt: Moment,
  pageOn: Type.Boolean(),
  /** Too many wrong codes: give her a new one. */
  pageLocked: Type.Optional(Type.Boolean()),
  chapters: Type.Array(ShownChapter),
  timeline: Type.Array(ShownFact),
  handovers: Type.Array(HandoverShown),
  abilities: Abilities,
})
/** What one emergency opened; nothing else of the dossier. */
export const EmergencyShown = Type.Object({
  openingId: Id,
  dossierId: Id,
  holder: Party,
  endsAt: Moment,
  chapters: Type.Array(ShownChapter),
  abilities: Abilities,
})
export type DossierShown = Static<typeof DossierShown>
export type HandoverShown = Static<typeof HandoverShown>
export type ListedDossier = Static<typeof ListedDossier>

export const ReportShown = Type.Object({
  kind: Type.Enum([...REPORT_KINDS]),
  title: Type.String(),
  paragraphs: Type.Array(Type.String()),
  missing: Type.Array(Type.Object({ field: Type.String(), label: Type.String(), why: Type.String() })),
  notice: Type.String(),
  sources: Type.Array(Type.String()),
})
export const PaperCard = Type.Object({
  language: Type.String(),
  lines: Type.Array(Type.String()),
  parts: Type.Optional(Type.Array(Type.Object({ title: Type.String(), lines: Type.Array(Type.String()) }))),
})

/** Goes out as the bytes of a PDF. */
export const CardFile = Type.Object({ name: Type.String(), base64: Type.String() })

export const PersonRequestShown = Type.Object({
  requestId: Id,
  kind: Type.Enum([...REQUEST_KINDS]),
  about: Type.String(),
  chapter: Type.Optional(Type.String()),
  field: Type.Optional(Type.String()),
  /** Absent: sealed for who held the file when she wrote it. */
  text: Type.Optional(Type.String()),
  /** The line of her log that she means, as she read it. */
  line: Type.Optional(Type.String()),
  madeAt: Moment,
  answerByDate: DayText,
  late: Type.Boolean(),
  outcome: Type.Optional(Type.Enum([...REQUEST_OUTCOMES])),
  answer: Type.Optional(Type.String()),
  answeredAt: Type.Optional(Moment),
  abilities: Abilities,
})
export type PersonRequestShown = Static<typeof PersonRequestShown>
export const PersonRequestList = Type.Object({ requests: Type.Array(PersonRequestShown) })
export const AnswerRequest = Type.Object(
  { outcome: Type.Enum([...REQUEST_OUTCOMES]), text: Type.String({ minLength: 1, maxLength: 4_000 }) },
  closed,
)
export const PersonTaskList = Type.Object({
  requests: Type.Array(
    Type.Object({
      requestId: Id,
      dossierId: Id,
      kind: Type.Enum([...REQUEST_KINDS]),
      dueDate: DayText,
      late: Type.Boolean(),
    }),
  ),
  askAgain: Type.Array(Type.Object({ dossierId: Id, dueDate: DayText, late: Type.Boolean() })),
  /** Who is out of sight, and when the watch is looked at again. */
  watches: Type.Array(Type.Object({ dossierId: Id, dueDate: DayText, late: Type.Boolean() })),
  /** Of whom a colleague said that (s)he died: it waits for who reads this. */
  deaths: Type.Array(Type.Object({ dossierId: Id, toldDate: DayText })),
})
