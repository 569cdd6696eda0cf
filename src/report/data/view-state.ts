/** What the reader has chosen; the address bar keeps it. Empty text is no choice. */
export interface ViewState {
  readonly component: string;
  /** Where the map is: what it holds fast, as `mu = 0`. */
  readonly at: string;
  /** The largest one if empty; `all` for the rows of every m. */
  readonly m: string;
  readonly pair: string;
  readonly axis: string;
  /** `all`: the curves of every estimator of the plan. */
  readonly estimators: string;
  readonly integrand: string;
  readonly class: string;
  readonly winner: string;
  readonly status: string;
  readonly search: string;
  /** Column that the table is sorted by, a minus before it for downwards. */
  readonly sort: string;
  readonly page: string;
  /** Columns of the table, with commas. */
  readonly columns: string;
  /** `cell_id/component/estimator_1/estimator_2` of the chosen row. */
  readonly row: string;
}

export const EMPTY_STATE: ViewState = {
  component: '',
  at: '',
  m: '',
  pair: '',
  axis: '',
  estimators: '',
  integrand: '',
  class: '',
  winner: '',
  status: '',
  search: '',
  sort: '',
  page: '',
  columns: '',
  row: '',
};

/** The fragment of an address → state; what it does not know is passed over. */
export function stateOfFragment(fragment: string): ViewState {
  const given = new URLSearchParams(fragment.replace(/^#/, ''));
  const entries = Object.keys(EMPTY_STATE).map((key): [string, string] => [key, given.get(key) ?? '']);
  return { ...EMPTY_STATE, ...Object.fromEntries(entries) };
}

export function fragmentOf(state: ViewState): string {
  const chosen = Object.entries(state).filter(([, value]) => value !== '');
  return new URLSearchParams(chosen as [string, string][]).toString();
}
