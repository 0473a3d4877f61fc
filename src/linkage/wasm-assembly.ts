/** WebAssembly put together by hand: the few instructions that the kernels of linkage need, and the frame around them. */

export type Code = readonly number[]

export const I32 = 0x7f
export const I64 = 0x7e
export const F64 = 0x7c
export const NOTHING = 0x40

export const OP = {
  block: 0x02,
  loop: 0x03,
  end: 0x0b,
  branchIf: 0x0d,
  select: 0x1b,
  get: 0x20,
  set: 0x21,
  tee: 0x22,
  load32: 0x28,
  load64: 0x29,
  loadFloat64: 0x2b,
  store32: 0x36,
  storeFloat64: 0x39,
  store16: 0x3b,
  constant32: 0x41,
  constant64: 0x42,
  constantFloat64: 0x44,
  equal32: 0x46,
  notEqual32: 0x47,
  more32: 0x4a,
  equalFloat64: 0x61,
  lessFloat64: 0x63,
  atLeastFloat64: 0x66,
  add32: 0x6a,
  subtract32: 0x6b,
  multiply32: 0x6c,
  and32: 0x71,
  countBits64: 0x7b,
  add64: 0x7c,
  and64: 0x83,
  shiftLeft64: 0x86,
  shiftRight64: 0x88,
  addFloat64: 0xa0,
  subtractFloat64: 0xa1,
  multiplyFloat64: 0xa2,
  divideFloat64: 0xa3,
  leastFloat64: 0xa4,
  mostFloat64: 0xa5,
  wrap64: 0xa7,
  toFloat32: 0xb6,
  toFloat64: 0xb7,
  widenFloat32: 0xbb,
} as const

/** A function that takes 32-bit numbers and gives nothing; its code is what `codeOf` made. */
export type ModuleFunction = { readonly name: string; readonly parameters: number; readonly code: Code }

/** A module with these functions over the memory that it is given as `env.memory`. */
export const moduleOf = (functions: readonly ModuleFunction[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(
      1,
      functions.map(({ parameters }) => functionType(parameters)),
    ),
    ...section(2, [[...text('env'), ...text('memory'), 0x02, 0x00, ...unsigned(1)]]),
    ...section(
      3,
      functions.map((_, i) => [i]),
    ),
    ...section(
      7,
      functions.map(({ name }, i) => [...text(name), 0x00, i]),
    ),
    ...section(
      10,
      functions.map(({ code }) => code),
    ),
  ])

/** The code of one function with its locals; their numbers follow those of the parameters. */
export const codeOf = (locals: readonly (readonly [count: number, type: number])[], code: Code): Code => {
  const bytes = [...counted(locals.map(([count, type]) => [...unsigned(count), type])), ...code, OP.end]
  return [...unsigned(bytes.length), ...bytes]
}

/** Code that is made once for each of so many. */
export const each = (count: number, make: (i: number) => Code): Code =>
  Array.from({ length: count }, (_, i) => make(i)).flat()

/** The `i`th 64-bit word behind the place in a local. Alignment 2^2: a piece may start at any 32-bit word. */
export const load64 = (from: number, i: number): Code => [OP.get, from, OP.load64, 2, ...unsigned(8 * i)]

/** Adds to a local. */
export const step = (local: number, by: Code): Code => [OP.get, local, ...by, OP.add32, OP.set, local]

/** The end of a loop: one less to do; on while there are any. */
export const again = (toDo: number): Code => [
  ...[OP.get, toDo, OP.constant32, 1, OP.subtract32, OP.tee, toDo],
  ...[OP.branchIf, 0, OP.end],
]

/** A number as a constant. */
export const float64 = (value: number): Code => [
  OP.constantFloat64,
  ...new Uint8Array(new Float64Array([value]).buffer),
]

/** A number that is not negative as a constant. */
export const integer = (value: number): Code => [OP.constant32, ...signed(value)]

/** LEB128 of a number that is not negative where the format reads a sign: the topmost bit written must be 0. */
export const signed = (value: number): Code => (value < 64 ? [value] : [(value & 127) | 128, ...signed(value >>> 7)])

/** LEB128, as the format writes numbers that are not negative. */
export const unsigned = (value: number): Code =>
  value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]

const functionType = (parameters: number): Code => [
  0x60,
  ...unsigned(parameters),
  ...Array.from({ length: parameters }, () => I32),
  0,
]
const section = (id: number, items: readonly Code[]): Code => {
  const bytes = counted(items)
  return [id, ...unsigned(bytes.length), ...bytes]
}
const counted = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()]
const text = (name: string): Code => [...unsigned(name.length), ...new TextEncoder().encode(name)]
