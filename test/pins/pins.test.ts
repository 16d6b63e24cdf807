import { describe, expect, it } from 'vitest';
import { Problem } from '../../generator/core/problem.ts';
import { chart, gitRef, image, withPins } from '../../generator/pins/active.ts';
import { parsePins, setPin } from '../../generator/pins/pins.ts';

const text = `# versions of everything
images:
  web: registry.example.com/web:1.2.3 # {"$imagepolicy": "flux-system:web"}
  "quoted": 'registry.example.com/q:1'   # keep me

charts:
  cert-manager: { repository: https://charts.example.com, version: "1.19.1" }
git:
  fleet: v1.2.0
`;

describe('pins.yaml', () => {
  it('is read, and asked by name', async () => {
    const { value, findings } = await withPins(parsePins(text, 'pins.yaml'), () => [
      image('web'),
      image('quoted'),
      chart('cert-manager'),
      gitRef('fleet'),
    ]);
    expect(findings).toEqual([]);
    expect(value).toEqual([
      'registry.example.com/web:1.2.3',
      'registry.example.com/q:1',
      { chart: 'cert-manager', version: '1.19.1', repository: 'https://charts.example.com' },
      'v1.2.0',
    ]);
  });

  it('answers an unknown name with a finding, place and suggestion, and evaluation goes on', async () => {
    const { value, findings } = await withPins(parsePins(text, 'pins.yaml'), async () => [
      image('wbe'),
      chart('certmanager').version,
      gitRef('x'),
    ]);
    expect(value).toEqual(['unknown-pin.invalid/wbe', '0.0.0', 'unknown-pin.invalid']);
    expect(findings).toMatchObject([
      {
        code: 'build/unknown-pin',
        message: 'pins.yaml has no wbe under images',
        fix: 'did you mean web?',
        definition: { file: expect.stringMatching(/pins\.test\.ts$/) },
      },
      {
        code: 'build/unknown-pin',
        message: 'pins.yaml has no certmanager under charts',
        fix: 'did you mean cert-manager?',
      },
      { code: 'build/unknown-pin', message: 'pins.yaml has no x under git', fix: 'there is fleet' },
    ]);
  });

  it('must be there', () => {
    expect(() => image('web')).toThrow(Problem);
    try {
      image('web');
    } catch (error) {
      expect((error as Problem).findings).toMatchObject([{ code: 'build/no-pins' }]);
    }
  });

  it('says line and column of what it cannot read', () => {
    const found = (yaml: string): readonly string[] =>
      parsePins(yaml, 'pins.yaml').findings.map(({ code, message }) =>
        code === 'build/bad-pins' ? message : code,
      );
    expect(found('images:\n  web: 5\n')).toEqual(['pins.yaml:2:8: images.web is not a text']);
    expect(found('- a\n')).toEqual(['pins.yaml:1:1: pins are a map with images, charts and git']);
    expect(found('imges: {}\ncharts:\n  a: 1\n')).toEqual([
      'pins.yaml:1:1: imges is none of images, charts and git',
      'pins.yaml:3:6: the chart a needs a version as text',
    ]);
    expect(found('images: [1\n')[0]).toMatch(/^pins\.yaml:2:1: /);
    expect(found('')).toEqual([]);
  });

  it('is edited without touching anything else', () => {
    expect(setPin(text, 'images', 'web', 'registry.example.com/web:2@sha256:ab')).toBe(
      text.replace('web:1.2.3', 'web:2@sha256:ab'),
    );
    expect(setPin(text, 'images', 'quoted', 'r/q:2')).toBe(
      text.replace("'registry.example.com/q:1'", "'r/q:2'"),
    );
    expect(setPin(text, 'charts', 'cert-manager', '1.20.0')).toBe(text.replace('1.19.1', '1.20.0'));
    expect(setPin(text, 'git', 'fleet', '1_000')).toBe(text.replace('v1.2.0', '"1_000"'));
    expect(setPin(text, 'images', 'nobody', 'x')).toBeUndefined();
  });
});
