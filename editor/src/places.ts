// Between CodeMirror's offsets and the page's lines and columns. A place beyond the text is its nearest one.

import type { Text } from "@codemirror/state";
import type { Span } from "./interface";

export interface Place {
  line: number;
  column: number;
}

export function placeOf(doc: Text, offset: number): Place {
  const line = doc.lineAt(offset);
  return { line: line.number - 1, column: offset - line.from };
}

export function offsetOf(doc: Text, line: number, column: number): number {
  if (line >= doc.lines) return doc.length;
  const { from, length } = doc.line(Math.max(line, 0) + 1);
  return from + Math.min(Math.max(column, 0), length);
}

export function rangeOf(doc: Text, span: Span): { from: number; to: number } {
  const from = offsetOf(doc, span.fromLine, span.fromColumn);
  return { from, to: Math.max(from, offsetOf(doc, span.toLine, span.toColumn)) };
}
