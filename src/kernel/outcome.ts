/** A refusal is an answer, not an exception: rules return it as a value with a code that stands in docs/errors.md. */

export type Refusal<Code extends string = string> = {
  readonly code: Code
  /** What the sentence needs, never personal data: counts, dates, names of fields. */
  readonly params?: Readonly<Record<string, string | number>>
}

export type Outcome<Value, Code extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal<Code> }

/** The good answer. */
export const accept = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value })

/** The answer no, with its code: `refuse('no-ground')`. */
export const refuse = <Code extends string>(
  code: Code,
  params?: Refusal['params'],
): { readonly ok: false; readonly refusal: Refusal<Code> } => ({
  ok: false,
  refusal: params ? { code, params } : { code },
})
