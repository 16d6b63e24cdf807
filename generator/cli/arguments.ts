import { type ParseArgsConfig, parseArgs } from 'node:util';
import { didYouMean } from '../core/suggest.ts';
import { usage } from './usage.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

type Values<O extends Options> = {
  readonly [Name in keyof O]?: O[Name] extends { readonly multiple: true }
    ? readonly string[]
    : O[Name] extends { readonly type: 'boolean' }
      ? boolean
      : string;
};

export interface Arguments<O extends Options> {
  readonly values: Values<O>;
  readonly rest: readonly string[];
}

/** What a verb was called with; an option that it does not have is wrong usage, with the one that was meant. */
export function readArguments<const O extends Options>(
  verb: string,
  argv: readonly string[],
  options: O,
): Arguments<O> {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options });
    return { values: values as Values<O>, rest: positionals };
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    const unknown = code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? /'(-[^']*)'/.exec(message)?.[1] : undefined;
    const known = Object.keys(options).map((name) => `--${name}`);
    const hint = unknown === undefined ? undefined : didYouMean(unknown, known);
    const [sentence = message] = message.split('. ');
    throw usage(`${verb}: ${sentence}${hint === undefined ? '' : `; ${hint}`}`);
  }
}

/** Several values are repeated or separated by commas. */
export function several(values: readonly string[] | undefined): readonly string[] {
  return (values ?? []).flatMap((each) => each.split(',')).filter((each) => each !== '');
}
