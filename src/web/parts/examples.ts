/** One example of a part: the gallery, the tests and the accessibility check all use these. */
import type { ReactNode } from 'react'

export type Example = { readonly name: string; readonly show: () => ReactNode }
