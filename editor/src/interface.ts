// What the page and the editor say to each other. Places are lines and UTF-16 columns, both from 0; lines end at
// CRLF, LF or CR, and a line ending counts nowhere, so that both sides agree on a text with any of them.
// Nothing here knows Render: what a place means is asked for.

/** A part of the text. */
export interface Span {
  fromLine: number;
  fromColumn: number;
  toLine: number;
  toColumn: number;
}

export interface Completions extends Span {
  /** All that fit the place, best first. The editor keeps those that match what is typed. */
  items: Completion[];
}

export interface Completion {
  /** What is shown, and matched with what is typed. */
  label: string;
  /** At the right: a price, a default. */
  detail: string;
  /** In the panel beside the list. */
  info: string;
  /** `key`, `value`, `plan`, `name`, `variable`: the sign before the label. Another kind gets a dot. */
  kind: string;
  /** What replaces the span. One that ends in a blank asks for the next completion. */
  insert: string;
}

/** What a place means. */
export interface Hover extends Span {
  title: string;
  text: string[];
  /** The address of the documentation, or empty. */
  docs: string;
}

export interface Fix {
  title: string;
  apply(): void;
}

export interface Problem extends Span {
  severity: "error" | "warning" | "note";
  message: string;
  /** What to do. */
  help: string;
  /** The rule's code. */
  code: string;
}

export interface Marks {
  /** Lines that the last change added. */
  added: number[];
  /** Lines that it removed, and the line that they stood before. */
  removedBefore: { line: number; lines: string[] }[];
  /** What stands at the ends of lines. */
  prices: { line: number; text: string }[];
}

/**
 * `changed`, `complete`, `hover`, `fixes` and `blurred` are called from events and timers alone, never from within
 * a method of the `Editor`. `complete`, `hover` and `fixes` are only asked about texts that `changed` has told.
 */
export interface Options {
  text: string;
  /** The accessible name. */
  label: string;
  /** What a screen reader says after the name, for example which keys there are. */
  description?: string;
  /** A text for each of `PHRASES`. */
  phrases: Record<string, string>;
  readOnly?: boolean;
  /**
   * The user changed the text. `ranges` has four numbers for each change: line and column of its start and of its
   * end in the text before, sorted, not overlapping. `inserted` has the new text of each, lines separated by `\n`.
   * `continues` tells that it goes on with the last typing, so that both may be one step to undo.
   */
  changed(ranges: Uint32Array, inserted: string[], continues: boolean): void;
  undo(): void;
  redo(): void;
  complete(line: number, column: number): Completions | null;
  hover(line: number, column: number): Hover | null;
  /** The fixes of the problems at the cursor. */
  fixes(line: number, column: number): Fix[];
  /** The focus has left the editor with its lists and panels. */
  blurred?(): void;
}

export interface Editor {
  /** Shows this text. `changed` is not called; selection and scroll stay as far as they can. */
  setText(text: string): void;
  setDiagnostics(list: Problem[]): void;
  setMarks(marks: Marks): void;
  /** Puts the cursor there, in view and focused. */
  reveal(line: number, column: number): void;
  focus(): void;
  /** Where the cursor is. */
  place(): { line: number; column: number };
  destroy(): void;
}
