/** The front page: what this is, and the doors. Nothing here asks who anybody is. */
import type { ReactNode } from 'react'
import { useWords } from './language.tsx'
import { Card, Cards, Page } from './parts/index.ts'
import { useSession } from './session.ts'

export const StartScreen = (): ReactNode => {
  const words = useWords()
  const { data: session } = useSession()
  const { doors } = words.start
  return (
    <Page title={words.start.title} lead={words.start.lead}>
      <Cards lay="grid">
        <Card level={2} title={doors.routeFinder.title} link={{ to: '/app/wegwijzer' }}>
          <p>{doors.routeFinder.text}</p>
        </Card>
        <Card level={2} title={doors.whoToCall.title} link={{ to: '/app/wie-bel-ik' }}>
          <p>{doors.whoToCall.text}</p>
        </Card>
        <Card level={2} title={words.map.title} link={{ to: '/app/kaart' }}>
          <p>{words.map.lead}</p>
        </Card>
        {session?.signedIn ? (
          <Card level={2} title={doors.today.title} link={{ to: '/app/vandaag' }}>
            <p>{doors.today.text}</p>
          </Card>
        ) : (
          <Card level={2} title={doors.signIn.title} link={{ to: '/app/aanmelden' }}>
            <p>{doors.signIn.text}</p>
          </Card>
        )}
      </Cards>
      <p className="soft measure">{words.start.open}</p>
    </Page>
  )
}
