/**
 * The signed-in person of an enterprise. The enterprise is its credit code, over all jurisdictions; what it may see is
 * decided by this code alone, which comes from the session and never from a request.
 */
export interface Enterprise {
  readonly kind: 'enterprise';
  /** Id of the person's account. */
  readonly enterpriseId: string;
  /** Of the bureau whose letter opened the account; the account's own events stand in its ledger. */
  readonly jurisdictionId: string;
  readonly creditCode: string;
  readonly enterpriseName: string;
  readonly personName: string;
}
