/** The face of `linkage`: people are encoded where they are known and compared where nobody can name them. */
export { type BloomEncoder, bloomEncoder, EPOCH_KEY_BYTES, HARDENING, type Hardening, SALTED } from './bloom.crypto.ts'
export { type BloomKernel, bloomKernel, type KernelCall } from './bloom-kernel.ts'
export { CLUSTER_RULE, type ClusterRule, clusterLinks, type Link } from './clusters.ts'
export {
  type Company,
  type CompanyWeights,
  chancesInCompany,
  companyOf,
  type PairColumns,
  throughOthers,
} from './company.ts'
export { COMPANY_BEFORE, fitCompany, learnCompany } from './company-learn.ts'
export { type Contender, competing, looksOneToOne, oneToOne, weightOfNobody } from './compete.ts'
export { ENCODING_VERSION, ENCODING_WORDS, SLOTS, type Slot, type SlotName, sharedBits } from './encoding.ts'
export { type Feature, type Features, featuresOf } from './features.ts'
export { hmacSha512 } from './hmac.crypto.ts'
export { type EpochKey, epochKeyFrom, evaluateBlinded } from './key-authority.crypto.ts'
export { type Evidence, LEARNING, learn } from './learn.ts'
export { type CandidateColumns, type LearnedWhole, learnWhole } from './learn-whole.ts'
export { LOOKUP_BUDGET } from './lookup.ts'
export {
  type Answer,
  type Grade,
  type Introduction,
  type MatchableRecord,
  Matcher,
  type MatcherSetting,
  type MatchOutcome,
} from './match.ts'
export { type MatcherKeys, matcherKeysFrom, openEncoded, receiveEncoded } from './match-inbox.crypto.ts'
export { type Encoded, INDEX_LIMITS, type IndexLimits, MatchIndex } from './match-index.ts'
export {
  type Compared,
  GROUPS,
  type Group,
  LEVELS,
  levelsOf,
  nameSimilarity,
  type PairCounts,
  patternOf,
} from './match-levels.ts'
export { chanceOf, evidenceUnder, type Grades, type Parameters, priorBits } from './match-model.ts'
export {
  type EncodedMessage,
  isHandle,
  type LinkagePlane,
  type MessageRefusal,
  TOKEN_BYTES,
  toBase64url,
} from './messages.ts'
export { NORMALISATION_VERSION, normalisePerson, type PersonDescription } from './normalise.ts'
export { blind, blindEvaluate, type RandomBytes } from './oblivious.crypto.ts'
export {
  encodePerson,
  finishEncoding,
  keyedToken,
  type OwnerRefusal,
  type OwnerSetting,
  type Prepared,
  prepareEncoding,
  type ToEncode,
} from './owner.crypto.ts'
export { COMMITTED_GRADES, COMMITTED_PARAMETERS, readParameters } from './parameters.ts'
export { readThing } from './thing.ts'
export { describeTokens, TOKEN_KINDS, tokenText } from './tokens.ts'
export { wordForms } from './word-forms.ts'
