import { readdirSync, readFileSync } from 'node:fs';

/** A process and everything that it started, as Linux tells it in `/proc`. */
export interface ProcessTree {
  /** Resident memory of all processes; what they share counts for each of them. */
  memoryMb(): number;
  /** CPU time of all processes since they began, with that of children that have ended. */
  cpuMs(): number;
}

/** `sysconf(_SC_CLK_TCK)`, which is 100 wherever Node runs on Linux. */
const TICK_MS = 10;

export function processTree(root: number): ProcessTree {
  const sum = (figure: (process: Process) => number) =>
    family(root).reduce((total, process) => total + figure(process), 0);
  return {
    memoryMb: () => sum(({ rssKb }) => rssKb) / 1024,
    cpuMs: () => sum(({ ticks }) => ticks) * TICK_MS,
  };
}

interface Process {
  pid: number;
  parent: number;
  ticks: number;
  rssKb: number;
}

/** The process and all its descendants. */
function family(root: number): Process[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (read(Number(name)) ?? []) : []));
  const found = new Set([root]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return all.filter(({ pid }) => found.has(pid));
}

/** Undefined for a process that has just ended. */
function read(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before them may contain spaces; `man proc_pid_stat` numbers the fields, less two.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((total, text) => total + Number(text), 0);
    const [, rssKb] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return { pid, parent: Number(fields[1]), ticks, rssKb: Number(rssKb ?? 0) };
  } catch {
    return undefined;
  }
}
