// Changes of the text: what the user did is told to the page, what comes from the page is made here.
// There is no history here: the page has the one for all, so the keys for undo and redo lead there.

import { Annotation, EditorSelection, Prec, Transaction, type Extension } from "@codemirror/state";
import { EditorView, keymap, type Command } from "@codemirror/view";
import type { Options } from "./interface";
import { offsetOf, placeOf } from "./places";

/** Changes that came from the page. */
const fromOutside = Annotation.define<true>();

/** How long after a key the next one still goes on with the same typing, in ms. */
const TYPING_PAUSE = 1000;

export function tellChanges(changed: Options["changed"]): Extension {
  const typing = new Typing();
  return EditorView.updateListener.of((update) => {
    for (const transaction of update.transactions) {
      if (!transaction.docChanged) {
        if (transaction.selection) typing.end();
      } else if (transaction.annotation(fromOutside)) {
        typing.end();
      } else {
        const before = transaction.startState.doc;
        const ranges: number[] = [];
        const inserted: string[] = [];
        transaction.changes.iterChanges((fromOffset, toOffset, _from, _to, text) => {
          const from = placeOf(before, fromOffset);
          const to = placeOf(before, toOffset);
          ranges.push(from.line, from.column, to.line, to.column);
          inserted.push(text.toString());
        });
        changed(Uint32Array.from(ranges), inserted, typing.continues(transaction));
      }
    }
  });
}

const TYPED = ["input.type", "delete.backward", "delete.forward"];

/** The typing that goes on. */
class Typing {
  private last: { kind: string; from: number; to: number; time: number } | undefined;

  end(): void {
    this.last = undefined;
  }

  /** Whether a change goes on with the typing before it: the same kind, just there, soon after, no line break. */
  continues(transaction: Transaction): boolean {
    const last = this.last;
    this.last = undefined;
    const kind = TYPED.find((kind) => transaction.isUserEvent(kind));
    const change = onlyChange(transaction);
    if (!kind || !change) return false;
    const time = transaction.annotation(Transaction.time) ?? 0;
    const goesOn = last?.kind === kind && time - last.time < TYPING_PAUSE && adjacent(kind, last, change);
    this.last = { kind, from: goesOn ? Math.min(last.from, change.from) : change.from, to: change.end, time };
    return goesOn;
  }
}

interface Change {
  from: number;
  to: number;
  /** Where it ends in the new text. */
  end: number;
}

function onlyChange(transaction: Transaction): Change | undefined {
  const found: Change[] = [];
  let breaksLine = false;
  transaction.changes.iterChanges((from, to, _from, end, text) => {
    const { doc } = transaction.startState;
    breaksLine ||= text.lines > 1 || doc.lineAt(from).number !== doc.lineAt(to).number;
    found.push({ from, to, end });
  });
  return found.length === 1 && !breaksLine ? found[0] : undefined;
}

function adjacent(kind: string, last: { from: number; to: number }, change: Change): boolean {
  if (kind === "delete.backward") return change.to === last.to;
  if (kind === "delete.forward") return change.from === last.to;
  // An input method writes over what it wrote before.
  return change.to === last.to && change.from >= last.from;
}

/** Undo and redo of the page, from the keys and from the browser's own menu. */
export class PageHistory {
  readonly extension: Extension;
  private stepped = -Infinity;

  constructor({ undo, redo }: Pick<Options, "undo" | "redo">) {
    const step = (run: () => void) => () => {
      this.stepped = performance.now();
      run();
      return true;
    };
    const [back, forward] = [step(undo), step(redo)];
    const key = (key: string, run: Command) => ({ key, run, preventDefault: true });
    this.extension = [
      Prec.high(keymap.of([key("Mod-z", back), key("Mod-Shift-z", forward), key("Mod-y", forward)])),
      EditorView.domEventHandlers({
        beforeinput(event) {
          if (event.inputType === "historyUndo") return back();
          if (event.inputType === "historyRedo") return forward();
          return false;
        },
      }),
    ];
  }

  /** Whether a text that comes now is the answer to undo or redo in the editor. Once for each. */
  isStep(): boolean {
    const recent = performance.now() - this.stepped < 300;
    this.stepped = -Infinity;
    return recent;
  }
}

/** Shows a text from the page. After undo and redo the cursor goes where the text has changed. */
export function replaceText(view: EditorView, text: string, goThere: boolean): void {
  const { doc, selection } = view.state;
  const spans = differences(doc.toString(), text.replace(/\r\n?/g, "\n"), view.viewport);
  const [first] = spans;
  if (!first) return;
  const changes = view.state.changes(spans);
  const after = changes.apply(doc);
  const kept = (offset: number) => {
    const within = spans.some(({ from, to }) => from < offset && offset < to);
    if (!within) return changes.mapPos(offset, spans.some(({ from, to }) => from < to && to === offset) ? 1 : -1);
    // A cursor within a replaced part stays in its line and column.
    const { line, column } = placeOf(doc, offset);
    return offsetOf(after, line, column);
  };
  view.dispatch({
    changes,
    selection: goThere
      ? { anchor: first.from + first.insert.length }
      : EditorSelection.range(kept(selection.main.anchor), kept(selection.main.head)),
    scrollIntoView: goThere,
    annotations: fromOutside.of(true),
  });
  // CodeMirror makes up for lines that came or went above the view only when there is something to measure.
  view.requestMeasure({ read: () => undefined });
}

interface Replaced {
  from: number;
  to: number;
  insert: string;
}

/** Shorter texts stand in many places. */
const FINDABLE = 40;

/**
 * The part in which two texts differ. Where what is in view is within it and in both texts, the parts before and
 * behind that, so that it stays in view.
 */
function differences(before: string, after: string, view: { from: number; to: number }): Replaced[] {
  const whole = difference(before, after, 0);
  if (!whole) return [];
  const from = Math.max(view.from, whole.from);
  const to = Math.min(view.to, whole.to);
  const seen = before.slice(from, to);
  const at = seen.length < FINDABLE ? -1 : whole.insert.indexOf(seen);
  if (at < 0 || whole.insert.includes(seen, at + 1)) return [whole];
  return [
    difference(before.slice(whole.from, from), whole.insert.slice(0, at), whole.from),
    difference(before.slice(to, whole.to), whole.insert.slice(at + seen.length), to),
  ].filter((part) => part !== undefined);
}

/** The smallest part in which two texts differ; they begin at `offset`. */
function difference(before: string, after: string, offset: number): Replaced | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (
    end < most - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  ) {
    end++;
  }
  // Both halves of a character stay together.
  if (isTrail(before, start) || isTrail(after, start)) start--;
  if (isTrail(before, before.length - end) || isTrail(after, after.length - end)) end--;
  return { from: offset + start, to: offset + before.length - end, insert: after.slice(start, after.length - end) };
}

/** Whether the second half of a character beyond 16 bits stands at the index, behind its first. */
function isTrail(text: string, index: number): boolean {
  const half = (unit: number, first: number) => (unit & 0xfc00) === first;
  return index > 0 && half(text.charCodeAt(index), 0xdc00) && half(text.charCodeAt(index - 1), 0xd800);
}
