/** What a test or a check comes to. */
export type Verdict = 'accepted' | 'rejected' | 'inconclusive';

/** What the rows of a file that is not rejected cannot confirm, and why. */
export type Doubt =
  | { readonly kind: 'too_few_rows'; readonly kurtosis: number; readonly rowsNeeded: number }
  | { readonly kind: 'infinite_variance' }
  | { readonly kind: 'infinite_kurtosis' }
  | { readonly kind: 'rounded_numbers'; readonly type: string }
  | { readonly kind: 'not_known'; readonly quantity: string; readonly reason: string }
  | { readonly kind: 'law_not_seen'; readonly factor: number; readonly rowsNeeded: number | null };

export function doubtText(doubt: Doubt): string {
  switch (doubt.kind) {
    case 'too_few_rows':
      return (
        `the variance is not confirmed: its tail has a kurtosis of ${Number(doubt.kurtosis.toPrecision(4))}, ` +
        `which takes ${doubt.rowsNeeded} rows`
      );
    case 'infinite_variance':
      return 'the variance is infinite: no number of rows can confirm a mean or a variance';
    case 'infinite_kurtosis':
      return 'the variance is not confirmed: the kurtosis is infinite, so that a sample variance settles too slowly';
    case 'rounded_numbers':
      return `the variance is not confirmed: the numbers vary less than ${doubt.type} can tell apart; save them as float64`;
    case 'not_known':
      return `the exact ${doubt.quantity} is not known: ${doubt.reason}`;
    case 'law_not_seen':
      return doubt.rowsNeeded === null
        ? `a factor of ${doubt.factor} on the rows would not show in their law`
        : `a factor of ${doubt.factor} on the rows shows in their law from ${doubt.rowsNeeded} rows on`;
  }
}
