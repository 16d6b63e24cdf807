/** `plimsoll/testing`: for the tests of a project's own stacks and application kinds. */
export { matchers, type StackMatchers, type Wanted } from './matchers.ts';
export { type RenderedStack, type RenderStackOptions, renderStack } from './render-stack.ts';
