// Folding: a line hides the deeper ones below it. The syntax tree would do the same but for the comments, which it
// leaves where a block ends, and but for the time: it must be there first.

import { codeFolding, foldGutter, foldKeymap, foldService } from "@codemirror/language";
import type { EditorState, Extension } from "@codemirror/state";
import { keymap } from "@codemirror/view";
import { element } from "./dom";

export const folding: Extension = [
  foldService.of((state, from) => deeperThan(state, state.doc.lineAt(from).number)),
  codeFolding({
    placeholderDOM(view, onclick) {
      const dots = element("span", { class: "folded", title: view.state.phrase("Unfold line") }, ["⋯"]);
      dots.addEventListener("click", onclick);
      return dots;
    },
  }),
  foldGutter({ markerDOM: (open) => element("span", { class: open ? "fold" : "fold closed" }, [open ? "▾" : "▸"]) }),
  keymap.of(foldKeymap),
];

/** The end is looked for when it is asked for: the gutter only wants to know whether there is anything to fold. */
function deeperThan({ doc }: EditorState, number: number): { from: number; to: number } | null {
  const { text, to: from } = doc.line(number);
  const depth = depthOf(text);
  if (depth === undefined) return null;
  // The items of a list may stand in the column of its key.
  const isKey = !/^\s*-(?:\s|$)/.test(text);
  const belongs = (text: string, deeper: number) => deeper > depth || (isKey && deeper === depth && /^\s*-\s/.test(text));
  /** The last line of those that belong, from one on. */
  const end = (last: number) => {
    let found = number;
    for (let next = number + 1; next <= last; next++) {
      const { text } = doc.line(next);
      const deeper = depthOf(text);
      if (deeper === undefined) continue;
      if (!belongs(text, deeper)) break;
      found = next;
    }
    return found;
  };
  if (end(Math.min(doc.lines, number + LOOKED_AT)) === number) return null;
  return {
    from,
    get to() {
      return doc.line(end(doc.lines)).to;
    },
  };
}

/** How far below a line something deeper is looked for, behind blank lines and comments. */
const LOOKED_AT = 12;

/** How deep a line is; undefined for one that is blank or a comment. */
function depthOf(text: string): number | undefined {
  const depth = text.search(/\S/);
  return depth < 0 || text[depth] === "#" ? undefined : depth;
}
