import { openProject } from '../synth/project.ts';
import { type ProjectRender, renderProject } from '../synth/render-project.ts';
import { type Io, progress } from './io.ts';
import { Stopwatch } from './stopwatch.ts';
import { synthRequest } from './synth-request.ts';

/** What the stacks make, for verbs that only look: nothing is written, no new address is let in. */
export async function renderedFor(
  verb: string,
  values: Parameters<typeof synthRequest>[1],
  stacks: readonly string[],
  io: Io,
  { validate }: { readonly validate: boolean },
): Promise<ProjectRender> {
  const clock = new Stopwatch((name) => progress(io, name));
  const request = synthRequest(verb, values, stacks, io, clock);
  const project = await openProject(io.cwd, values.output);
  const rendered = await renderProject({ ...request, frozen: true, validate }, project);
  progress(io, '');
  return rendered;
}
