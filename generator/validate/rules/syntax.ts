/** Texts that the server wants written in a certain way; each says what is wrong with one, or nothing. */
export type Syntax = (text: string) => string | undefined;

function syntax(pattern: RegExp, longest: number, wanted: string): Syntax {
  return (text) => {
    if (text.length > longest) return `is longer than ${longest} characters`;
    return pattern.test(text) ? undefined : `is not ${wanted}`;
  };
}

export const label1123: Syntax = syntax(
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  63,
  'made of lower-case letters, digits and dashes, with a letter or digit at both ends',
);

export const label1035: Syntax = syntax(
  /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  63,
  'made of lower-case letters, digits and dashes, beginning with a letter',
);

export const subdomain: Syntax = syntax(
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  253,
  'made of lower-case letters, digits, dashes and dots, with a letter or digit at both ends of each part',
);

const wordsWanted = 'made of letters, digits, - _ and ., with a letter or digit at both ends';
const words = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

export const labelValue: Syntax = syntax(words, 63, wordsWanted);

/** What most keys are: a short name, or one of a domain whose parts are short. */
const usual = /^(?:[a-z0-9]{1,20}(?:\.[a-z0-9]{1,20}){1,5}\/)?[a-z0-9]{1,20}(?:[-._][a-z0-9]{1,20}){0,2}$/;

/** A name, with a domain and a slash before it or not: keys of labels and annotations, finalizers. */
export const qualifiedName: Syntax = (text) => {
  if (usual.test(text)) return undefined;
  const [first = '', second, ...more] = text.split('/');
  if (more.length > 0) return 'has more than one slash';
  const name = second ?? first;
  if (second !== undefined) {
    const wrong = first === '' ? 'is empty' : subdomain(first);
    if (wrong !== undefined) return `has a domain before its slash that ${wrong}`;
  }
  if (name === '') return 'has no name';
  if (name.length > 63) return 'has a name of more than 63 characters';
  return words.test(name) ? undefined : `has a name that is not ${wordsWanted}`;
};

/** Names of drivers are those of domains, in any case. */
export const driverName: Syntax = (text) =>
  text.length > 63 ? 'is longer than 63 characters' : subdomain(text.toLowerCase());

/** One step of an address: names of roles and their bindings. */
export const pathSegment: Syntax = (text) => {
  if (text === '.' || text === '..') return 'is a step to a folder';
  return /[/%]/.test(text) ? 'holds / or %' : undefined;
};

export function atMost(longest: number, inner: Syntax): Syntax {
  return (text) =>
    inner(text) ?? (text.length > longest ? `is longer than ${longest} characters` : undefined);
}

/** Of a port of a container; others speak of it by this name. */
export const portName: Syntax = (text) => {
  if (text.length > 15) return 'is longer than 15 characters';
  if (!/^[-a-z0-9]+$/.test(text)) return 'is not made of lower-case letters, digits and dashes';
  if (!/[a-z]/.test(text)) return 'has no letter in it';
  if (text.includes('--')) return 'has two dashes in a row';
  return text.startsWith('-') || text.endsWith('-') ? 'has a dash at an end' : undefined;
};

/** A key of a ConfigMap or Secret, which becomes the name of a file. */
export const fileKey: Syntax = (text) => {
  if (text.length > 253) return 'is longer than 253 characters';
  if (!/^[-._a-zA-Z0-9]+$/.test(text)) return 'is not made of letters, digits, - _ and .';
  return text === '.' || text.startsWith('..') ? 'is, or begins with, a step to another folder' : undefined;
};

/** A name of an environment variable, up to 1.31. */
export const variableName: Syntax = (text) => {
  if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(text))
    return 'is not made of letters, digits, - _ and ., or begins with a digit';
  return text === '.' || text.startsWith('..') ? 'is, or begins with, a step to another folder' : undefined;
};

/** The same since 1.32. */
export const looseVariableName: Syntax = (text) =>
  /^[ -<>-~]+$/.test(text) ? undefined : 'is not made of printable ASCII without =';

export const headerName: Syntax = syntax(
  /^[-A-Za-z0-9]+$/,
  Number.MAX_SAFE_INTEGER,
  'made of letters, digits and dashes',
);

export const percentage: Syntax = syntax(/^[0-9]+%$/, Number.MAX_SAFE_INTEGER, 'a percentage, like 25%');

/** A path below a folder that nothing leads out of. */
export const pathBelow: Syntax = (text) => (text.startsWith('/') ? 'is not relative' : noStepsUp(text));

export const noStepsUp: Syntax = (text) =>
  text.split('/').includes('..') ? "has a step '..' in it" : undefined;

/** The same for a file that a volume makes. */
export const fileBelow: Syntax = (text) =>
  pathBelow(text) ?? (text.startsWith('..') ? "begins with '..'" : undefined);

export const absolutePath: Syntax = (text) => (text.startsWith('/') ? undefined : 'is not absolute');

/** The longest of labels, dots and underscores; what a resolver may search. */
export const searchDomain: Syntax = (text) => {
  if (text === '.') return undefined;
  const name = text.replace(/\.$/, '');
  if (name.length > 253) return 'is longer than 253 characters';
  return /^[a-z0-9_]([-_a-z0-9]*[a-z0-9_])?(\.[a-z0-9_]([-_a-z0-9]*[a-z0-9_])?)*$/.test(name)
    ? undefined
    : 'is not a domain in lower case';
};
