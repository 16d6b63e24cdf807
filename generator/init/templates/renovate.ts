/** Renovate changes pins.yaml, and nothing that is generated. */
export const renovateText: string = `${JSON.stringify(
  {
    $schema: 'https://docs.renovatebot.com/renovate-schema.json',
    extends: ['config:recommended', 'helpers:pinGitHubActionDigests'],
    ignorePaths: ['out/**', '**/node_modules/**'],
    customManagers: [
      {
        customType: 'regex',
        description: 'images of pins.yaml',
        managerFilePatterns: ['/(^|/)pins\\.yaml$/'],
        matchStrings: [
          '\\n  [\\w.-]+: (?<depName>(?:[^\\s:@#/]+(?::\\d+)?/)?[^\\s:@#/]+(?:/[^\\s:@#/]+)*):(?<currentValue>[\\w.-]+)(?:@(?<currentDigest>sha256:[a-f0-9]{64}))?',
        ],
        datasourceTemplate: 'docker',
      },
      {
        customType: 'regex',
        description: 'charts of pins.yaml',
        managerFilePatterns: ['/(^|/)pins\\.yaml$/'],
        matchStrings: [
          '\\n  (?<packageName>[\\w.-]+):\\n(?:    chart: (?<depName>[\\w./-]+)\\n)?    version: (?<currentValue>[\\w.+-]+)\\n    repository: (?<registryUrl>https://\\S+)',
        ],
        datasourceTemplate: 'helm',
        depNameTemplate: '{{#if depName}}{{{depName}}}{{else}}{{{packageName}}}{{/if}}',
      },
    ],
    postUpgradeTasks: {
      commands: ['npm ci', 'npx --no-install plimsoll synth'],
      fileFilters: ['out/**'],
      executionMode: 'branch',
    },
  },
  null,
  2,
)}\n`;
