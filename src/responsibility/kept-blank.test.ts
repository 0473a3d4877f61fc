import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { keptBlanks } from './kept-blank.ts'

test('a blank letter is drawn once a day, however many ask at once, and anew when drawing failed', async () => {
  const drawn: string[] = []
  let fails = false
  const blank = keptBlanks(async (letter, on) => {
    drawn.push(`${letter} ${on}`)
    if (fails) throw new Error('no ink')
    return Buffer.from(`${letter} ${on}`)
  })
  const [monday, tuesday] = [day('2026-11-16'), day('2026-11-17')]
  const many = await Promise.all(Array.from({ length: 20 }, () => blank('urgency-declaration', monday)))
  expect(new Set(many.map(String))).toEqual(new Set([`urgency-declaration ${monday}`]))
  expect(String(await blank('urgency-declaration', tuesday))).toBe(`urgency-declaration ${tuesday}`)
  expect(drawn).toHaveLength(2)
  fails = true
  await expect(blank('urgency-declaration', monday)).rejects.toThrow('no ink')
  fails = false
  expect(String(await blank('urgency-declaration', monday))).toBe(`urgency-declaration ${monday}`)
})
