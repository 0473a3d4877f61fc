/** The titles of the tests, as they stand in their sources: for pages that say which test shows what. */
import { globSync, readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import ts from 'typescript'
import config from '../vitest.config.ts'
import type { TextFile } from './documents.ts'

/** `runs`: false for a test that is left out here or there (skip, skipIf, todo): alone it shows nothing. */
export type Title = { readonly path: string; readonly title: string; readonly runs: boolean }

/** The titles of the tests of a source, after `test.each(…)` too. */
export const titlesIn = ({ path, text }: TextFile): readonly Title[] => {
  const titles: Title[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const words = calleeWords(node.expression)
      const [first] = node.arguments
      if ((words[0] === 'test' || words[0] === 'it') && first && ts.isStringLiteralLike(first))
        titles.push({ path, title: first.text, runs: !words.some((word) => SOMETIMES.has(word)) })
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest))
  return titles
}

const SOMETIMES = new Set(['skip', 'skipIf', 'runIf', 'todo', 'fails', 'only'])

// `test`, `test.each(rows)`, `test.skipIf(absent)`: the words in front of the title.
const calleeWords = (callee: ts.Expression): readonly string[] => {
  if (ts.isIdentifier(callee)) return [callee.text]
  if (ts.isPropertyAccessExpression(callee)) return [...calleeWords(callee.expression), callee.name.text]
  if (ts.isCallExpression(callee)) return calleeWords(callee.expression)
  return []
}

// ---- reading

const ROOT = join(import.meta.dirname, '..')

/** The titles of all tests that a project of vitest.config.ts runs, of the files in which the marker stands somewhere. */
export const readTitles = (marker: RegExp): readonly Title[] =>
  testFiles().flatMap((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8')
    return marker.test(text) ? titlesIn({ path, text }) : []
  })

/** What stands in a cell of a table on a page. */
export const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')

type Project = { readonly test?: { readonly include?: readonly string[]; readonly exclude?: readonly string[] } }

const testFiles = (): readonly string[] => {
  // Safe: our own file, of which every project is an object with its test files.
  const projects = (config as { readonly test?: { readonly projects?: readonly Project[] } }).test?.projects ?? []
  const found = projects.flatMap(({ test = {} }) =>
    globSync([...(test.include ?? [])], { cwd: ROOT }).filter(
      (path) => !(test.exclude ?? []).some((each) => matchesGlob(path, each)),
    ),
  )
  return [...new Set(found)].sort()
}
