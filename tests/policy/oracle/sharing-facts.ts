/**
 * The sharing matrix and the work inside a house, written down once more by hand in the short form of this folder. It is a table of facts for
 * the oracle and nothing that runs reads it: from the rows of the matrix (who may give what to whom, on what, with whose yes), decisions 1 to 7
 * and 14 to 19, and what is denied because no kind or condition was typed for it. Nothing here is read from the product.
 *
 * A row: purpose | from > to (or `in` and the houses) | data | her yes | what must be shown | functions | acts
 * Houses: M municipality, C care co-ordination, Z safety house, S shelter, P care provider, K CoMensha, A COA, N Nidos, V victim support,
 * L legal aid, F compensation fund, B child protection, D contact desk, a AVIM, v vice, m military police, n labour authority, o public
 * prosecution, e expertise centre, i IND, t interpreters, r Nationaal Rapporteur, p programme office, s supervision, x technical operator; those
 * who cannot sign in stand in words. Functions: c co-ordinator, f focal officer, w Wmo desk, s shelter worker, t table chair, p payer,
 * i investigator, d contact desk officer, o privacy officer, a analyst, u auditor, x operator, h herself, g guest.
 */
export const ROWS = `
D01 | av > av | police-item | no | | i | +
D02 | avm > K | identity contact registration | no | | ic | +
D03 | n > K | identity contact registration | no | | ic | +
D04 | CSP youth-care > K | identity registration | written | | cs | +
D05 | K > r | anonymised-record | no-weighing | no-identifying-data | a | +
D06 | K > S | needs safety residence placement | yes | | cs | +
D07 | avo > i | identity residence-notice | no | residence-decision-only | i | +
D08 | av > A | identity contact residence | no | reception-chain | ic | +
D09 | avi > A | category-statement | no | | ic | +
D10 | av > V | contact | yes | | ic | +
D11 | av > F | police-item | written | | ic | +
D12 | av > municipal-youth-task youth-care safe-at-home | identity contact safety | no | | ic | +
D13 | av > B | identity contact safety | no | victim-minor | ic | +
D14 | av > mayor | signal | no | | i | +
D15 | av > CZ | identity contact safety | no | written-decision | icf | +
D16 | av > riec-partner | police-item | no | written-agreement | i | +
D17 | amnioe > amnioe | signal police-item | no | written-agreement | i | +
D18 | M > SP | identity contact administrative needs health | no | service-granted | wcs | +
D19 | SP > M | administrative needs | no | on-request | scw | +
D20 | M > M | identity contact administrative residence needs story safety health | yes | client-moves | wc | see read hear stop offer answer share
D21 | in M | identity contact administrative needs | yes | same-municipality | w | +
D22 | health-insurer health-provider > M | health | yes | on-request | w | +
D23 | health-provider > MCSPK | health | yes | | csw | +
D24 | MCZSPKANV health-provider > safe-at-home | identity contact safety | no | domestic-violence | cfws | +
D25 | MCZSPKANV health-provider > avm | identity safety | no | acute-danger | cfwsi | +
D26 | C > C | identity contact administrative residence needs story safety health | yes | | cfwst | see read note change hear stop offer answer share
D27 | MCZSPK > MCZSPKD | encoded-token | yes | case-holder-both-sides | cidx | see read hear stop search answer
D28 | MCZSPKANVLFBDavmnoei > rp research | aggregate | no-weighing | disclosure-control no-identifying-data | da | see share
D29 | AN > Kav | identity contact safety | guardian | victim-minor | ci | +
D30 | r > public | aggregate | no-weighing | disclosure-control no-identifying-data | a | +
D31 | MCZSPKANVLFBDavmnoeitrpsx > employer exploiter family media | | never | | |
W01 | in MCZSPKANVLFB | | | | cfwstp | see read note change hear agree stop offer answer
W02 | in MCZSPKANVLFBDavmnoei | | | | cfwsit | see read note hear agree stop
W03 | in MCZSPKANVLFBDavmnoeitrpsx | | | | cfwsx | see note change
W04 | in rpK | | | | a | see share
W05 | in D | | | | d | see hear answer
W06 | in person | | | | hg | see read note hear stop answer
W07 | in s | | | | u | see
W08 | in MCZSPKANVLFBDavmnoei | | | | o | see hear stop answer
W09 | in avmnoei | | | | i | see read note hear
W10 | in x | | | | x | see change
W11 | in MCZSPKANVLFBDavmnoei | | | | ocfwsi | see read hear stop destroy
W12 | in MCZSPKANVLFBDavmnoei | | | | oc | see read hear answer
W13 | in MCZSPKANVLFBavmnoei | | | | cfwstig | see hear stop offer answer
W14 | in person | | | | g | see note hear answer
W15 | in MCZSPKANVLFB | | | | g | see hear stop answer
W16 | in SP | | | | g | hear answer
W19 | in MCZSPKANrp | | | | cfsa | see note
W20 | in MCZSPKANVLFBDavmnoeitrpsx | | | | g | hear answer
E01 | MCSK > MCSK | | no | acute-danger | cfws | see read
`

/** Which data a chapter holds, in the words of the matrix. */
export const CHAPTER_DATA: Readonly<Record<string, string>> = {
  identity: 'identity',
  contact: 'contact',
  story: 'story',
  residence: 'residence',
  safety: 'safety',
  health: 'health',
  shelter: 'needs placement',
  income: 'administrative',
  legal: 'administrative residence',
  children: 'identity safety',
  goal: 'needs',
}

export const HOUSES: Readonly<Record<string, string>> = {
  M: 'municipality',
  C: 'care-coordination',
  Z: 'safety-house',
  S: 'shelter',
  P: 'care-provider',
  K: 'comensha',
  A: 'coa',
  N: 'nidos',
  V: 'victim-support',
  L: 'legal-aid',
  F: 'compensation-fund',
  B: 'child-protection',
  D: 'contact-desk',
  a: 'police-avim',
  v: 'police-vice',
  m: 'military-police',
  n: 'labour-authority',
  o: 'public-prosecution',
  e: 'expertise-centre',
  i: 'ind',
  t: 'interpreter-service',
  r: 'national-rapporteur',
  p: 'programme-office',
  s: 'supervision',
  x: 'technical-operator',
}

/** Where a function works: c care, e enforcement, d desk, n numbers, p the person's own. */
export const WORKS: Readonly<Record<string, readonly [function_: string, planes: string]>> = {
  c: ['care-coordinator', 'c'],
  f: ['focal-officer', 'c'],
  w: ['wmo-desk', 'c'],
  s: ['shelter-worker', 'c'],
  t: ['table-chair', 'c'],
  p: ['payer', 'c'],
  i: ['investigator', 'e'],
  d: ['contact-desk-officer', 'd'],
  o: ['privacy-officer', 'cedn'],
  a: ['analyst', 'nc'],
  u: ['auditor', 'n'],
  x: ['operator', 'cedn'],
  h: ['person', 'p'],
  g: ['guest', 'p'],
}
export const PLANES: Readonly<Record<string, string>> = {
  c: 'care',
  e: 'enforcement',
  d: 'desk',
  n: 'numbers',
  p: 'person',
}
