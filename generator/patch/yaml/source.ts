/** A text and its lines; offsets count characters. */
export class Source {
  readonly text: string;
  /** What ends lines in this file. */
  readonly newline: string;

  constructor(text: string) {
    this.text = text;
    this.newline = /\r?\n/.exec(text)?.[0] ?? '\n';
  }

  lineStart(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Before the line break, or at the end of the text. */
  lineEnd(offset: number): number {
    const at = this.text.indexOf('\n', offset);
    if (at < 0) return this.text.length;
    return this.text[at - 1] === '\r' && at > offset ? at - 1 : at;
  }

  /** Where the next line begins, or the end of the text. */
  nextLine(offset: number): number {
    const at = this.text.indexOf('\n', offset);
    return at < 0 ? this.text.length : at + 1;
  }

  column(offset: number): number {
    return offset - this.lineStart(offset);
  }

  /** The blanks and line breaks right before an offset. */
  gapBefore(offset: number): string {
    let start = offset;
    while (start > 0 && ' \t\r\n'.includes(this.text.charAt(start - 1))) start--;
    return this.text.slice(start, offset);
  }

  /** What stands on the line before an offset. */
  before(offset: number): string {
    return this.text.slice(this.lineStart(offset), offset);
  }

  slice(start: number, end: number): string {
    return this.text.slice(start, end);
  }
}
