// Stands in for the page: answers the editor from what a test has put in `answers`, writes down what it is told in
// `told`, and keeps a text of its own that follows the told changes, as the page does.

import { mount, PHRASES } from "./plano-editor.js";

const told = [];
const answers = { complete: null, hover: null, fixes: [], undo: null };
let text = "";
let editor;

/** Where a line and a column are in a text whose lines end in any way. */
function offsetOf(text, line, column) {
  const ending = /\r\n?|\n/g;
  let start = 0;
  for (let number = 0; number < line; number++) {
    if (!ending.exec(text)) throw new Error(`no line ${line}`);
    start = ending.lastIndex;
  }
  return start + column;
}

function follow(ranges, inserted) {
  for (let index = inserted.length - 1; index >= 0; index--) {
    const [fromLine, fromColumn, toLine, toColumn] = ranges.slice(index * 4, index * 4 + 4);
    const [from, to] = [offsetOf(text, fromLine, fromColumn), offsetOf(text, toLine, toColumn)];
    text = text.slice(0, from) + inserted[index] + text.slice(to);
  }
}

const capital = (words) => words[0].toUpperCase() + words.slice(1);

function open(options) {
  editor?.destroy();
  told.length = 0;
  text = options.text;
  editor = mount(document.getElementById("host"), {
    label: "Text of the Blueprint",
    description: "Tab leaves the text.",
    phrases: Object.fromEntries(PHRASES.map((phrase) => [phrase, options.marked ? `«${phrase}»` : capital(phrase)])),
    changed(ranges, inserted, continues) {
      if (text.length < 100_000) follow([...ranges], inserted);
      told.push({ changed: [...ranges], inserted, continues });
      queueMicrotask(() => harness.onChange?.());
    },
    undo() {
      told.push("undo");
      if (answers.undo !== null) editor.setText(answers.undo);
    },
    redo: () => told.push("redo"),
    complete(line, column) {
      told.push({ complete: [line, column] });
      return answers.complete;
    },
    hover: () => answers.hover,
    fixes: () => answers.fixes.map((title) => ({ title, apply: () => told.push({ applied: title }) })),
    blurred: () => told.push("blurred"),
    ...options,
  });
  listen();
}

// What is read aloud: CodeMirror takes it away again after a moment.
const listen = () => {
  const announced = document.querySelector("#host > div").shadowRoot.querySelector(".cm-announced");
  const note = () => announced.textContent.trim() && told.push({ said: announced.textContent });
  new MutationObserver(note).observe(announced, { childList: true, subtree: true });
};

// What the page would hear of keys that were not for the editor.
addEventListener("keydown", (event) => told.push({ heard: event.key }));
addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});

const harness = { open, told, answers, PHRASES, text: () => text, editor: () => editor, onChange: null };
globalThis.harness = harness;
