/** What retention asks of others, in terms of an act; bound in wiring.ts. */
import type { Day } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { Kept, SubjectKind } from './retention.ts'

export type RetentionPorts = {
  /** What this organisation keeps: its own content in files, and its signals that stand alone. */
  readonly listKept: (work: Work) => Promise<readonly Kept[]>
  /** The kind of an organisation; undefined when the directory does not know it on this day. */
  readonly kindOf: (organisation: string, on: Day) => string | undefined
  /**
   * Takes away what stands outside the sealed content: grounds, and with them encodings, tokens and things at the matcher; links of the
   * person's page; the bytes of attachments of these classes. Gives every subject whose keys hold content of this one.
   */
  readonly takeAway: (
    work: Work,
    of: { readonly subject: string; readonly kind: SubjectKind; readonly classes: readonly string[] },
  ) => Promise<{ readonly keySubjects: readonly string[]; readonly grounds: number; readonly links: number }>
}
