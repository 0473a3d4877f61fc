/** What an answer about follow-up shows, to whom, and what that reader may do now. */
import { type Day, dayAt } from '../kernel/index.ts'
import type { HitRow, OutcomeRow } from './follow-up.store.ts'
import { hitAbilities } from './follow-up.ts'
import type { DeskHit, DeskParty } from './follow-up-desk.store.ts'
import { type ConnectPurpose, decisionsFrom, permissionsFor } from './follow-up-desk.ts'

/** The number to call an organisation today, and the function that answers it. */
export type CallDesk = { readonly phone: string; readonly holder: { readonly nl: string; readonly en: string } }

/** An own file, opened from the own signal, that is not open any more or whose person is out of sight. */
export type OwnFile = {
  readonly dossierId: string
  readonly stage: 'missing' | 'aftercare' | 'closed'
  readonly recordedHits: readonly string[]
}

/** A hit for the house whose task it is. What it says of an own file it says to this house alone. */
export const presentHit = (row: HitRow, desk: CallDesk | undefined, file?: OwnFile) => {
  const now = {
    route: row.route,
    arrivedOn: dayAt(row.arrived_at),
    closed: row.closed_at !== null,
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
  }
  return {
    hitId: row.id,
    grade: row.grade,
    route: row.route,
    arrivedAt: row.arrived_at.toISOString(),
    dueDate: row.due_on,
    closed: now.closed,
    ...(row.call_organisation_id ? { callOrganisationId: row.call_organisation_id } : {}),
    ...(row.call_organisation_name ? { callOrganisationName: row.call_organisation_name } : {}),
    ...(desk ? { callPhone: desk.phone, callHolder: { ...desk.holder } } : {}),
    ...(row.party_names ? { partyNames: [...row.party_names] } : {}),
    ...(row.subject ? { signalId: row.subject } : {}),
    ...(file && !now.closed && row.outcome !== 'other-person'
      ? { comesBack: { dossierId: file.dossierId, stage: file.stage, recorded: file.recordedHits.includes(row.id) } }
      : {}),
    ...(row.outcome ? { outcome: row.outcome } : {}),
    ...(row.contacted_on ? { contactedDate: row.contacted_on } : {}),
    abilities: [...hitAbilities(now)],
  }
}

/** One thing that was said of a hit. */
export const presentOutcome = (row: OutcomeRow) => ({
  outcome: row.outcome,
  contactedDate: row.contacted_on,
  ...(row.refused_because ? { refusedBecause: row.refused_because } : {}),
  ...(row.corrected_because ? { correctedBecause: row.corrected_because } : {}),
  recordedAt: row.recorded_at.toISOString(),
})

export type DeskView = {
  readonly today: Day
  readonly purposes: ReadonlyMap<string, ConnectPurpose>
  readonly deskOf: (organisationId: string) => CallDesk | undefined
}

/** A hit for the officer of the contact desk: two houses, no person. */
export const presentDeskHit = (hit: DeskHit, view: DeskView) => {
  const waits = hit.stage === 'undecided' || hit.stage === 'asking'
  return {
    deskHitId: hit.id,
    grade: hit.grade,
    ...(hit.tenths === undefined ? {} : { tenths: hit.tenths }),
    arrivedAt: hit.arrivedAt.toISOString(),
    dueDate: hit.dueOn,
    overdue: waits && hit.dueOn < view.today,
    stage: hit.stage,
    parties: hit.parties.map((party) => presentParty(party, hit.parties, view)),
    decisions: hit.decisions.map(({ decision, because, decidedAt, tell }) => ({
      decision,
      ...(because ? { because } : {}),
      decidedAt: decidedAt.toISOString(),
      tell: tell.map((each) => ({ ...each })),
    })),
    abilities: [...decisionsFrom(hit.stage)],
  }
}

const presentParty = (party: DeskParty, parties: readonly DeskParty[], { purposes, deskOf }: DeskView) => {
  const desk = deskOf(party.organisationId)
  const looked = party.purpose === undefined ? undefined : purposes.get(party.purpose)
  return {
    organisationId: party.organisationId,
    name: party.name,
    kind: party.kind,
    plane: party.plane,
    ...(looked ? { purpose: { id: looked.id, nl: looked.nl, en: looked.en } } : {}),
    ...(desk ? { phone: desk.phone, holder: { ...desk.holder } } : {}),
    permissions: permissionsFor(party, parties, purposes).map(({ purpose, callThrough, toConfirm }) => ({
      purpose: purpose.id,
      nl: purpose.nl,
      en: purpose.en,
      callThrough,
      toConfirm: [...toConfirm],
    })),
  }
}
