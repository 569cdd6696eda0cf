/** What a test or a check comes to. */
export type Verdict = 'accepted' | 'rejected' | 'inconclusive';

/** Why a file that was not rejected is not accepted either. */
export type Doubt =
  | { readonly kind: 'too_few_rows'; readonly kurtosis: number; readonly rowsNeeded: number }
  | { readonly kind: 'infinite_variance' }
  | { readonly kind: 'infinite_kurtosis' }
  | { readonly kind: 'rounded_numbers'; readonly type: string }
  | { readonly kind: 'not_known'; readonly quantity: string; readonly reason: string };

export function doubtText(doubt: Doubt): string {
  switch (doubt.kind) {
    case 'too_few_rows':
      return (
        `the rows are too few for their tail: at a kurtosis of ${Number(doubt.kurtosis.toPrecision(4))} the ` +
        `variance can be confirmed from ${doubt.rowsNeeded} rows on`
      );
    case 'infinite_variance':
      return 'this estimator has no finite variance here: no number of rows can confirm its moments';
    case 'infinite_kurtosis':
      return 'the kurtosis is infinite: a sample variance settles too slowly for any number of rows to confirm it';
    case 'rounded_numbers':
      return `the numbers vary less than ${doubt.type} can tell apart: save them as float64`;
    case 'not_known':
      return `the exact ${doubt.quantity} is not known: ${doubt.reason}`;
  }
}
