import { printFormula } from '../formula/print.ts';
import type { SamplesClaim } from './claim/samples-claim.ts';
import { claimedLaw, subjectOf, type ClaimedLaw, type RowClaim, type Subject } from './law/claimed-law.ts';
import type { RowView } from './law/row-view.ts';

/** What a file may be, and the waves that it must be looked at through to tell. */
export interface Expected {
  readonly law: ClaimedLaw;
  readonly view: RowView | null;
}

/** The laws of claims, each worked out once: a suite claims few laws of many files. */
export interface LawBook {
  readonly subject: (claim: SamplesClaim) => Subject;
  readonly expected: (subject: Subject, claim: RowClaim) => Expected;
}

/** Laws that are kept: each has some thousand nodes. */
const MOST_KEPT = 256;

export function lawBook(): LawBook {
  const subjects = new Map<string, Subject>();
  const laws = new Map<string, Expected>();
  return {
    subject: ({ integrand, mu, sigma, own }) =>
      kept(subjects, placeOf({ integrand, mu, sigma, own }), () => subjectOf(integrand, mu, sigma, own)),
    expected: (subject, claim) => {
      const { estimator, component, m } = claim;
      const key = JSON.stringify([placeOf(subject), estimator.name, component, m]);
      return kept(laws, key, () => expectedOf(subject, claim));
    },
  };
}

function placeOf({ integrand, mu, sigma, own }: Pick<Subject, 'integrand' | 'mu' | 'sigma' | 'own'>): string {
  const ownText = own === null ? null : printFormula(own);
  return JSON.stringify([integrand.formula, integrand.parameters, mu, sigma, ownText]);
}

function kept<Value>(all: Map<string, Value>, key: string, make: () => Value): Value {
  const there = all.get(key);
  if (there !== undefined) return there;
  if (all.size >= MOST_KEPT) all.clear();
  const made = make();
  all.set(key, made);
  return made;
}

function expectedOf(subject: Subject, claim: RowClaim): Expected {
  const law = claimedLaw(subject, claim);
  return { law, view: law.view?.() ?? null };
}
