import { celError, type Library } from './library.ts';

const written =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

class Semver {
  readonly numbers: readonly bigint[];
  readonly before: readonly string[];

  constructor(numbers: readonly bigint[], before: readonly string[]) {
    this.numbers = numbers;
    this.before = before;
  }
}

function parsed(text: string): Semver | undefined {
  const [, major, minor, patch, before] = written.exec(text) ?? [];
  if (major === undefined) return undefined;
  return new Semver([major, minor ?? '0', patch ?? '0'].map(BigInt), before?.split('.') ?? []);
}

/** `v1.2` and `01.2.3` as well. */
function normalised(text: string): string {
  const [core = '', ...rest] = text.replace(/^v/, '').split(/(?=[-+])/);
  const parts = core.split('.').map((part) => part.replace(/^0+(?=\d)/, ''));
  while (parts.length < 3) parts.push('0');
  return parts.join('.') + rest.join('');
}

function semver(text: string, normal = false): Semver {
  const found = parsed(normal ? normalised(text) : text);
  if (found === undefined) throw celError(`${text} is no semantic version`);
  return found;
}

function compared(a: Semver, b: Semver): bigint {
  for (const [index, left] of a.numbers.entries()) {
    const right = b.numbers[index] ?? 0n;
    if (left !== right) return left < right ? -1n : 1n;
  }
  if (a.before.length === 0 || b.before.length === 0)
    return BigInt(Number(a.before.length === 0) - Number(b.before.length === 0));
  for (let index = 0; index < Math.max(a.before.length, b.before.length); index++) {
    const difference = comparedParts(a.before[index], b.before[index]);
    if (difference !== 0n) return difference;
  }
  return 0n;
}

function comparedParts(a: string | undefined, b: string | undefined): bigint {
  if (a === b) return 0n;
  if (a === undefined || b === undefined) return a === undefined ? -1n : 1n;
  const [left, right] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (left && right) return BigInt(a) < BigInt(b) ? -1n : 1n;
  if (left !== right) return left ? -1n : 1n;
  return a < b ? -1n : 1n;
}

export const versions: Library = {
  types: { Semver },
  functions: {
    'semver(string): Semver': (text: string) => semver(text),
    'semver(string, bool): Semver': semver,
    'isSemver(string): bool': (text: string) => parsed(text) !== undefined,
    'isSemver(string, bool): bool': (text: string, normal: boolean) =>
      parsed(normal ? normalised(text) : text) !== undefined,
    'Semver.major(): int': ({ numbers }: Semver) => numbers[0],
    'Semver.minor(): int': ({ numbers }: Semver) => numbers[1],
    'Semver.patch(): int': ({ numbers }: Semver) => numbers[2],
    'Semver.isLessThan(Semver): bool': (a: Semver, b: Semver) => compared(a, b) < 0n,
    'Semver.isGreaterThan(Semver): bool': (a: Semver, b: Semver) => compared(a, b) > 0n,
    'Semver.compareTo(Semver): int': compared,
  },
  operators: { 'Semver == Semver': (a: Semver, b: Semver) => compared(a, b) === 0n },
};
