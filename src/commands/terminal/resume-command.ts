import type { Shard } from '../../plan/shard.ts';
import { shellCommand } from '../../text/shell.ts';

/**
 * The command that goes on with a run, as typed in a POSIX shell: the same one, but for what would move its
 * results aside or refuse them, and with the shard that the environment named.
 */
export function resumeCommand(args: readonly string[], shard: Shard | null): string {
  const kept: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const [word, next] = [args[i]!, args[i + 1]];
    const [name, given] = optionOf(word);
    const value = given ?? next;
    if (name === '--restart') {
      if (given === undefined && (next === 'true' || next === 'false')) i += 1;
    } else if (name === '--resume' && value === 'never') {
      if (given === undefined) i += 1;
    } else if ((name === '--shard-from' || name === '--shardFrom') && shard !== null) {
      if (given === undefined) i += 1;
      kept.push('--shard', `${shard.index}/${shard.count}`);
    } else kept.push(word);
  }
  return shellCommand(['gradvar', ...kept]);
}

/** `--name=value` in two; the value is undefined where the next word is it. */
function optionOf(word: string): readonly [name: string, value: string | undefined] {
  const at = word.startsWith('--') ? word.indexOf('=') : -1;
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}
