#!/usr/bin/env node
// The project's TypeScript kernel. A front end starts it: kernel.cjs CONNECTION_FILE
"use strict";
const path = require("node:path");

process.chdir(path.resolve(__dirname, "..")); // cells import packages and name files from the project's folder
require("./dist/notebook/kernel/start").startKernel(path.resolve(process.argv[2]));
