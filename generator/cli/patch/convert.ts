import { best, inForm } from '../../patch/convert/diff-objects.ts';
import { applyRequests } from '../../patch/file/apply-requests.ts';
import { readReference } from '../../patch/file/reference.ts';
import { subjectOf } from '../../patch/subject.ts';
import type { Io } from '../io.ts';
import { readInput } from '../read-input.ts';
import { usage } from '../usage.ts';
import { documentsOf } from './documents.ts';
import { type Found, printFound } from './found.ts';
import { optionsFrom, type PatchValues, patchesFrom, typeFrom } from './options.ts';

/** `patch convert BASE -p PATCH --to FORM`: the same change in another form, for every object that the patch is for. */
export async function convert(
  values: PatchValues,
  [path, ...more]: readonly string[],
  io: Io,
): Promise<number> {
  if (path === undefined) throw usage('patch convert needs the file that the patch is for');
  if (more.length > 0) throw usage(`patch convert: it takes one file, not ${[path, ...more].join(' ')}`);
  if (values.to === undefined)
    throw usage('patch convert: it needs --to json, merge, strategic, path or auto');
  const to = typeFrom(values.to, '--to');
  const options = await optionsFrom(values, io);
  const requests = (await patchesFrom(values, typeFrom(values.type, '--type'), io)).map((request) =>
    values.target === undefined || request.target !== undefined
      ? request
      : { ...request, target: readReference(values.target) },
  );
  if (requests.length === 0) throw usage('patch convert: it needs a patch: -p FILE');
  const file = path === '-' ? 'standard input' : path;
  const before = documentsOf(await readInput(path, io), file).map(({ value }) => value);
  const { values: after, touched } = applyRequests(before, requests, file, options);
  const found = [...touched]
    .sort((a, b) => a - b)
    .map((index): Found => {
      const object = before[index];
      const subject = subjectOf(object, options);
      const asked = { ...options, guards: values.guards };
      const changed =
        to === 'auto'
          ? best(object, after[index], subject, asked)
          : inForm(to, object, after[index], subject, asked);
      return { object, found: changed };
    });
  return printFound(found, values, options, io);
}
