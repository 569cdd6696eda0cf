import { annotation } from '../../text/annotation.ts';
import { worstRows, type Comparison } from '../comparison.ts';
import { classText, type ComparisonVerdict } from '../verdict.ts';
import { changeText, rowPlaceText, rowFacts } from './row-facts.ts';

/** A step shows ten annotations of a kind; the first is the verdict. */
const MOST = 10;

/** Workflow commands of GitHub Actions: the verdict and the worst rows, at most ten annotations. */
export function* githubText(comparison: Comparison, verdict: ComparisonVerdict): Generator<string> {
  const level = verdict.exitCode === 0 ? 'notice' : verdict.word === 'inconclusive' ? 'warning' : 'error';
  yield annotation(level, `gradvar compare: ${verdict.word}`, [verdict.sentence]);
  if (verdict.exitCode === 0) return;
  for (const row of worstRows(comparison, MOST - 1)) {
    const facts = rowFacts(comparison, row);
    const body = [rowPlaceText(facts), changeText(facts), ...(facts.replay === null ? [] : [facts.replay])];
    yield annotation(level, `${classText(facts.class)}: ${facts.cell_id}`, body);
  }
}
