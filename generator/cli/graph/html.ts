import type { ClusterGraph } from '../../graph/graph.ts';
import { script } from './script.ts';
import { style } from './style.ts';

/** One page by itself: no address in it leads anywhere else. */
export function graphHtml(graphs: readonly ClusterGraph[]): string {
  // Inside a script nothing may end it.
  const data = JSON.stringify(graphs)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>plimsoll graph</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>What is applied, in order</h1>
<label>Search <input id="search" type="search" placeholder="bundle, application, finding" autocomplete="off"></label>
<button id="all" type="button">Collapse all</button>
<span id="count" role="status"></span>
</header>
<main id="clusters"></main>
<script type="application/json" id="data">${data}</script>
<script>${script}</script>
</body>
</html>
`;
}
