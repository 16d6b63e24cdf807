import { closingQuote } from './dialect.ts';

const begins = /(?:Object(?:\.[A-Za-z_]\w*)*|JSONPatch)\s*\{/y;
/** Perhaps it is there (`?name:`): that makes no difference here. */
const key = /\s*\??\s*([A-Za-z_]\w*)(\s*:)/y;

/**
 * An expression of a policy that changes objects, with its structures as maps: `Object.spec{replicas: 3}` as `{"replicas": 3}`. Which
 * fields there are is another question; whether it can be read is the same.
 */
export function withoutStructures(expression: string): string {
  // For each brace that is open: whether it is one of a structure.
  const open: boolean[] = [];
  let made = '';
  let at = 0;
  const takeKey = (): void => {
    key.lastIndex = at;
    const found = open.at(-1) === true ? key.exec(expression) : null;
    if (found === null) return;
    made += `"${found[1]}"${found[2]}`;
    at = key.lastIndex;
  };
  while (at < expression.length) {
    const character = expression.charAt(at);
    begins.lastIndex = at;
    if (character === '"' || character === "'") {
      const end = closingQuote(expression, at);
      made += expression.slice(at, end);
      at = end;
    } else if (!/[\w.]$/.test(made) && begins.test(expression)) {
      open.push(true);
      made += '{';
      at = begins.lastIndex;
      takeKey();
    } else {
      if ('{(['.includes(character)) open.push(false);
      if ('})]'.includes(character)) open.pop();
      made += character;
      at++;
      if (character === ',') takeKey();
    }
  }
  return made;
}
