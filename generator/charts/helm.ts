import { execFile } from 'node:child_process';

/** The program, asked with arguments: no shell reads them. */
export interface Helm {
  /** What its results depend on. */
  readonly version: string;
  readonly run: (argv: readonly string[]) => Promise<Answer>;
}

export interface Answer {
  readonly fine: boolean;
  readonly out: string;
  /** What it says of a failure. */
  readonly why: string;
}

let found: Promise<Helm | undefined> | undefined;

/** Helm where it is on the path; undefined where it is not. It is looked for once. */
export function findHelm(): Promise<Helm | undefined> {
  found ??= look();
  return found;
}

/** A version of a chart, as helm asks repositories and registries for it. */
export function pullOf(repository: string, chart: string, version: string): readonly string[] {
  const from = repository.startsWith('oci://')
    ? [`${repository.replace(/\/$/, '')}/${chart}`]
    : [chart, '--repo', repository];
  return ['pull', ...from, '--version', version];
}

async function look(): Promise<Helm | undefined> {
  const { fine, out } = await run(['version', '--template', '{{.Version}}']);
  return fine ? { version: out.trim(), run } : undefined;
}

/** A repository that does not answer is given up, and so is a chart without end. */
const limits = { timeout: 120_000, maxBuffer: 1 << 28, encoding: 'utf8' } as const;

function run(argv: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    execFile('helm', [...argv], limits, (error, stdout, stderr) => {
      const said = stderr.replace(/^(Error|level=\w+).*?:\s*/s, '').trim();
      const why = error === null ? '' : said === '' ? error.message : said;
      resolve({ fine: error === null, out: stdout, why: why.split('\n').slice(0, 5).join(' ') });
    });
  });
}
