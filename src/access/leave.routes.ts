/** The way out on every page that the server draws: ends the visit, if there is one, and goes on to the weather. Always. */
import { accept } from '../kernel/index.ts'
import type { Database } from '../platform/database.ts'
import { hashToken } from '../platform/http.ts'
import type { Page } from '../platform/route.ts'
import { LEAVE_PATH } from '../words/plain.page.ts'
import { endPageSession } from './page-code.store.ts'

const WEATHER = 'https://www.buienradar.nl/'

/** Public: who leaves proves nothing. Whatever goes wrong behind it, the browser leaves and forgets the cookie. */
export const leavePages = (worker: () => Database): readonly Page[] => [
  {
    method: 'GET',
    path: LEAVE_PATH,
    operationId: 'leavePage',
    access: { kind: 'public' },
    handlePublic: async ({ now, visitToken, setVisit }) => {
      // A visit that could not be ended now ends by itself in ten minutes; without its cookie nobody comes back to it.
      if (visitToken) await endPageSession(worker(), hashToken(visitToken), now).catch(() => undefined)
      setVisit()
      return accept({ seeOther: WEATHER })
    },
  },
]
