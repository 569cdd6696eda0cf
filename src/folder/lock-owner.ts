import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Who holds a folder. What the system does not say is ''. */
export interface LockOwner {
  readonly host: string;
  readonly pid: number;
  /** With the pid, these two tell a process from a later one of the same number. */
  readonly boot: string;
  readonly started: string;
  /**
   * Of pids and of time: a container has numbers of its own, and a process of it cannot be seen from another
   * one.
   */
  readonly namespaces: string;
  /** The machine, where it is certain; never in a container. */
  readonly machine: string;
  /** Tells two locks of one process apart. */
  readonly nonce: string;
  readonly free: boolean;
}

/** A process, as it is told from all others. */
export type Process = Omit<LockOwner, 'nonce' | 'free'>;

export function thisProcess(): Process {
  return {
    host: hostname(),
    pid: process.pid,
    boot: textOf('/proc/sys/kernel/random/boot_id').trim(),
    started: statOf(process.pid).started,
    namespaces: namespaces(),
    machine: isOutsideContainers() ? textOf('/etc/machine-id').trim() : '',
  };
}

/**
 * The owner that a lock names; undefined if it names none. Former versions wrote neither `namespaces` nor
 * `machine`.
 */
export function parseOwner(text: string): LockOwner | undefined {
  try {
    const found: unknown = { namespaces: '', machine: '', ...(JSON.parse(text) as object) };
    return isOwner(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function isOwner(found: unknown): found is LockOwner {
  const { pid, free, ...others } = found as Partial<Record<keyof LockOwner, unknown>>;
  const texts = [others.host, others.boot, others.started, others.namespaces, others.machine, others.nonce];
  const isPid = Number.isInteger(pid) && (pid as number) >= 1 && (pid as number) <= 0x7fffffff;
  return isPid && typeof free === 'boolean' && texts.every((text) => typeof text === 'string');
}

/**
 * Whether an owner is gone for certain: seen from here to be no more, or of a time before its machine, which
 * is this one, started anew. One on another host, or in another container, may always live.
 */
export function isGone(owner: LockOwner, here: Process = thisProcess()): boolean {
  if (canSee(here, owner)) return !isAlive(owner);
  const isSameMachine = owner.host === here.host && owner.machine !== '' && owner.machine === here.machine;
  return isSameMachine && owner.boot !== '' && here.boot !== '' && owner.boot !== here.boot;
}

/**
 * Whether the owner's pid means the same here. Two namespaces never have one number at the same time: it is
 * the same one, or all of its processes are gone.
 */
export function canSee(here: Process, owner: LockOwner): boolean {
  const isKnown = process.platform !== 'linux' || (here.namespaces !== '' && here.boot !== '');
  return (
    isKnown && owner.host === here.host && owner.boot === here.boot && owner.namespaces === here.namespaces
  );
}

function isAlive(owner: LockOwner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const { state, started } = statOf(owner.pid);
  // The processes of other users may be hidden.
  return started === '' || (owner.started === started && state !== 'Z');
}

/** '' also where /proc is that of another namespace, and so would tell of other processes. */
function namespaces(): string {
  if (linkOf('/proc/self') !== String(process.pid)) return '';
  return `${linkOf('/proc/self/ns/pid')} ${linkOf('/proc/self/ns/time')}`.trim();
}

/** The numbers of the first namespaces are fixed. Source: include/linux/proc_ns.h of the Linux kernel. */
function isOutsideContainers(): boolean {
  return (
    linkOf('/proc/self/ns/pid') === 'pid:[4026531836]' && linkOf('/proc/self/ns/uts') === 'uts:[4026531838]'
  );
}

/**
 * State (Z: dead, but its parent has not looked) and ticks from the start of the machine to that of the
 * process.
 */
function statOf(pid: number): { readonly state: string; readonly started: string } {
  // Fields 3 and 22 of 52; the name before them, in parentheses, may hold spaces.
  const fields = textOf(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');
  return { state: fields[0] ?? '', started: fields[19] ?? '' };
}

const textOf = (path: string): string => orNothing(() => readFileSync(path, 'utf8'));
const linkOf = (path: string): string => orNothing(() => readlinkSync(path));

function orNothing(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
