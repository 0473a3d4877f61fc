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

/**
 * A sentence with the params of a refusal in their places: `fillIn('binnen {days} dagen', { days: 5 })`. A name without a value is left out, or stands
 * as it stood when it `stays`.
 */
export const fillIn = (
  sentence: string,
  params: Refusal['params'],
  absent: 'left-out' | 'stays' = 'left-out',
): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    String(params?.[name] ?? (absent === 'stays' ? whole : '')),
  )
