// The colours of the text in view: k key, s string, n number, truth value or alias, c comment, as in the page's
// own view of a Blueprint. Lezer's parser does not tell plain strings from numbers, so its tags would not do.

import { syntaxTree } from "@codemirror/language";
import { RangeSetBuilder } from "@codemirror/state";
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from "@codemirror/view";

const LITERAL =
  /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|0o[0-7]+|0x[\da-fA-F]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

const [key, string, literal, comment] = ["k", "s", "n", "c"].map((name) => Decoration.mark({ class: name }));

const COLOURS: Record<string, Decoration | undefined> = {
  Key: key,
  QuotedLiteral: string,
  BlockLiteralHeader: string,
  BlockLiteralContent: string,
  Alias: literal,
  Comment: comment,
};

function colours(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const { doc } = view.state;
  for (const visible of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      ...visible,
      enter(node) {
        const from = Math.max(node.from, visible.from);
        const to = Math.min(node.to, visible.to);
        let colour = COLOURS[node.name];
        if (node.name === "Literal") colour = LITERAL.test(doc.sliceString(node.from, node.to)) ? literal : string;
        if (colour && from < to) builder.add(from, to, colour);
        return colour === undefined;
      },
    });
  }
  return builder.finish();
}

export const highlight = ViewPlugin.define(
  (view) => ({
    colours: colours(view),
    update(update: ViewUpdate) {
      const parsed = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (parsed || update.docChanged || update.viewportChanged) this.colours = colours(update.view);
    },
  }),
  { decorations: (plugin) => plugin.colours },
);
