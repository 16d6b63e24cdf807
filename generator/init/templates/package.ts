import { isRecord } from '../../core/json.ts';
import type { Answers } from '../answers.ts';

type Package = Readonly<Record<string, unknown>>;

/** What npm's own init writes where there are no tests. */
const noTest = 'echo "Error: no test specified" && exit 1';

/** package.json with what is missing in it; what is there stays. */
export function packageText({ folder, version }: Answers, before: string | undefined): string {
  const given: unknown =
    before === undefined ? { name: packageName(folder), private: true } : JSON.parse(before);
  const known: Package = isRecord(given) ? given : {};
  const scripts: Package = isRecord(known.scripts) ? known.scripts : {};
  const used = [known.dependencies, known.devDependencies].flatMap((each) =>
    isRecord(each) ? Object.keys(each) : [],
  );
  const wanted = { '@types/node': '^22.0.0', plimsoll: `^${version}`, vitest: '^4.1.0' };
  const missing = Object.fromEntries(Object.entries(wanted).filter(([name]) => !used.includes(name)));
  const { test, ...others } = scripts;
  const next = {
    ...known,
    type: 'module',
    scripts: {
      prepare: 'plimsoll hooks install --optional',
      synth: 'plimsoll synth',
      check: 'plimsoll check',
      diff: 'plimsoll diff',
      plimsoll: 'plimsoll',
      ...others,
      test: test === undefined || test === noTest ? 'vitest run' : test,
    },
    devDependencies: sorted({
      ...(isRecord(known.devDependencies) ? known.devDependencies : {}),
      ...missing,
    }),
  };
  const indent = /^([ \t]+)"/m.exec(before ?? '')?.[1] ?? '  ';
  return `${JSON.stringify(next, null, indent)}\n`;
}

function packageName(folder: string): string {
  return (
    folder
      .toLowerCase()
      .replace(/[^a-z0-9._-]+/g, '-')
      .replace(/^[._-]+|-+$/g, '') || 'fleet'
  );
}

function sorted(map: Package): Package {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
