import { install, readOnlyCheckout } from '../steps.ts';
import type { Shape } from './shape.ts';

/** A matrix of GitHub Actions: each shard hands on what it changes, and one job brings them together. */
export function githubShards({ of, branch, output }: Shape): string {
  const shards = Array.from({ length: of }, (_, index) => index + 1).join(', ');
  return `# Made by plimsoll shards github --of ${of}. Each shard renders its part of the clusters; what changed is brought together as one commit.
name: plimsoll shards
on:
  push:
    branches: [${branch}]
permissions:
  contents: read
concurrency:
  group: plimsoll-shards
jobs:
  render:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        shard: [${shards}]
    steps:
${readOnlyCheckout}
${install}
      - name: Render
        env:
          SHARD: \${{ matrix.shard }}
        run: npx --no-install plimsoll synth --shard "$SHARD/${of}"
      - name: Changes
        run: |
          git add --all -- ${output}
          git diff --cached --binary > shard.patch
      - uses: actions/upload-artifact@v4
        with:
          name: plimsoll-shard-\${{ matrix.shard }}
          path: shard.patch
          retention-days: 1
  commit:
    needs: render
    runs-on: ubuntu-latest
    permissions:
      contents: write
    steps:
      - uses: actions/checkout@v4
${install}
      - uses: actions/download-artifact@v4
        with:
          pattern: plimsoll-shard-*
          path: shards
      - name: Commit
        run: |
          for patch in shards/*/shard.patch; do
            if [ -s "$patch" ]; then git apply --index "$patch"; fi
          done
          rm -rf shards
          npx --no-install plimsoll shards join
          git add --all -- ${output}
          if git diff --cached --quiet; then exit 0; fi
          git config user.name 'github-actions[bot]'
          git config user.email '41898282+github-actions[bot]@users.noreply.github.com'
          git commit -m 'Render'
          git push
`;
}
