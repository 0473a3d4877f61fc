/** `samenhang norms`: look through the norms, their examples and the way of a miss before somebody publishes them. Nothing is published here. */

import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { checkNorms, NORM_FILES, type NormTexts } from './agreement/norm-file.ts'
import { fillIn } from './kernel/index.ts'
import { REFUSALS } from './words/refusals.ts'

const FOLDER = join(import.meta.dirname, '..', 'data', 'norms')
type Options = { readonly file?: readonly string[]; readonly json?: boolean }

const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** What is in force, with the files of these names in its place. */
const textsWith = (files: readonly string[]): NormTexts => {
  const entries = NORM_FILES.map((each) => {
    const given = files.find((file) => basename(file, '.json') === each)
    return [each, readFileSync(given ?? join(FOLDER, `${each}.json`), 'utf8')]
  })
  return Object.fromEntries(entries) as NormTexts // safe: one entry for each name of the list
}

/** `norms check`: 0 when everything can be read and every example holds, 3 refused with file, line and reason, 2 for a file of another name. */
export const checkCommand = ({ file = [], json }: Options): number => {
  const strange = file.find((each) => !NORM_FILES.some((name) => name === basename(each, '.json')))
  if (strange !== undefined) {
    process.stderr.write(`--file: ${NORM_FILES.map((name) => `${name}.json`).join(' ')}\n`)
    return 2
  }
  const checked = checkNorms(textsWith(file))
  if (json) say(JSON.stringify(checked.ok ? checked.counts : { refused: checked.fault }))
  else if (checked.ok) {
    const { norms, versions, examples, kinds } = checked.counts
    say(`${norms} afspraken, ${versions} versies, ${examples} voorbeelden, ${kinds} soorten feiten. Goed. / Good.`)
  } else {
    const { file: where, line, code, params } = checked.fault
    const known: Readonly<Record<string, { readonly nl: string; readonly en: string }>> = REFUSALS
    const words = known[code] ?? { nl: 'Dit is geen JSON.', en: 'This is no JSON.' }
    const fill = (text: string) => fillIn(text, params, 'stays')
    say(`${where}.json:${line}: ${fill(words.nl)} / ${fill(words.en)}`)
    say('Wat geldt blijft gelden. / What is in force stays.')
  }
  return checked.ok ? 0 : 3
}
