import { byText } from '../core/compare.ts';

/**
 * A tar archive of files: sorted, without times, owners or folders, so that the same files are the same bytes on every machine. By hand:
 * packages that write archives take them from a disk, or put into them what the disk says.
 */
export function tarOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parts: Buffer[] = [];
  for (const [path, content] of [...files].sort(([a], [b]) => byText(a, b))) {
    if (!fits(path)) {
      // A name that the header cannot hold stands in a record before it.
      const record = Buffer.from(recordOf('path', path));
      parts.push(header('PaxHeader', record.length, 'x'), padded(record));
    }
    parts.push(
      header(fits(path) ? path : shortened(path), content.length, '0'),
      padded(Buffer.from(content)),
    );
  }
  parts.push(Buffer.alloc(2 * block));
  return Buffer.concat(parts);
}

const block = 512;
const longest = 100;

function fits(path: string): boolean {
  return Buffer.byteLength(path) <= longest && /^[\x20-\x7e]*$/.test(path);
}

function shortened(path: string): string {
  return path.replace(/[^\x20-\x7e]/g, '_').slice(0, longest);
}

function header(name: string, size: number, type: '0' | 'x'): Buffer {
  const bytes = Buffer.alloc(block);
  const write = (text: string, at: number): void => {
    bytes.write(text, at, 'latin1');
  };
  write(name, 0);
  write(octal(0o644, 7), 100);
  write(octal(0, 7), 108);
  write(octal(0, 7), 116);
  write(octal(size, 11), 124);
  write(octal(0, 11), 136);
  write('        ', 148);
  write(type, 156);
  write('ustar\u000000', 257);
  const sum = bytes.reduce((all, each) => all + each, 0);
  write(`${octal(sum, 6)}\u0000 `, 148);
  return bytes;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((block - (bytes.length % block)) % block)]);
}

/** `<length> key=value\n`, where the length counts itself. */
function recordOf(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest;
  while (length !== rest + String(length).length) length = rest + String(length).length;
  return `${length} ${key}=${value}\n`;
}
