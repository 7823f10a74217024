import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from './until.ts';

const repo = new URL('../../../', import.meta.url).pathname;
let built: Promise<string> | null = null;

/** Builds the binary once for all tests of a process. */
export function binary(): Promise<string> {
  built ??= (async () => {
    const file = process.env['COVIEWER_TEST_BINARY'] ?? join(repo, '.build', 'coviewer');
    if (!process.env['COVIEWER_TEST_BINARY']) {
      await promisify(execFile)('go', ['build', '-o', file, './cmd/coviewer'], { cwd: repo });
    }
    return file;
  })();
  return built;
}

/** A running `coviewer serve` on free ports of loopback, with all that it ever wrote. */
export class Service {
  readonly process: ChildProcess;
  readonly data: string;
  url = '';
  log = '';
  stdout = '';

  private constructor(process: ChildProcess, data: string) {
    this.process = process;
    this.data = data;
    process.stderr?.on('data', (chunk) => {
      this.log += String(chunk);
    });
    process.stdout?.on('data', (chunk) => {
      this.stdout += String(chunk);
    });
  }

  static async start(...flags: string[]): Promise<Service> {
    const data = await mkdtemp(join(tmpdir(), 'coviewer-e2e-'));
    const args = ['serve', '--listen', '127.0.0.1:0', '--turn-listen', '127.0.0.1:0', '--data', data, ...flags];
    const s = new Service(spawn(await binary(), args, { stdio: ['ignore', 'pipe', 'pipe'] }), data);
    const found = await until('the service to print its address', () => {
      if (s.process.exitCode !== null) throw new Error(`exit ${s.process.exitCode}: ${s.log}`);
      return /(http:\/\/[^\s/]+)\//.exec(s.stdout);
    });
    s.url = found[1] ?? '';
    return s;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      this.process.kill('SIGTERM');
      await until('the service to stop', () => this.process.exitCode !== null || this.process.signalCode !== null);
    }
    await rm(this.data, { recursive: true, force: true });
  }

  /** Which of the needles are in the memory of the process (Linux, own child). */
  async inMemory(needles: readonly Buffer[]): Promise<Buffer[]> {
    const pid = this.process.pid;
    const maps = (await readFile(`/proc/${pid}/maps`, 'utf8')).split('\n');
    const memory = await open(`/proc/${pid}/mem`, 'r');
    const found = new Set<Buffer>();
    try {
      for (const line of maps) {
        const m = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line);
        if (m) await scan(memory, Number.parseInt(m[1] ?? '', 16), Number.parseInt(m[2] ?? '', 16), needles, found);
      }
    } finally {
      await memory.close();
    }
    return [...found];
  }

  /** Everything that the process left on disk. */
  async onDisk(): Promise<Buffer> {
    const files = await readdir(this.data, { recursive: true, withFileTypes: true });
    const contents = files.filter((f) => f.isFile()).map((f) => readFile(join(f.parentPath, f.name)));
    return Buffer.concat(await Promise.all(contents));
  }
}

const step = 4 << 20;
const overlap = 4096;

async function scan(
  memory: Awaited<ReturnType<typeof open>>,
  from: number,
  to: number,
  needles: readonly Buffer[],
  found: Set<Buffer>,
): Promise<void> {
  const buffer = Buffer.alloc(step + overlap);
  for (let at = from; at < to; at += step) {
    const length = Math.min(step + overlap, to - at);
    let read = 0;
    try {
      read = (await memory.read(buffer, 0, length, at)).bytesRead;
    } catch {
      continue; // reserved but not backed: nothing can be there
    }
    const seen = buffer.subarray(0, read);
    for (const n of needles) if (seen.includes(n)) found.add(n);
  }
}
