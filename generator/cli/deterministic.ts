import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Answered, Asked } from '../again/main.ts';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { definedAt, type Origin } from '../core/origin.ts';
import { bundlesOf } from '../model/walk.ts';
import type { Request, Synthesised } from '../synth/synth.ts';

/** What a second render in another world makes otherwise, with the stack's line. */
export async function differences(first: Synthesised, request: Request): Promise<readonly Finding[]> {
  const { download: _download, stage: _stage, ...asked } = request;
  const second = await renderAgain(asked);
  const broken = second.findings.filter(({ severity }) => severity === 'error');
  if (broken.length > 0) return broken;
  const origins = originsOf(first);
  const paths = [...new Set([...first.files.keys(), ...Object.keys(second.files)])].sort();
  return paths.flatMap((path) => {
    const file = first.files.get(path);
    const before =
      typeof file?.content === 'string' ? file.content : file && Buffer.from(file.content).toString('latin1');
    const after = Object.hasOwn(second.files, path) ? second.files[path] : undefined;
    if (before === after) return [];
    const origin = origins.get(`${file?.cluster} ${file?.owner}`);
    const message = `${path} is another one in a second render: ${difference(before, after)}`;
    return [
      finding('cli/not-deterministic', message, {
        ...(origin === undefined ? {} : definedAt(origin)),
        fix: 'let it depend on nothing but the code, the environment and pins.yaml',
      }),
    ];
  });
}

async function renderAgain(asked: Asked): Promise<Answered> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./again.js', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, TZ: otherZone(), LANG: otherLocale(), LC_ALL: otherLocale(), NODE_OPTIONS: '' },
  });
  child.stdin.end(JSON.stringify(asked));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (out === '') throw new Error(`the second render ended without an answer: ${err}`);
  return JSON.parse(out) as Answered;
}

/** Where the day, and the order of letters, is another one. */
function otherZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone === 'Pacific/Kiritimati'
    ? 'Pacific/Pago_Pago'
    : 'Pacific/Kiritimati';
}

function otherLocale(): string {
  return Intl.DateTimeFormat().resolvedOptions().locale.startsWith('tr') ? 'de_DE.UTF-8' : 'tr_TR.UTF-8';
}

/** Where an application, or for what the engine reads the cluster, is in a stack. */
function originsOf({ clusters }: Synthesised): ReadonlyMap<string, Origin> {
  const origins = new Map<string, Origin>();
  for (const { built } of clusters) {
    const { model } = built;
    origins.set(`${model.name} ${model.name}`, model.origin);
    for (const { bundle } of bundlesOf(model))
      for (const application of bundle.applications)
        origins.set(`${model.name} ${bundle.name}/${application.name}`, application.origin);
  }
  return origins;
}

/** The first lines that differ. */
function difference(before: string | undefined, after: string | undefined): string {
  if (before === undefined) return 'the first has none';
  if (after === undefined) return 'the second has none';
  if (/^kind: Secret$/m.test(before)) return 'it is a Secret, and not shown';
  const [left, right] = [before.split('\n'), after.split('\n')];
  const index = left.findIndex((line, each) => line !== right[each]);
  return `${JSON.stringify((left[index] ?? '').trim())}, then ${JSON.stringify((right[index] ?? '').trim())}`;
}
