import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chart, image, withPins } from '../../generator/pins/active.ts';
import { parsePins } from '../../generator/pins/pins.ts';
import { ringOf } from '../../generator/pins/rings.ts';
import { type SynthProject, synthProject } from '../support/synth-project.ts';

const pins = `# versions of everything
images:
  web: registry.example.com/web:1.0.0   # for all
  api: registry.example.com/api:1.0.0
charts:
  ingress: { repository: https://charts.example.com, version: "4.0.0" }
rings:
  canary:
    images:
      web: registry.example.com/web:1.2.0 # newest
  early:
    images: { web: registry.example.com/web:1.1.0 }
    charts: { ingress: { repository: https://charts.example.com, version: "4.1.0" } }
`;

describe('rings', () => {
  it('have their own versions, else those of the next ring, at last those of all', async () => {
    const { value, findings } = await withPins(parsePins(pins, 'pins.yaml'), () => [
      image('web'),
      image('web', { ring: 'early' }),
      image('web', { ring: 'canary' }),
      image('api', { ring: 'canary' }),
      chart('ingress', { ring: 'canary' }).version,
      chart('ingress', { ring: undefined }).version,
    ]);
    expect(findings).toEqual([]);
    expect(value).toEqual([
      'registry.example.com/web:1.0.0',
      'registry.example.com/web:1.1.0',
      'registry.example.com/web:1.2.0',
      'registry.example.com/api:1.0.0',
      '4.1.0',
      '4.0.0',
    ]);
  });

  it('that are not there are said, with the one that was meant', async () => {
    const { value, findings } = await withPins(parsePins(pins, 'pins.yaml'), () =>
      image('web', { ring: 'erly' }),
    );
    expect(value).toBe('registry.example.com/web:1.0.0');
    expect(findings).toMatchObject([
      { code: 'build/unknown-pin', message: 'pins.yaml has no ring erly', fix: 'did you mean early?' },
    ]);
  });

  it('are read with care', () => {
    const wrong = (text: string) => parsePins(text, 'pins.yaml').findings.map(({ message }) => message);
    expect(wrong('rings: [canary]')).toEqual(['pins.yaml:1:8: rings is not a map']);
    expect(wrong('rings: { canary: [1] }')).toEqual([
      'pins.yaml:1:18: a ring is a map with images, charts and git',
    ]);
    expect(wrong('rings: { canary: { image: {} } }')).toEqual([
      'pins.yaml:1:20: image is none of images, charts and git',
    ]);
    expect(wrong('rings: { canary: { images: { web: 1 } } }')).toEqual([
      'pins.yaml:1:35: images.web is not a text',
    ]);
    expect(wrong('rings:\n  canary:\n  early: {}\n')).toEqual([]);
  });

  it('take clusters by name or as a share, which grows and moves nobody', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{2,20}$/), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        names,
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        (clusters, a, b) => {
          const [few, many] = [Math.min(a, b), Math.max(a, b)];
          for (const cluster of clusters) {
            if (ringOf(cluster, { early: `${few}%` }) === 'early')
              expect(ringOf(cluster, { early: `${many}%` })).toBe('early');
            expect(ringOf(cluster, { early: '100%' })).toBe('early');
            expect(ringOf(cluster, { early: '0%' })).toBeUndefined();
            expect(ringOf(cluster, { first: [cluster], early: '100%' })).toBe('first');
          }
        },
      ),
    );
    const fleet = Array.from({ length: 2000 }, (_, index) => `cluster-${index}`);
    const share = fleet.filter((name) => ringOf(name, { early: '10%' }) !== undefined).length / fleet.length;
    expect(share).toBeGreaterThan(0.08);
    expect(share).toBeLessThan(0.12);
  });
});

describe('a roll-out in rings', () => {
  const stack = (
    name: string,
  ): string => `import { cluster, flux, gitRepository, image, ringOf, resources } from 'plimsoll';
import { Pod } from 'plimsoll/kubernetes/core/v1';
import { rings } from '../rings.ts';
const source = gitRepository('fleet', { url: 'https://git.example.com/fleet' });
const name = '${name}';
const ring = ringOf(name, rings);
export default cluster(name, { kubernetes: '1.36', gitops: flux({ source }), labels: { ring: ring ?? 'all' } })
  .node('apps', (apps) => apps.bundle('web', (web) => web.application('web', resources(() => [
    Pod({ metadata: { name: 'web' }, spec: { containers: [{ name: 'main', image: image('web', { ring }) }] } })]))))
  .build();
`;

  function versions(made: SynthProject): Readonly<Record<string, string>> {
    expect(made.plimsoll(['synth'])).toMatchObject({ code: 0 });
    const tree = made.tree();
    return Object.fromEntries(
      ['lab', 'prod-1', 'prod-2'].map((name) => [
        name,
        /web:(\S+)/.exec(tree.get(`${name}/apps/web/pod-web.yaml`) ?? '')?.[1] ?? '',
      ]),
    );
  }

  it('takes one step at a time, and every other byte of pins.yaml stays', () => {
    const made = synthProject({
      'pins.yaml':
        '# ours\nimages:\n  web: registry.example.com/web:1.0.0 # for all\nrings:\n  canary: {}\n  early: {}\n',
      'rings.ts': "export const rings = { canary: ['lab'], early: ['prod-1'] } as const;\n",
      ...Object.fromEntries(
        ['lab', 'prod-1', 'prod-2'].map((name) => [`stacks/${name}.stack.ts`, stack(name)]),
      ),
    });
    const text = () => readFileSync(join(made.folder, 'pins.yaml'), 'utf8');
    const pin = (...argv: readonly string[]) => made.plimsoll(['pin', ...argv]);
    expect(versions(made)).toEqual({ lab: '1.0.0', 'prod-1': '1.0.0', 'prod-2': '1.0.0' });
    expect(pin('web', '--promote')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no ring holds a version of web for itself'),
    });
    expect(pin('web', ':1.1.0', '--ring', 'canary').out).toBe(
      'web in canary: registry.example.com/web:1.0.0 → registry.example.com/web:1.1.0\n',
    );
    expect(text()).toMatch(
      /^# ours\nimages:\n {2}web: registry\.example\.com\/web:1\.0\.0 # for all\nrings:\n/,
    );
    expect(versions(made)).toEqual({ lab: '1.1.0', 'prod-1': '1.0.0', 'prod-2': '1.0.0' });
    expect(pin().out).toBe(
      'images\tweb\tregistry.example.com/web:1.0.0\nring canary\timages\tweb\tregistry.example.com/web:1.1.0\n',
    );
    const before = text();
    expect(pin('web', '--promote', '--dry-run').out).toBe(
      'web: registry.example.com/web:1.1.0 goes from canary to early\n',
    );
    expect(text()).toBe(before);
    expect(pin('web', '--promote').code).toBe(0);
    expect(versions(made)).toEqual({ lab: '1.1.0', 'prod-1': '1.1.0', 'prod-2': '1.0.0' });
    // The next version sets out before the one before has arrived.
    expect(pin('web', ':1.2.0', '--ring', 'canary').code).toBe(0);
    expect(versions(made)).toEqual({ lab: '1.2.0', 'prod-1': '1.1.0', 'prod-2': '1.0.0' });
    expect(pin('web', '--promote', '--ring', 'early').out).toBe(
      'web: registry.example.com/web:1.1.0 goes from early to all\n',
    );
    expect(versions(made)).toEqual({ lab: '1.2.0', 'prod-1': '1.1.0', 'prod-2': '1.1.0' });
    expect(pin('web', '--promote').code).toBe(0);
    expect(pin('web', '--promote').code).toBe(0);
    expect(versions(made)).toEqual({ lab: '1.2.0', 'prod-1': '1.2.0', 'prod-2': '1.2.0' });
    expect(text()).toBe(
      '# ours\nimages:\n  web: registry.example.com/web:1.2.0 # for all\nrings:\n  canary: {}\n  early: {}\n',
    );
    expect(pin('web', ':1.3.0', '--ring', 'cannary')).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no ring cannary [build/unknown-pin]\n  did you mean canary?'),
    });
    expect(pin('--promote').code).toBe(64);
  });

  it('takes charts along with where they come from', () => {
    const made = synthProject({ 'pins.yaml': pins });
    expect(made.plimsoll(['pin', 'ingress', '4.2.0', '--ring', 'canary'])).toMatchObject({ code: 0 });
    expect(made.plimsoll(['pin', 'ingress', '--promote'])).toMatchObject({
      code: 0,
      out: 'ingress: 4.2.0 goes from canary to early\n',
    });
    expect(made.plimsoll(['pin', 'ingress', '--promote']).code).toBe(0);
    const { charts, rings } = parsePins(readFileSync(join(made.folder, 'pins.yaml'), 'utf8'), 'pins.yaml');
    expect(charts.get('ingress')).toEqual({
      chart: 'ingress',
      version: '4.2.0',
      repository: 'https://charts.example.com',
    });
    expect([...rings.values()].some((versions) => versions.charts.has('ingress'))).toBe(false);
  });
});
