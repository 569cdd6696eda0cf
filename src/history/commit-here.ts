import { execFileSync } from 'node:child_process';

/** Variables in which CI systems name the commit: GitHub, GitLab. */
const VARIABLES = ['GITHUB_SHA', 'CI_COMMIT_SHA'] as const;

/**
 * The commit that is at work here: the one given, else that of the CI system, else that of git; null where
 * nobody knows.
 */
export function commitHere(given: string | undefined): string | null {
  if (given !== undefined) return given;
  const told = VARIABLES.map((name) => process.env[name] ?? '').find((text) => text !== '');
  if (told !== undefined) return told;
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}
