import { posix } from 'node:path';

/** The text of a file; undefined if it cannot be read. */
export type ReadFile = (path: string) => string | undefined;

/**
 * CPUs' worth of time that the Linux control groups allow this process: the least quota / period on the way
 * from its group up to the root, in version 2 (`cpu.max`) and version 1 (`cpu.cfs_quota_us`); Infinity where
 * none is set.
 *
 * Source: Documentation/admin-guide/cgroup-v2.rst and scheduler/sched-bwc.rst of the Linux kernel.
 */
export function cgroupQuota(readFile: ReadFile): number {
  const groups = lines(readFile('/proc/self/cgroup')).map((line) => /^[0-9]+:([^:]*):(.*)$/.exec(line));
  const mounts = lines(readFile('/proc/self/mountinfo')).map(mountOf);
  let least = Infinity;
  for (const [, controllers = '', group = ''] of groups.filter((found) => found !== null)) {
    const second = controllers === '';
    if (!second && !controllers.split(',').includes('cpu')) continue;
    const mount = mounts.find(({ type, options }) =>
      second ? type === 'cgroup2' : type === 'cgroup' && options.includes('cpu'),
    );
    if (mount === undefined) continue;
    for (const folder of upwards(mount, group)) {
      least = Math.min(least, second ? quotaOfMax(folder, readFile) : quotaOfCfs(folder, readFile));
    }
  }
  return least;
}

interface Mount {
  /** The group that the mount point shows: not `/` in a container without a name space of its own. */
  readonly root: string;
  readonly point: string;
  readonly type: string;
  readonly options: readonly string[];
}

function mountOf(line: string): Mount {
  const [before = '', after = ''] = line.split(' - ');
  const [, , , root = '', point = ''] = before.split(' ');
  const [type = '', , options = ''] = after.split(' ');
  return { root, point, type, options: options.split(',') };
}

/** The folders of a group and of all above it that can be seen. */
function* upwards({ root, point }: Mount, group: string): Generator<string> {
  const inside = posix.relative(root, group);
  let folder = inside.startsWith('..') ? point : posix.join(point, inside);
  while (folder !== point) {
    yield folder;
    folder = posix.dirname(folder);
  }
  yield point;
}

function quotaOfMax(folder: string, readFile: ReadFile): number {
  const [quota, period] = (readFile(`${folder}/cpu.max`) ?? '').trim().split(' ');
  return quotient(quota, period);
}

function quotaOfCfs(folder: string, readFile: ReadFile): number {
  return quotient(readFile(`${folder}/cpu.cfs_quota_us`), readFile(`${folder}/cpu.cfs_period_us`));
}

/** No limit is `max` in version 2 and -1 in version 1. */
function quotient(quota: string | undefined, period: string | undefined): number {
  const value = Number(quota ?? '') / Number(period ?? '');
  return value > 0 ? value : Infinity;
}

const lines = (text: string | undefined): readonly string[] => (text ?? '').split('\n');
