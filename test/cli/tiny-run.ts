import { runCommand } from "kernel-helpers/dist/cli/run-command";
import { runTiny, TINY } from "./tiny-profile";

void runCommand(() => runTiny({ ...TINY, epochs: Number(process.env.TINY_EPOCHS ?? TINY.epochs) }));
