// What the last change added and removed, and prices at the ends of lines, as in the page's own view.

import { RangeSet, StateEffect, StateField, type EditorState, type Extension, type Range } from "@codemirror/state";
import {
  Decoration,
  EditorView,
  GutterMarker,
  WidgetType,
  gutterLineClass,
  gutterWidgetClass,
  lineNumberWidgetMarker,
  type DecorationSet,
} from "@codemirror/view";
import { element } from "./dom";
import type { Marks } from "./interface";

const set = StateEffect.define<Marks>();

export function showMarks(view: EditorView, marks: Marks): void {
  view.dispatch({ effects: set.of(marks) });
  // As with a changed text, what is in view stays there.
  view.requestMeasure({ read: () => undefined });
}

class Removed extends WidgetType {
  constructor(readonly lines: string[]) {
    super();
  }

  override eq(other: Removed): boolean {
    return other.lines.join("\n") === this.lines.join("\n");
  }

  override get estimatedHeight(): number {
    return this.lines.length * 20.8;
  }

  override toDOM(view: EditorView): HTMLElement {
    const said = () => element("span", { class: "sr-only" }, [` (${view.state.phrase("removed")})`]);
    const rows = this.lines.map((line) => {
      const text = line.trimStart();
      const indent = line.slice(0, line.length - text.length);
      return element("div", {}, [indent, element("del", {}, [text]), said()]);
    });
    return element("div", { class: "gone" }, rows);
  }
}

class Price extends WidgetType {
  constructor(readonly text: string) {
    super();
  }

  override eq(other: Price): boolean {
    return other.text === this.text;
  }

  override toDOM(): HTMLElement {
    return element("span", { class: "price" }, [this.text]);
  }
}

class LineClass extends GutterMarker {
  constructor(override readonly elementClass: string) {
    super();
  }
}

class Minus extends GutterMarker {
  constructor(readonly lines: number) {
    super();
  }

  override eq(other: Minus): boolean {
    return other.lines === this.lines;
  }

  override toDOM(): Node {
    const each = Array.from({ length: this.lines }, () => element("span", { class: "minus" }, ["−"]));
    return element("div", {}, each);
  }
}

const addedGutter = new LineClass("add");
const removedGutter = new LineClass("gone");
const addedLine = Decoration.line({ class: "add" });

interface Shown {
  decorations: DecorationSet;
  gutter: RangeSet<GutterMarker>;
}

const shown = StateField.define<Shown>({
  create: () => ({ decorations: Decoration.none, gutter: RangeSet.empty }),
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(set)) return shownOf(transaction.state, effect.value);
    if (!transaction.docChanged) return value;
    const { changes } = transaction;
    return { decorations: value.decorations.map(changes), gutter: value.gutter.map(changes) };
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ decorations }) => decorations),
    gutterLineClass.from(field, ({ gutter }) => gutter),
  ],
});

function shownOf({ doc }: EditorState, { added, removedBefore, prices }: Marks): Shown {
  const decorations: Range<Decoration>[] = [];
  const inGutter: Range<GutterMarker>[] = [];
  for (const line of added) {
    if (line >= doc.lines) continue;
    const { from } = doc.line(line + 1);
    decorations.push(addedLine.range(from));
    inGutter.push(addedGutter.range(from));
  }
  for (const { line, lines } of removedBefore) {
    const within = line < doc.lines;
    const widget = Decoration.widget({ widget: new Removed(lines), block: true, side: within ? -1 : 1 });
    decorations.push(widget.range(within ? doc.line(line + 1).from : doc.length));
  }
  for (const { line, text } of prices) {
    if (line < doc.lines) decorations.push(Decoration.widget({ widget: new Price(text), side: 1 }).range(doc.line(line + 1).to));
  }
  return { decorations: Decoration.set(decorations, true), gutter: RangeSet.of(inGutter, true) };
}

export const marks: Extension = [
  shown,
  lineNumberWidgetMarker.of((_view, widget) => (widget instanceof Removed ? new Minus(widget.lines.length) : null)),
  gutterWidgetClass.of((_view, widget) => (widget instanceof Removed ? removedGutter : null)),
];
