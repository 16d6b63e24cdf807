import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { command } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary.ts';

function there(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const missing = ['curl', 'jq', 'bash'].find((program) => !there(program));

/** What GitHub's program does with its address, in as far as a comment needs it. */
const gh = `#!/bin/bash
[ "$1" = api ] || exit 9
shift
method=GET filter=. path=
while [ $# -gt 0 ]; do
  case "$1" in
    -X) method=$2; shift 2;;
    --jq) filter=$2; shift 2;;
    -F) body=\${2#body=@}; shift 2;;
    --silent|--paginate) shift;;
    *) path=$1; shift;;
  esac
done
if [ -n "$body" ]; then jq -Rs '{ body: . }' < "$body" | curl -sf -X "$method" -H "Authorization: $GH_TOKEN" -H 'Content-Type: application/json' -d @- "$FORGE/$path" > /dev/null
else curl -sf -H "Authorization: $GH_TOKEN" "$FORGE/$path" | jq -r "$filter"; fi
`;

interface Note {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string };
}

const mark = '<!-- plimsoll diff -->';

describe.skipIf(missing !== undefined)(`the comment of a pull request (skipped without ${missing})`, () => {
  let notes: Note[] = [];
  let asked: string[] = [];
  let server: Server;
  let address = '';
  const tools = mkdtempSync(join(tmpdir(), 'plimsoll-tools-'));

  async function bodyOf(request: IncomingMessage): Promise<string> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    return request.headers['content-type'] === 'application/json'
      ? (JSON.parse(text) as { body: string }).body
      : (new URLSearchParams(text).get('body') ?? '');
  }

  beforeAll(async () => {
    for (const [name, text] of [
      ['gh', gh],
      ['apk', '#!/bin/sh\n'],
    ] as const) {
      writeFileSync(join(tools, name), text);
      chmodSync(join(tools, name), 0o755);
    }
    // Both forges at once: a list of comments that are written and edited.
    server = createServer(async (request, response) => {
      const { method = '', url = '', headers } = request;
      asked.push(`${method} ${url.replace(/\?.*/, '')} ${headers.authorization ?? headers['private-token']}`);
      const id = Number(/\/(?:comments|notes)\/(\d+)$/.exec(url)?.[1]);
      let answer: unknown = notes;
      if (url.endsWith('/pulls')) answer = [{ number: 7 }];
      else if (method === 'POST') {
        const user = { login: 'github-actions[bot]' };
        notes = [...notes, { id: notes.length + 1, body: await bodyOf(request), user }];
      } else if (method !== 'GET') {
        const body = await bodyOf(request);
        notes = notes.map((each) => (each.id === id ? { ...each, body } : each));
      }
      response.end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    rmSync(tools, { recursive: true });
  });
  beforeEach(() => {
    notes = [{ id: 1, body: 'looks good', user: { login: 'ada' } }];
    asked = [];
  });

  async function step(
    folder: string,
    script: string,
    env: Readonly<Record<string, string>>,
  ): Promise<number> {
    const path = `${tools}${delimiter}${process.env.PATH}`;
    const child = spawn('bash', ['-e', '-o', 'pipefail', '-c', script], {
      cwd: folder,
      env: { ...process.env, ...env, PATH: path, FORGE: address },
      stdio: 'ignore',
    });
    return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
  }

  /** Twice, as two pushes to one pull request do. */
  async function twice(folder: string, script: string, env: Readonly<Record<string, string>>): Promise<void> {
    const text = (lines: number): string => `${mark}\n${'one line & more ü "quoted"\n'.repeat(lines)}`;
    for (const lines of [1, 2]) {
      writeFileSync(join(folder, 'diff.md'), text(lines));
      expect(await step(folder, script, env)).toBe(0);
    }
    // Written once and edited then; what others wrote stays.
    expect(notes.map(({ body }) => body)).toEqual(['looks good', text(2)]);
  }

  async function initialised(): Promise<string> {
    const folder = temporaryFolder();
    expect(await command(folder, 'init', '--ci', 'github,gitlab', '--yes')).toMatchObject({ code: 0 });
    return folder;
  }

  it('is written and edited on GitHub, by the step of the workflow', async () => {
    const folder = await initialised();
    const file = join(folder, '.github', 'workflows', 'plimsoll-comment.yml');
    const { steps } = parse(readFileSync(file, 'utf8')).jobs.comment;
    const { run: script } = steps.find(({ name }: { readonly name?: string }) => name === 'Comment');
    await twice(temporaryFolder(), script, { GH_TOKEN: 'secret', REPOSITORY: 'team/fleet', HEAD_SHA: 'abc' });
    expect(asked.slice(0, 3)).toEqual([
      'GET /repos/team/fleet/commits/abc/pulls secret',
      'GET /repos/team/fleet/issues/7/comments secret',
      'POST /repos/team/fleet/issues/7/comments secret',
    ]);
    expect(asked.at(-1)).toBe('PATCH /repos/team/fleet/issues/comments/2 secret');
  });

  it('is written and edited on GitLab, by the lines of the job', async () => {
    const folder = await initialised();
    const { script } = parse(readFileSync(join(folder, '.gitlab-ci.yml'), 'utf8'))['plimsoll-comment'];
    const env = { CI_API_V4_URL: address, CI_PROJECT_ID: '5', CI_MERGE_REQUEST_IID: '7' };
    const lines = script.join('\n');
    await twice(temporaryFolder(), lines, { ...env, PLIMSOLL_TOKEN: 'secret' });
    expect(asked).toEqual([
      'GET /projects/5/merge_requests/7/notes secret',
      'POST /projects/5/merge_requests/7/notes secret',
      'GET /projects/5/merge_requests/7/notes secret',
      'PUT /projects/5/merge_requests/7/notes/2 secret',
    ]);
    asked = [];
    // A fork's merge request has no token.
    expect(await step(temporaryFolder(), lines, { ...env, PLIMSOLL_TOKEN: '' })).toBe(0);
    expect(asked).toEqual([]);
  });
});
