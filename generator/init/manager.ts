/** What installs a project's packages. */
export const managers = ['npm', 'pnpm', 'yarn'] as const;
export type Manager = (typeof managers)[number];

/** Which one a folder is for: the nearest lock file, or what package.json says, upwards from it. */
export function managerIn(texts: (name: string) => string | undefined): Manager | undefined {
  if (texts('pnpm-lock.yaml') !== undefined || texts('pnpm-workspace.yaml') !== undefined) return 'pnpm';
  if (texts('yarn.lock') !== undefined) return 'yarn';
  if (texts('package-lock.json') !== undefined) return 'npm';
  const [, said] = /"packageManager"\s*:\s*"(npm|pnpm|yarn)@/.exec(texts('package.json') ?? '') ?? [];
  return managers.find((each) => each === said);
}

type Words = readonly (readonly [said: RegExp, instead: string])[];

/** `corepack` brings the manager that package.json names. */
const prepared: Words = [
  [/^( *)- uses: actions\/setup-node@/gm, '$1- run: corepack enable\n$&'],
  [/^( *)- npm ci$/gm, '$1- corepack enable\n$&'],
];

const words: Readonly<Record<Manager, Words>> = {
  npm: [],
  pnpm: [
    ...prepared,
    [/\bnpm ci\b/g, 'pnpm install --frozen-lockfile'],
    [/\bnpx --no-install plimsoll\b/g, 'pnpm exec plimsoll'],
    [/\bcache: npm\b/g, 'cache: pnpm'],
    [/\bpackage-lock\.json\b/g, 'pnpm-lock.yaml'],
    [/(?<![\w-])npm (install|test|run)\b/g, 'pnpm $1'],
  ],
  yarn: [
    ...prepared,
    [/\bnpm ci\b/g, 'yarn install --frozen-lockfile'],
    [/\bnpx --no-install plimsoll\b/g, 'yarn plimsoll'],
    [/\bcache: npm\b/g, 'cache: yarn'],
    [/\bpackage-lock\.json\b/g, 'yarn.lock'],
    [/(?<![\w-])npm (install|test|run)\b/g, 'yarn $1'],
  ],
};

/** A text about npm, for whoever uses another. */
export function inWordsOf(manager: Manager, text: string): string {
  return words[manager].reduce((said, [pattern, instead]) => said.replace(pattern, instead), text);
}
