import { runCommand } from "./run-command";

// What is wrong with a file that a module reads when it is loaded is said in one sentence, too: nothing else is loaded before.
void runCommand(async () => {
  const { paperCommand } = await import("./program.js");
  await paperCommand().parseAsync();
});
