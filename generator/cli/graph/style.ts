/** Light and dark, as the reader's system is. */
export const style = `
:root { color-scheme: light dark; --back: #fff; --text: #1c2430; --soft: #5b6675; --line: #c5cdd8; --box: #f4f6f9; --edge: #8592a3; --error: #c62828; --warning: #a15c00; --mark: #ffe58a; --accent: #1f5fae; }
@media (prefers-color-scheme: dark) { :root { --back: #12161c; --text: #e4e9f0; --soft: #9aa7b8; --line: #38424f; --box: #1c232c; --edge: #6d7b8d; --error: #ff7b72; --warning: #e3a34f; --mark: #5c4c00; --accent: #7fb3f5; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.45 system-ui, sans-serif; }
header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .6rem 1.2rem; align-items: center; padding: .7rem 1rem; background: var(--back); border-bottom: 1px solid var(--line); }
h1 { font-size: 1.05rem; margin: 0; }
h2 { font-size: 1rem; margin: 0; display: inline; }
input, button { font: inherit; color: inherit; background: var(--box); border: 1px solid var(--line); border-radius: 6px; padding: .25rem .6rem; }
#count { color: var(--soft); }
main { padding: 1rem; }
details { margin-bottom: 1.2rem; border: 1px solid var(--line); border-radius: 8px; }
summary { cursor: pointer; padding: .6rem .8rem; }
summary span { color: var(--soft); }
.scroll { overflow-x: auto; padding: 0 .8rem .8rem; }
svg { display: block; font: 13px system-ui, sans-serif; }
svg text { fill: var(--text); }
svg .soft { fill: var(--soft); font-size: 12px; }
svg .box { fill: var(--box); stroke: var(--line); }
svg .node { cursor: pointer; }
svg .node:focus-visible .box, svg .node:hover .box { stroke: var(--accent); stroke-width: 2; }
svg .node:focus { outline: none; }
svg .error .box { stroke: var(--error); stroke-width: 2; }
svg .warning .box { stroke: var(--warning); stroke-width: 2; }
svg .found .box { fill: var(--mark); }
svg .faded { opacity: .25; }
svg .badge { fill: var(--back); stroke: var(--line); }
svg .edge { fill: none; stroke: var(--edge); stroke-width: 1.5; }
svg .inside { stroke-dasharray: 4 4; }
svg .arrow { fill: var(--edge); }
svg .lane { fill: none; stroke: var(--line); stroke-dasharray: 2 6; }
ul { margin: .2rem .8rem .8rem; padding: 0 0 0 1.1rem; }
li.error { color: var(--error); } li.warning { color: var(--warning); }
`;
