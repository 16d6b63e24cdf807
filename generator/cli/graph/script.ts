/** Lays a cluster out in columns, one for each number of its order, and draws it again when something is opened or looked for. */
export const script = `
'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const host = document.getElementById('clusters');
const search = document.getElementById('search');
const svgName = 'http://www.w3.org/2000/svg';
const width = 230, gap = 70, row = 18, head = 46, between = 16;
const open = new Set();
function make(name, attributes, text) {
  const element = document.createElementNS(svgName, name);
  for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
}
function short(text, most) { return text.length > most ? text.slice(0, most - 1) + '…' : text; }
function worst(bundle) { return bundle.findings.some((each) => each.severity === 'error') ? 'error' : bundle.findings.length > 0 ? 'warning' : ''; }
function matches(bundle, words) {
  const text = [bundle.name, bundle.node, ...bundle.applications.flatMap((each) => [each.name, each.kind]), ...bundle.findings.flatMap((each) => [each.code, each.message])].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}
function lines(bundle) { return bundle.applications.map((each) => each.name + ' (' + each.kind + '): ' + each.objects); }
function draw(graph, scroll) {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const columns = [];
  for (const bundle of graph.bundles) (columns[bundle.order - 1] = columns[bundle.order - 1] || []).push(bundle);
  const places = new Map();
  let tall = 0;
  columns.forEach((column, index) => {
    let y = 26;
    for (const bundle of column || []) {
      const isOpen = open.has(graph.cluster + '/' + bundle.name);
      const height = head + (isOpen ? lines(bundle).length * row + 8 : 0);
      places.set(bundle.name, { x: index * (width + gap) + 1, y, height, isOpen });
      y += height + between;
    }
    tall = Math.max(tall, y);
  });
  const svg = make('svg', { width: Math.max(1, columns.length) * (width + gap) - gap + 2, height: tall, role: 'group', 'aria-label': 'bundles of ' + graph.cluster });
  const marker = make('marker', { id: 'arrow-' + data.indexOf(graph), viewBox: '0 0 8 8', refX: 8, refY: 4, markerWidth: 8, markerHeight: 8, orient: 'auto' });
  marker.append(make('path', { d: 'M0 0 L8 4 L0 8 z', class: 'arrow' }));
  const definitions = make('defs');
  definitions.append(marker);
  svg.append(definitions);
  columns.forEach((_, index) => svg.append(make('text', { x: index * (width + gap) + 1, y: 14, class: 'soft' }, String(index + 1))));
  for (const bundle of graph.bundles) {
    const to = places.get(bundle.name);
    const from = [...bundle.dependsOn.map((name) => [name, 'edge']), ...(bundle.within ? [[bundle.within, 'edge inside']] : [])];
    for (const [name, kind] of from) {
      const start = places.get(name);
      if (!start) continue;
      const x1 = start.x + width, y1 = start.y + head / 2, x2 = to.x, y2 = to.y + head / 2, bend = Math.max(30, (x2 - x1) / 2);
      svg.append(make('path', { class: kind, d: 'M' + x1 + ' ' + y1 + ' C' + (x1 + bend) + ' ' + y1 + ' ' + (x2 - bend) + ' ' + y2 + ' ' + x2 + ' ' + y2, 'marker-end': 'url(#arrow-' + data.indexOf(graph) + ')' }));
    }
  }
  let found = 0;
  for (const bundle of graph.bundles) {
    const { x, y, height, isOpen } = places.get(bundle.name);
    const hit = words.length > 0 && matches(bundle, words);
    if (hit) found += 1;
    const group = make('g', { class: ['node', worst(bundle), hit ? 'found' : words.length > 0 ? 'faded' : ''].join(' '), tabindex: 0, role: 'button', 'aria-expanded': String(isOpen), 'data-bundle': bundle.name });
    group.append(make('rect', { class: 'box', x, y, width, height, rx: 7 }));
    group.append(make('title', {}, [bundle.node + '/' + bundle.name, ...bundle.findings.map((each) => each.severity + ': ' + each.message + ' [' + each.code + ']')].join('\\n')));
    group.append(make('text', { x: x + 12, y: y + 19, 'font-weight': 600 }, short(bundle.name, 26)));
    const objects = bundle.applications.reduce((sum, each) => sum + each.objects, 0);
    group.append(make('text', { x: x + 12, y: y + 36, class: 'soft' }, short(bundle.node, 16) + ' · ' + objects + ' objects'));
    if (bundle.findings.length > 0) {
      group.append(make('circle', { class: 'badge', cx: x + width - 20, cy: y + 20, r: 11 }));
      group.append(make('text', { x: x + width - 20, y: y + 24, 'text-anchor': 'middle', 'font-size': 12 }, String(bundle.findings.length)));
    }
    if (isOpen) lines(bundle).forEach((text, index) => group.append(make('text', { x: x + 12, y: y + head + 12 + index * row, class: 'soft' }, short(text, 34))));
    const toggle = () => {
      const key = graph.cluster + '/' + bundle.name;
      if (open.has(key)) open.delete(key); else open.add(key);
      drawAll();
      const again = scroll.querySelector('[data-bundle="' + CSS.escape(bundle.name) + '"]');
      if (again) again.focus();
    };
    group.addEventListener('click', toggle);
    group.addEventListener('keydown', (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); toggle(); } });
    svg.append(group);
  }
  scroll.replaceChildren(svg);
  return found;
}
const parts = data.map((graph) => {
  const details = document.createElement('details');
  details.open = data.length < 6;
  const summary = document.createElement('summary');
  const title = document.createElement('h2');
  title.textContent = graph.cluster;
  const more = document.createElement('span');
  more.textContent = ' ' + graph.engine + ', Kubernetes ' + graph.kubernetes + ', ' + graph.bundles.length + ' bundles';
  summary.append(title, more);
  const scroll = document.createElement('div');
  scroll.className = 'scroll';
  const list = document.createElement('ul');
  for (const each of [...graph.findings, ...graph.bundles.flatMap((bundle) => bundle.findings)]) {
    const item = document.createElement('li');
    item.className = each.severity;
    item.textContent = each.message + ' [' + each.code + ']';
    list.append(item);
  }
  details.append(summary, scroll, ...(list.children.length > 0 ? [list] : []));
  host.append(details);
  return { graph, scroll, details };
});
function drawAll() {
  let found = 0;
  for (const { graph, scroll, details } of parts) {
    const mine = draw(graph, scroll);
    found += mine;
    if (mine > 0) details.open = true;
  }
  document.getElementById('count').textContent = search.value.trim() === '' ? '' : found + ' found';
}
search.addEventListener('input', drawAll);
document.getElementById('all').addEventListener('click', (event) => {
  const close = parts.some(({ details }) => details.open);
  for (const { details } of parts) details.open = !close;
  event.target.textContent = close ? 'Open all' : 'Collapse all';
});
drawAll();
`;
