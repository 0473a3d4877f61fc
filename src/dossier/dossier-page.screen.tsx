/** What stands on top of every screen of a dossier: who it is, who holds it now, and the ways to the other screens. */
import './dossier.css'
import { Link, type LinkProps, useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { type Answered, useAnswer } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import { Answer, Badge, Page } from '../web/parts/index.ts'
import { useHasFunction } from '../web/session.ts'
import type { DossierShown } from './dossier.schema.ts'
import { useMunicipalityName } from './names.screen.ts'

/** The dossier as this reader may see it now: she may have taken a consent back since the last click. */
export const useDossier = (dossierId: string): Answered<DossierShown> =>
  useAnswer<typeof DossierShown>(`/dossiers/${dossierId}`, { always: true })

export const DossierPage = (props: {
  readonly dossierId: string
  readonly title: string
  readonly lead?: string
  readonly children: (dossier: DossierShown) => ReactNode
}): ReactNode => {
  const words = useWords().dossier
  const dossier = useDossier(props.dossierId)
  return (
    <Page
      title={props.title}
      {...(props.lead ? { lead: props.lead } : {})}
      back={{ to: '/app/dossiers', label: words.page.back }}
    >
      <Answer of={dossier}>
        {(shown) => (
          <>
            <DossierBar dossier={shown} />
            {props.children(shown)}
          </>
        )}
      </Answer>
    </Page>
  )
}

/** The name this reader may read, from the chapter identity. */
export const nameOf = ({ chapters }: DossierShown): string | undefined =>
  chapters.find(({ chapter }) => chapter === 'identity')?.fields.find(({ field }) => field === 'name')?.value

const DossierBar = ({ dossier }: { readonly dossier: DossierShown }): ReactNode => {
  const words = useWords().dossier
  const municipality = useMunicipalityName(dossier.municipalityCode)
  const last = dossier.handovers[0]
  const stages: Readonly<Record<string, string>> = words.handoverStages
  return (
    <div className="stack stack--tight">
      <div className="dossier-bar">
        <p className="dossier-bar__who">{nameOf(dossier) ?? words.list.nameUnknown}</p>
        <dl className="dossier-bar__facts">
          <div>
            <dt>{words.page.holder}</dt>
            <dd className="dossier-bar__holder">
              {dossier.holder.name}
              {dossier.mine ? ` (${words.page.holderMine})` : ''}
            </dd>
          </div>
          {municipality ? (
            <div>
              <dt>{words.page.municipality}</dt>
              <dd>{municipality}</dd>
            </div>
          ) : null}
          {last ? (
            <div>
              <dt>{words.page.handover}</dt>
              <dd>
                <Badge tone={last.stage === 'offered' || last.stage === 'seen' ? 'attention' : 'plain'}>
                  {stages[last.stage] ?? last.stage}
                </Badge>
              </dd>
            </div>
          ) : null}
          {dossier.stage === 'open' ? null : (
            <div>
              <dt>{words.page.stage}</dt>
              <dd>
                <Badge tone={dossier.stage === 'missing' ? 'attention' : 'plain'}>
                  {words.stages[dossier.stage] ?? dossier.stage}
                </Badge>
              </dd>
            </div>
          )}
        </dl>
      </div>
      <Ways dossier={dossier} />
    </div>
  )
}

type Way = { readonly to: NonNullable<LinkProps['to']>; readonly label: string; readonly shown: boolean }

const Ways = ({ dossier }: { readonly dossier: DossierShown }): ReactNode => {
  const words = useWords().dossier
  const can = (ability: string): boolean => dossier.abilities.includes(ability)
  const interest = useWords().interest
  const works = useHasFunction(['care-coordinator', 'focal-officer', 'shelter-worker'])
  const asks = useHasFunction(['care-coordinator', 'wmo-desk'])
  const table = useHasFunction(['care-coordinator', 'table-chair'])
  const ways: readonly Way[] = [
    { to: '/app/dossiers/$dossierId', label: words.links.dossier, shown: true },
    { to: '/app/dossiers/$dossierId/belang', label: interest.way, shown: works },
    { to: '/app/dossiers/$dossierId/toestemming', label: words.page.consents, shown: can('record-consent') },
    { to: '/app/dossiers/$dossierId/overdracht', label: words.links.handover, shown: true },
    { to: '/app/dossiers/$dossierId/verloop', label: words.links.course, shown: can('record-move') },
    { to: '/app/dossiers/$dossierId/geld', label: words.links.money, shown: can('record-move') },
    { to: '/app/dossiers/$dossierId/uitstroom', label: words.links.outflow, shown: can('record-move') },
    { to: '/app/dossiers/$dossierId/verantwoordelijk', label: words.links.verdict, shown: asks },
    { to: '/app/dossiers/$dossierId/plek', label: words.links.place, shown: asks },
    { to: '/app/dossiers/$dossierId/tafel', label: words.links.table, shown: table },
    { to: '/app/dossiers/$dossierId/meldingen', label: words.links.reports, shown: can('write-report') },
    { to: '/app/dossiers/$dossierId/vragen', label: words.links.requests, shown: can('answer-person-request') },
    { to: '/app/dossiers/$dossierId/kaartje', label: words.links.card, shown: can('make-paper-card') },
  ]
  // On a telephone the ways run on beyond the screen: where one is comes into sight.
  const list = useRef<HTMLUListElement>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    if (pathname) list.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [pathname])
  return (
    <nav className="dossier-ways" aria-label={words.page.parts}>
      <ul ref={list}>
        {ways
          .filter(({ shown }) => shown)
          .map(({ to, label }) => (
            <li key={to}>
              <Link
                to={to}
                params={{ dossierId: dossier.dossierId }}
                activeOptions={{ exact: true, includeSearch: false }}
              >
                {label}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  )
}
