import { expect, test } from 'vitest'
import { dropUnreadTokens } from './only-used-tokens.ts'

test('a token that a rule reads stays, also when another sheet reads it', () => {
  const sheets = ['.theme{--a:1px;--b:2px}', '.part{margin:var(--b)}']
  expect(dropUnreadTokens(sheets)).toEqual(['.theme{--b:2px}', '.part{margin:var(--b)}'])
})

test('a token that is read only by a token that nobody reads goes as well', () => {
  expect(dropUnreadTokens(['.theme{--a:var(--b);--b:2px;color:red}'])).toEqual(['.theme{color:red}'])
})

test('a token with a fallback is read through the fallback', () => {
  const sheet = '.theme{--b:2px}.part{margin:var(--missing, var(--b))}'
  expect(dropUnreadTokens([sheet])).toEqual([sheet])
})

test('a value with a semicolon or brace in quotes or in an address goes as a whole', () => {
  const sheet = `.theme{--a:url("data:image/svg+xml;utf8,{;}");--b:url(data:image/png;base64,AA==);--c:'};';color:red}.next{margin:0}`
  expect(dropUnreadTokens([sheet])).toEqual(['.theme{color:red}.next{margin:0}'])
})

test('rules that hold no token are left as they are', () => {
  const sheet = '.a--b:hover{color:red}@media print{.c{content:"--d:1;"}}'
  expect(dropUnreadTokens([sheet])).toEqual([sheet])
})
