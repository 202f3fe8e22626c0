// Enter as YAML wants it, and how far a step of indentation goes in this text.

import { ensureSyntaxTree, getIndentUnit, syntaxTree } from "@codemirror/language";
import { EditorSelection, countColumn, type ChangeSpec, type EditorState, type Text } from "@codemirror/state";
import type { Command } from "@codemirror/view";
import type { SyntaxNode } from "@lezer/common";

/** The first lines are enough to see how a text is indented. */
const LINES_READ = 300;

/** The step of the text's own indentation, in blanks. */
export function stepOf(doc: Text): string {
  let parent = -1;
  for (let number = 1; number <= Math.min(doc.lines, LINES_READ); number++) {
    const { indent, dashes, rest } = parts(doc.line(number).text);
    if (dashes === "" && (rest === "" || rest.startsWith("#"))) continue;
    if (parent >= 0 && indent.length > parent) return " ".repeat(Math.min(indent.length - parent, 8));
    parent = opensBlock(rest) ? indent.length + dashes.length : -1;
  }
  return "  ";
}

/** A line's blanks, the dashes of the items that begin in it, and the rest. */
function parts(text: string): { indent: string; dashes: string; rest: string } {
  const [, indent = "", dashes = "", rest = ""] = /^([ \t]*)((?:-(?:[ \t]+|$))*)(.*)$/s.exec(text) ?? [];
  return { indent, dashes, rest };
}

/** Whether what is inside comes on the next lines: a key without a value, or with `|` or `>`. */
function opensBlock(text: string): boolean {
  return /(?:^|[^\s#].*)?:(?:[ \t]+[&!]\S*)*(?:[ \t]+[|>][-+\d]*)?[ \t]*(?:[ \t]#.*)?$/.test(text) && !text.startsWith("#");
}

/** A new line, indented as the place asks: the same, deeper below a key, the next item of a list. */
export const newLine: Command = (view) => {
  const { state } = view;
  if (state.readOnly) return false;
  const { from, to } = state.selection.main;
  const line = state.doc.lineAt(from);
  const before = line.text.slice(0, from - line.from);
  const { indent, dashes, rest } = parts(before);

  const emptyItem = dashes !== "" && rest === "" && line.text.slice(from - line.from).trim() === "" && from === to;
  if (emptyItem && !isContent(state, from)) {
    // Enter on an item that is still empty ends its list.
    const depth = outer(state, line.number, countColumn(indent, state.tabSize));
    view.dispatch({
      changes: { from: line.from, to: line.to, insert: depth },
      selection: { anchor: line.from + depth.length },
      scrollIntoView: true,
      userEvent: "input",
    });
    return true;
  }

  const last = state.doc.lineAt(to);
  // What follows moves to the new indentation, but not from before a line's text.
  const after = rest + dashes === "" ? 0 : /^[ \t]*/.exec(last.text.slice(to - last.from))![0].length;
  const insert = "\n" + indentAfter(state, from, indent, dashes, rest);
  const changes: ChangeSpec[] = [{ from, to: to + after, insert }];
  const blankBefore = /[ \t]+$/.exec(before)?.[0].length ?? 0;
  // Blanks at the end of a line are left to nobody.
  if (blankBefore > 0) changes.push({ from: from - blankBefore, to: from });
  view.dispatch({
    changes,
    selection: EditorSelection.cursor(from - blankBefore + insert.length),
    scrollIntoView: true,
    userEvent: "input",
  });
  return true;
};

function indentAfter(state: EditorState, at: number, indent: string, dashes: string, rest: string): string {
  const step = " ".repeat(getIndentUnit(state));
  if (isContent(state, at)) return indent;
  const inner = indent + " ".repeat(dashes.length);
  if (rest.startsWith("#")) return indent;
  if (/^[|>][-+\d]*[ \t]*$/.test(rest)) return inner;
  if (/[[{][ \t]*$/.test(rest)) return inner + step;
  if (opensBlock(rest)) return inner + step;
  // An item that is a single value: the next item. One that is a mapping goes on with its next key.
  const single = dashes !== "" && rest !== "" && !/^(?:"[^"]*"|'[^']*'|[^\s"'#][^#]*?):(?:[ \t]|$)/.test(rest);
  return single && !isFlow(state, at) ? indent + dashes : inner;
}

/** Whether the place is in the text of a block scalar or of a quoted one, which have no items and keys. */
function isContent(state: EditorState, at: number): boolean {
  const node = nodeAt(state, at);
  if (node.name === "BlockLiteralContent") return at > node.from;
  return node.name === "QuotedLiteral" && at > node.from && at < node.to;
}

/** Waits a moment for a text that is not parsed yet. */
function nodeAt(state: EditorState, at: number): SyntaxNode {
  return (ensureSyntaxTree(state, at, 20) ?? syntaxTree(state)).resolveInner(at, -1);
}

function isFlow(state: EditorState, at: number): boolean {
  for (let node = nodeAt(state, at); node.parent; node = node.parent) {
    if (node.name.startsWith("Flow") && at > node.from && at < node.to) return true;
  }
  return false;
}

/** The indentation of the nearest line above that is less deep. */
function outer(state: EditorState, number: number, column: number): string {
  for (let above = number - 1; above > 0 && above > number - LINES_READ; above--) {
    const { indent, dashes, rest } = parts(state.doc.line(above).text);
    if (rest + dashes !== "" && countColumn(indent, state.tabSize) < column) return indent;
  }
  return "";
}
