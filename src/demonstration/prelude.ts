/**
 * What has happened before the walk begins: a year ago Eindhoven met the cook, wrote down what it heard, asked whether it might
 * search, and opened a dossier. Every step is a call of the public API by the person who would have made it.
 */
import { addDays, type Day } from '../kernel/index.ts'

/** A signed-in caller of the API; `key` makes a repeat change nothing. */
export type ApiCaller = {
  readonly post: (
    path: string,
    body: unknown,
    key: string,
  ) => Promise<{ readonly status: number; readonly body: unknown }>
}

export type KnownPerson = {
  readonly fullName?: string
  readonly given?: string
  readonly surname?: string
  readonly birthDate?: string
  readonly phone?: string
  readonly nationality?: string
}

export type Known = { readonly signalId: string; readonly groundId: string; readonly dossierId: string }

type Story = {
  readonly key: string
  readonly person: KnownPerson
  readonly municipalityCode: string
  readonly language: string
  readonly caseReference: string
  readonly today: Day
  readonly fields: readonly { readonly field: string; readonly value: string }[]
}

/** The purpose under which one looks for each other, and the one under which a file travels (data/sharing/purposes.csv). */
export const FIND_PURPOSE = 'D27'
export const TRAVEL_PURPOSE = 'D26'

/** Plays the first half at the house that knows the person. Throws when a step is refused: then the demonstration would lie. */
export const playKnown = async (caller: ApiCaller, story: Story): Promise<Known> => {
  const happened = addDays(story.today, -300)
  const { signalId } = await made<{ signalId: string }>(caller, '/v1/signals', `${story.key}-signal`, {
    source: 'called',
    person: story.person,
    happened,
    exploitation: 'labour',
    municipalityCode: story.municipalityCode,
    freeText:
      'Kwam naar het spreekuur. Werkt in een keuken, slaapt boven de zaak, heeft schulden voor de reis. Wilde toen nog niets.',
  })
  const groundId = await playGround(caller, story, signalId, addDays(happened, 1))
  await made(caller, '/v1/look-ups', `${story.key}-look-up`, {
    signalId,
    groundId,
    purpose: FIND_PURPOSE,
    caseReference: story.caseReference,
  })
  const { dossierId } = await made<{ dossierId: string }>(caller, '/v1/dossiers', `${story.key}-dossier`, {
    signalId,
    municipalityCode: story.municipalityCode,
    happenedDate: addDays(happened, 2),
    fields: story.fields,
  })
  return { signalId, groundId, dossierId }
}

/** The conversation in which somebody says that he or she may be searched for. */
export const playGround = async (
  caller: ApiCaller,
  story: Pick<Story, 'key' | 'language'>,
  signalId: string,
  given: Day,
): Promise<string> => {
  const { groundId } = await made<{ groundId: string }>(
    caller,
    `/v1/signals/${signalId}/grounds`,
    `${story.key}-ground`,
    {
      kind: 'consent-to-search',
      purpose: FIND_PURPOSE,
      language: story.language,
      interpreterName: 'Tolk Verzonnen (tolkendienst)',
      present: ['interpreter'],
      helpDoesNotDependOnIt: true,
      ageGroup: '18-plus',
      understood:
        'U kijkt of iemand mij al helpt. Niemand krijgt mijn verhaal. Ik mag nee zeggen en krijg dan ook hulp.',
      givenDate: given,
      validUntilDate: addDays(given, 700),
    },
  )
  return groundId
}

/** Calls the API and gives what it made; throws with the code of the refusal, never with what was sent. */
export const made = async <T>(caller: ApiCaller, path: string, key: string, body: unknown): Promise<T> => {
  const answer = await caller.post(path, body, key)
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  // Safe: the API answers by the schema of the route; the tests of the routes hold it to that.
  return answer.body as T
}
