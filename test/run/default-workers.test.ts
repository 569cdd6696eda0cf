import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultWorkers, workersAllowed } from '../../src/run/pool/default-workers.ts';

/** A machine whose files are those given, and no others. */
const machine = (parallelism: number, files: Readonly<Record<string, string>> = {}, slurm?: string) => ({
  parallelism,
  environment: { SLURM_CPUS_PER_TASK: slurm },
  readFile: (path: string) => files[path],
});

/** Version 2 as systemd lays it out: the limit may sit on any level. */
const unified = (limits: Readonly<Record<string, string>>) => ({
  '/proc/self/cgroup': '0::/user.slice/job.scope\n',
  '/proc/self/mountinfo': '35 24 0:30 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n',
  ...limits,
});

/** Version 1 in a container that sees its own group at the mount point but is told the path on the host. */
const docker = (quota: string) => ({
  '/proc/self/cgroup': '5:memory:/docker/3f\n3:cpuset:/docker/3f\n2:cpu,cpuacct:/docker/3f\n0::/docker/3f\n',
  '/proc/self/mountinfo':
    '40 35 0:33 /docker/3f /sys/fs/cgroup/cpuset ro - cgroup cpuset rw,cpuset\n' +
    '41 35 0:34 /docker/3f /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct\n',
  '/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us': quota,
  '/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us': '100000\n',
  // The cpuset hierarchy has no quota; a file that must not be looked at.
  '/sys/fs/cgroup/cpuset/cpu.cfs_quota_us': '100000\n',
  '/sys/fs/cgroup/cpuset/cpu.cfs_period_us': '100000\n',
});

describe('workers allowed', () => {
  test.each([
    ['nothing known but the affinity mask', machine(16), 16],
    ['fewer CPUs for the Slurm task', machine(16, {}, '4'), 4],
    ['more CPUs for the Slurm task than in the mask', machine(2, {}, '64'), 2],
    ['a count that is no whole number', machine(8, {}, '4(x2)'), 8],
    ['a count of nothing', machine(8, {}, '0'), 8],
    ['an empty count', machine(8, {}, ''), 8],
    [
      'no limit in version 2',
      machine(8, unified({ '/sys/fs/cgroup/user.slice/cpu.max': 'max 100000\n' })),
      8,
    ],
    [
      'a limit on the group itself',
      machine(8, unified({ '/sys/fs/cgroup/user.slice/job.scope/cpu.max': '300000 100000\n' })),
      3,
    ],
    [
      'half a CPU',
      machine(8, unified({ '/sys/fs/cgroup/user.slice/job.scope/cpu.max': '50000 100000\n' })),
      1,
    ],
    [
      'a limit above the group',
      machine(8, unified({ '/sys/fs/cgroup/user.slice/cpu.max': '250000 100000\n' })),
      3,
    ],
    [
      'the least of two levels',
      machine(
        8,
        unified({
          '/sys/fs/cgroup/user.slice/cpu.max': '600000 100000\n',
          '/sys/fs/cgroup/user.slice/job.scope/cpu.max': '50000 10000\n',
        }),
      ),
      5,
    ],
    [
      'a container with a name space of its own: the limit is at the mount point',
      machine(8, {
        '/proc/self/cgroup': '0::/\n',
        '/proc/self/mountinfo': '35 24 0:30 / /sys/fs/cgroup ro - cgroup2 cgroup rw\n',
        '/sys/fs/cgroup/cpu.max': '200000 100000\n',
      }),
      2,
    ],
    [
      'a group outside the visible tree',
      machine(8, {
        '/proc/self/cgroup': '0::/../other\n',
        '/proc/self/mountinfo': '35 24 0:30 / /sys/fs/cgroup ro - cgroup2 cgroup rw\n',
        '/sys/fs/cgroup/cpu.max': '200000 100000\n',
      }),
      2,
    ],
    ['version 1 in a container', machine(8, docker('150000\n')), 2],
    ['version 1 without a limit', machine(8, docker('-1\n')), 8],
    [
      'another group of each controller in version 1',
      machine(8, {
        '/proc/self/cgroup': '3:cpuset:/tight\n2:cpu:/loose\n',
        '/proc/self/mountinfo': '41 35 0:34 / /c rw - cgroup cgroup rw,cpu\n',
        '/c/tight/cpu.cfs_quota_us': '100000\n',
        '/c/tight/cpu.cfs_period_us': '100000\n',
        '/c/loose/cpu.cfs_quota_us': '300000\n',
        '/c/loose/cpu.cfs_period_us': '100000\n',
      }),
      3,
    ],
    ['the least of all three', machine(8, docker('700000\n'), '5'), 5],
    [
      'garbage in every file',
      machine(8, { '/proc/self/cgroup': 'x\n::', '/proc/self/mountinfo': '-\n - ' }),
      8,
    ],
  ])('%s', (_, readings, workers) => {
    expect(workersAllowed(readings)).toBe(workers);
  });

  test('is a whole number from 1 up to the affinity mask, whatever the files say', () => {
    const text = fc.oneof(fc.string(), fc.constant('0::/a/b'), fc.constant('1 1 0:1 / /c rw - cgroup2 c rw'));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 512 }), text, text, text, (parallelism, slurm, first, second) => {
        const readFile = (path: string) => (path.endsWith('mountinfo') ? second : first);
        const workers = workersAllowed({
          parallelism,
          environment: { SLURM_CPUS_PER_TASK: slurm },
          readFile,
        });
        expect(Number.isInteger(workers) && workers >= 1 && workers <= parallelism).toBe(true);
      }),
    );
  });
});

test('this machine gives at least one worker and no more than the affinity mask', () => {
  expect(defaultWorkers()).toBeGreaterThanOrEqual(1);
  expect(defaultWorkers()).toBeLessThanOrEqual(availableParallelism());
});

const hasTaskset = spawnSync('taskset', ['--version']).status === 0;
test.runIf(process.platform === 'linux' && hasTaskset)('a process bound to one CPU gets one worker', () => {
  const allowed = /^Cpus_allowed_list:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))![1]!;
  const file = new URL('../../dist/src/run/pool/default-workers.js', import.meta.url).href;
  const script = `import('${file}').then(({ defaultWorkers }) => console.log(defaultWorkers()))`;
  expect(execFileSync('taskset', ['-c', allowed, process.execPath, '-e', script], { encoding: 'utf8' })).toBe(
    '1\n',
  );
});
