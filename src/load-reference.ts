/** Puts what stands in files where the database asks it: the directory, and the purposes with the policy that they make. Runs at start. */
import { judgeBy, keepPolicy, readPolicy } from './access/policy.store.ts'
import { loadDirectory } from './directory/directory.store.ts'
import type { Reference } from './directory/index.ts'
import type { Judge } from './kernel/index.ts'

/** Loads municipalities, organisations and purposes, each when it changed. */
export const loadReference = async (adminUrl: string, reference: Reference, now: Date): Promise<void> => {
  await loadDirectory(adminUrl, reference, now)
  await keepPolicy(adminUrl, readPolicy(), now)
}

/** The one decision, by the policy of the files and the kinds of house of the directory. */
export const judgeOf = (reference: Reference): Judge => {
  const kinds = new Map<string, string>(reference.organisations.map((each) => [each.id, each.kind]))
  return judgeBy(readPolicy(), (organisation) => kinds.get(organisation))
}
