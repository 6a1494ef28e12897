/**
 * Which lines of src/apiserver that report an error the recorded cases reach: replays them, prints each line that none of them
 * reached, and the figure. Exit status 1 if a line is missing that is not named in unreached.tsv, or named and reached.
 *
 *     npm run coverage
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Segment, segmentsOf } from './mappings.ts';

interface Span {
  startOffset: number;
  endOffset: number;
  count: number;
}

/** What Node writes into NODE_V8_COVERAGE. */
interface Profile {
  result: { url: string; functions: { ranges: Span[] }[] }[];
  'source-map-cache'?: Record<string, { lineLengths: number[]; data: { mappings: string } | null }>;
}

/** A call that reports an error. */
interface Call {
  file: string;
  line: number;
  text: string;
  count: number;
}

const root = fileURLToPath(new URL('../', import.meta.url));
const reporting =
  /\.(invalid|required|forbidden|notSupported|duplicate|notFound|tooLong|tooMany|typeInvalid|internal|raise|undecodable)\(/g;

/** The profiles of a replay of all recorded cases. */
function replay(): Profile[] {
  const folder = mkdtempSync(join(tmpdir(), 'reached-'));
  try {
    const tests = ['--import', 'tsx', '--test', 'test/apiserver/recorded.test.ts'];
    const env = { ...process.env, NODE_V8_COVERAGE: folder };
    const run = spawnSync(process.execPath, tests, { cwd: root, env, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (run.status !== 0) throw new Error(`the recorded cases fail:\n${run.stdout.slice(-4000)}`);
    return readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Profile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** How often the code at an offset ran: the narrowest range around it tells. */
function countAt(functions: readonly { ranges: Span[] }[], offset: number): number {
  let narrowest: Span | undefined;
  for (const { ranges } of functions) {
    for (const range of ranges) {
      if (range.startOffset > offset || range.endOffset <= offset) continue;
      if (!narrowest || range.endOffset - range.startOffset <= narrowest.endOffset - narrowest.startOffset)
        narrowest = range;
    }
  }
  return narrowest?.count ?? 0;
}

/** The last segment that begins at or before a place of the source. */
function segmentAt(segments: readonly Segment[], line: number, column: number): Segment | undefined {
  let best: Segment | undefined;
  for (const one of segments) {
    if (one.line > line || (one.line === line && one.column > column)) continue;
    if (!best || one.line > best.line || (one.line === best.line && one.column >= best.column)) best = one;
  }
  return best;
}

/** Tells of places in a file how often they ran by a profile; never where the file was not loaded. */
function counter(profile: Profile, file: string): (line: number, column: number) => number {
  const url = pathToFileURL(file).href;
  const script = profile.result.find((one) => one.url === url);
  const map = profile['source-map-cache']?.[url];
  if (!script || !map?.data) return () => 0;
  const segments = segmentsOf(map.data.mappings);
  const starts = [0];
  for (const length of map.lineLengths) starts.push((starts.at(-1) as number) + length + 1);
  return (line, column) => {
    const segment = segmentAt(segments, line, column);
    return segment ? countAt(script.functions, (starts[segment.madeLine] as number) + segment.madeColumn) : 0;
  };
}

/** The calls of a file that report an error. */
function callsOf(file: string, profiles: readonly Profile[]): Call[] {
  const counters = profiles.map((profile) => counter(profile, file));
  const calls: Call[] = [];
  for (const [line, text] of readFileSync(file, 'utf8').split('\n').entries()) {
    for (const { index } of text.matchAll(reporting)) {
      const count = Math.max(...counters.map((of) => of(line, index)));
      calls.push({ file: file.slice(root.length), line: line + 1, text: text.trim(), count });
    }
  }
  return calls;
}

/** Calls that the recorded cases can't reach: file, text of the line and the reason. */
function readExcuses(): { file: string; text: string; reason: string }[] {
  const lines = readFileSync(new URL('unreached.tsv', import.meta.url), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [file = '', text = '', reason = ''] = line.split('\t');
      return { file, text, reason };
    });
}

function main(): void {
  const profiles = replay();
  const files = readdirSync(`${root}src/apiserver`, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const calls = files
    .filter((name) => name !== 'errors.ts')
    .flatMap((name) => callsOf(`${root}src/apiserver/${name}`, profiles));
  const excuses = readExcuses();
  const excusing = (call: Call): boolean =>
    excuses.some(({ file, text }) => call.file.endsWith(file) && call.text.includes(text));
  const missing = calls.filter((call) => call.count === 0);
  const unexcused = missing.filter((call) => !excusing(call));
  const needless = calls.filter((call) => call.count > 0 && excusing(call));
  for (const { file, line, text } of unexcused) console.log(`${file}:${line}  ${text}`);
  for (const { file, line, text } of needless) console.log(`reached all the same: ${file}:${line}  ${text}`);
  const counted = calls.length - missing.length + unexcused.length;
  const percent = ((100 * (calls.length - missing.length)) / Math.max(counted, 1)).toFixed(1);
  console.log(
    `reached ${calls.length - missing.length} of ${counted} calls that report an error (${percent} %); ${missing.length - unexcused.length} excused`,
  );
  process.exitCode = unexcused.length + needless.length > 0 ? 1 : 0;
}

main();
