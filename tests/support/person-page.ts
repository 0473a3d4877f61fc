/** Her page as her browser has it: the link, the code, and from there a visit without the link in any address. */
import type { TestSystem } from './system.ts'

export type PageAnswered = {
  readonly status: number
  readonly text: string
  readonly headers: Readonly<Record<string, unknown>>
}
export type Visit = {
  readonly get: (path: string) => Promise<PageAnswered>
  readonly post: (path: string, form: Readonly<Record<string, string>>) => Promise<PageAnswered>
}

/** A code that tests choose for her. */
export const TEST_CODE = 'blauwe fiets 7'

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

const ask = async (
  house: TestSystem,
  request: {
    readonly method: 'GET' | 'POST'
    readonly url: string
    readonly payload?: string
    readonly cookie?: string
  },
) => {
  const { method, url, payload, cookie } = request
  const answer = await house.http.inject({
    ...{ method, url },
    headers: { ...(payload === undefined ? {} : FORM), ...(cookie ? { cookie } : {}) },
    ...(payload === undefined ? {} : { payload }),
  })
  const { statusCode: status, payload: text, headers } = answer
  return { status, text, headers, cookies: answer.cookies }
}

/** Types a code behind a link; gives what the server said and, when it was right, the cookie of the visit. */
export const typeCode = async (house: TestSystem, token: string, code: string) => {
  const payload = new URLSearchParams({ action: 'enter', code }).toString()
  const { cookies, ...answer } = await ask(house, { method: 'POST', url: `/mijn/${token}`, payload })
  const [visit] = cookies
  return { ...answer, ...(visit?.value ? { cookie: `${visit.name}=${visit.value}` } : {}) }
}

/** What a browser with this cookie does. */
export const visitWith = (house: TestSystem, cookie: string): Visit => ({
  get: (url) => ask(house, { method: 'GET', url, cookie }),
  post: (url, form) => ask(house, { method: 'POST', url, cookie, payload: new URLSearchParams(form).toString() }),
})

/** Opens her page; throws when the code was not right. */
export const openPersonPage = async (house: TestSystem, token: string, code = TEST_CODE): Promise<Visit> => {
  const { cookie, status } = await typeCode(house, token, code)
  if (!cookie) throw new Error(`no visit: ${status}`)
  return visitWith(house, cookie)
}
