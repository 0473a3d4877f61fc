/** The handover of one dossier. Who holds it now is said first; that changes only when the other side accepts. */
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Actions, Badge, Button, Card, Cards, Form, Notice, Refusal, Section, Select } from '../web/parts/index.ts'
import { useHasFunction } from '../web/session.ts'
import { ChooseOrganisation } from './choose.screen.tsx'
import type { DossierShown, HandoverShown, Made, OfferHandover } from './dossier.schema.ts'
import { DossierPage } from './dossier-page.screen.tsx'
import { RECEIVING_FUNCTIONS, type ReceivingFunction } from './handover.ts'
import { HandoverNote } from './handover-note.screen.tsx'
import { ComesAlong, Desk, HandoverActs, Said, Steps } from './handover-parts.screen.tsx'
import { OutsideHandovers } from './outside.screen.tsx'

const route = getRouteApi('/signed-in/app/dossiers/$dossierId/overdracht')

export const HandoverScreen = (): ReactNode => {
  const words = useWords().dossier.handover
  const { dossierId } = route.useParams()
  return (
    <DossierPage dossierId={dossierId} title={words.title}>
      {(dossier) => <Handover dossier={dossier} />}
    </DossierPage>
  )
}

const Handover = ({ dossier }: { readonly dossier: DossierShown }): ReactNode => {
  const words = useWords().dossier.handover
  const works = useHasFunction(['care-coordinator', 'focal-officer', 'shelter-worker'])
  const [last, ...earlier] = dossier.handovers
  return (
    <>
      <Notice title={dossier.mine ? words.holdsMine : words.holds(dossier.holder.name)}>
        <p>{words.holdsWhy}</p>
      </Notice>
      {last ? <Current handover={last} /> : <p className="soft">{words.none}</p>}
      {last?.abilities.includes('read-handover-note') ? <HandoverNote handover={last} /> : null}
      {dossier.abilities.includes('offer-handover') ? <Offer dossier={dossier} /> : null}
      {dossier.mine && works ? <OutsideHandovers dossier={dossier} /> : null}
      {earlier.length === 0 ? null : (
        <Section title={words.earlier}>
          <Cards>
            {earlier.map((each) => (
              <Earlier key={each.handoverId} handover={each} />
            ))}
          </Cards>
        </Section>
      )}
    </>
  )
}

const Current = ({ handover }: { readonly handover: HandoverShown }): ReactNode => {
  const stages: Readonly<Record<string, string>> = useWords().dossier.handoverStages
  return (
    <Section
      title={`${handover.from.name} → ${handover.to.name}`}
      aside={<Badge tone="accent">{stages[handover.stage] ?? handover.stage}</Badge>}
      surface
    >
      <Steps handover={handover} />
      <Desk handover={handover} />
      <Said handover={handover} />
      <ComesAlong handover={handover} />
      <HandoverActs handover={handover} />
    </Section>
  )
}

const Earlier = ({ handover }: { readonly handover: HandoverShown }): ReactNode => {
  const stages: Readonly<Record<string, string>> = useWords().dossier.handoverStages
  const { language } = useLanguage()
  return (
    <Card
      title={`${handover.from.name} → ${handover.to.name}`}
      aside={<Badge>{stages[handover.stage] ?? handover.stage}</Badge>}
      meta={formatDay(handover.offeredAt.slice(0, 10), language)}
      tone="done"
    />
  )
}

const Offer = ({ dossier }: { readonly dossier: DossierShown }): ReactNode => {
  const words = useWords().dossier.handover
  const [receiver, setReceiver] = useState('')
  const [desk, setDesk] = useState<ReceivingFunction | ''>('')
  const [tried, setTried] = useState(false)
  const path = `/dossiers/${dossier.dossierId}`
  const offer = useSend<typeof OfferHandover, ReturnType<typeof Made>>(`${path}/handovers`, {
    refresh: [path, '/handovers', '/dossiers'],
  })
  return (
    <Section title={words.offer} lead={words.offerLead} surface>
      <Form
        label={words.offer}
        onSubmit={() => {
          setTried(true)
          if (receiver !== '') offer.send({ receiverId: receiver, ...(desk === '' ? {} : { receiverFunction: desk }) })
        }}
      >
        <ChooseOrganisation
          label={words.receiver}
          hint={words.receiverHint}
          plane="care"
          except={dossier.holder.organisationId}
          onChoose={setReceiver}
          error={tried && receiver === '' ? words.chooseReceiver : undefined}
        />
        <Select
          label={words.desk}
          hint={words.deskHint}
          value={desk}
          choose={words.deskByKind}
          options={RECEIVING_FUNCTIONS.map((value) => ({ value, label: words.desks[value] }))}
          onChange={setDesk}
        />
        <Refusal problem={offer.refused} />
        <Actions>
          <Button type="submit" look="primary" busy={offer.busy}>
            {words.send}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}
