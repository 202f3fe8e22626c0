// Starts the page's program in a worker. The page says where its script and its WebAssembly are; from then on
// the program answers itself.
addEventListener("message", async ({ data: [script, module_or_path] }) => {
  const program = await import(script);
  await program.default({ module_or_path });
}, { once: true });
