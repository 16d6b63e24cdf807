import type { Answers } from '../answers.ts';
import { install, readOnlyCheckout } from './steps.ts';

/** Checks pull requests with a token that may only read; commits what main makes. */
export function githubText({ branch }: Answers): string {
  return `# Pull requests run the code of whoever opened them: with a token that may only read, and without secrets.
name: plimsoll
on:
  pull_request:
  push:
    branches: [${branch}]
permissions:
  contents: read
jobs:
  check:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    steps:
${readOnlyCheckout}
${install}
      - name: Check
        env:
          BASE: \${{ github.event.pull_request.base.sha }}
        run: npx --no-install plimsoll check --against "$BASE" --format github
      - name: Test
        run: npm test
      - name: Difference
        if: always()
        env:
          BASE: \${{ github.event.pull_request.base.sha }}
        run: |
          npx --no-install plimsoll diff "$BASE" --format markdown > diff.md || true
          cat diff.md >> "$GITHUB_STEP_SUMMARY"
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: plimsoll-diff
          path: diff.md
          retention-days: 7
  commit:
    if: github.event_name == 'push'
    runs-on: ubuntu-latest
    permissions:
      contents: write
    concurrency:
      group: plimsoll-commit
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
${install}
      - name: Author
        run: |
          git config user.name 'github-actions[bot]'
          git config user.email '41898282+github-actions[bot]@users.noreply.github.com'
      - name: Commit
        run: npx --no-install plimsoll commit --push
`;
}

/** Runs the main branch's code only: takes the difference that a pull request made as a file, and writes the comment. */
export const githubCommentText = `# Writes what a pull request would change as its comment, the same one each time. It runs nothing of the pull request: it takes a file.
name: plimsoll comment
on:
  workflow_run:
    workflows: [plimsoll]
    types: [completed]
permissions:
  actions: read
  pull-requests: write
jobs:
  comment:
    if: github.event.workflow_run.event == 'pull_request'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/download-artifact@v4
        with:
          name: plimsoll-diff
          run-id: \${{ github.event.workflow_run.id }}
          github-token: \${{ github.token }}
      - name: Comment
        env:
          GH_TOKEN: \${{ github.token }}
          REPOSITORY: \${{ github.repository }}
          HEAD_SHA: \${{ github.event.workflow_run.head_sha }}
        run: |
          # Which pull request it is says GitHub, not the file.
          number=$(gh api "repos/$REPOSITORY/commits/$HEAD_SHA/pulls" --jq '.[0].number // empty')
          [ -n "$number" ] || exit 0
          head -c 65536 diff.md > body.md
          comment=$(gh api "repos/$REPOSITORY/issues/$number/comments" --paginate \\
            --jq '.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("<!-- plimsoll diff -->"))) | .id' | head -n 1)
          if [ -n "$comment" ]; then
            gh api --silent -X PATCH "repos/$REPOSITORY/issues/comments/$comment" -F body=@body.md
          else
            gh api --silent -X POST "repos/$REPOSITORY/issues/$number/comments" -F body=@body.md
          fi
`;
