import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCode, readCode, spokenCode } from './page-code.ts'

test('a code is the same however it is typed', () => {
  for (const typed of ['4821 9035', '48219035', '4821-9035', '٤٨٢١ ٩٠٣٥', '۴۸۲۱۹۰۳۵', '４８２１９０３５'])
    expect(readCode(typed)).toBe('48219035')
  expect(readCode('Blauwe Fiets')).toBe(readCode('blauwefiets'))
  expect(readCode('دراجة زرقاء')).toBe('دراجةزرقاء')
})

test.each(['', '12345', '111111', '123456', '98765432', 'abcdef', 'x'.repeat(65), '------------'])(
  'what others try first is no code: %s',
  (typed) => {
    expect(checkCode(typed)).toMatchObject({ ok: false, refusal: { code: 'page-code-too-weak' } })
  },
)

test('P21 a code that she may choose opens when it is typed with other spaces and capitals, and another does not', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 6, maxLength: 30 }),
      fc.string({ minLength: 6, maxLength: 30 }),
      (one, other) => {
        const checked = checkCode(one)
        if (!checked.ok) return
        expect(readCode(` ${one.toUpperCase()} `.toLowerCase())).toBe(readCode(one.toUpperCase().toLowerCase()))
        expect(readCode(checked.value)).toBe(checked.value)
        expect(readCode(other) === checked.value).toBe(readCode(one) === readCode(other))
      },
    ),
  )
})

test('a code that is made is eight digits in two groups, and good', () => {
  expect(spokenCode(7)).toBe('0000 0007')
  expect(checkCode(spokenCode(48_219_035)).ok).toBe(true)
})
