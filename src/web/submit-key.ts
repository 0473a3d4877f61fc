/** One key for one submit. Whoever presses again after a broken line sends the same key; other content gets a new one. */
export type SubmitKey = { readonly key: string; readonly of: string }

/** The key for this body: the last one when nothing changed since, otherwise a new one. */
export const keyFor = (last: SubmitKey | undefined, path: string, body: unknown, newKey: () => string): SubmitKey => {
  const of = `${path} ${JSON.stringify(body)}`
  return last?.of === of ? last : { key: newKey(), of }
}
