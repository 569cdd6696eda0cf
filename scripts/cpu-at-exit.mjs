// Preloaded by check-plan-time.mjs (Linux): writes the CPU seconds of the main thread and of the whole process at its end.
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread)
  process.on('exit', () => {
    const stat = readFileSync(`/proc/self/task/${process.pid}/stat`, 'utf8').split(') ')[1].split(' ');
    const main = (Number(stat[11]) + Number(stat[12])) / 100;
    const { user, system } = process.cpuUsage();
    writeFileSync(process.env.CPU_AT_EXIT, JSON.stringify({ main, total: (user + system) / 1e6 }));
  });
