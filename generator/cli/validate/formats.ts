import type { Format } from '../../validate/files/validated.ts';
import { asGithub } from './formats/github.ts';
import { asJson } from './formats/json.ts';
import { asJunit } from './formats/junit.ts';
import { asSarif } from './formats/sarif.ts';
import { asText } from './formats/text.ts';

export const formats: ReadonlyMap<string, Format> = new Map([
  ['text', asText],
  ['json', asJson],
  ['sarif', asSarif],
  ['github', asGithub],
  ['junit', asJunit],
]);
