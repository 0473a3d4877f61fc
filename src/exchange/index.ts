/** The face of exchange: lists in. What a row becomes, and the command that brings it to a sink. */
export type {
  ExitCode,
  ImportCommand,
  ImportNotice,
  ImportOptions,
  ImportProgress,
  ImportSummary,
  SignalSink,
} from './import-signals.command.ts'
export { importSignals, importSignalsCommand, problemLine, readMapping } from './import-signals.command.ts'
export { guessField } from './plain-columns.ts'
export type { FileProblem, NoticeCode, Problem } from './problems.ts'
export { FILE_PROBLEMS, NOTICES, ROW_PROBLEMS, sentence } from './problems.ts'
export type { ImportedPerson, ImportedSignal, RowProblem, RowProblemCode, SignalContent } from './signal-row.ts'
export { csvLine, writeTable } from './write-table.store.ts'
